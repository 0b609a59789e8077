"""Why nothing was published, taken back or withheld."""


class Refused(Exception):
    """One sentence to the publisher; nothing was changed."""


class NothingChanged(Refused):
    """The current edition already says all of it."""
