"""What a check finds in an inquiry."""

from survey.record import RecordPaper


def found(check, inquiry):
    return list(check(RecordPaper(inquiry)))


def subjects(check, inquiry):
    return [each.subject for each in found(check, inquiry)]
