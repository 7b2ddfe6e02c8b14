"""Labels of other editions in the tables of a source: each is told once, with what the edition in force has instead."""

from collections.abc import Iterable, Iterator

from disclosure_desk.core.edition_map import LabelRename
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.vocabulary.label_key import normalise_label


def renamed(form: Form, rows: Iterable[SourceRow]) -> Iterator[Note]:
    """A note on each of the form's renames that the rows of a source have."""
    by_key = {normalise_label(label): (label, rename) for rename in form.renames for label in rename.labels}
    told: set[LabelRename] = set()
    for row in rows:
        keys = [normalise_label(cell) for cell in row.cells if cell.strip()]
        for place, key in enumerate(keys):
            label, rename = by_key.get(key, ("", None))
            if (
                rename
                and rename not in told
                and not (rename.beside_figures and not _stands_before_figures(keys[place + 1 :]))
            ):
                told.add(rename)
                yield Note("label", "", f"表格里有“{label}”：{rename.note}。")


def _stands_before_figures(keys: list[str]) -> bool:
    return bool(keys) and keys[0].isdecimal()
