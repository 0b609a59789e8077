"""Why nothing was published, taken back or withheld."""


class PublishRefused(Exception):
    """One sentence to the publisher; nothing was changed."""


class NothingChanged(PublishRefused):
    """The current edition already says all of it."""
