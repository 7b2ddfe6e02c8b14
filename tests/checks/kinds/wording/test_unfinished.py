"""What no finished report has: places still to be filled in, and characters that were lost on the way."""

from pathlib import Path
from time import thread_time

import pytest
from cases import case

from disclosure_desk.checks import Verdict, check, rules_of
from disclosure_desk.checks.kinds.wording.dictionary import entries
from disclosure_desk.checks.kinds.wording.encoding import misread_words
from disclosure_desk.checks.rule import RuleContext
from disclosure_desk.core.form_file import load_form

FORM = load_form("2021")
SAMPLES = Path(__file__).resolve().parents[3] / "data" / "wording"
RULES = [rule for rule in rules_of(FORM) if rule.id in {"F-PLACEHOLDER", "F-GARBLED"}]


def samples(name: str, sign: str) -> list[str]:
    lines = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line[2:] for line in lines if line.startswith(f"{sign} ")]


def found(sentence: str, text: str = "overview.lead"):
    context = RuleContext(*case(FORM, {text: sentence}), RULES)
    return [finding for rule in RULES for finding in rule.check(context)]


@pytest.mark.parametrize("name", ["placeholders", "garbled"])
def test_what_is_unfinished_is_an_error_that_marks_it(name):
    missed = []
    for sentence in samples(name, "+"):
        findings = found(sentence)
        if not findings:
            missed.append(sentence)
        for finding in findings:
            assert (finding.severity, finding.explainable) == ("error", False)
            assert all(sentence[mark.start : mark.end].strip() or "\u3000" in sentence for mark in finding.marks)
    assert missed == []
    assert len(samples(name, "+")) >= 80


@pytest.mark.parametrize("name", ["placeholders", "garbled"])
def test_what_only_looks_alike_is_none(name):
    alarms = {sentence: [one.message for one in found(sentence)] for sentence in samples(name, "-")}

    assert {sentence: messages for sentence, messages in alarms.items() if messages} == {}
    assert len(alarms) >= 50


@pytest.mark.parametrize("place", ["preface", "overview.platform", "problems", "other_matters"])
@pytest.mark.parametrize("words", ["全年公开信息XX条。", "政务公\ufffd开。"])
def test_it_is_looked_for_in_every_text_and_stops_the_report(full_places, place, words):
    report, context = case(FORM, {**full_places, place: f"{full_places[place]}\n{words}"})

    assert Verdict.over(check(report, context)).errors == 1


@pytest.mark.parametrize("name", ["placeholders", "garbled"])
def test_each_pattern_finds_something(name):
    """A pattern that no sample reaches can never run, or has no sample."""
    sentences = samples("placeholders", "+") + samples("garbled", "+")
    unused = [one.pattern.pattern for one in entries(name) if not any(map(one.pattern.search, sentences))]

    assert unused == []


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("按照《关于××的通知》，全年公开信息XX条。", ["XX"]),
        ("印发《关于××的通知》。", []),
        ("全年公开信息XX条，见《公开目录》。", ["XX"]),
        ("全年培训（待补充）场，（请填写）。", ["（待补充）", "（请填写）"]),
    ],
)
def test_titles_keep_their_own_words_only_and_a_slip_within_another_is_told_once(sentence, marked):
    marks = [mark for finding in found(sentence) for mark in finding.marks]
    assert [sentence[mark.start : mark.end] for mark in marks] == marked


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0001", "\U0010fffd", "\uffff", "\ufdd0", "\ufffc"])
def test_characters_that_are_none_are_garbage(character):
    assert [one.rule for one in found(f"政务{character}公开工作扎实推进。")] == ["F-GARBLED"]


@pytest.mark.parametrize("sound", ["政府信息", "年度报告", "政策文件", "办理结果"])
@pytest.mark.parametrize("behind", ["。", "工作。", "XX"])
def test_what_was_read_in_the_wrong_encoding_is_told_with_what_it_was(sound, behind):
    misread = sound.encode().decode("gbk")
    (mark,) = [mark for one in found(f"本年度，{misread}{behind}") for mark in one.marks if mark.proposal]

    assert (mark.start, mark.end, mark.proposal) == (4, 4 + len(misread), sound)


def test_what_was_cut_within_a_character_is_told_without_a_proposal():
    misread = "政府信息".encode().decode("gbk")[:-1]
    (mark,) = [mark for one in found(f"本年度，{misread}A") for mark in one.marks]

    assert (mark.start, mark.end, mark.proposal) == (4, 4 + len(misread), None)


def test_a_whole_paragraph_in_the_wrong_encoding_is_found_in_time_that_grows_as_its_length():
    """Where each byte was tried as a beginning, these took half a minute at each keystroke: a square of the length."""

    def seconds(repeats: int) -> float:
        written = "政府信息" * repeats
        misread = written.encode().decode("gbk")
        start = thread_time()
        (match,) = misread_words(misread)
        taken = thread_time() - start
        assert (match.start, match.end, match.proposal) == (0, len(misread), written)
        return taken

    assert min(seconds(16_000) for _ in range(3)) < 8 * min(seconds(4_000) for _ in range(3))


def test_bytes_that_begin_within_a_character_are_no_words():
    between = b"\xb0\xe6\x94\xbf\xe5\xba\x9c\xe5\xa5\xbd".decode("gbk")
    assert misread_words(between) == ()
    assert [one.proposal for one in misread_words(between + "。" + "政府信息".encode().decode("gbk"))] == ["政府信息"]


def test_sound_words_are_not_read_again():
    for words in ("联通公司", "移动、联通、电信", "鏖战", "沣瀍浉鄠鄭氵", "锟铻路", "浣溪沙"):
        assert found(f"{words}设有公开栏。") == []
