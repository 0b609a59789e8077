"""What is wrong with a file, said so that others can say it in their language."""


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the translators; this rank knows no Django that would translate it."""
    return sentence


DAMAGED = gettext_noop("The file is damaged or cut off.")
ENCRYPTED = gettext_noop("The file is encrypted. Save it without password.")


class FileError(Exception):
    """What is wrong with a file, as one sentence that names file, line and column where known.

    `reason` is the English sentence; `template` and `params` let others say it in their language.
    """

    def __init__(
        self,
        file: str,
        line: int | None,
        column: int | str | None,
        reason: str,
        params: dict | None = None,
    ):
        super().__init__(file, line, column, reason, params)
        self.file = file
        self.line = line
        self.column = column
        self.template = reason
        self.params = params or {}
        self.reason = reason % self.params if self.params else reason

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.file}{line}{column}: {self.reason}"
