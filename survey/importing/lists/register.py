"""Lists of what all papers share: parliaments, districts, respondents, and the names they go by in print."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.lists.columns import DateColumn, LinkColumn, LinksColumn, ListColumn, NumberColumn, WordColumn
from survey.importing.lists.resource import RecordResource
from survey.language.names import fold
from survey.models import District, Parliament, Respondent, RespondentName
from survey.models.respondent import somebody_else


class ParliamentResource(RecordResource):
    model = Parliament
    columns = (
        *(ListColumn("slug", is_key=True), ListColumn("name"), ListColumn("short_name"), ListColumn("state")),
        ListColumn("is_made_up"),
    )


class DistrictResource(RecordResource):
    """Without its outline, which comes from a map."""

    model = District
    is_public_at_once = True
    columns = (
        ListColumn("slug", is_key=True),
        *(ListColumn("key"), ListColumn("name"), ListColumn("official_name"), WordColumn("kind")),
        *(ListColumn("region"), ListColumn("state"), DateColumn("valid_from"), DateColumn("valid_to")),
        *(ListColumn("over_time"), NumberColumn("tile_row"), NumberColumn("tile_column")),
    )

    def queryset(self):
        return District.objects.defer("outline")


class RespondentResource(RecordResource):
    model = Respondent
    columns = (
        *(ListColumn("slug", is_key=True), ListColumn("name"), WordColumn("kind")),
        *(LinkColumn("district"), LinksColumn("members")),
    )

    def queryset(self):
        return Respondent.objects.select_related("district").prefetch_related("members")

    def in_order(self, queryset):
        """An association stands below its members."""
        found = list(queryset)
        return sorted(found, key=lambda each: bool(each.members.all()))


class RespondentNameResource(RecordResource):
    """A printed name; `kind` is that of the districts below whose heading it holds."""

    model = RespondentName
    columns = (
        *(ListColumn("name", is_needed=True), ListColumn("state", is_needed=True), WordColumn("kind", is_fixed=True)),
        LinkColumn("respondent"),
    )

    def queryset(self):
        return RespondentName.objects.select_related("respondent")

    def key_of(self, record):
        return record.natural_key()

    def key_in(self, row):
        """A line that does not say the kind, or still that of the respondent before, names the record of its name."""
        state, key = row["state"], fold(row["name"])
        said = self.fields["kind"].taken(row.get("kind", ""), row, self)
        meant = self._kind_of(row)
        known = [(state, key, kind) for kind in (said, meant, "") if (state, key, kind) in self.existing]
        if not known and "respondent" not in self.said:
            known = [each for each in self.existing if each[:2] == (state, key)]
        return known[0] if known else (state, key, meant)

    def initial(self, row):
        return {"state": row["state"]}

    def check(self, record, row):
        """A name that means somebody else is confirmed at the desk."""
        other = somebody_else(record.name, record.respondent, record.state)
        if other and ("name" in self.told or "respondent" in self.told):
            sentence = _("“%(name)s” means %(other)s. Confirm that at the desk.")
            raise ValidationError(sentence, params={"name": record.name, "other": other.in_full})

    def _kind_of(self, row):
        respondent = self.find(Respondent, "slug", row["respondent"]) if row.get("respondent") else None
        return respondent.kind if respondent and respondent.kind in District.Kind else ""
