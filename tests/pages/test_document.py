"""What a document says of itself."""

from survey.pages.document import Box, Document, Page, Word


def test_box_knows_its_middle():
    assert Box(10, 20, 30, 60).middle == (20, 40)


def test_document_gives_the_words_of_all_its_pages():
    word, other = Word("LK", Box(0, 0, 9, 9)), Word("Fulda", Box(10, 0, 30, 9))
    document = Document("a.pdf", "pdf", pages=(Page(1, 595, 842, words=(word,)), Page(2, 595, 842, words=(other,))))
    assert [each.text for each in document.words()] == ["LK", "Fulda"]


def test_word_is_unsure_where_a_machine_read_it_and_may_be_wrong():
    box = Box(0, 0, 9, 9)
    words = (Word("Fulda", box), Word("Fulda", box, confidence=0.9), Word("Fu1da", box, confidence=0.6))
    assert [word.is_unsure for word in words] == [False, False, True]
