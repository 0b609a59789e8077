"""questions.csv: the short titles that an editor gave to questions and their parts."""

from survey.importing.editorial_data.lines import LayerResource
from survey.models import Question


class QuestionResource(LayerResource):
    """The short title of a question of the paper."""

    file = "questions.csv"
    model = Question
    columns = ("question", "short_title")
    key = ("id",)

    def records(self):
        return Question.objects.filter(inquiry=self.inquiry)

    def identity(self, row):
        return {"id": self.places.question(row["question"]).pk}

    def values(self, row):
        return {"short_title": row["short_title"]}
