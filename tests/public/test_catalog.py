"""The catalogue after DCAT-AP.de 3.0 and the data package of all lists.

The rules are those of https://www.dcat-ap.de/def/dcatde/3.0/spec/, table 3: what must be said of each class. On
2026-11-30 the catalogue of 19/1613 was held against the SHACL shapes of DCAT-AP.de 3.0 and of DCAT-AP 3.0.0 (no
violation), and both data packages against frictionless 5 (valid); neither is a package that these tests need.
"""

import json
import re

import pytest

from survey.models import PublishedInquiry
from survey.publishing.columns import LONG
from tests.public.papers import make_content, publish

SITE = "http://127.0.0.1:8000"
HOME = f"{SITE}/inquiries/nordland-9-1/"
LICENCES = "http://dcat-ap.de/def/licenses"
MANDATORY = {
    "dcat:Catalog": {"dcterms:title", "dcterms:description", "dcterms:publisher"},
    "dcat:Dataset": {"dcterms:title", "dcterms:description", "dcterms:publisher"},
    "dcat:DataService": {"dcat:endpointURL", "dcterms:title", "dcterms:publisher"},
    "dcat:Distribution": {"dcat:accessURL", "dcterms:license"},
    "foaf:Agent": {"foaf:name"},
    "vcard:Kind": {"vcard:hasURL"},
}
FACT = re.compile(r'(\S+) (?:<([^>]*)>|("(?:[^"\\]|\\.)*")(?:@(\w+)|\^\^(xsd:\w+))?) [;.]')


@pytest.fixture
def paper(db):
    content = make_content(title='Streit um "Salz"\nund\\oder Sand', subjects=["Winter"])
    content["parliament"]["state"] = "06"
    return publish(content)


def graph(client):
    """The nodes of the JSON-LD document by their address, each with its kind and lists of facts."""
    found = {}
    for node in json.loads(client.get("/catalog.jsonld").getvalue())["@graph"]:
        known = found.setdefault(node.pop("@id"), {"@type": node.pop("@type")})
        for name, values in node.items():
            known.setdefault(name, []).extend(values)
    return found


def value(term):
    return term.get("@id", term.get("@value"))


def test_catalogue_says_of_each_class_what_it_must(client, paper):
    nodes = graph(client)
    kinds = [node["@type"] for node in nodes.values()]
    assert set(kinds) == set(MANDATORY)
    assert (kinds.count("dcat:Catalog"), kinds.count("dcat:Dataset"), kinds.count("dcat:DataService")) == (1, 2, 1)
    missing = {(address, name) for address, node in nodes.items() for name in MANDATORY[node["@type"]] - node.keys()}
    assert missing == set()


def test_catalogue_leads_to_its_own_nodes(client, paper):
    nodes = graph(client)
    led_to = {
        value(term)
        for node in nodes.values()
        for name in ("dcat:dataset", "dcat:distribution", "dcat:service", "dcterms:publisher", "dcat:contactPoint")
        for term in node.get(name, [])
    }
    assert led_to == nodes.keys() - {f"{SITE}/#catalog"}


def test_every_distribution_can_be_had(client, paper):
    distributions = [node for node in graph(client).values() if node["@type"] == "dcat:Distribution"]
    assert len(distributions) == 20 + 1 + 1 + 8 + 4
    for node in distributions:
        response = client.get(value(node["dcat:accessURL"][0]).removeprefix(SITE))
        kind = response.headers["Content-Type"].partition(";")[0]
        assert (response.status_code, value(node["dcat:mediaType"][0]).partition("media-types/")[2]) == (200, kind)


def test_each_distribution_has_its_own_licence(client, paper, settings):
    settings.EDITORIAL_LICENCE, settings.OPERATOR = "CC BY-SA 4.0", "Schneeverein"
    nodes = graph(client)
    own = nodes[f"{HOME}answers.csv#distribution"]
    printed = nodes[f"{HOME}annexes/1.csv#distribution"]
    assert value(own["dcterms:license"][0]) == f"{LICENCES}/cc-by-sa/4.0"
    assert value(own["dcatde:licenseAttributionByText"][0]) == f"Schneeverein, {SITE}/"
    assert value(printed["dcterms:license"][0]) == f"{LICENCES}/officialWork"
    assert "dcatde:licenseAttributionByText" not in printed


def test_licence_that_nobody_knows_claims_no_openness(client, paper, settings):
    settings.EDITORIAL_LICENCE = "nur für Vereinsmitglieder"
    assert value(graph(client)[f"{HOME}answers.csv#distribution"]["dcterms:license"][0]) == f"{LICENCES}/other-closed"


def test_dataset_says_paper_edition_and_state(client, paper):
    publish(make_content(subjects=["Winter"]), number=2, note="Berichtigt.", day="2030-04-01")
    PublishedInquiry.objects.update(state_key="06")
    node = graph(client)[f"{HOME}#dataset"]
    assert value(node["dcterms:title"][0]) == "Winterdienst in den Landkreisen (Landtag Nordland, Drucksache 9/1)"
    assert [value(term) for term in node["dcat:keyword"]] == ["Parlamentarische Anfrage", "Winter"]
    assert (value(node["dcat:version"][0]), value(node["adms:versionNotes"][0])) == ("2", "Berichtigt.")
    assert value(node["dcterms:issued"][0])[:10] == "2030-03-01"
    assert value(node["dcterms:modified"][0])[:10] == "2030-04-01"
    assert value(node["dcterms:spatial"][0]) == "http://dcat-ap.de/def/politicalGeocoding/stateKey/06"


def test_turtle_says_the_same_as_json_ld(client, paper):
    said = set()
    for part in client.get("/catalog.ttl").getvalue().decode().split("\n\n<")[1:]:
        address = part.partition(">")[0]
        for name, iri, text, language, kind in FACT.findall(part.partition("a ")[2].partition("\n")[2]):
            said.add((address, name, iri or json.loads(text), language, kind))
    expected = {
        (address, name, value(term), term.get("@language", ""), term.get("@type", ""))
        for address, node in graph(client).items()
        for name, terms in node.items()
        if name != "@type"
        for term in terms
    }
    assert said == expected
    assert ('Streit um "Salz"\nund\\oder Sand (Landtag Nordland, Drucksache 9/1)') in {each[2] for each in said}


def test_entry_of_a_catalogue_is_no_dataset(client, paper):
    PublishedInquiry.objects.update(is_recorded=False)
    assert f"{HOME}#dataset" not in graph(client)


def test_catalogue_costs_the_same_with_one_and_with_three(client, paper, django_assert_num_queries):
    with django_assert_num_queries(2):  # the data version, the inquiries
        client.get("/catalog.ttl").getvalue()
    for number in (2, 3):
        publish(make_content(slug=f"nordland-9-{number}", number=f"9/{number}", bodies=[]))
    with django_assert_num_queries(2):
        client.get("/catalog.ttl").getvalue()


def test_package_of_all_lists_describes_the_files_beside_it(client, paper):
    package = json.loads(client.get("/datapackage.json").getvalue())
    assert [resource["path"] for resource in package["resources"]] == [
        *("answers.csv", "codings.csv", "bodies.csv", "inquiries.csv", "statements.csv")
    ]
    for resource in package["resources"]:
        heads = client.get(f"/{resource['path']}").getvalue().decode().partition("\r\n")[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == heads.split(",")
        (licence,) = resource["licenses"]
        ours = {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
        assert licence["name"] == "other-closed" if resource["name"] == "statements" else licence == ours
    assert package["resources"][0]["schema"]["fields"][0]["description"] == (
        "Address of the inquiry, e.g. hessen-19-1613."
    )
    assert len(package["resources"][0]["schema"]["fields"]) == len(LONG)
