"""The speed promises, measured at 1,000 and at 115,000 exhibits in one run: `make bench`, see `__main__.py`.

museums.py   makes the two museums, each in a database of its own
pages.py     which pages are asked for, so that both museums have as much to show on each
worker.py    a process that asks for pages in one museum, when told to
raw.py       what plain executemany of the same rows takes
server.py    the real server: requests a second, and memory
report.py    the table, and which promises are broken
"""

RATIO = 1.5  # no page takes more than this many times as long at 115,000 as at 1,000
FILL = 6  # times what executemany of the same rows takes
MEMORY = 200  # MB a worker
