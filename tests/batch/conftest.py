"""The test folders are no packages, so the modules beside this one are found by their folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
