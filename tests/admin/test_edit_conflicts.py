"""Two sessions at one record, of every kind: the second never saves over what it has not seen."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.template.response import TemplateResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.models import Asker, District
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, save, shown
from tests.examples import few

TEXT = st.text("abc äö.\n", min_size=1, max_size=12).filter(str.strip).map(lambda text: text.replace("\n", "x\n\ny"))
LINE = st.text("abc äö.", min_size=1, max_size=12).filter(str.strip)


@dataclass(frozen=True)
class Kind:
    """One kind of record, how one of the paper is found, and what may be typed into its fields."""

    find: object
    fields: dict

    def __repr__(self):
        return "/".join(self.fields)


KINDS = {
    "reply": Kind(lambda paper: paper.replies.get(), {"wording": TEXT}),
    "remark": Kind(
        lambda paper: paper.remarks.get(),
        {"heading": LINE, "text": TEXT, "by": st.sampled_from(["askers", "government"])},
    ),
    "question": Kind(lambda paper: paper.questions.get(part=""), {"short_title": LINE, "text": TEXT, "request": TEXT}),
    "body": Kind(
        lambda paper: paper.bodies.get(),
        {
            "rhythm": LINE,
            "place": LINE,
            "state": st.sampled_from(["exists", "planned", "ended"]),
            "count": st.sampled_from(["", "2", "14"]),
        },
    ),
    "row": Kind(
        lambda paper: paper.annexes.get().rows.last(), {"printed": LINE, "role": st.sampled_from(["entry", "sum"])}
    ),
    "column": Kind(
        lambda paper: paper.annexes.get().columns.last(), {"unit": LINE, "kind": st.sampled_from(["text", "number"])}
    ),
    "table": Kind(
        lambda paper: paper.annexes.get(),
        {"title": LINE, "asked": TEXT, "date": st.sampled_from(["", "26.03.2015", "01.04.2015"])},
    ),
    "inquiry": Kind(
        lambda paper: paper, {"title": LINE, "signatory": LINE, "kind": st.sampled_from(["minor", "major"])}
    ),
    "respondent": Kind(lambda paper: paper.annexes.get().rows.first().respondent, {"name": LINE}),
    "district": Kind(
        lambda paper: District.objects.get(respondents__rows__annex__inquiry=paper), {"region": LINE, "name": LINE}
    ),
    "claim": Kind(lambda paper: paper.claims.get(), {"note": TEXT, "rule": st.sampled_from(["none", "rows"])}),
    "code": Kind(lambda paper: paper.questions.get(part="a").codes.first(), {"definition": TEXT, "rule": TEXT}),
    "asker": Kind(lambda paper: paper.askers.get(), {"party": LINE, "group": LINE}),
    "footnote": Kind(lambda paper: paper.annexes.get().notes.first(), {"text": TEXT}),
    "actor": Kind(lambda paper: paper.bodies.get().participations.get().actor, {"name": LINE}),
}


@pytest.fixture
def browsers(paper):
    """Of two people who may publish: a district is theirs to change."""
    return [signed_in(member("Freigabe", name)) for name in ("anna", "bruno")]


def opened(client, record):
    return shown(client.get(address(record)))


def form_of(response):
    return response.context_data["adminform"].form


def said(record, names):
    """What the record says of these fields, as the form of it would be filled."""
    record = type(record).objects.get(pk=record.pk)
    values = {name: record._meta.get_field(name).value_from_object(record) for name in names}
    if day := values.get("date"):
        values["date"] = f"{day:%d.%m.%Y}"
    return {name: "" if value is None else str(value) for name, value in values.items()}


def kept(values):
    return {name: value.strip() for name, value in values.items()}


@pytest.mark.parametrize("name", KINDS)
def test_second_to_save_sees_who_was_faster_and_both_texts(paper, browsers, name):
    anna, bruno = browsers
    record = KINDS[name].find(paper)
    field = next(iter(KINDS[name].fields))
    data = opened(bruno, record)
    assert save(anna, record, **{field: "Von Anna geschrieben."}).status_code == 302
    refused = bruno.post(address(record), data | {field: "Von Bruno geschrieben."})
    page = refused.content.decode()
    assert (refused.status_code, "Anna Beispiel" in form_of(refused).non_field_errors()[0]) == (200, True)
    assert [(clash.saved, clash.yours) for clash in form_of(refused).clashes] == [
        ("Von Anna geschrieben.", "Von Bruno geschrieben.")
    ]
    assert 'class="clash"' in page
    assert said(record, [field]) == {field: "Von Anna geschrieben."}
    assert bruno.post(address(record), shown(refused)).status_code == 302
    assert said(record, [field]) == {field: "Von Bruno geschrieben."}


@pytest.mark.parametrize(
    ("choice", "text"), [("theirs", "Eins.\n\nAnna."), ("mine", "Bruno.\n\nZwei."), ("both", "Bruno.\n\nAnna.")]
)
def test_a_version_is_chosen_or_both_together(paper, browsers, choice, text):
    anna, bruno = browsers
    remark = factories.make_remark(paper, "Eins.\n\nZwei.")
    data = opened(bruno, remark)
    save(anna, remark, text="Eins.\n\nAnna.")
    refused = bruno.post(address(remark), data | {"text": "Bruno.\n\nZwei.", "heading": "Von Bruno"})
    chosen = bruno.post(address(remark), shown(refused) | {"choose": f"text:{choice}"})
    assert (chosen.status_code, form_of(chosen)["text"].value()) == (200, text)
    assert [clash.name for clash in form_of(chosen).clashes] == ["text"]
    assert said(remark, ["text"]) == {"text": "Eins.\n\nAnna."}
    bruno.post(address(remark), shown(chosen))
    assert said(remark, ["text", "heading"]) == {"text": text, "heading": "Von Bruno"}


def test_what_only_the_other_changed_is_taken_over(paper, browsers):
    anna, bruno = browsers
    question = paper.questions.get(part="")
    data = opened(bruno, question)
    save(anna, question, short_title="Von Anna")
    refused = bruno.post(address(question), data | {"request": "Von Bruno"})
    assert ([*form_of(refused).clashes], [str(label) for label in form_of(refused).taken_over]) == ([], ["Kurztitel"])
    bruno.post(address(question), shown(refused))
    assert said(question, ["short_title", "request"]) == {"short_title": "Von Anna", "request": "Von Bruno"}


def test_many_of_a_kind_and_dates_are_compared_too(paper, browsers):
    anna, bruno = browsers
    body, kreis = paper.bodies.get(), paper.bodies.get().districts.get()
    other = factories.make_district("Gießen", key="06531")
    data = opened(bruno, body)
    save(anna, body, districts=[kreis.pk, other.pk])
    refused = bruno.post(address(body), data | {"districts": []})
    assert [(clash.saved, clash.yours) for clash in form_of(refused).clashes] == [(f"{other}, {kreis}", "")]
    chosen = bruno.post(address(body), shown(refused) | {"choose": "districts:theirs"})
    bruno.post(address(body), shown(chosen))
    assert set(body.districts.all()) == {kreis, other}


def test_form_without_a_version_saves_over_nothing(paper, browsers):
    remark = paper.remarks.get()
    data = opened(browsers[0], remark)
    del data["seen"]
    assert browsers[0].post(address(remark), data | {"text": "Ungesehen."}).status_code == 200
    assert said(remark, ["text"]) == {"text": remark.text}


# Rows below a record


def test_row_that_another_changed_is_told_and_the_rest_waits(paper, browsers):
    anna, bruno = browsers
    data = opened(bruno, paper)
    save(anna, paper.askers.get(), party="SPD")
    refused = bruno.post(address(paper), data | {"askers-0-party": "CDU", "title": "Neuer Titel"})
    rows = refused.context["inline_admin_formsets"][0].formset
    assert [(clash.saved, clash.yours) for clash in rows.clashes] == [("SPD", "CDU")]
    assert (paper.askers.get().party, said(paper, ["title"])["title"]) == ("SPD", paper.title)
    chosen = bruno.post(address(paper), shown(refused) | {"choose": "askers-0-party:theirs"})
    bruno.post(address(paper), shown(chosen))
    assert (paper.askers.get().party, said(paper, ["title"])["title"]) == ("SPD", "Neuer Titel")


def test_row_that_only_the_other_changed_stays_as_it_is(paper, browsers):
    anna, bruno = browsers
    data = opened(bruno, paper)
    save(anna, paper.askers.get(), party="SPD")
    assert bruno.post(address(paper), data | {"title": "Neuer Titel"}).status_code == 302
    assert (paper.askers.get().party, said(paper, ["title"])["title"]) == ("SPD", "Neuer Titel")


def test_row_that_was_changed_is_not_deleted_unseen(paper, browsers):
    anna, bruno = browsers
    data = opened(bruno, paper)
    save(anna, paper.askers.get(), party="SPD")
    refused = bruno.post(address(paper), data | {"askers-0-DELETE": "on"})
    assert (refused.status_code, paper.askers.count()) == (200, 1)
    again = shown(refused) | {"askers-0-DELETE": "on"}
    assert bruno.post(address(paper), again).status_code == 302
    assert paper.askers.count() == 0


def test_row_that_was_deleted_comes_back_only_with_new_words(paper, browsers):
    bruno = browsers[1]
    second = factories.make_asker(paper, "Ute Muster")
    unchanged, changed = opened(bruno, paper), opened(bruno, paper)
    second.delete()
    assert bruno.post(address(paper), unchanged | {"title": "Neuer Titel"}).status_code == 302
    assert Asker.objects.filter(inquiry=paper).count() == 1
    refused = bruno.post(address(paper), changed | {"askers-1-party": "CDU"})
    assert (refused.status_code, Asker.objects.filter(inquiry=paper).count()) == (200, 1)
    bruno.post(address(paper), shown(refused))
    assert list(Asker.objects.filter(inquiry=paper).values_list("name", "party")) == [
        ("Jörg-Uwe Hahn", "FDP"),
        ("Ute Muster", "CDU"),
    ]


# Any two saves


@st.composite
def pairs(draw):
    """A kind of record, what two people type into it, and what the second chooses where both typed the same field."""
    name = draw(st.sampled_from(sorted(KINDS)))
    fields = KINDS[name].fields
    typed = [
        draw(st.fixed_dictionaries({}, optional=fields)) or {next(iter(fields)): draw(next(iter(fields.values())))}
        for _ in range(2)
    ]
    return name, *typed, draw(st.sampled_from(["theirs", "mine", ""]))


@pytest.fixture
def bare(monkeypatch):
    """No page is drawn, no frame of it made, no check run: most of the time would go there, and no save hangs on it."""
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    monkeypatch.setattr("survey.admin.site.Desk.each_context", lambda desk, request: {})
    monkeypatch.setattr("survey.admin.presence.inquiry_of", lambda name, key: None)
    monkeypatch.setattr("survey.editing.acts.check_again", lambda inquiry: None)


@settings(few(3), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pair=pairs())
def test_of_any_two_saves_none_is_lost(paper, browsers, bare, pair):
    with transaction.atomic():
        meet(paper, browsers, *pair)
        transaction.set_rollback(True)


def meet(paper, browsers, name, first, second, choice):
    """Both open the record, Anna saves, then Bruno does; what he gets to see, and what stands in the end."""
    (anna, bruno), record, names = browsers, KINDS[name].find(paper), KINDS[name].fields
    before, data = said(record, names), opened(bruno, record)
    if anna.post(address(record), data | first).status_code == 200:  # e.g. a name that is taken
        assert said(record, names) == before
        return
    annas, mine = before | kept(first), {each: text for each, text in kept(second).items() if text != before[each]}
    clashing = {each for each in mine if before[each] != annas[each] != mine[each]}
    assert said(record, names) == annas
    response = bruno.post(address(record), data | second)
    if response.status_code == 302:  # nobody's words were at stake
        assert (annas == before or not mine, said(record, names)) == (True, annas | mine)
        return
    assert said(record, names) == annas
    if not form_of(response).is_overtaken:
        return
    assert {clash.name for clash in form_of(response).clashes} == clashing
    for each in sorted(clashing) if choice else ():
        response = bruno.post(address(record), shown(response) | {"choose": f"{each}:{choice}"})
        assert (response.status_code, said(record, names)) == (200, annas)
    if bruno.post(address(record), shown(response)).status_code == 302:
        theirs = clashing if choice == "theirs" else ()
        assert said(record, names) == annas | {each: text for each, text in mine.items() if each not in theirs}
