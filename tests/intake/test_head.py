"""Facts of the head of a paper."""

from survey.intake.head import HeadFacts


def test_fact_that_stands_twice_counts_the_first_time():
    facts = HeadFacts("paper.txt")
    facts.find("title", "Runde  Tische", 3)
    facts.find("title", "Runde Tische in Hessen", 9)
    assert (facts.printed, facts.found_at, facts.found_to) == ({"title": "Runde Tische"}, {"title": 3}, {"title": 3})
