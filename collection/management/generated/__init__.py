"""A museum made up for demonstration, as large as wanted: what `manage.py fill` writes.

words.py      the vocabulary
frame.py      what stands before the first gift comes: rooms, terms, sources, occasions
donors.py     who gives
gifts.py      what comes in, and things.py what it is
evidence.py   what is claimed about it
tables.py     how rows reach the database at speed

Everything follows from the seed and a running number, so that a museum filled in two goes is the one filled in one.
"""

MARK = "Generated for demonstration"  # begins or ends a text of every record that has one, and names the main source
