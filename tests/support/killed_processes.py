"""Processes of the trial of the store that run in this one: what they say and store is real, their end is not."""

from io import BytesIO
from pathlib import Path

from disclosure_desk.acceptance.kill_work import serve_kills


class FolderRequest(BytesIO):
    """The input of such a process: it works in the folder that is written here, as soon as that is sent."""

    def __init__(self, work):
        super().__init__()
        self._work = work

    def flush(self):
        if not self.closed and self.getvalue():
            self._work(self.getvalue())


class ProcessWithin:
    """Works in the folder as a process would, with so many changes; `lie` changes what it says or has stored."""

    def __init__(self, changes=3, lie=lambda _folder, said: said):
        self._changes, self._lie = changes, lie
        self.stdin, self.stdout = FolderRequest(self._run), BytesIO()
        self.is_ended = False

    def _run(self, request):
        said = BytesIO()
        serve_kills(BytesIO(request), said, self._changes)
        self.stdout.write(self._lie(Path(request.decode().rstrip("\n")), said.getvalue()))
        self.stdout.seek(0)

    def kill(self):
        self.is_ended = True

    def wait(self):
        return 0
