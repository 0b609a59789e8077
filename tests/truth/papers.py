"""Papers with what is known of them, each read once; and the folder's own score of the readings."""

import importlib.util
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from survey.files.errors import FileError
from survey.intake import read_paper
from survey.intake.paper import Paper
from survey.intake.paper_json import as_json
from tests.truth.judged import JudgedPaper, judged_papers
from tests.truth.mutations import CHANGES, MARKS, with_other_marks
from tests.truth.printed import KnownTable, chance_tables, printed_papers, printed_tables
from tests.truth.written import written_papers

EVERY = 6  # paper is read once for each change
WRITTEN, SEED = 120, 11  # papers that are written
CHANCE_SEEDS, UNSEEN_SEEDS = range(24), range(1000, 1100)  # of tables in styles by chance


def squeeze(text: str | None) -> str:
    """Letters and digits alone, in lower case: breaks, hyphens and blanks differ between a print and a good reading."""
    return re.sub(r"[\W_]+", "", text or "").casefold()


@dataclass
class KnownPaper:
    """A file, its gold, and what the reader makes of it (None where it refuses).

    Of a paper that is set in other ways, `itself` is what the reader makes of it as it is.
    """

    path: Path
    gold: dict
    paper: Paper | None
    itself: Paper | None = None

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")

    @property
    def name(self) -> str:
        return self.path.stem


class Readings:
    """All papers of a folder; `score` holds the figures of its score.py by the folder they lie in."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.read: dict[Path, Paper | None] = {}

    def papers(self, kind: str, ending: str = ".txt") -> list[KnownPaper]:
        """Those of one of its folders, by their ending."""
        golds = sorted((self.folder / kind).glob("*.gold.json"))
        paths = [(path, path.with_name(path.name.replace(".gold.json", ending))) for path in golds]
        return [
            KnownPaper(path, json.loads(gold.read_text()), self._paper(path, kind))
            for gold, path in paths
            if path.exists()
        ]

    @cached_property
    def changed(self) -> list[KnownPaper]:
        """Some papers as other programs would have taken them out of a PDF."""
        return list(self._changed())

    def _changed(self) -> Iterator[KnownPaper]:
        for known in [each for kind in ("bundestag", "niedersachsen") for each in self.papers(kind)[::EVERY]]:
            text = known.path.read_text(encoding="utf-8-sig")
            changed = [change(text, random.Random(known.name)) for change in CHANGES]
            changed += [with_other_marks(text, known.paper, change) for change in MARKS]
            for other in changed:
                try:
                    paper = read_paper(other.encode(), known.path.name, known.path.parent.name)
                except FileError:
                    paper = None
                yield KnownPaper(known.path, known.gold, paper, known.paper)

    @cached_property
    def written(self) -> list[JudgedPaper]:
        """Papers with words of our own, numbered, answered and set in many ways."""
        return list(judged_papers(written_papers(WRITTEN, SEED)))

    @cached_property
    def printed(self) -> dict[str, KnownTable]:
        """The papers whose cells are known, by kind."""
        return printed_papers(self.folder / "printed")

    @cached_property
    def tables(self) -> list[KnownTable]:
        """Tables that a browser prints in many styles."""
        return printed_tables()

    @cached_property
    def chance_tables(self) -> tuple[list[KnownTable], list[KnownTable]]:
        """Tables in styles that chance puts together: those looked at while readers were mended, and others."""
        return chance_tables(CHANCE_SEEDS), chance_tables(UNSEEN_SEEDS)

    @cached_property
    def score(self) -> dict[str, dict]:
        specification = importlib.util.spec_from_file_location("score_of_papers", self.folder / "score.py")
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        return module.score(self.folder, lambda path, parliament: as_json(self._read(path, parliament)))

    def _read(self, path: Path, parliament: str) -> Paper:
        if path not in self.read:
            self.read[path] = read_paper(path.read_bytes(), path.name, parliament)
        return self.read[path]

    def _paper(self, path: Path, kind: str) -> Paper | None:
        parliament = kind if kind in ("bundestag", "niedersachsen") else re.sub(r"-\d.*", "", path.name)
        try:
            return self._read(path, {"bund": "bundestag"}.get(parliament, parliament))
        except FileError:
            return None
