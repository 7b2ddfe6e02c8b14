import json

import pytest

from disclosure_desk.gui.pages.print_memory import PrintChoices, keep, recall
from disclosure_desk.store.errors import StoreError


class PrintMemory:
    def __init__(self, kept=None):
        self.kept = kept

    def remembered(self, name):
        assert name == "print"
        return self.kept

    def remember(self, name, value):
        assert name == "print"
        self.kept = value


class Broken:
    def remembered(self, name):
        raise StoreError(name)

    def remember(self, name, _value):
        raise StoreError(name)


@pytest.mark.parametrize(
    "last",
    [
        PrintChoices(),
        PrintChoices("一楼 HP", double_sided=True, fit=True, collate=False),
        PrintChoices("二楼", double_sided=False),
    ],
)
def test_what_was_chosen_is_remembered(last):
    memory = PrintMemory()
    keep(memory, last)
    assert recall(memory) == last


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "",
        "{",
        "[]",
        "3",
        '"一楼"',
        json.dumps({"printer": 3}),
        json.dumps({"printer": "a", "fit": "ja"}),
        json.dumps({"double_sided": []}),
        json.dumps({"fit": {}}),
        json.dumps({"collate": 1}),
        json.dumps({"paper": "A3"}),
    ],
)
def test_what_cannot_be_read_is_as_good_as_forgotten(kept):
    assert recall(PrintMemory(kept)) == PrintChoices()


def test_a_desk_that_remembers_nothing_still_prints():
    keep(Broken(), PrintChoices("一楼"))
    assert recall(Broken()) == PrintChoices()
