"""The language of a page hangs on its address alone, so a page is the same for everyone who asks for it."""

from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageFromAddress(LocaleMiddleware):
    """Django's own would name Accept-Language in Vary at the root, although the root is always German."""

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
