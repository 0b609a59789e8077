"""The description of the API (OpenAPI): what it names is what the API gives."""

import json

import pytest

from survey.publishing.columns import INQUIRIES, NAMES

PATHS = {f"/api/v1/{name}/": name for name in ("answers", "bodies", "districts", "inquiries", "statements")}


@pytest.fixture
def schema(client):
    return client.get("/api/v1/openapi.json").json()


def listed(client, path):
    return json.loads(client.get(path).getvalue())


def test_every_list_names_its_errors_as_problems(schema):
    assert schema["paths"].keys() - {"/api/v1/openapi.json"} == PATHS.keys()
    for path in PATHS:
        responses = schema["paths"][path]["get"]["responses"]
        assert responses.keys() == {"200", "400", "404", "405", "410", "429"}
        problems = {name: response["content"] for name, response in responses.items() if name != "200"}
        assert {tuple(content) for content in problems.values()} == {("application/problem+json",)}


def test_every_field_and_parameter_is_described(schema):
    undescribed = {
        (name, field)
        for name, kind in schema["components"]["schemas"].items()
        for field, told in kind.get("properties", {}).items()
        if not told.get("description")
    }
    parameters = {
        (path, told["name"])
        for path in PATHS
        for told in schema["paths"][path]["get"]["parameters"]
        if not told.get("description")
    }
    assert (undescribed, parameters) == (set(), set())


def test_objects_have_exactly_the_fields_that_are_described(client, published, schema):
    schemas = schema["components"]["schemas"]
    for name, kind in {"answers": "Answer", "bodies": "Body", "districts": "District", "inquiries": "Inquiry"}.items():
        for each in listed(client, f"/api/v1/{name}/?limit=20"):
            assert each.keys() == schemas[kind]["properties"].keys()
    assert tuple(schemas["Answer"]["properties"]) == NAMES
    assert tuple(schemas["Inquiry"]["properties"]) == tuple(column.name for column in INQUIRIES)


def test_parameters_say_their_bounds_and_shapes(schema):
    told = {each["name"]: each["schema"] for each in schema["paths"]["/api/v1/inquiries/"]["get"]["parameters"]}
    assert told["limit"] == {"type": "integer", "minimum": 1, "maximum": 1000}
    assert told["year"] == {"type": "integer", "minimum": 1800, "maximum": 2999}
    assert told["parliament"] == {"type": "string", "pattern": "^([a-z0-9][a-z0-9-]*)?$"}
    assert {"cursor", "modified_since", "state"} <= told.keys()


@pytest.mark.parametrize("state", ["Hessen", "hesse", "06"])
def test_state_is_known_by_key_and_by_name(client, published, state):
    keys = {each["state"] for each in listed(client, f"/api/v1/districts/?state={state}")}
    slugs = [each["slug"] for each in listed(client, f"/api/v1/inquiries/?state={state}")]
    assert (keys, slugs) == ({"06"}, ["hessen-19-1613"])
    assert listed(client, "/api/v1/inquiries/?state=Bayern") == []


def test_page_of_inquiries_says_the_state_in_words(client, published):
    shown = client.get("/en/inquiries/?state=06").text
    assert "Hesse" in shown
    assert "19/1613" in shown
    assert "19/1613" not in client.get("/en/inquiries/?state=Bayern").text
