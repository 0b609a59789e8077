"""Small papers for the tests of the readers: a test says only what matters to it."""

HEADER = """HESSISCHER LANDTAG

03. 05. 2016

Kleine Anfrage

des Abg. Erika Muster (SPD) vom 01.02.2016

betreffend Runde Tische

und

Antwort

der Ministerin für Soziales"""

REMARK = """Vorbemerkung der Ministerin für Soziales:

Es gibt viele.

Dies vorangestellt, beantworte ich die Kleine Anfrage wie folgt:"""

QUESTIONS = """Frage 1. Wie viele gibt es?

Zwei.

Frage 2. Wo?

In Fulda."""

SIGNATURE = """Wiesbaden, 30. April 2016

Max Muster"""

ANNEX = """Anlage

Umfrage

26.03.2016

\tFrage 1\tFrage 2
LK Fulda\tZwei.\ts. 1."""


def make_paper(*, header=HEADER, remark=REMARK, questions=QUESTIONS, signature=SIGNATURE, annex=ANNEX):
    return "\n\n".join(part for part in (header, remark, questions, signature, annex) if part).encode()
