"""What every new database holds: three groups with their rights, the words for a status, the spellings of parties.

And the full-text index, which is no model.
"""

from django.contrib.auth.management import create_permissions

from survey.language.names import fold

EDITED = [
    "actor",
    "annex",
    "annexnote",
    "answer",
    "asker",
    "assignment",
    "body",
    "claim",
    "code",
    "coding",
    "column",
    "district",
    "errorreport",
    "evidence",
    "finding",
    "inquiry",
    "inquirydate",
    "inquiryrelation",
    "meeting",
    "misprint",
    "parliament",
    "participation",
    "partyname",
    "passageedit",
    "preliminaryremark",
    "question",
    "reference",
    "reply",
    "respondent",
    "respondentname",
    "row",
    "source",
    "statement",
    "statusword",
    "subject",
]
# Rows of a form that stand for nothing but themselves.
DELETED = [
    "annexnote",
    "asker",
    "evidence",
    "inquirydate",
    "inquiryrelation",
    "meeting",
    "misprint",
    "participation",
    "respondentname",
    "statement",
]
READ = [
    "batch",
    "catalogue",
    "catalogueentry",
    "edition",
    "passage",
    "previewlink",
    "submission",
    "withholding",
]

# The public reads these at once, without an edition in between.
AT_ONCE = ["add_district", "change_district"]
# Redaktion edits and imports, Freigabe also publishes, Administration looks after the accounts; who also edits or
# publishes is in a second group.
REDAKTION = [
    *(f"{act}_{model}" for model in EDITED for act in ("add", "change", "view") if f"{act}_{model}" not in AT_ONCE),
    *(f"delete_{model}" for model in DELETED),
    *(f"view_{model}" for model in READ),
    "import_inquiry",
]
FREIGABE = [
    *REDAKTION,
    *AT_ONCE,
    *(f"{act}_notice" for act in ("add", "change", "view")),
    "publish_inquiry",
    "view_formerslug",
    "view_tombstone",
]
ADMINISTRATION = ["add_user", "change_user", "view_user", "view_group"]
GROUPS = [("Redaktion", "survey", REDAKTION), ("Freigabe", "survey", FREIGABE), ("Administration", "auth", ADMINISTRATION)]

# Nobody should have to type in what most tables print; editors change and extend it.
STATUS_WORDS = {
    "no_data": "-|–|—|/|./.|•|·|…|...|k. A.|k.A|keine Angabe|keine Angaben|keine Daten|nicht erfasst|nicht erhoben|"
    "nicht bekannt|unbekannt|no data|n/a",
    "no_reply": "k. R.|keine Rückmeldung|keine Antwort|keine Rückmeldung erfolgt|no reply",
    "not_applicable": "entfällt|entf.|nicht zutreffend|trifft nicht zu|n. z.|not applicable",
}
# How parliaments print the parties; editors change and extend it.
PARTIES = {
    "CDU": "CDU|Christlich Demokratische Union|CDU-Fraktion|Fraktion der CDU",
    "CSU": "CSU",
    "CDU/CSU": "CDU/CSU|CDU / CSU|Union",
    "SPD": "SPD|Sozialdemokratische Partei Deutschlands|SPD-Fraktion|Fraktion der SPD",
    "FDP": "FDP|F.D.P.|FDP-Fraktion|Freie Demokraten|FREIE DEMOKRATEN|Fraktion der FDP|Fraktion der Freien Demokraten",
    "BÜNDNIS 90/DIE GRÜNEN": "BÜNDNIS 90/DIE GRÜNEN|Bündnis 90 / Die Grünen|Bündnis 90/Grüne|B90/Die Grünen|B90/GRÜNE|"
    "B 90/Die Grünen|Grüne|Die Grünen|GRÜNEN|Fraktion Bündnis 90/Die Grünen",
    "DIE LINKE": "DIE LINKE|Die Linke.|Linke|Linkspartei|DIE LINKE-Fraktion|Fraktion DIE LINKE",
    "AfD": "AfD|Alternative für Deutschland|AfD-Fraktion|Fraktion der AfD",
    "FREIE WÄHLER": "FREIE WÄHLER|Freie Wähler|FW",
    "SSW": "SSW|Südschleswigscher Wählerverband",
    "BSW": "BSW|Bündnis Sahra Wagenknecht",
    "fraktionslos": "fraktionslos|fraktionsloser Abgeordneter|fraktionslose Abgeordnete|parteilos",
}


def make_groups(apps, schema_editor):
    """Permissions are made here: by itself, Django makes them after the last migration, too late for the groups."""
    for name in ("auth", "survey"):
        config = apps.get_app_config(name)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, app, codes in GROUPS:
        group = apps.get_model("auth", "Group").objects.get_or_create(name=name)[0]
        group.permissions.set(permissions.filter(content_type__app_label=app, codename__in=codes))


def add_status_words(apps, schema_editor):
    StatusWord = apps.get_model("survey", "StatusWord")
    for status, words in STATUS_WORDS.items():
        for word in words.split("|"):
            key = "".join(word.split()).casefold()
            StatusWord.objects.get_or_create(key=key, defaults={"word": word, "status": status})


def add_parties(apps, schema_editor):
    PartyName = apps.get_model("survey", "PartyName")
    for party, spellings in PARTIES.items():
        for spelling in spellings.split("|"):
            PartyName.objects.get_or_create(key=fold(spelling), defaults={"spelling": spelling, "party": party})


def install_full_text(apps, schema_editor):
    """Here and not above, because the models are those of the program."""
    from survey.publishing import search

    search.install(schema_editor.connection)
