"""What the program itself gives as a reason is told in the reader's language; what an editor wrote, as it stands."""

import pytest
from django.utils.translation import override

from survey.admin.reasons import in_words


@pytest.mark.parametrize(
    ("kept", "german", "english"),
    [
        ("import", "Eingelesen.", "Read in."),
        ("import batch 7", "import batch 7", "import batch 7"),
        ("layer codings.csv", "Eingelesen aus „codings.csv“.", "Read from “codings.csv”."),
        ("asks again what 19/1613 asked", "Fragt erneut, was 19/1613 gefragt hat.", "Asks again what 19/1613 asked."),
        ("Edition 3", "Als Fassung 3 veröffentlicht.", "Published as edition 3."),
        ("In der Vorlage verlesen.", "In der Vorlage verlesen.", "In der Vorlage verlesen."),
        (None, "", ""),
    ],
)
def test_reason_is_told_in_words(kept, german, english):
    words = []
    for language in ("de", "en"):
        with override(language):
            words.append(in_words(kept))
    assert words == [german, english]


def test_import_is_told_by_its_key_and_an_undo_with_its_reason():
    with override("de"):
        assert in_words(None, batch=7) == "Einlesevorgang 7"
        assert in_words("Versehen.", undoes=7) == "Einlesevorgang 7 rückgängig gemacht. Versehen."
