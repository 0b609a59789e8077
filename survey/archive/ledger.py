"""What an archive holds, kept beside it in a small database: however large the site is, memory does not grow with it.

Each run wants files: those it begins with, and those that pages lead to. A file is done once in a run. What no page of
a run leads to any more is no part of the archive, and goes.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from survey.archive.addresses import file_of

NAME = ".archive.sqlite3"
TABLES = """
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, address TEXT NOT NULL, etag TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '', wanted INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS file_waiting ON file (wanted, done);
CREATE TABLE IF NOT EXISTS link (
    source INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
STEP = 200  # files after which what was done is kept: a run that is interrupted goes on from there


class ArchiveRefused(Exception):
    """Why no archive is written into a folder: one sentence to the operator."""


class ArchivedFile(NamedTuple):
    """A file of the archive; `etag` and `digest` are those of what was written last, "" where nothing was."""

    id: int
    name: str
    address: str
    etag: str
    digest: str


class Ledger:
    """`made_by` is the state of the program: what another one wrote is asked for anew."""

    def __init__(self, folder: Path, made_by: str):
        self.database = sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
        try:
            self.database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self.database.executescript(f"PRAGMA synchronous = OFF; {TABLES}")
            self.database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise ArchiveRefused(_("Another archive is being written into this folder just now.")) from error
        if self._fact("made_by") != made_by:
            self.database.execute("UPDATE file SET etag = ''")
        self.run = int(self._fact("run") or 0) + 1
        for name, value in {"run": self.run, "made_by": made_by}.items():
            self.database.execute("REPLACE INTO fact VALUES (?, ?)", (name, str(value)))

    def _fact(self, name: str) -> str:
        found = self.database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def want(self, addresses: Iterable[str]) -> None:
        """These are part of this run. Of two addresses of one file the first of a run counts."""
        self.database.executemany(
            "INSERT INTO file (name, address, wanted) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET address = excluded.address, wanted = excluded.wanted WHERE wanted < excluded.wanted",
            ((file_of(each), each, self.run) for each in addresses),
        )

    def waiting(self) -> Iterator[ArchivedFile]:
        """Each file that this run wants, those that are wanted meanwhile, too."""
        asked = "SELECT id, name, address, etag, digest FROM file WHERE wanted = ? AND done < ? LIMIT 1"
        count = 0
        while found := self.database.execute(asked, (self.run, self.run)).fetchone():
            yield ArchivedFile(*found)
            self.database.execute("UPDATE file SET done = ? WHERE id = ?", (self.run, found[0]))
            count += 1
            if count % STEP == 0:
                self.database.execute("COMMIT")
                self.database.execute("BEGIN IMMEDIATE")

    def written(self, entry: ArchivedFile, etag: str, digest: str, targets: Iterable[str] = ()) -> None:
        """The file is as the site has it now, and leads to these addresses; digest "" says that there is none."""
        targets = set(targets)
        self.want(targets)
        self.database.execute("UPDATE file SET etag = ?, digest = ? WHERE id = ?", (etag, digest, entry.id))
        self.database.execute("DELETE FROM link WHERE source = ?", (entry.id,))
        self.database.executemany(
            "INSERT OR IGNORE INTO link SELECT ?, id FROM file WHERE name = ?",
            ((entry.id, file_of(each)) for each in targets),
        )

    def unchanged(self, entry: ArchivedFile) -> None:
        """The site has what was written in an earlier run: it leads where it led then."""
        self.database.execute(
            "UPDATE file SET wanted = ? WHERE wanted < ? AND id IN (SELECT target FROM link WHERE source = ?)",
            (self.run, self.run, entry.id),
        )

    def missing(self) -> Iterator[tuple[str, str]]:
        """Each address of this run that the site does not have, with a file that leads there ("": none)."""
        return self.database.execute(
            "SELECT address, coalesce((SELECT min(name) FROM link JOIN file s ON s.id = source"
            " WHERE target = file.id), '') FROM file WHERE wanted = ? AND digest = '' ORDER BY address",
            (self.run,),
        )

    def forget(self) -> Iterator[str]:
        """The names of files that earlier runs wrote and this one does not want; they are no part of it any more."""
        for id_, name in self.database.execute("SELECT id, name FROM file WHERE wanted < ?", (self.run,)):
            yield name
            self.database.execute("DELETE FROM link WHERE source = ? OR target = ?", (id_, id_))
        self.database.execute("DELETE FROM file WHERE wanted < ?", (self.run,))

    def sums(self) -> Iterator[str]:
        """The lines of SHA256SUMS, by name."""
        for digest, name in self.database.execute("SELECT digest, name FROM file WHERE digest != '' ORDER BY name"):
            yield f"{digest}  {name}\n"

    def close(self) -> None:
        self.database.execute("COMMIT")
        self.database.close()
