"""How a file is read, on the page of its import: what stands where, said by an editor, with a preview that follows."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from survey.sheets.details import HIDDEN_COLUMN

MOST_HEADING_LINES = 10


class ShapeFields(forms.Form):
    """How the table lies in the file: for the upload and for the preview."""

    heading_lines = forms.IntegerField(
        label=_("Lines that the headings take"),
        required=False,
        min_value=1,
        max_value=MOST_HEADING_LINES,
        help_text=_("Empty: the reader sees for itself."),
    )
    transpose = forms.BooleanField(label=_("The table lies on its side: columns are rows"), required=False)
    long = forms.BooleanField(label=_("One answer a line: name, question, answer"), required=False)
    sheets_are_rows = forms.BooleanField(label=_("Each sheet is the form of one respondent"), required=False)

    def shape(self):
        chosen = self.cleaned_data
        said = {name: chosen[name] for name in ("transpose", "long", "sheets_are_rows")}
        return said | {"heading_lines": chosen["heading_lines"] or 0}


class ReadingForm(ShapeFields):
    """The same for a file that was read once, so that its columns can be chosen by their headings."""

    label = forms.ChoiceField(label=_("Column with the names of the rows"), required=False)
    keys = forms.MultipleChoiceField(
        label=_("Columns that tell rows apart, and are no answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hidden = forms.MultipleChoiceField(
        label=_("Hidden columns to be read"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["label", "keys", "hidden"]

    def __init__(self, job, remarks, *args, **kwargs):
        self.options = job.read_options
        said = self.options.as_dict()
        super().__init__(*args, initial=said | {"heading_lines": said["heading_lines"] or None}, **kwargs)
        headings = [(heading, heading) for heading in job.columns if heading]
        self.fields["label"].choices = [("", _("as the reader sees it")), *headings]
        self.fields["keys"].choices = headings
        hidden = [remark.params["heading"] for remark in remarks if remark.template == HIDDEN_COLUMN]
        self.fields["hidden"].choices = [
            (heading, heading) for heading in dict.fromkeys([*hidden, *self.options.hidden])
        ]
        if not self.fields["hidden"].choices:
            del self.fields["hidden"]

    def read_options(self):
        """What the editor says now; the part and merged fields stay as they were."""
        chosen = self.cleaned_data
        columns = {"keys": tuple(chosen["keys"]), "hidden": tuple(chosen.get("hidden", ()))}
        return replace(self.options, label=chosen["label"], **columns, **self.shape())
