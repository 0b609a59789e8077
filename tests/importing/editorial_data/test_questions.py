from survey.models import Question


def test_short_titles_are_loaded_once_and_changed_where_they_differ(load):
    line = {"question": "1a", "short_title": "Gipfel?"}
    load(questions=[line])
    assert Question.objects.get(part="a").short_title == "Gipfel?"
    assert load(questions=[line]).changes_nothing
    assert load(questions=[line | {"short_title": "Flüchtlingsgipfel?"}]).changed == 1


def test_short_title_of_no_question_is_refused(refusal):
    reason = "questions.csv, line 2: There is no question “9z”."
    assert refusal(questions=[{"question": "9z", "short_title": "Gipfel?"}]) == reason
