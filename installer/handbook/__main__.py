"""The command: builds the handbook and says where it is."""

import sys
from pathlib import Path

from handbook.build import build
from handbook.chapters import ROOT

for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "handbook"):
    print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
