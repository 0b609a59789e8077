"""Public addresses as contracts.md has them, without language prefix and host."""


def inquiry(slug: str) -> str:
    return f"/inquiries/{slug}/"


def question(slug: str, number: int, part: str = "") -> str:
    """The page of a question; a lettered part stands on it under its own anchor."""
    anchor = f"#question-{number}{part}" if part else ""
    return f"{inquiry(slug)}questions/{number}/{anchor}"


def answer(slug: str, annex: int, row: int, column: int) -> str:
    return f"{inquiry(slug)}answers/{annex}/{row}/{column}/"


def annex(slug: str, number: int) -> str:
    """The stem of the wide downloads; the format follows as ".csv"."""
    return f"{inquiry(slug)}annexes/{number}"


def text(slug: str, key: str) -> str:
    """The place of a reply or remark ("reply 1") on the reading page."""
    return f"{inquiry(slug)}#{key.replace(' ', '-')}"


def body(slug: str) -> str:
    return f"/bodies/{slug}/"


def district(slug: str) -> str:
    return f"/districts/{slug}/"
