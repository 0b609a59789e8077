"""How often one address may ask the API: more is answered with 429 and when to ask again."""

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import SimpleRateThrottle


class PerAddress(SimpleRateThrottle):
    """So many requests a minute and process (API_REQUESTS_A_MINUTE, 0 for no limit); what is unchanged costs none.

    Whose address counts behind proxies is said by NUM_PROXIES, as the library knows it.
    """

    cache = caches["requests"]

    def get_rate(self) -> str | None:
        return f"{settings.API_REQUESTS_A_MINUTE}/min" if settings.API_REQUESTS_A_MINUTE else None

    def get_cache_key(self, request, view) -> str:
        return self.get_ident(request)
