"""A small paper, and files of a layer for it."""

import csv
import io

from survey.importing.editorial_data import loading
from survey.models import Annex
from tests.factories import make_annex, make_inquiry, make_question, make_remark, make_reply
from tests.importing.tables import bring_rows

FULDA = "Runder Tisch Asyl Fulda, alle zwei Wochen. Seit Juni 2014 nehmen die Kirchen teil."
KASSEL = "Es existiert ein Behördennetzwerk."


def make_paper_with_table() -> Annex:
    """Questions 1a, 1b and 2, a reply and a remark; LK Fulda and LK Kassel answer, with a stray row between them."""
    inquiry = make_inquiry()
    for part in ("1a", "1b"):
        make_question(inquiry, part)
    question = make_question(inquiry, "2")
    make_reply(inquiry, "In zwei Landkreisen, siehe Frage 1 a.", questions=[question])
    make_remark(inquiry, "Es liegen Antworten von 18 Landkreisen vor. Ein Gipfel fand statt.")
    annex = make_annex(inquiry)
    bring_rows(
        annex, ("LK Fulda", "Nein.", FULDA), ("", "", "Seit Jahren gibt es Treffen."), ("LK Kassel", "s. 2", KASSEL)
    )
    return annex


def make_layer(folder, **files):
    """Write the files: `answers=[{"row": "LK Fulda", "status": "blank"}]`; what a line leaves out is empty."""
    columns = {resource.file: resource.layer_columns for resource in loading.RESOURCES}
    for name, lines in files.items():
        written = io.StringIO()
        writer = csv.DictWriter(written, columns[f"{name}.csv"], restval="")
        writer.writeheader()
        writer.writerows(lines)
        (folder / f"{name}.csv").write_text(written.getvalue(), newline="")
