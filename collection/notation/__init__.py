"""How the field writes things: pure functions, text in and values out."""
