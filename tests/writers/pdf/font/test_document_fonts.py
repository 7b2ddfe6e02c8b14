"""The choice of fonts: the office's own where the computer has them, and what is said about it."""

import pytest

from disclosure_desk.writers.pdf.font.chains import FontChoice
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts

KINDS = ("title", "heading", "subhead", "body", "table")
OFFICE = {
    "title": ("政2", "方正小标宋简体", "FZXBSJW--GB1-0"),
    "heading": ("政2", "黑体", "SimHei"),
    "subhead": ("政2", "楷体_GB2312", "KaiTi_GB2312"),
    "body": ("政2", "仿宋_GB2312", "FangSong_GB2312"),
    "table": ("政2", "宋体", "SimSun"),
}


@pytest.fixture
def font(font_tables, shell):
    """Makes the file of a small font."""
    return lambda *names, **more: shell(font_tables(*names, **more))


def test_computer_without_official_fonts_prints_in_the_bundled_fonts():
    assert [choice.sentence for choice in document_fonts().used] == [
        "标题：Desk 小标宋（自带）",
        "一级标题：Desk 黑体（自带）",
        "二级标题：文鼎简中楷（自带）",
        "正文：朱雀仿宋（自带）",
        "表格：Desk 宋体（自带）",
    ]
    assert document_fonts().body.glyph("政").font == "ZhuqueFangsong-Regular"


def test_computer_with_the_official_fonts_prints_in_them(install_font, font):
    for number, names in enumerate(OFFICE.values()):
        install_font(f"{number}.ttf", font(*names))
    chosen = document_fonts()
    for kind, (_, name, key) in OFFICE.items():
        assert getattr(chosen, kind).glyph("政").font == key
        assert FontChoice(chosen.used[KINDS.index(kind)].kind, name, office=True) in chosen.used
    assert chosen.used[0].sentence == "标题：方正小标宋简体（本机字体）"
    assert chosen.note == "标题：方正小标宋简体；一级标题：黑体；二级标题：楷体_GB2312；正文：仿宋_GB2312；表格：宋体"


def test_only_the_title_has_figures_in_its_own_font(install_font, font):
    for number, names in enumerate(OFFICE.values()):
        install_font(f"{number}.ttf", font(*names))
    printed = [getattr(document_fonts(), kind).glyph("2").font for kind in KINDS]
    assert printed == ["FZXBSJW--GB1-0", *["DeskLatin"] * 4]


def test_office_that_wants_the_bundled_fonts_gets_them(install_font, font):
    install_font("simfang.ttf", font(*OFFICE["body"]))
    assert document_fonts(office=False).body.glyph("政").font == "ZhuqueFangsong-Regular"
    assert not any(choice.office for choice in document_fonts(office=False).used)


def test_character_that_the_official_font_lacks_is_taken_from_the_bundled_ones(install_font, font):
    install_font("simfang.ttf", font(*OFFICE["body"]))
    assert [document_fonts().body.glyph(sign).font for sign in "政府①"] == [
        "FangSong_GB2312",
        "ZhuqueFangsong-Regular",
        "DeskSong",
    ]


def test_best_installed_font_is_taken_whatever_its_file_is_called(install_font, font):
    install_font("a.ttf", font("政", "仿宋", "FangSong"))
    install_font("later/z.TTF", font("政", "仿宋_GB2312", "FangSong_GB2312"))
    assert document_fonts().used[3] == FontChoice("正文", "仿宋_GB2312", office=True)


def test_font_is_found_by_its_english_name(install_font, font):
    install_font("a.ttf", font("政", "FZXIAOBIAOSONG-B05S"))
    assert document_fonts().used[0] == FontChoice("标题", "方正小标宋简体", office=True)


def test_style_with_the_name_to_itself_goes_before_others_of_its_family(install_font, font):
    install_font("a.ttf", font("政", "仿宋 粗体", "FangSong-Bold", family="仿宋"))
    assert document_fonts().body.glyph("政").font == "FangSong-Bold"


def test_style_with_the_name_to_itself_goes_first(install_font, font):
    install_font("a.ttf", font("政", "仿宋 粗体", "FangSong-Bold", family="仿宋"))
    install_font("b.ttf", font("政", "仿宋", "FangSong"))
    assert document_fonts().body.glyph("政").font == "FangSong"


def test_font_within_a_collection_is_used(install_font, font_tables, collection):
    install_font(
        "simsun.ttc", collection([font_tables("府", "新宋体", "NSimSun"), font_tables("政", "宋体", "SimSun")])
    )
    assert document_fonts().used[4] == FontChoice("表格", "宋体", office=True)
    assert [document_fonts().table.glyph(sign).font for sign in "政府"] == ["SimSun", "DeskSong"]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda content: content.replace(b"glyf", b"CFF "), "不是 TrueType 字形，不能嵌入"),
        (lambda content: content.replace(b"loca", b"acol"), "的文件已损坏"),
    ],
)
def test_font_that_cannot_be_embedded_is_skipped_with_its_reason(install_font, font, spoil, reason):
    install_font("a.ttf", spoil(font("政", "仿宋_GB2312", "FangSong_GB2312")))
    assert document_fonts().used[3].sentence == f"正文：朱雀仿宋（自带）；仿宋_GB2312 {reason}，没有用"


def test_second_copy_of_a_font_is_used_if_the_first_is_broken(install_font, font):
    content = font("政", "仿宋", "FangSong")
    install_font("a.ttf", content.replace(b"loca", b"acol"))
    install_font("b.ttf", content)
    assert document_fonts().used[3] == FontChoice("正文", "仿宋", office=True)
    assert document_fonts().body.glyph("政").font == "FangSong-2"


def test_skipped_font_is_named_with_the_one_that_is_used(install_font, font):
    install_font("a.ttf", font("政", "仿宋_GB2312", "FangSong_GB2312", allowed=2))
    install_font("b.ttf", font("政", "仿宋", "FangSong"))
    assert document_fonts().used[3].sentence == "正文：仿宋（本机字体）；仿宋_GB2312 的授权不许嵌入，没有用"


def test_small_file_is_not_taken_for_a_chinese_font(install_font, font):
    install_font("a.ttf", font("政", "仿宋", "FangSong"), large=False)
    assert not document_fonts().used[3].office


def test_glyph_whose_outline_is_broken_is_taken_from_the_next_font(install_font, font_tables, shell):
    tables = font_tables("政 府", "仿宋", "FangSong")
    second = tables[b"loca"][4:8]
    broken = tables[b"loca"][:4] + second + second + tables[b"loca"][12:]
    install_font("a.ttf", shell(tables | {b"loca": broken}))
    assert [document_fonts().body.glyph(sign).font for sign in "政府"] == ["ZhuqueFangsong-Regular", "FangSong"]


def test_glyph_wider_than_any_character_is_taken_from_the_next_font(install_font, font_tables, shell):
    tables = font_tables("政府", "仿宋", "FangSong")
    install_font("a.ttf", shell(tables | {b"hmtx": tables[b"hmtx"][:4] + b"\xff\xff" + tables[b"hmtx"][6:]}))
    assert [document_fonts().body.glyph(sign).font for sign in "政府"] == ["ZhuqueFangsong-Regular", "FangSong"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", "“”‘’·…—")
def test_signs_of_chinese_text_are_full_width_in_every_chain(kind, sign):
    assert getattr(document_fonts(), kind).glyph(sign).advance == 1
