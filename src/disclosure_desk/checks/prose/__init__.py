"""Reads what official prose says of the form's cells: numbers, nil phrases, shares and changes from last year.

The stages, each a module, from text to statements:

    lexer            paragraph -> sentences of tokens (words of the vocabulary, numbers with units, unknown text)
    clauses          sentence -> clauses, the stretches that say one thing each -> frames, the numbers with their words
    reader           walks the clauses in order and hands each to one of
      counts           numbers: 新收申请12件，办结10件
      comparisons      changes and shares: 同比增长8.2%, 占42.9%
      nil              what did not happen: 未收到申请
      implied          no number of its own: 均已办结
    count_statement  a number and its meaning -> the statement it makes, what it is a part of
    frame_meaning    a number with its words -> the meanings of those, several of a list
    meaning          words -> the quantities of the form that they may name, the likeliest first
    request_meaning  the same of requests: how many came in, were closed or carried over, with what result, by whom
    topics           what words leave to be spoken of
    paragraph_state  what has been said so far, which later words lean on: topics, antecedents
    paragraph_rules  second thoughts once the whole paragraph is read
    quantity         a statement's quantity -> its value in a report, its name in a message

A statement is a set of readings: it is right if one of them is what the table has, and only reported if none is. What
may speak of something that the form does not count is `uncertain`, or no statement.
Each heuristic names the labelled sentence (an id of tests/data/narrative-*.jsonl: o, s, t) or the sentence that is read
wrongly without it.
"""

from collections.abc import Iterator

from disclosure_desk.checks.prose.quantity import cells_of, quantity_name, value_of
from disclosure_desk.checks.prose.reader import read_paragraph
from disclosure_desk.checks.prose.statement import QuantityReading, Statement, StatementKind

__all__ = ["QuantityReading", "Statement", "StatementKind", "cells_of", "quantity_name", "read_statements", "value_of"]


def read_statements(text: str, year: int) -> tuple[Statement, ...]:
    """What a text of a report on a year says of the form's cells, in the order of the text.

    Each paragraph is read by itself and remembered, so that a keystroke costs one paragraph.
    """
    return tuple(_placed(text, year))


def _placed(text: str, year: int) -> Iterator[Statement]:
    start = sentence = 0
    for paragraph in text.split("\n"):
        found = read_paragraph(paragraph, year)
        for statement in found:
            if not start:
                yield statement
                continue
            yield statement._replace(
                start=statement.start + start,
                end=statement.end + start,
                sentence=statement.sentence + sentence,
                part_of=None if statement.part_of is None else statement.part_of + start,
            )
        sentence += 1 + max((statement.sentence for statement in found), default=0)
        start += len(paragraph) + 1
