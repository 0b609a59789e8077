"""participations.csv: who initiates, leads and takes part, in a body or in a row that does not say in which."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.editorial_data import evidence
from survey.importing.editorial_data.bodies import origin_of
from survey.importing.editorial_data.evidence import Words
from survey.importing.editorial_data.lines import LayerResource
from survey.models import Actor, Body, Participation, history


class ParticipationResource(LayerResource):
    """An actor's part, with the quote that says so; a new actor is recorded along with it."""

    file = "participations.csv"
    model = Participation
    columns = ("annex", "row", "body", "found_in", "actor", "category", "role", "quote")
    key = ("actor", "body", "row", "role")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.bodies = {body.slug: body for body in Body.objects.filter(inquiry=self.inquiry)}
        self.actors = {(actor.name, actor.category): actor for actor in Actor.objects.all()}

    def records(self):
        here = Participation.objects.filter(body__inquiry=self.inquiry)
        here |= Participation.objects.filter(row__annex__inquiry=self.inquiry)
        return here.select_related("actor").prefetch_related("evidence")

    def identity(self, row):
        body = self._body(row["body"]) if row["body"] else None
        line = None if body else self.places.row(row["annex"], row["row"])
        return {"actor": self._actor(row), "body": body, "row": line.record if line else None, "role": row["role"]}

    def values(self, row):
        if row["actor"] not in row["quote"]:
            raise ValidationError(_("The quote does not name “%(name)s”."), params={"name": row["actor"]})
        self.wanted = [Words("role", row["quote"], origin_of(self.places, row, row["quote"]))]
        return {}

    def differs(self, instance, row):
        return evidence.differs(instance, self.wanted)

    def write(self, instance, row):
        evidence.settle(instance, self.wanted, reason=self.reason, by=self.by)

    def _body(self, slug):
        if slug not in self.bodies:
            raise ValidationError(_("There is no body “%(slug)s”."), params={"slug": slug})
        return self.bodies[slug]

    def _actor(self, row):
        name = (row["actor"], row["category"])
        if name not in self.actors:
            actor = Actor(name=row["actor"], category=row["category"])
            actor.full_clean()
            history.tell(actor, reason=self.reason, by=self.by).save()
            self.actors[name] = actor
        return self.actors[name]
