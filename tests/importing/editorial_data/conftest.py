import pytest
from django.utils.translation import override

from survey.importing import ImportRefused, load_layer
from tests.importing.editorial_data.layers import make_layer, make_paper_with_table
from tests.importing.tables import counts


@pytest.fixture
def annex(db):
    return make_paper_with_table()


@pytest.fixture
def load(annex, tmp_path):
    """Load the lines of files as a layer, in English."""

    def load(*, by=None, dry_run=False, **files):
        make_layer(tmp_path, **files)
        with override("en"):
            return load_layer(tmp_path, annex.inquiry, by=by, dry_run=dry_run)

    return load


@pytest.fixture
def refusal(load):
    """Why a layer is refused; nothing may have changed."""

    def refusal(**files):
        before = counts()
        with pytest.raises(ImportRefused) as raised:
            load(**files)
        assert counts() == before
        return str(raised.value)

    return refusal
