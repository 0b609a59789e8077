"""make bench."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from tests.benchmarks.figures import measure
    from tests.benchmarks.growth import LARGE, SMALL, growth
    from tests.benchmarks.publishing import large_paper

    too_much = [*measure(), *large_paper()]
    # With SIZE, the corpus of that many answers beside the small one; both are kept in var/bench.
    missed = growth((SMALL, int(sys.argv[1]) if len(sys.argv) > 1 else LARGE))
    print("\n".join(too_much))
    sys.exit(bool(missed or too_much))
