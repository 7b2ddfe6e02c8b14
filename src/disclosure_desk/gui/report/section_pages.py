"""The pages of a report's sections, each built when it is first wanted: a table or texts."""

from PySide6.QtCore import QObject, Qt, Signal

from disclosure_desk.gui.grid.grid_page import GridPage
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.prose.prose_page import ProsePage
from disclosure_desk.gui.session.document import Document

Page = ProsePage | GridPage


class SectionPages(QObject):
    """Has the pages by their sections, and passes on what they say."""

    message = Signal(str)
    message_lapsed = Signal(str)
    """What was said holds no longer."""
    words_changed = Signal()
    """Where Enter leads, or what is selected, is another in the page that is shown."""
    touched = Signal()
    """Something was typed, or the clerk stands elsewhere."""
    place_wanted = Signal(str)
    """A cell or text to go to."""
    explain_wanted = Signal(object)
    """The clerk wants to answer a finding: the Finding."""
    history_wanted = Signal(str)
    """The clerk wants to see what was changed at a place, which has this name in the record."""
    text_entered = Signal(str)
    """The text the clerk stands in."""
    cell_chosen = Signal(str, str)
    """The table and the cell the clerk stands on."""
    room_changed = Signal()
    """A table needs another width than before to have its figures in full size."""

    def __init__(self, document: Document, choices: TableChoices, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._choices = document, choices
        self._pages: dict[str, Page] = {}

    def get(self, section_id: str) -> Page | None:
        """The page of a section that was wanted before."""
        return self._pages.get(section_id)

    def build(self, section_id: str) -> Page:
        """Build the page of a section."""
        grid = self._document.report.form.section(section_id).grid
        page = self._table(grid.id) if grid else self._texts(section_id)
        page.message.connect(self.message)
        page.explain_wanted.connect(self.explain_wanted)
        page.touched.connect(self.touched)
        self._pages[section_id] = page
        return page

    def _texts(self, section_id: str) -> ProsePage:
        page = ProsePage(self._document, section_id)
        page.cell_wanted.connect(self.place_wanted)
        page.text_entered.connect(self.text_entered)
        return page

    def _table(self, grid_id: str) -> GridPage:
        page = GridPage(self._document, grid_id, choices=self._choices)
        page.message_lapsed.connect(self.message_lapsed)
        page.lead_changed.connect(self.words_changed)
        page.selection_changed.connect(self.words_changed)
        page.history_wanted.connect(self.history_wanted)
        page.cell_chosen.connect(lambda place: self.cell_chosen.emit(grid_id, place))
        # Later, because a table may tell it while the splitter that it stands in gives it its size: to take the panel
        # out of a splitter just then ends the program.
        page.least_width_changed.connect(self.room_changed, Qt.ConnectionType.QueuedConnection)
        return page

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it now is."""
        stored = [page.flush() for page in self._pages.values()]
        return all(stored)

    @property
    def unstored(self) -> dict[str, str]:
        """What is typed and not stored, by its place."""
        return {place: text for page in self._pages.values() for place, text in page.unstored.items()}

    def give_up(self, place: str) -> None:
        """Let what is stored stand at a place again, whatever is typed there."""
        for page in self._pages.values():
            page.give_up(place)
