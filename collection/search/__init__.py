"""Search over the catalogue: text to words, words to exhibits, exhibits to pages and counts. See `models/index.py`."""
