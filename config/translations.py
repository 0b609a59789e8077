"""The catalogues of the German interface: compiled where they are newer, checked for gaps."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages import mofile, pofile

ROOT = Path(__file__).resolve().parent.parent
PATTERN = "survey/locale/*/LC_MESSAGES/*.po"


def compile_catalogues() -> list[Path]:
    """Compile each .po that is newer than its .mo; returns the .mo files written."""
    written = []
    for source in sorted(ROOT.glob(PATTERN)):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with target.open("wb") as file:
                mofile.write_mo(file, read(source))
            written.append(target)
    return written


def read(source: Path):
    with source.open("rb") as file:
        return pofile.read_po(file, locale=source.parts[-3])


def gaps(root: Path) -> list[str]:
    """What a reader would see in English, as `file:line: reason`."""
    return [gap for source in sorted(root.glob(PATTERN)) for gap in gaps_of(source, str(source.relative_to(root)))]


def gaps_of(source: Path, name: str) -> list[str]:
    return [
        f"{name}:{message.lineno}: {'fuzzy' if message.fuzzy else 'not translated'}: {message.id}"
        for message in read(source)
        if message.id and (message.fuzzy or not is_translated(message))
    ]


def is_translated(message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def check():
    """Fail on words that stand in the code and not in a catalogue; without gettext, on gaps in the catalogues."""
    if not shutil.which("xgettext"):
        print("Without gettext the catalogues are not compared with the code.")
        return gaps(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "survey", copy / "survey", ignore=shutil.ignore_patterns("migrations", "*.mo", "*.pyc"))
        django_admin = [sys.executable, "-m", "django", "makemessages", "--all", "--no-obsolete", "--verbosity=0"]
        subprocess.run(django_admin, cwd=copy / "survey", check=True)  # noqa: S603 (no word of it comes from outside)
        return gaps(copy)


def main(step: str):
    if step == "compile":
        compile_catalogues()
    elif found := check():
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
