"""The collection: records, their notations, and the ways in and out."""
