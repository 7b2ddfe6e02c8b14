"""What the launchers run: says that the program is its own interpreter, and begins."""

import sys

sys.frozen = True

from disclosure_desk.__main__ import main  # noqa: E402 - after it is said

raise SystemExit(main())
