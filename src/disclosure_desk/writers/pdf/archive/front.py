"""What the sheets have in common: their type and the rows at their head."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_desk.writers.archive_record import Dossier, short_digest
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import Block, Type, centred, keeping, space
from disclosure_desk.writers.pdf.archive.rows import RowCell, row
from disclosure_desk.writers.pdf.font.chains import Faces, require
from disclosure_desk.writers.pdf.page import MM

_LABEL = 22 * MM
_DIGEST = 62 * MM
_HEAD_ROW = 22.0


@dataclass(frozen=True)
class Front:
    """A dossier with the faces and the width it is printed in."""

    dossier: Dossier
    faces: Faces
    measure: float
    digest: str

    @classmethod
    def of(cls, dossier: Dossier, faces: Faces, measure: float) -> "Front":
        """The dossier with its digest worked out."""
        return cls(dossier, faces, measure, short_digest(dossier.report))

    @property
    def unit(self) -> str:
        """The unit's name, or words that say there is none."""
        return self.dossier.report.unit.strip() or wording().unnamed

    @property
    def body(self) -> Type:
        """What is read."""
        return Type(self.faces.body, 12.0, 16.0)

    @property
    def label(self) -> Type:
        """What names something."""
        return Type(self.faces.heading, 12.0, 16.0)

    @property
    def small(self) -> Type:
        """What is looked up."""
        return Type(self.faces.subhead, 10.5, 16.0)

    def require(self, text: str, sheet: str) -> None:
        """Raise MissingGlyph if a character of the text cannot be printed on a sheet."""
        require(self.faces.body, text, wording().names[sheet])

    def head(self, sheet: str) -> Iterator[Block]:
        """The name of a sheet, and what it belongs to."""
        words, report = wording(), self.dossier.report
        yield from centred(words.names[sheet], Type(self.faces.title, 22.0, 34.0), self.measure)
        yield space(6.0)
        yield from keeping([self._wide(words.head.title, report.title), self._wide(words.head.unit, self.unit)])
        yield row(
            list(self._year_and_digest()), [_LABEL, self.measure - 2 * _LABEL - _DIGEST, _LABEL, _DIGEST], _HEAD_ROW
        )

    def _year_and_digest(self) -> Iterator[RowCell]:
        words = wording().head
        yield self._name(words.year)
        yield self._value(words.year_value.format(year=self.dossier.report.year))
        yield self._name(words.digest)
        yield self._value(self.digest)

    def _wide(self, label: str, text: str) -> Block:
        return row([self._name(label), self._value(text)], [_LABEL, self.measure - _LABEL], _HEAD_ROW)

    def _name(self, text: str) -> RowCell:
        return RowCell(text, self.label, centred=True)

    def _value(self, text: str) -> RowCell:
        return RowCell(text, self.body)
