"""What a published inquiry is in the words of schema.org, for the search engines of data sets."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey.models import Edition
from survey.public.addresses import absolute
from survey.public.reading import Reading
from survey.publishing.licences import OFFICIAL, editorial
from survey.sheets.types import TYPES
from survey.wording import paths

# So that no stored text can end the element it stands in.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
ENCODINGS = {ending: name.partition(";")[0] for ending, name in TYPES.items()}


def data_block(data: dict) -> SafeString:
    """The data as an element that browsers do not run, so that the policy on scripts does not concern it."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":")).translate(
        ESCAPES
    )
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def dataset(paper: Reading, edition: Edition) -> SafeString:
    """The inquiry with all its tables as a Dataset."""
    head = paper.paper
    day = edition.published_at.date().isoformat()
    described = {
        "@type": "Dataset",
        "@id": paper.addresses.cited(),
        "name": f"{head.title} ({head.parliament_short} {head.number})",
        "description": _description(paper),
        "url": paper.addresses.cited(),
        "identifier": f"sha256:{edition.digest}",
        "version": str(edition.number),
        "datePublished": day,
        "dateModified": day,
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "license": editorial().path,
        "creator": _site() | {"name": settings.OPERATOR},
        "publisher": _site() | {"name": settings.OPERATOR},
        "includedInDataCatalog": {"@type": "DataCatalog", **_site("name", "url")},
        "isBasedOn": _source(paper),
        "keywords": list(head.subjects),
        "spatialCoverage": {"@type": "AdministrativeArea", "name": head.state} if head.state else None,
        "temporalCoverage": next((table.date.isoformat() for table in paper.tables if table.date), None),
        "variableMeasured": [question.whole.text for question in paper.questions],
        "distribution": _distribution(paper, edition),
    }
    return data_block({name: value for name, value in described.items() if value})


def catalogue() -> SafeString:
    """The whole site as a catalogue of data sets, with its search."""
    search = {
        "@type": "SearchAction",
        "target": absolute(reverse("search")) + "?q={words}",
        "query-input": "required name=words",
    }
    described = {"@type": ["WebSite", "DataCatalog"], **_site("name", "url"), "inLanguage": get_language()}
    return data_block(described | {"potentialAction": search})


def _site(*names: str) -> dict:
    site = {"@type": "Organization", "name": "Anlage", "url": settings.SITE_URL + reverse("start")}
    return {name: site[name] for name in names or site}


def _description(paper: Reading) -> str:
    """Who was asked what, and how many rows there are: at least the fifty characters that search engines ask for."""
    coverage = " ".join(kind.sentence for each in paper.coverages.values() for kind in each.kinds)
    said = _("The table of paper %(number)s of %(parliament)s as data, word for word as printed and as edited.") % {
        "number": paper.paper.number,
        "parliament": paper.paper.parliament,
    }
    return f"{said} {coverage}".strip()


def _source(paper: Reading) -> dict:
    head = paper.paper
    source = {
        "@type": "CreativeWork",
        "name": f"{head.parliament}, {head.kind} {head.number}: {head.title}",
        "datePublished": head.dated.isoformat() if head.dated else None,
        "publisher": {"@type": "GovernmentOrganization", "name": head.parliament},
        "url": next((each.address for each in head.sources if each.address), None),
    }
    return {name: value for name, value in source.items() if value}


def _distribution(paper: Reading, edition: Edition) -> list[dict]:
    """All files are those of the current edition; an earlier one has its document alone. Each has its own licence."""
    slug = paper.paper.slug
    home, ours = absolute(paths.inquiry(slug)), editorial().path
    files = []
    if edition.is_current and paper.tables:
        files += [(f"{home}answers.{name}", encoding, ours) for name, encoding in ENCODINGS.items()]
        files += [
            (f"{absolute(paths.annex(slug, table.number))}.csv", ENCODINGS["csv"], OFFICIAL.path)
            for table in paper.tables
        ]
        files.append((f"{home}datapackage.zip", "application/zip", ours))
    files.append((absolute(reverse("edition-document", args=[slug, edition.number])), ENCODINGS["json"], ours))
    return [
        {"@type": "DataDownload", "contentUrl": url, "encodingFormat": encoding, "license": licence}
        for url, encoding, licence in files
    ]
