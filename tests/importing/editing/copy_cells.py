"""Copies cells in LibreOffice, as a person would, and prints as JSON what then lies on the clipboard as plain text.

Runs under the system's Python, which has LibreOffice's `uno` module:
    copy_cells.py SOFFICE PROFILE LINES      with LINES as JSON: the texts of the cells, row by row
"""

import json
import os
import subprocess
import sys

from type_into_cells import SECONDS, connected

PLAIN = "text/plain;charset=utf-16"


def main(soffice, profile, lines):
    pipe = f"anlage-{os.getpid()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", accept]
    office = subprocess.Popen([soffice, *options], stdout=sys.stderr)
    try:
        desktop = connected(pipe, office)
        json.dump(copied(desktop, json.loads(lines)), sys.stdout)
        desktop.terminate()
        office.wait(SECONDS)
    finally:
        office.kill()


def copied(desktop, lines):
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    sheet = document.Sheets.getByIndex(0)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.getCellByPosition(column, row).String = text
    controller = document.CurrentController
    controller.select(sheet.getCellRangeByPosition(0, 0, len(lines[0]) - 1, len(lines) - 1))
    clipboard = controller.getTransferable()
    plain = next(each for each in clipboard.TransferDataFlavors if each.MimeType == PLAIN)
    text = clipboard.getTransferData(plain)
    document.close(True)
    return text


if __name__ == "__main__":
    main(*sys.argv[1:])
