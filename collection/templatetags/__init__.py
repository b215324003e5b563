"""What the public templates need beyond Django's own tags."""
