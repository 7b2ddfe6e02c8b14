"""Makes the first version of a desk's first report anew, from its record alone, and prints the digest of its package.

python tests/archive/seal_again.py FOLDER
"""

import hashlib
import os
import sys
from datetime import datetime
from pathlib import Path

from conftest import NAMES, NOW, made_candidate
from disclosure_desk.archive import sealing
from disclosure_desk.core.form_file import load_form
from disclosure_desk.store.store import Store


class Again(Store):
    """A desk before its last event, which is the seal."""

    def events(self, report_id=None):
        return super().events(report_id)[:-1]

    def audit_trail(self) -> bytes:
        return b"".join(super().audit_trail().splitlines(keepends=True)[:-1])


def main() -> None:
    os.umask(0o077)
    made: list[bytes] = []
    with Again.open(Path(sys.argv[1])) as store:
        sealing._write = lambda _folder, _name, content: made.append(content)
        store.record_act = lambda *_: None
        candidate = made_candidate(store, store.load(1, load_form))
        try:
            sealing.seal(store, 1, candidate, NAMES, datetime.fromisoformat(NOW.isoformat()))
        except IndexError:  # nothing was noted, so there is no version to answer with
            sys.stdout.write(hashlib.sha256(made[0]).hexdigest())


if __name__ == "__main__":
    main()
