"""Which fonts the report will be printed in on this computer, and which of the official ones cannot be embedded."""

from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceState


def font_item() -> AcceptanceItem:
    """What was found of the fonts."""
    from disclosure_desk.writers.pdf.font.document_fonts import document_fonts  # noqa: PLC0415 - looks through the disk

    used = document_fonts().used
    seen = "\n".join(choice.sentence for choice in used)
    if any(choice.skipped for choice in used):
        advice = "带“没有用”的字体不能嵌进文件，已经用自带的代替；要用标准字体，请安装可以嵌入的版本。"
        return AcceptanceItem("字体", seen, AcceptanceState.NOTED, advice)
    return AcceptanceItem("字体", seen)
