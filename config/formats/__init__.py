"""How dates are written, where the library's way would be read wrongly."""
