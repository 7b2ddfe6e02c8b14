"""The title broken by sense: first after the unit, a long unit after the name of a place or a body, never in a word."""

import re

_NAME_ENDS = re.compile(
    r"自治[区州县旗]|街道|开发区|新区|林区|矿区|[省市区县旗州盟镇乡](?!域|长|级|道)|委员会|人民政府|办事处"
)


def title_lines(unit: str, title: str, letters: int) -> list[str]:
    """The title in lines of at most so many characters, as far as sense allows."""
    if len(title) <= letters or not unit or not title.startswith(unit):
        return _halved(title, letters)
    return [*_unit_lines(unit, letters), *_halved(title[len(unit) :], letters)]


def _unit_lines(unit: str, letters: int) -> list[str]:
    """A unit's name in the fewest lines, broken after the names of places and bodies, as even as they allow."""
    if len(unit) <= letters:
        return [unit]
    ends = [found.end() for found in _NAME_ENDS.finditer(unit) if found.end() < len(unit)]
    fitting = [end for end in ends if end <= letters]
    if not fitting:
        return _halved(unit, letters)
    balanced = [end for end in fitting if len(unit) - end <= letters]
    end = min(balanced, key=lambda end: abs(2 * end - len(unit))) if balanced else fitting[-1]
    return [unit[:end], *_unit_lines(unit[end:], letters)]


def _halved(text: str, letters: int) -> list[str]:
    """Text without a better place to break, in lines as equal as can be; a figure stays whole."""
    count = -(-_width(text) // letters) or 1
    if count <= 1:
        return [text] if text else []
    end = len(text) // count
    while end < len(text) and text[end - 1 : end + 1].isascii():
        end += 1
    return [text[:end], *_halved(text[end:], letters)]


def _width(text: str) -> int:
    """The width of a text in characters of Chinese script."""
    return (sum(1 if character.isascii() else 2 for character in text) + 1) // 2
