"""Automatic numbers of lists, as a word processor prints them."""

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN += ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numeral(number: int, form: str) -> str:
    """`form` by the names of DOCX: decimal, decimalZero, lowerLetter, upperLetter, lowerRoman, upperRoman, none."""
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form.endswith("Letter"):
        text = letter(number)
    elif form.endswith("Roman"):
        text = roman(number)
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb."""
    times, at = divmod(number - 1, len(LETTERS))
    return LETTERS[at] * min(times + 1, 9) if number > 0 else ""


def roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        while 0 < value <= number < 5000:
            text += sign
            number -= value
    return text
