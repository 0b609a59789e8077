"""make truth: the measures, from the folder that PAPERS names, else from ../shared/papers; exit 1 below an aim."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    from tests.truth.measures import measure

    ROOT = Path(__file__).resolve().parents[2]
    sys.exit(measure(Path(os.environ.get("PAPERS") or ROOT.parent / "shared" / "papers")))
