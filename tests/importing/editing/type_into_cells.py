"""Types into the cells of a spreadsheet with LibreOffice, as a person would, and saves it.

Runs under the system's Python, which has LibreOffice's `uno` module:
    type_into_cells.py SOFFICE PROFILE FROM TO FILTER EDITS      with EDITS as JSON: [[row, column, text], ...]
"""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

# UTF-8, comma, quoted where needed; every column of a CSV is read as LibreOffice guesses it.
CSV = "44,34,76,1,,0,false,true,false"
SECONDS = 60


def main(soffice, profile, source, target, filter_name, edits):
    pipe = f"anlage-{os.getpid()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", accept]
    office = subprocess.Popen([soffice, *options])
    try:
        desktop = connected(pipe, office)
        document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, loading(source))
        sheet = document.Sheets.getByIndex(0)
        for row, column, text in json.loads(edits):
            sheet.getCellByPosition(column, row).String = text
        document.storeToURL(f"file://{target}", (named("FilterName", filter_name), named("FilterOptions", CSV)))
        document.close(True)
        desktop.terminate()
        office.wait(SECONDS)
    finally:
        office.kill()


def connected(pipe, office):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    given_up = time.monotonic() + SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > given_up:
                raise
            time.sleep(0.1)


def loading(source):
    is_csv = source.endswith(".csv")
    options = [named("FilterName", "Text - txt - csv (StarCalc)"), named("FilterOptions", CSV)] if is_csv else []
    return (named("Hidden", True), *options)


def named(name, value):
    return PropertyValue(name, 0, value, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
