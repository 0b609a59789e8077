"""Numbers that a record can have: what no column holds is not asked of the database, where it would be an error."""

# What a column of PostgreSQL's type integer holds.
LARGEST = 2**31 - 1


def is_bounded(number: object) -> bool:
    """Whether it is a number that a column can hold."""
    return isinstance(number, int) and abs(number) <= LARGEST
