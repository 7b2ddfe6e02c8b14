"""Render documents and images of their pages in a thread of their own, so that typing never waits for them."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Condition, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.pages.page_images import PageImages
from disclosure_desk.writers import WriteError

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.page import PrintedDocument

_TURN = 0.005
"""Seconds after which Python lets the window's thread go on, and the other way round.

With 0.2 ms the two take turns so often that a key which comes as pages are made waits for as long again as it works.
"""

Make = Callable[[], "PrintedDocument"]
"""Makes a document; raises WriteError."""


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished document: its number in the row of those made, its bytes and places, its pages' sizes in points."""

    number: int
    printed: "PrintedDocument"
    sizes: tuple[QSizeF, ...]


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """A page (from 0) at so many dots an inch."""

    page: int
    dots: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of a page of document `number`."""

    number: int
    request: ImageRequest
    image: QImage


class RenderThread(QObject):
    """One thread with two slots: the document to make next, and the images wanted of the last one made.

    A newer request replaces an older one that waits; `drop` also ends what is being made, because a key that comes as
    pages are made waits for Python's lock, nearly as long again as it takes by itself. Its signals reach the window's
    thread; it has no Qt parent, for it must outlive the thread it runs.
    """

    made = Signal(object)
    """RenderedDocument: a new document."""
    refused = Signal(str)
    """A document could not be made; the message is for the clerk."""
    drawn = Signal(object)
    """PageImage: an image."""
    failed = Signal(object)
    """The exception that the program's own fault raised."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = Condition()
        self._thread: Thread | None = None
        self._is_stopping = False
        self._make: Make | None = None
        self._is_making = False
        """Whether a document is being made that is still wanted."""
        self._requests: dict[str, tuple[int, tuple[ImageRequest, ...]]] = {}
        self._number = 0
        self._images: PageImages | None = None

    def make(self, make: Make) -> None:
        """Make this document next."""
        with self._turn:
            self._make = make
            self._run_on()

    def drop(self) -> bool:
        """Let what waits to be made or is being made go unmade; whether there was such a document."""
        with self._turn:
            was_due = self._make is not None or self._is_making
            self._make, self._is_making = None, False
            return was_due

    def go_on(self, _done: int, _of: int) -> None:
        """Raise StoppedError, between two parts of a document, where it was dropped."""
        if not self._is_making:
            raise StoppedError

    def request_images(self, requester: str, number: int, requests: Sequence[ImageRequest]) -> None:
        """Draw these pages of document `number`, and no longer what the requester wanted before."""
        with self._turn:
            self._requests[requester] = (number, tuple(requests))
            self._run_on()

    def _run_on(self) -> None:
        if self._thread is None:
            self._is_stopping = False
            self._thread = Thread(target=self._run, name="pages", daemon=True)
            self._thread.start()
        self._turn.notify()

    def stop(self) -> None:
        """Drop what waits and end the thread; the next request starts it again."""
        with self._turn:
            self._is_stopping, self._make, self._is_making = True, None, False
            self._requests.clear()
            thread, self._thread = self._thread, None
            self._turn.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        sys.setswitchinterval(_TURN)
        while task := self._next():
            try:
                task()
            except StoppedError:
                pass
            except WriteError as error:
                self.refused.emit(str(error))
            except Exception as error:  # noqa: BLE001 - reported in the window's thread, where faults are reported
                self.failed.emit(error)
            self._is_making = False

    def _next(self) -> Callable[[], None] | None:
        with self._turn:
            self._turn.wait_for(lambda: self._is_stopping or self._make or self._first_request())
            if self._is_stopping:
                return None
            if self._make:
                make, self._make = self._make, None
                self._is_making = True
                return partial(self._make_document, make)
            requester, request = self._first_request() or ("", ImageRequest(0, 0))
            self._requests[requester] = (self._number, self._requests[requester][1][1:])
            return partial(self._draw, request)

    def _first_request(self) -> tuple[str, ImageRequest] | None:
        """The request whose turn it is; those for an older document are past."""
        for requester, (number, requests) in self._requests.items():
            if requests and number == self._number:
                return requester, requests[0]
        return None

    def _make_document(self, make: Make) -> None:
        printed = make()
        with self._turn:
            self.go_on(1, 1)
            self._is_making = False
        images = PageImages(printed.content)
        if self._images:
            self._images.close()
        self._images = images
        self._number += 1
        self.made.emit(RenderedDocument(self._number, printed, images.sizes))

    def _draw(self, request: ImageRequest) -> None:
        if self._images:
            self.drawn.emit(PageImage(self._number, request, self._images.image(request.page, request.dots)))
