"""LibreOffice under the hands of tests: a script beside them, run by the system's Python, tells it what to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
MISSING = "LibreOffice is missing (Debian's packages libreoffice-calc and python3-uno)."
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "csv": "Text - txt - csv (StarCalc)"}
SCRIPTS = Path(__file__).parent / "importing" / "editing"


def program() -> str:
    """Where it is; skips the test where it is not."""
    soffice = shutil.which("soffice")
    has_uno = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode
    )
    if not (soffice and has_uno):
        if "REQUIRE_OFFICE" in os.environ:
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    return soffice


def run(script: str, *arguments) -> bytes:
    """What a script prints."""
    command = [SYSTEM_PYTHON, SCRIPTS / script, *map(str, arguments)]
    return subprocess.run(command, check=True, timeout=180, stdout=subprocess.PIPE).stdout
