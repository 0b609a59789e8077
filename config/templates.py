"""The loader of our own templates: they are written in short, indented lines, and the page has not a byte more.

As in JSX, a line break with its indentation is nothing between two tags (`<a>`, `{% if %}`, `{{ name }}`), and one
blank elsewhere. So a blank between two tags that a reader shall see stands on one line with them. A template with
preformatted text keeps its line breaks, but for those between tags.
"""

import re
from pathlib import Path

from django.template.base import TextNode
from django.template.loaders import base, cached

OURS = Path(__file__).resolve().parent.parent / "survey" / "templates"
# Before and behind a text stand tags of the template language, or the ends of the file.
INDENTATION = re.compile(r"(?:\A|(?<=>))[ \t]*\n\s*(?=<|\Z)")
LINE_BREAK = re.compile(r"[ \t]*\n\s*")
PREFORMATTED = re.compile(r"<(?:pre|textarea)\b")


def unindented(text: str, is_preformatted=False) -> str:
    """What is sent of a text between two tags of the template language."""
    text = INDENTATION.sub("", text)
    return text if is_preformatted else LINE_BREAK.sub(" ", text)


class _Unindented(base.Loader):
    def get_template(self, template_name, skip=None):
        template = super().get_template(template_name, skip)
        if OURS in Path(template.origin.name).parents:
            is_preformatted = PREFORMATTED.search(template.source)
            for node in template.nodelist.get_nodes_by_type(TextNode):
                node.s = unindented(node.s, is_preformatted)
        return template


class Loader(cached.Loader, _Unindented):
    """Keeps compiled templates, those of `survey/templates` without their indentation."""
