"""Lets the tests here import ``tiny_pdf``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
