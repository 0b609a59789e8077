"""The catalogues of the German interface: compiled where they are newer, checked for gaps."""

import sys
from pathlib import Path

from babel.messages import mofile, pofile

LOCALE_DIR = Path(__file__).resolve().parent.parent / "survey" / "locale"


def catalogues() -> list[Path]:
    return sorted(LOCALE_DIR.glob("*/LC_MESSAGES/*.po"))


def compile_catalogues() -> list[Path]:
    """Compile each .po that is newer than its .mo; returns the .mo files written."""
    written = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with target.open("wb") as file:
                mofile.write_mo(file, read(source))
            written.append(target)
    return written


def gaps(source: Path) -> list[str]:
    """What a reader of the German interface would see in English, as `file:line: reason`."""
    found = []
    for message in read(source):
        words = message.string if isinstance(message.string, tuple | list) else [message.string]
        reason = "fuzzy" if message.fuzzy and message.id else "" if all(words) else "not translated"
        if reason:
            found.append(f"{source.relative_to(LOCALE_DIR)}:{message.lineno}: {reason}: {message.id}")
    return found


def read(source: Path):
    with source.open("rb") as file:
        return pofile.read_po(file, locale=source.parts[-3])


def main(step: str):
    if step == "compile":
        for path in compile_catalogues():
            print(f"Compiled {path.relative_to(LOCALE_DIR)}.")
    elif found := [gap for source in catalogues() for gap in gaps(source)]:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
