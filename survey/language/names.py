"""Printed names of districts and associations, and how they are compared."""


def fold(name: str) -> str:
    """The form in which printed names are compared: case folded, blanks collapsed, without dots at the end."""
    return " ".join(name.casefold().split()).rstrip(".")
