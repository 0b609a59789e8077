"""The ministry that replies, in the nominative: a paper prints it in the genitive."""

import re

_ADJECTIVE = re.compile(r"(?P<stem>[A-ZÄÖÜ][\w-]+?(?:isch|er))en$")


def nominative(printed: str) -> str:
    """ "des Ministers für Soziales" -> "Minister für Soziales"; a word that we do not know stays in its case."""
    words = re.sub(r"^(?:des|der|das|die|Des|Der|Das|Die)\s+", "", printed).split(" ")
    adjective = _ADJECTIVE.fullmatch(words[0]) if len(words) > 1 else None
    at = 1 if adjective or words[0] in ("Thüringer",) else 0
    if at >= len(words):
        return " ".join(words)
    noun = words[at]
    words[at] = _noun(noun)
    if adjective:
        neuter = words[at].endswith(("ministerium", "Ministerium", "amt"))
        is_woman = words[at].endswith(("in", "ei", "ung"))
        words[0] = adjective["stem"] + ("es" if neuter else "e" if is_woman else "er")
    return " ".join(words)


def _noun(noun: str) -> str:
    for genitive, plain in (
        ("inisteriums", "inisterium"),
        ("inisters", "inister"),
        ("präsidenten", "präsident"),
        ("amtes", "amt"),
        ("amts", "amt"),
        ("Senators", "Senator"),
        ("Chefs", "Chef"),
        ("Senats", "Senat"),
    ):
        if noun.endswith(genitive):
            return noun[: -len(genitive)] + plain
    return noun
