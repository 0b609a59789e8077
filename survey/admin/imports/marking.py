"""What an import changes, with the tags that mark it."""

from survey.language.difference import difference

LONGEST_COMPARED = 20_000
TAGS = {"removed": "del", "added": "ins"}


def marked(old, new):
    """Whether it is new, and its words, each with the tag that marks it; very long texts stand one after the other."""
    before = old or ""
    is_short = len(before) + len(new) <= LONGEST_COMPARED
    pieces = difference(before, new) if is_short else [("removed", before), ("added", new)]
    return {"is_new": old is None, "pieces": [(TAGS.get(kind), text) for kind, text in pieces if text]}
