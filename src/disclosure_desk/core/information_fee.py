"""信息处理费: what a count of requests or pages costs, step by step, and the sentence section six needs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclosure_desk.core.figure import Figure, places, print_figure
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table

_FILE = ("forms", "information-fee.toml")
_YEARS = range(1000, 10_000)
_CENTS = 2
"""Decimal places of an amount in 元."""


class FeeError(ValueError):
    """The figures make no fee; the message tells the clerk what to look at."""


class FeeStep(NamedTuple):
    """So many of a count, from `first` to `last`, at one price in 元 each."""

    first: int
    last: int
    price: int

    @property
    def amount(self) -> int:
        """What the step costs, in 元."""
        return (self.last - self.first + 1) * self.price


class Fee(NamedTuple):
    """What a count costs: its steps, and their sum in 元."""

    steps: tuple[FeeStep, ...]
    total: int


class Scale(NamedTuple):
    """How a count is charged: bands as (up to, price), then a price that grows by `more` with each further `every`."""

    name: str
    unit: str
    counted: str
    most: int
    bands: tuple[tuple[int, int], ...]
    price: int
    every: int
    more: int

    def fee(self, count: int) -> Fee:
        """What a count costs; raises FeeError for one that cannot be."""
        if not 0 <= count <= self.most:
            raise FeeError(f"{self.name}：数量应当在 0 和 {self.most} 之间，这里是 {count}。请核对。")
        steps = tuple(step for step in self._steps(count) if step.first <= count)
        cut = tuple(step._replace(last=min(step.last, count)) for step in steps)
        return Fee(cut, sum(step.amount for step in cut))

    def _steps(self, count: int) -> Iterator[FeeStep]:
        done, price = 0, self.price
        for last, band_price in self.bands:
            yield FeeStep(done + 1, last, band_price)
            done = last
        while done < count:
            last = done + self.every if self.every else count
            yield FeeStep(done + 1, last, price)
            done, price = last, price + self.more

    def step_text(self, step: FeeStep) -> str:
        """A step as the clerk reads it."""
        count = step.last - step.first + 1
        span = f"第 {step.first}–{step.last} {self.unit}" if count > 1 else f"第 {step.first} {self.unit}"
        if not step.price:
            return f"{span}：不收费"
        return f"{span}：{count} {self.unit} × {step.price} 元 ＝ {step.amount} 元"


class FeeRules(NamedTuple):
    """The scales by id (`requests`, `pages`), the sentence of section six (`text`, an id), and what both rest on."""

    basis: str
    text: str
    sentence: str
    scales: Mapping[str, Scale]

    def statement(self, year: int, notices: Figure, charged: Figure, received: Figure) -> str:
        """What section six says of a year: notices sent (件), charged and received (元); raises FeeError."""
        if year not in _YEARS:
            raise FeeError(f"年度要写四位数，例如 2025，这里是 {year}。")
        _require_count(notices)
        for name, amount in (("涉及金额", charged), ("实际收取", received)):
            _require_amount(name, amount)
        if bool(notices) != bool(charged):
            raise FeeError("收费通知件数和涉及金额要么都是 0，要么都不是 0。请核对。")
        figures = {"notices": notices, "charged": charged, "received": received}
        return self.sentence.format(year=year, **{name: print_figure(value) for name, value in figures.items()})


def received_more(charged: Figure, received: Figure) -> str:
    """What to look at where more was received than charged in a year, in a sentence; "" where it was not."""
    if received <= charged:
        return ""
    amounts = f"实际收取 {print_figure(received)} 元，多于涉及金额 {print_figure(charged)} 元"
    return f"请核对：{amounts}。只有收到上一年度通知的费用才会这样。"


def _require_count(notices: Figure) -> None:
    if notices < 0 or places(notices):
        raise FeeError(f"收费通知件数应当是不小于 0 的整数，这里是 {print_figure(notices)}。")


def _require_amount(name: str, amount: Figure) -> None:
    if amount < 0 or places(amount) > _CENTS:
        raise FeeError(f"{name}应当是不小于 0、最多 {_CENTS} 位小数的金额（元），这里是 {print_figure(amount)}。")


def load_fee_rules() -> FeeRules:
    """The rules in force; raises FormError that names the key where the file is wrong."""
    entries = load_table(resource(*_FILE))
    scales = {name: _scale(entry) for name, entry in entries.named("scales").items()}
    basis, text, sentence = (entries.take(key, str) for key in ("basis", "text", "sentence"))
    rules = FeeRules(basis, text, sentence, scales)
    entries.done()
    return rules


def _scale(entry: StrictTable) -> Scale:
    bands = tuple((band.take("to", int), band.take("price", int)) for band in entry.tables("bands"))
    rest = StrictTable(entry.take("rest", dict), f"{entry.where}rest.")
    scale = Scale(
        entry.take("name", str),
        entry.take("unit", str),
        entry.take("counted", str),
        entry.take("most", int),
        bands,
        *(rest.take(key, int) for key in ("price", "every", "more")),
    )
    rest.done()
    entry.done()
    return scale
