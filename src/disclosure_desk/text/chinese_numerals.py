"""Chinese numerals, read and written: prose, table cells, headings and titles all count by this one module."""

CHARACTERS = "零〇一二三四五六七八九十百千万亿两"
"""Every character that `read_numeral` knows."""
WRITTEN_DIGITS = "零一二三四五六七八九"
_DIGITS = {digit: value for value, digit in enumerate(WRITTEN_DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_SPELT = str.maketrans("零〇○一二三四五六七八九", "000123456789")
_LARGEST_WRITTEN = 99


def read_numeral(text: str) -> int | None:
    """The whole number that Chinese numerals count, None for what is no number.

    Spelt digit by digit (二〇二五) or counted (三百零五, 两千, 一亿二千万). Where the last unit is left out it is the
    next smaller one, as it is spoken: 三百五 is 350, 一万二 is 12000; with 零 in between it is not: 三百零五 is 305.
    """
    if not text:
        return None
    if all(character in _DIGITS for character in text):
        return None if len(text) > 1 and "两" in text else int("".join(str(_DIGITS[digit]) for digit in text))
    total, group = 0, 0
    start = 0
    for place, character in enumerate(text):
        if character in _GROUPS:
            section = _section(text[start:place], group)
            if section is None:
                return None
            larger = _GROUPS[character]
            total = (total + section) * larger if larger > group else total + section * larger
            start, group = place + 1, larger
    section = _section(text[start:], group) if start < len(text) else 0
    return None if section is None else total + section


def _section(text: str, group: int) -> int | None:
    """What stands before 万 or 亿, or behind the last of them: 0 to 9999; 万 alone counts one 万."""
    value, digit, unit = 0, None, group
    open_unit = 10**4
    for character in text:
        if character in _UNITS and _UNITS[character] < open_unit:
            unit = open_unit = _UNITS[character]
            value, digit = value + (digit or 1) * unit, None
        elif character in _DIGITS and not digit:
            digit = _DIGITS[character]
            if digit == 0:
                unit = 0
        else:
            return None
    if digit and unit:
        return value + digit * unit // 10
    if not text and not group:
        return 1
    return value + (digit or 0)


def read_spelt_digits(text: str) -> str:
    """The text with Chinese digits as Arabic ones, as years are spelt: 二○二五 is 2025."""
    return text.translate(_SPELT)


def write_numeral(number: int) -> str:
    """A number up to 99 as headings count; "" for any other, because no heading of a report counts so far."""
    if not 0 < number <= _LARGEST_WRITTEN:
        return ""
    tens, ones = divmod(number, 10)
    return (WRITTEN_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (WRITTEN_DIGITS[ones] if ones else "")
