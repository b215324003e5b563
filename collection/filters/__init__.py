"""What a reader may filter and order by: one FilterSet a model, the same for pages and API."""
