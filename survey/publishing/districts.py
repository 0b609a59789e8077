"""Districts as an edition says them, in one order wherever they stand."""

from collections.abc import Iterable

from survey.models import District
from survey.publishing.content import DistrictPart


def district_order(district: District) -> tuple[str, str, str]:
    return district.sort_name, district.kind, district.slug


def district_parts(districts: Iterable[District]) -> list[DistrictPart]:
    """Districts by name."""
    return [{"slug": each.slug, "key": each.key, "name": each.name} for each in sorted(districts, key=district_order)]
