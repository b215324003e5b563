"""How fast the museum is, beside others and as it grows: `make bench`, see `__main__.py`.

museums.py     the museums that are measured, built once and kept in `.bench/`

The contest: us and the peers on the same records, under load
peers/         what stands beside us
addresses.py   which pages are asked for, of whom, made of samples.py
servers.py     all of them served alike, with their CPU time and memory
load.py        wrk, or client.py where it is not installed
contest.py     one page after the other, everybody in turn
promises.py    the ratios that must hold
tables.py      the results in Markdown, plot.py as a picture

Growth: each of our pages in a small and in a large museum, one request at a time
growth.py      asks the processes of worker.py for the pages of pages.py; growth_report.py says what came out
executemany.py what filling is compared with

profiling.py   where the time of a request goes
ranking.py     what ranking costs
"""

RATIO = 1.5  # no page takes more than this many times as long at 115,000 as at 1,000, asked for alone
GROWTH = 1.25  # nor its p95 under load more than this many times at 1,150,000 what it is at 115,000
FILL = 6  # times what executemany of the same rows takes
MEMORY = 200  # MB a worker
ON_POSTGRESQL = 0.5  # of its rate on SQLite a list keeps
