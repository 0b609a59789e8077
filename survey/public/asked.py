"""Questions as people type them: which category they ask for, and about what."""

import re
from dataclasses import dataclass

# What makes a sentence a question after districts, in both languages.
ASKS = re.compile(r"\b(?:welche[rsnm]?|wer|wo|gibt\s+es|haben|hat|which|who|where|have|has)\b", re.IGNORECASE)
CODES = (
    ("planned", re.compile(r"\b(?:geplant\w*|plan(?:en|t|ning|ned)|im\s+aufbau)\b", re.IGNORECASE)),
    ("no", re.compile(r"\b(?:kein\w*|nicht|nein|ohne|no|not|without|none)\b", re.IGNORECASE)),
)
# Who is asked after, and the words between: they stand in no answer.
LEFT_OUT = re.compile(
    r"\b(?:welche[rsnm]?|wer|wo|gibt|es|haben|hat|hatten|hatte|sind|ist|wird|werden|einen?|eine[mrs]?|die|der|das|den"
    r"|in|im|von|vor|ort|kreise?n?|landkreise?n?|st(?:ae|ä)dten?|stadt|kommunen?|kein\w*|nicht|nein|ja|ohne"
    r"|geplant\w*|planen|plant|aufbau|gesagt|sagt|sagen|antworte\w*|which|who|where|have|has|had|there|is|are|a|an|the"
    r"|count(?:y|ies)|cit(?:y|ies)|districts?|no|not|none|without|planned|planning|say|said|says|yes)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """`about` are the words that are left: “Runden Tisch”; "" where only the category is asked for."""

    code: str
    about: str


def sentence_of(text: str) -> Sentence | None:
    """“Welche Kreise haben keinen Runden Tisch?” asks for the category no, about “Runden Tisch”.

    None for words that are no question: those of a search for texts.
    """
    if not ASKS.search(text) or '"' in text:
        return None
    code = next((code for code, pattern in CODES if pattern.search(text)), "yes")
    about = " ".join(re.findall(r"[\w-]+", LEFT_OUT.sub(" ", text)))
    return Sentence(code, about)
