"""A passage that by law is not shown: what every edition says of it, and what stays as it was."""

import json

import pytest

from survey.models import (
    DataVersion,
    Edition,
    EditionEvent,
    FormerSlug,
    PublishedBody,
    SearchRow,
    Tombstone,
    Withholding,
)
from survey.publishing.content import digest
from survey.publishing.documents import edition_document
from survey.publishing.freeze import freeze
from survey.publishing.parts import parts_digest
from survey.publishing.publish import NothingChanged, PublishRefused, unpublished_changes
from survey.publishing.withheld import concerns, content_of, marker, parts_of, stands_in, text_of
from survey.publishing.withholding import entries, lift, refresh_public, withhold
from tests.factories import (
    cell,
    make_actor,
    make_answer,
    make_body,
    make_claim,
    make_code,
    make_coding,
    make_column,
    make_evidence,
    make_meeting,
    make_participation,
    make_passage,
    make_passage_edit,
    make_reference,
    make_reply,
    make_row,
)
from tests.publishing.paper import make_paper, publish_now, publisher, seen

pytestmark = pytest.mark.django_db
REASON = "Art. 17 DSGVO"


@pytest.fixture
def inquiry():
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    return inquiry


def take(inquiry, words="Gipfel", place="1/1/1", reason=REASON):
    return withhold(inquiry, place=place, words=words, reason=reason, by=publisher())


def sentence(withholding):
    return marker(withholding.reason, withholding.date.isoformat())


def answers(content):
    return {
        f"{annex['number']}/{row['key']}/{answer['column']}": answer
        for annex in content["annexes"]
        for row in annex["rows"]
        for answer in row["answers"]
    }


def test_stored_text_and_digest_stay_those_of_what_was_published(inquiry):
    before = Edition.objects.get()
    take(inquiry)
    after = Edition.objects.get()
    assert (after.content, after.digest) == (before.content, before.digest)
    assert "Gipfel" in after.content
    assert "Gipfel" not in text_of(after)


def test_place_reason_and_date_stand_in_the_place_of_the_words(inquiry):
    withholding = take(inquiry)
    content = content_of(Edition.objects.get())
    date = withholding.date
    assert answers(content)["1/1/1"]["text"] == (
        f"Im Kreis Fulda gibt es einen [Textstelle nicht veröffentlicht: {REASON}, {date:%d.%m.%Y}]."
    )
    assert content["withheld"] == [{"place": "1/1/1", "reason": REASON, "date": date.isoformat()}]


def test_document_says_that_its_digest_is_that_of_the_published_text(inquiry):
    take(inquiry)
    document = json.loads("".join(edition_document(Edition.objects.get())))
    assert document["edition"]["withheld"] == 1
    assert document["edition"]["digest_is_of"].startswith("The digest is that of the content as it was published.")
    assert parts_digest(document["content"], document["parts"]) == document["edition"]["digest"]


def test_document_gives_no_salt_and_no_hash_that_words_could_be_tried_on(inquiry):
    before = json.loads("".join(edition_document(Edition.objects.get())))
    content = Edition.objects.get().content
    take(inquiry)
    after = "".join(edition_document(Edition.objects.get()))
    hidden = {path for path, part in json.loads(after)["parts"].items() if "hash" in part}
    assert {"annexes/0/rows/0/answers/0", "annexes/0/rows/0", "replies/0", "sources/0", "withheld"} <= hidden
    assert [path for path in hidden if before["parts"][path]["salt"] in after] == []
    files = [source["sha256"] for source in before["content"]["sources"]]
    assert [each for each in (*files, digest(content)) if each in after] == []


def test_lifted_passage_has_its_salts_again(inquiry):
    before = parts_of(Edition.objects.get())
    lift(take(inquiry), because="Irrtum.", by=publisher())
    assert parts_of(Edition.objects.get()) == before


def test_every_edition_is_without_the_words_and_one_that_never_had_them_stays_as_it_was(inquiry):
    summit = cell(inquiry.annexes.get(), "LK Fulda", "Frage 2")
    summit.wording = "Neu ist der Zukunftsrat."
    summit.save()
    publish_now(inquiry, "Der Zukunftsrat.")
    take(inquiry, "Zukunftsrat", "1/1/2")
    first, second = Edition.objects.order_by("number")
    assert ("Zukunftsrat" in second.content, "Zukunftsrat" in text_of(second)) == (True, False)
    assert (first.withheld, text_of(first)) == ([], first.content)
    assert second.note == f"Der {sentence(Withholding.objects.get())}."


def test_published_rows_and_search_are_without_the_words(inquiry):
    assert SearchRow.objects.filter(text__contains="Gipfel").exists()
    assert SearchRow.objects.filter(words__contains="gipfel").exists()
    stand = DataVersion.objects.now().number
    take(inquiry)
    fields = ("text", "as_printed", "words", "title", "note")
    rows = SearchRow.objects.exclude(kind=SearchRow.Kind.INQUIRY).values_list(*fields)  # its title has another word
    left = [row for row in rows if any("gipfel" in (value or "").casefold() for value in row)]
    assert left == []
    assert DataVersion.objects.now().number == stand + 1


def test_nothing_is_left_to_publish_after_a_passage_was_withheld(inquiry):
    take(inquiry)
    assert not unpublished_changes(inquiry)
    with pytest.raises(NothingChanged):
        publish_now(inquiry, "Noch einmal.")


def test_next_edition_says_the_marker_itself(inquiry):
    withholding = take(inquiry)
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    edition = publish_now(inquiry, "Neuer Titel.")
    assert (edition.withheld, "Gipfel" in edition.content) == ([], False)
    assert parts_digest(json.loads(edition.content), parts_of(edition)) == edition.digest
    assert sentence(withholding) in answers(content_of(edition))["1/1/1"]["text"]
    assert len(content_of(edition)["withheld"]) == 1


def test_lifted_passage_is_shown_again_where_it_was_published(inquiry):
    withholding = take(inquiry)
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    publish_now(inquiry, "Neuer Titel.")
    lift(withholding, because="Das Gericht hat anders entschieden.", by=publisher())
    first, second = Edition.objects.order_by("number")
    assert text_of(first) == first.content
    assert sentence(withholding) in text_of(second)
    assert unpublished_changes(inquiry)
    assert answers(freeze(inquiry))["1/1/1"]["text"] == "Im Kreis Fulda gibt es einen Gipfel."
    withholding.refresh_from_db()
    assert (withholding.lifted_because, withholding.lifted_by) == ("Das Gericht hat anders entschieden.", publisher())


@pytest.mark.parametrize(
    ("words", "reason"),
    [("Gip", REASON), ("Gipfel", " "), ("Gipfel", "Der Gipfel ist geheim"), ("Textstelle", REASON)],
)
def test_words_that_cannot_be_taken_out_safely_are_refused(inquiry, words, reason):
    with pytest.raises(PublishRefused):
        take(inquiry, words, reason=reason)
    assert (Withholding.objects.count(), Edition.objects.get().withheld) == (0, [])


def test_lifting_needs_a_reason_and_is_done_once(inquiry):
    withholding = take(inquiry)
    with pytest.raises(PublishRefused):
        lift(withholding, because=" ", by=publisher())
    lift(withholding, because="Irrtum.", by=publisher())
    with pytest.raises(PublishRefused):
        lift(withholding, because="Noch einmal.", by=publisher())


def test_act_is_kept_with_who_and_lifting_with_why(inquiry):
    withholding = take(inquiry)
    lift(withholding, because="Irrtum.", by=publisher())
    kept = [(each.history_user, each.history_change_reason) for each in withholding.history.all()]
    assert kept == [(publisher(), "Irrtum."), (publisher(), None)]


# What a passage is quoted in


WORDS = "Landrätin Erika Beispielhaft"


@pytest.fixture
def quoted():
    """A passage that runs over two passages, one of them printed in another cell, and everything that quotes it."""
    inquiry = make_paper(counties=["Fulda"])
    annex = inquiry.annexes.get()
    row = make_row(annex, "LK Kassel")
    here = make_answer("Eingeladen hat Landrätin", row=row, column=annex.columns.get(heading="Frage 1"))
    there = make_answer("Kein Text.", row=row, column=annex.columns.get(heading="Frage 2"))
    move = make_passage_edit(inquiry, reason="Gehört zu Erika Beispielhaft.")
    make_passage(there, "Erika Beispielhaft am 10.12.2014.", answer=here, edit=move, position=99)
    part = inquiry.questions.get(part="a")
    code = make_code(part, "planned", example="hat Landrätin")
    make_coding(row, part, code, quote="Erika Beispielhaft am")
    body = make_body(inquiry, "Beispielhaft", rhythm="Landrätin", districts=[])
    make_evidence(body, "Beispielhaft", answer=here)
    meeting = make_meeting(body, words="Erika Beispielhaft")
    make_evidence(meeting, "Erika Beispielhaft", field="words", answer=here)
    parts = [
        make_participation(make_actor("Erika Beispielhaft"), body=body),
        make_participation(make_actor("Beispielhaft"), row=row),
    ]
    for each in parts:
        make_evidence(each, each.actor.name, field="role", answer=here)
    make_reference(here, inquiry.questions.get(number=2), words="Beispielhaft", state="confirmed")
    publish_now(inquiry, "Mit Landrätin Erika  Beispielhaft.")
    return inquiry


def test_quotes_and_facts_that_hold_a_part_of_it_lose_that_part(quoted):
    edition = Edition.objects.get()
    shown = ("Beispielhaft", "Landrätin")
    assert [word in text_of(edition) for word in shown] == [True, True]
    withholding = take(quoted, WORDS, "1/3/1")
    edition.refresh_from_db()
    text, gone = text_of(edition), sentence(withholding)
    # the reason of the correction is the editors' own sentence, and names the second half alone
    assert [text.count(word) for word in shown] == [1, 0]
    content = content_of(edition)
    cells, body = answers(content), next(each for each in content["bodies"] if each["slug"] == "beispielhaft")
    assert cells["1/3/1"]["text"] == f"Eingeladen hat {gone} am 10.12.2014."
    assert cells["1/3/1"]["as_printed"] == f"Eingeladen hat {gone}"
    assert cells["1/3/2"]["as_printed"] == f"Kein Text.\n\n{gone} am 10.12.2014."
    assert [each["text"] for each in cells["1/3/1"]["passages"]] == [f"Eingeladen hat {gone}", f"{gone} am 10.12.2014."]
    assert (body["name"], body["rhythm"], body["evidence"][0]["quote"]) == (gone, gone, gone)
    assert body["meetings"][0] == {
        "date": None,
        "precision": "none",
        "words": gone,
        "state": "held",
        "evidence": [{"field": "words", "quote": gone, "in": "1/3/1", "place": "LK Kassel, Frage 1"}],
    }
    assert [each["actor"] for each in (*body["participations"], content["row_participations"][-1])] == [gone, gone]
    assert edition.note == f"Mit {gone}."


def test_number_that_is_withheld_is_no_number_any_more(inquiry):
    annex = inquiry.annexes.get()
    column = make_column(annex, "Zahl", kind="number")
    make_answer("12.345 Personen", row=annex.rows.first(), column=column, number=12345, number_is="exact")
    edition = publish_now(inquiry, "Mit einer Zahl.")
    withholding = take(inquiry, "12.345 Personen", "1/1/3")
    edition.refresh_from_db()
    answer = answers(content_of(edition))["1/1/3"]
    assert (answer["text"], answer["number"], answer["number_is"]) == (sentence(withholding), None, "none")


def test_ids_and_words_of_closed_lists_are_never_touched(inquiry):
    claim = make_claim(inquiry, 1, reply=make_reply(inquiry, "Es sind rows."), quote="rows", rule="rows")
    edition = publish_now(inquiry, "Mit einer Aussage.")
    withholding = take(inquiry, "rows", "reply 2")
    edition.refresh_from_db()
    told = content_of(edition)["claims"][claim.position - 1]
    assert (told["rule"], told["quote"]) == ("rows", sentence(withholding))
    assert list(told["rows"]) == ["arguable", "clear", "others"]


def test_notice_page_that_repeats_the_words_says_the_marker(inquiry):
    inquiry.questions.filter(number=2).update(number=3)
    publish_now(inquiry, "Der Gipfel ist jetzt Frage 3.")
    assert Tombstone.objects.get(path__endswith="/questions/2/").reason == "Der Gipfel ist jetzt Frage 3."
    withholding = take(inquiry)
    assert (
        Tombstone.objects.get(path__endswith="/questions/2/").reason
        == f"Der {sentence(withholding)} ist jetzt Frage 3."
    )


def test_longer_passage_is_taken_out_before_one_that_lies_in_it(inquiry):
    take(inquiry)
    take(inquiry, "einen Gipfel")
    assert [each["words"] for each in entries(inquiry)] == ["einen Gipfel", "Gipfel"]
    assert "Gipfel" not in text_of(Edition.objects.get())


def test_draft_without_an_edition_is_withheld_from_its_first(inquiry):
    draft = make_paper("19/1614", ["Kassel"])
    take(draft)
    edition = publish_now(draft)
    assert "Gipfel" not in edition.content
    assert PublishedBody.objects.filter(inquiry=edition.slug).exists()


def test_stands_in_counts_the_texts_that_say_the_words(inquiry):
    edition = Edition.objects.get()
    assert stands_in(edition, "Runden Tisch Fulda") > 1
    assert stands_in(edition, "in_force") == 0
    entry = {"place": "", "words": "Runden Tisch Fulda", "reason": REASON, "date": "2026-01-01"}
    assert concerns(edition, entry)
    assert seen(inquiry) == digest(edition.content)


def test_older_edition_keeps_the_place_that_its_replies_are_counted_by(inquiry):
    withholding = take(inquiry, place="reply 1")
    Withholding.objects.filter(pk=withholding.pk).update(place="reply 2")
    refresh_public(inquiry, EditionEvent.Event.WITHHELD)
    edition = inquiry.editions.get()
    assert [each["place"] for each in edition.withheld] == ["reply 1"]
    assert EditionEvent.objects.filter(event=EditionEvent.Event.WITHHELD).count() == 1


def test_address_of_a_body_that_says_the_words_is_another_one_while_they_are_withheld(client, inquiry):
    """In the spelling of addresses, in every edition; former addresses follow, or are gone where they say them."""
    answer = cell(inquiry.annexes.get(), "LK Fulda", "Frage 1")
    for slug in ("runde-luedenscheid", "luedenscheid", "luedenscheider-runde"):
        make_evidence(make_body(inquiry, "Runde", slug=slug), "Gipfel", answer=answer)
    publish_now(inquiry, "Mit drei Runden.")
    for former in ("alte-runde", "kreis-luedenscheid"):
        FormerSlug.objects.create(kind=FormerSlug.Kind.BODY, slug=former, now="runde-luedenscheid")
    withholding = take(inquiry, "Lüdenscheid", "")
    document = client.get("/inquiries/hessen-19-1613/editions/2.json").getvalue().decode()
    assert "luedenscheid" not in document
    now = ["hessen-19-1613-body", "hessen-19-1613-er-runde", "hessen-19-1613-runde"]
    assert sorted(PublishedBody.objects.exclude(slug__contains="runder").values_list("slug", flat=True)) == now
    paths = ("runde-luedenscheid", "kreis-luedenscheid", "hessen-19-1613-runde")
    assert [client.get(f"/bodies/{slug}/").status_code for slug in paths] == [404, 404, 200]
    assert client.get("/bodies/alte-runde/").url == "/bodies/hessen-19-1613-runde/"
    assert not unpublished_changes(inquiry)
    lift(withholding, because="Irrtum.", by=publisher())
    assert client.get("/bodies/alte-runde/").url == "/bodies/runde-luedenscheid/"
    assert client.get("/bodies/runde-luedenscheid/").status_code == 200
