"""Under which licence each part of the data stands, as data packages and catalogues name it."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Licence:
    """`name` is that of the Open Definition, `dcat` the address in the list of DCAT-AP.de."""

    name: str
    title: str
    path: str
    dcat: str

    @property
    def described(self) -> dict[str, str]:
        """As a Data Package names it; it needs a name or a path."""
        told = {"name": self.name, "title": self.title, "path": self.path}
        return {key: value for key, value in told.items() if value}


# What is printed in a paper of a parliament is an official work.
OFFICIAL = Licence(
    "other-pd",
    "Official work, free of copyright (§ 5 UrhG); name the source and what was changed (§§ 62, 63 UrhG)",
    "https://www.gesetze-im-internet.de/urhg/__5.html",
    "http://dcat-ap.de/def/licenses/officialWork",
)
# What others state about a paper stays theirs; it may be quoted.
QUOTED = Licence(
    "other-closed",
    "The words of those who state them; quoted, for others to quote (§ 51 UrhG)",
    "https://www.gesetze-im-internet.de/urhg/__51.html",
    "http://dcat-ap.de/def/licenses/other-closed",
)
KNOWN = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "cc-by/4.0"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa/4.0"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "cc-zero"),
    "DL-DE BY 2.0": ("dl-de-by-2.0", "https://www.govdata.de/dl-de/by-2-0", "dl-by-de/2.0"),
    "DL-DE Zero 2.0": ("dl-de-zero-2.0", "https://www.govdata.de/dl-de/zero-2-0", "dl-zero-de/2.0"),
}


def editorial() -> Licence:
    """That of what editors added, as the operator named it; one that nobody knows here claims no openness."""
    title = settings.EDITORIAL_LICENCE
    name, path, dcat = KNOWN.get(title, ("other-closed", f"{settings.SITE_URL}/data/#licence", "other-closed"))
    return Licence(name, title, path, f"http://dcat-ap.de/def/licenses/{dcat}")
