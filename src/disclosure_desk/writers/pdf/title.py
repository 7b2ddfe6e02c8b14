"""The title in lines: it is broken after the unit, and a long unit after the name of a place or a body in it."""

from disclosure_desk.text.lazy_pattern import lazy_pattern

_NAME_ENDS = lazy_pattern(
    r"自治[区州县旗]|街道|开发区|新区|林区|矿区|[省市区县旗州盟镇乡](?!域|长|级|道)|委员会|人民政府|办事处"
)


def title_lines(unit: str, title: str, letters: int) -> list[str]:
    """The title in lines of at most so many characters."""
    if _width(title) <= letters or not unit or not title.startswith(unit):
        return _halved(title, letters)
    return [*_unit_lines(unit, letters), *_halved(title[len(unit) :], letters)]


def _unit_lines(unit: str, letters: int) -> list[str]:
    """A unit's name in the fewest lines, broken after the names of places and bodies, as even as these allow."""
    lines: list[str] = []
    while len(unit) > letters:
        ends = [found.end() for found in _NAME_ENDS.finditer(unit, 0, letters) if found.end() < len(unit)]
        if not ends:
            return [*lines, *_halved(unit, letters)]
        balanced = [end for end in ends if len(unit) - end <= letters]
        end = min(balanced, key=lambda end: abs(2 * end - len(unit))) if balanced else ends[-1]
        lines.append(unit[:end])
        unit = unit[end:]
    return [*lines, unit]


def _halved(text: str, letters: int) -> list[str]:
    """A text without a better place to break, in lines as equal as can be; a number is not broken."""
    lines = []
    for count in range(-(-_width(text) // letters), 1, -1):
        end = len(text) // count or 1
        while end < len(text) and text[end - 1 : end + 1].isascii():
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return [line for line in (*lines, text) if line]


def _width(text: str) -> int:
    """The width of a text in characters of Chinese script."""
    return (sum(1 if character.isascii() else 2 for character in text) + 1) // 2
