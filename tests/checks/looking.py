"""What a check finds in an inquiry."""

from survey import checks


def found(check, inquiry):
    return list(check(checks.load(inquiry)))


def subjects(check, inquiry):
    return [each.subject for each in found(check, inquiry)]
