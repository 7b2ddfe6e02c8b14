"""Searching versions and drafts finds exactly what reading each of them letter for letter finds."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from example_count import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_desk.archive.record_words import about_words
from disclosure_desk.archive.retrieval import SearchQuery, SearchResult, archive_items, look_at, read_item, search
from disclosure_desk.archive.sealed_packages import sealed_content
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
TEXT, CELL = "problems", "requests.received.business"
WORDS = "公开意识不强，🙂 培训 (三) 次。"


@pytest.fixture
def forms(form: Form) -> Forms:
    return {form.id: form}.__getitem__


@pytest.fixture
def searched(sealed_desk: Store, full_report: Report) -> Store:
    """A sealed version, a draft of its correction, and another draft with words and an explanation of its own."""
    sealed_desk.record_act(1, "correct", {}, why="写错")
    sealed_desk.apply(1, [Change(TEXT, full_report.texts[TEXT], f"更正：{WORDS}")], "edit")
    explained = Change("explanation.W-JUMP", "", "因为公开意识不强")
    sealed_desk.apply(2, [explained], "edit")
    return sealed_desk


def read_letter_for_letter(store: Store, forms: Forms, words: str) -> list[tuple[str, list[str]]]:
    """The items with the words, each with the places that have them."""
    found = []
    for item in archive_items(store):
        report = read_item(store, forms, item)
        texts = {**report.texts, **report.explanations}
        places = [report.form.place_name(place) for place, text in texts.items() if words in text]
        found += [(item.name, places)] if places else []
    return found


def outline(results: tuple[SearchResult, ...]) -> list[tuple[str, list[str]]]:
    return [(result.item.name, [place for place, _ in result.hits]) for result in results]


@pytest.mark.parametrize("words", [WORDS, "公开意识不强", "公开", "强", "🙂 培", "(三)", "没有的词", "*", '"'])
def test_words_are_found_wherever_they_are(searched: Store, forms: Forms, words: str) -> None:
    assert outline(search(searched, forms, SearchQuery(words=words))) == read_letter_for_letter(searched, forms, words)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60), deadline=None)
@given(st.data())
def test_any_part_of_any_text_is_found(searched: Store, forms: Forms, full_report: Report, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted({*full_report.texts.values(), WORDS} - {""})))
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : start + data.draw(st.integers(1, 9))]
    assert outline(search(searched, forms, SearchQuery(words=words))) == read_letter_for_letter(searched, forms, words)


def test_an_excerpt_is_shown_of_each_place(searched: Store, forms: Forms) -> None:
    (draft, *_) = search(searched, forms, SearchQuery(words="🙂 培训"))
    assert draft.hits == (("“五、存在的主要问题及改进情况”", f"更正：{WORDS}"),)


def test_all_that_is_asked_for_must_be_there(searched: Store, forms: Forms) -> None:
    assert outline(search(searched, forms, SearchQuery(words="公开意识不强", year=1999))) == []
    assert outline(search(searched, forms, SearchQuery(words="公开意识不强", unit="没有这个单位"))) == []
    assert {name for name, _ in outline(search(searched, forms, SearchQuery(year=2025)))} >= {"1", "1-v1"}


def test_a_package_that_was_changed_is_named_whatever_is_looked_for(
    sealed_desk: Store, sealed: SealedVersion, forms: Forms
) -> None:
    package: Path = sealed_desk.path.parent / PACKAGES / sealed.file
    package.chmod(0o644)
    package.write_bytes(package.read_bytes()[:-1])
    for query in (SearchQuery(words="没有的词"), SearchQuery(year=1999)):
        (result,) = search(sealed_desk, forms, query)
        assert "被改过：和定稿时的摘要不符" in result.fault
        assert result.hits == ()


def test_what_is_looked_at_is_what_was_sealed_and_is_recorded(sealed_desk: Store, forms: Forms) -> None:
    (item,) = [one for one in archive_items(sealed_desk) if one.sealing is not None]
    pages = look_at(sealed_desk, forms, item, "主任备查")
    assert item.sealing is not None
    with ZipFile(BytesIO(sealed_content(sealed_desk.path.parent, item.sealing))) as package:
        name = next(name for name in package.namelist() if name.endswith("/data/report.pdf"))
        assert pages == package.read(name)
    event = sealed_desk.events()[-1]
    assert (event.action, event.report, event.why) == ("retrieve", item.report, "主任备查")
    assert about_words(event.about).startswith("查看，第 1 版，")


def test_a_draft_that_is_looked_at_is_printed_and_recorded(sealed_desk: Store, forms: Forms) -> None:
    sealed_desk.record_act(1, "correct", {}, why="写错")
    (draft,) = [one for one in archive_items(sealed_desk) if one.report == 1 and one.sealing is None]
    assert look_at(sealed_desk, forms, draft, "备查").startswith(b"%PDF")
    event = sealed_desk.events()[-1]
    assert (event.action, event.about) == ("retrieve", {"kind": "look"})


def test_a_search_says_how_far_it_is_and_can_be_stopped(searched: Store, forms: Forms) -> None:
    told: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        search(searched, forms, SearchQuery(words=WORDS), stop_at_the_second)
    assert told == [(0, 3), (1, 3)]
