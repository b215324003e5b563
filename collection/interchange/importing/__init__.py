"""The import engine: drafts in, records out, in whole batches that can be stopped, gone on with and undone.

`running` carries a run out batch by batch; `batch` decides what becomes of each row with one look-up per kind of record
and writes the batch in one transaction; `undoing` takes a run back from the history; `reporting` says what happened.
"""
