"""Numbers in addresses have a bound: what no record can have is not asked of the database."""

from django.http import Http404

from survey.models.keys import LARGEST


class BoundedNumbers:
    """Answers 404 where an address names a number that is larger than any that is stored."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if any(isinstance(value, int) and value > LARGEST for value in (*args, *kwargs.values())):
            raise Http404
