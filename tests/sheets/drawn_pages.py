"""Pages made of lines of letters, each letter and each blank as wide as any other."""

from survey.pages.document import Box, Document, Page, Word

WIDTH, SIZE = 5, 8


def words_of(*lines, pitch=12, left=50.0, top=100.0):
    found = []
    for number, line in enumerate(lines):
        at = 0
        for text in line.split(" "):
            if text:
                x = left + at * WIDTH
                y = top + number * pitch
                found.append(Word(text, Box(x, y, x + len(text) * WIDTH - 1, y + SIZE), SIZE))
            at += len(text) + 1
    return found


def make_page(*lines, number=1, pitch=12, rules=(), fills=()):
    return Page(number, 595, 842, words=tuple(words_of(*lines, pitch=pitch)), rules=tuple(rules), fills=tuple(fills))


def make_document(*pages):
    return Document("a.pdf", "pdf", pages=pages)
