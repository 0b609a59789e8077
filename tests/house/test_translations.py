"""Every sentence stands where the tool that fills the catalogues finds it."""

import ast
from pathlib import Path

SURVEY = Path(__file__).resolve().parents[2] / "survey"
FOUND = {"_", *(f"{kind}{late}" for kind in ("gettext", "ngettext", "pgettext", "npgettext") for late in ("", "_lazy"))}
MODULES = [(path, ast.parse(path.read_text())) for path in sorted(SURVEY.rglob("*.py"))]


def test_translating_names_are_known_to_the_tool():
    imports = [
        (path.name, name.asname)
        for path, module in MODULES
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in FOUND and name.asname
    ]
    assert {name for _path, name in imports} == {"_"}


def test_no_sentence_hides_in_a_formatted_string():
    hidden = [
        f"{path.name}:{call.lineno}"
        for path, module in MODULES
        for text in ast.walk(module)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in FOUND
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
