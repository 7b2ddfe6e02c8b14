"""What the clerk is told of the keyed path: where Enter leads, that it went on, and that the table is at its end."""

from disclosure_desk.core.form import Form
from disclosure_desk.gui.grid.keyed_path import KeyedOrder, KeyedStep, Turn


def lead_words(form: Form, step: KeyedStep | None) -> str:
    """Where Enter leads by a step."""
    if step is None:
        return "Enter：本表最后一格，到此为止"
    if step.turn != Turn.NONE:
        return f"Enter 到{line_name(form, step)}"
    return "Enter 向右，到行尾转下一行" if step.order == KeyedOrder.ROWS else "Enter 向下，到列尾转下一列"


def line_name(form: Form, step: KeyedStep) -> str:
    """The column or row that a step leads into; in another part of the table its caption, too."""
    cell = form.cells[step.box.cell]
    by_rows = step.order == KeyedOrder.ROWS
    name = f"“{cell.row.name}”一行" if by_rows and cell.row.name else f"“{cell.column.name}”一列"
    if step.turn != Turn.BLOCK:
        return name
    block = next(one for one in form.grids[cell.grid].blocks if cell.row in one.rows)
    return f"“{block.caption}”的{name}"


def went_on_words(form: Form, step: KeyedStep, by: int) -> str:
    """That a step went on in another column, row or part; "" where it stayed in its line."""
    if step.turn == Turn.NONE:
        return ""
    return f"{'接着填' if by > 0 else '退回到'}{line_name(form, step)}。"


def end_words(by: int, blank: int) -> str:
    """That the path ends here; `blank` is how many cells of the table are still to be filled."""
    if by < 0:
        return "这是本表第一格。"
    done = f"还有 {blank} 格没填" if blank else "都填了"
    return f"这是本表最后一格，{done}。按 Ctrl+Enter 做下一步。"


LAST_FIGURE_KEPT = "这里已到头，刚才的数没有改动。要改这一格，请按 F2。"
"""What a key says that would replace the figure with which the path ended."""
