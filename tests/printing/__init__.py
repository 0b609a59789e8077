"""Tables with known cells, printed by a browser in many styles, and what the reader makes of them."""
