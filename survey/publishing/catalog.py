"""The data as a catalogue after DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/): nodes and their facts.

What must stand there (table 3 of the specification): of a catalogue title, description, publisher; of a dataset the
same; of a service title, publisher, endpoint; of a distribution its address and its licence. Words of controlled
vocabularies are those of the Publications Office and of dcat-ap.de.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from survey.models import Edition, PublishedInquiry
from survey.publishing.licences import OFFICIAL, QUOTED, Licence, editorial
from survey.sheets.types import TYPES
from survey.wording import paths

CHUNK = 500
AUTHORITY = "http://publications.europa.eu/resource/authority"
GEOCODING = "http://dcat-ap.de/def/politicalGeocoding"
MEDIA = "https://www.iana.org/assignments/media-types"
GERMAN = f"{AUTHORITY}/language/DEU"
GOVERNMENT = f"{AUTHORITY}/data-theme/GOVE"
# Of our formats those that the list of file types of the Publications Office has.
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "ods": "ODS", "json": "JSON", "zip": "ZIP"}
MEDIA_TYPES = {ending: name.partition(";")[0] for ending, name in TYPES.items()} | {"zip": "application/zip"}
LISTS = ("csv", "xlsx", "ods", "json")


@dataclass(frozen=True)
class Iri:
    address: str


@dataclass(frozen=True)
class BilingualText:
    """In German, unless it is a name or a number of ours."""

    text: str
    language: str = "de"


@dataclass(frozen=True)
class Moment:
    iso: str


Fact = tuple[str, Iri | BilingualText | Moment]


@dataclass(frozen=True)
class Node:
    """What is said of one thing; of the catalogue it is said bit by bit, so that no list of all datasets is held."""

    address: str
    kind: str
    facts: tuple[Fact, ...]


def nodes(inquiries: QuerySet[PublishedInquiry], when: datetime | None) -> Iterator[Node]:
    """The catalogue, the lists over all inquiries, the API, and each recorded inquiry; in constant memory."""
    yield from _catalogue(when)
    yield from _everything(when)
    yield _service()
    first = Edition.objects.filter(inquiry=OuterRef("edition__inquiry")).order_by("number").values("published_at")[:1]
    recorded = inquiries.filter(is_recorded=True).annotate(issued=Subquery(first))
    for inquiry in recorded.order_by("slug").iterator(chunk_size=CHUNK):
        yield from _inquiry(inquiry)


def _site(path: str) -> str:
    return settings.SITE_URL + path


def _catalogue(when: datetime | None) -> Iterator[Node]:
    site = _site("/")
    facts = [
        ("dcterms:title", BilingualText("Anlage: die Tabellen hinter parlamentarischen Anfragen")),
        (
            "dcterms:description",
            BilingualText("Antworten der Kreise und Städte aus Anfragen der Parlamente, als Daten."),
        ),
        ("dcterms:publisher", Iri(f"{site}#publisher")),
        ("dcterms:license", Iri(editorial().dcat)),
        ("dcterms:language", Iri(GERMAN)),
        ("foaf:homepage", Iri(site)),
        ("dcat:themeTaxonomy", Iri(f"{AUTHORITY}/data-theme")),
        ("dcat:service", Iri(_site("/api/v1/#service"))),
        *_modified(when),
    ]
    yield Node(f"{site}#catalog", "dcat:Catalog", tuple(facts))
    yield Node(f"{site}#publisher", "foaf:Agent", (("foaf:name", BilingualText(settings.OPERATOR, "")),))
    contact = (("vcard:fn", BilingualText(settings.OPERATOR, "")), ("vcard:hasURL", Iri(_site("/contact/"))))
    yield Node(f"{site}#contact", "vcard:Kind", contact)


def _modified(when: datetime | None) -> list[Fact]:
    return [("dcterms:modified", Moment(when.isoformat()))] if when else []


def _service() -> Node:
    facts = (
        ("dcterms:title", BilingualText("Schnittstelle (API, Version 1)")),
        ("dcterms:publisher", Iri(_site("/#publisher"))),
        ("dcat:endpointURL", Iri(_site("/api/v1/"))),
        ("dcat:endpointDescription", Iri(_site("/api/v1/openapi.json"))),
        ("dcat:servesDataset", Iri(_site("/data/#dataset"))),
        ("dcterms:license", Iri(editorial().dcat)),
    )
    return Node(_site("/api/v1/#service"), "dcat:DataService", facts)


def _everything(when: datetime | None) -> Iterator[Node]:
    facts = [
        ("dcterms:title", BilingualText("Alle Anfragen, Angaben, Einordnungen und Gremien")),
        (
            "dcterms:description",
            BilingualText("Die Listen über alle veröffentlichten Anfragen, eine Zeile je Eintrag."),
        ),
        ("dcterms:identifier", BilingualText(_site("/data/"), "")),
        ("dcat:landingPage", Iri(_site("/data/"))),
        ("dcat:keyword", BilingualText("Parlamentarische Anfrage")),
        *_modified(when),
    ]
    files = [
        _File(f"/{name}.{ending}", ending, title, editorial(), when)
        for name, title in {
            "answers": "Alle Angaben",
            "codings": "Alle Einordnungen mit Belegstellen",
            "bodies": "Alle Gremien",
            "inquiries": "Alle Anfragen",
        }.items()
        for ending in LISTS
    ]
    files += [_File(f"/statements.{ending}", ending, "Alle Stellungnahmen", QUOTED, when) for ending in LISTS]
    yield from _dataset(_site("/data/#dataset"), facts, files)


def _inquiry(inquiry: PublishedInquiry) -> Iterator[Node]:
    home, when = paths.inquiry(inquiry.slug), inquiry.published_at
    paper = f"{inquiry.parliament_name}, Drucksache {inquiry.number}"
    said = f"{paper}: Fragen, Antworten und Tabellen als Daten, wie gedruckt und von der Redaktion eingeordnet."
    facts = [
        ("dcterms:title", BilingualText(f"{inquiry.title} ({paper})")),
        ("dcterms:description", BilingualText(said)),
        ("dcterms:identifier", BilingualText(_site(home), "")),
        ("dcat:landingPage", Iri(_site(home))),
        ("dcat:version", BilingualText(str(inquiry.edition_number), "")),
        ("adms:versionNotes", BilingualText(inquiry.note)),
        *(
            ("dcat:keyword", BilingualText(each))
            for each in dict.fromkeys(["Parlamentarische Anfrage", *inquiry.subjects])
        ),
        *_place(inquiry.state_key),
        ("dcterms:issued", Moment(inquiry.issued.isoformat())),
        *_modified(when),
    ]
    yield from _dataset(_site(f"{home}#dataset"), facts, list(_files(inquiry, home, when)))


def _place(state: str) -> list[Fact]:
    """The state, or Germany for a paper of the Bundestag."""
    if not state:
        return [("dcatde:politicalGeocodingLevelURI", Iri(f"{GEOCODING}/Level/federal"))]
    return [
        ("dcatde:politicalGeocodingLevelURI", Iri(f"{GEOCODING}/Level/state")),
        ("dcterms:spatial", Iri(f"{GEOCODING}/stateKey/{state}")),
    ]


@dataclass(frozen=True)
class _File:
    path: str
    ending: str
    title: str
    licence: Licence
    when: datetime | None


def _files(inquiry: PublishedInquiry, home: str, when: datetime) -> Iterator[_File]:
    """What is printed is an official work; files with categories, notes or edited text have the editors' licence."""
    yield _File(f"{home[:-1]}.json", "json", "Die ganze Fassung", editorial(), when)
    if not inquiry.tables:
        return
    yield _File(f"{home}datapackage.zip", "zip", "Datenpaket mit allen Tabellen", editorial(), when)
    for name, title in {"answers": "Alle Angaben", "codings": "Einordnungen mit Belegstellen"}.items():
        for ending in LISTS:
            yield _File(f"{home}{name}.{ending}", ending, title, editorial(), when)
    for number in inquiry.tables:
        for ending in LISTS:
            stem = paths.annex(inquiry.slug, number)
            yield _File(f"{stem}.{ending}", ending, f"Tabelle {number}, wie gedruckt", OFFICIAL, when)


def _dataset(address: str, facts: list[Fact], files: list[_File]) -> Iterator[Node]:
    of_all = [
        ("dcterms:publisher", Iri(_site("/#publisher"))),
        ("dcat:contactPoint", Iri(_site("/#contact"))),
        ("dcat:theme", Iri(GOVERNMENT)),
        ("dcterms:language", Iri(GERMAN)),
        ("dcterms:accessRights", Iri(f"{AUTHORITY}/access-right/PUBLIC")),
        *(("dcat:distribution", Iri(_site(f"{file.path}#distribution"))) for file in files),
    ]
    yield Node(_site("/#catalog"), "dcat:Catalog", (("dcat:dataset", Iri(address)),))
    yield Node(address, "dcat:Dataset", (*facts, *of_all))
    yield from map(_distribution, files)


def _distribution(file: _File) -> Node:
    named = file.licence not in (OFFICIAL, QUOTED)
    facts = [
        ("dcat:accessURL", Iri(_site(file.path))),
        ("dcat:downloadURL", Iri(_site(file.path))),
        ("dcterms:license", Iri(file.licence.dcat)),
        *([("dcatde:licenseAttributionByText", BilingualText(f"{settings.OPERATOR}, {_site('/')}"))] if named else []),
        ("dcterms:title", BilingualText(f"{file.title} ({file.ending.upper()})")),
        ("dcterms:format", Iri(f"{AUTHORITY}/file-type/{FILE_TYPES[file.ending]}")),
        ("dcat:mediaType", Iri(f"{MEDIA}/{MEDIA_TYPES[file.ending]}")),
        *_modified(file.when),
    ]
    return Node(_site(f"{file.path}#distribution"), "dcat:Distribution", tuple(facts))
