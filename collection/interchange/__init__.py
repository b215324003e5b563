"""Bytes in, records out, and records in, bytes out: readers, mappings, the import engine and the exporters. No HTTP."""
