"""Cells of the files we write: free text never becomes a formula in a spreadsheet.

A cell a spreadsheet would compute (it begins with = + - @, their wide forms, a tab or a carriage
return) gets an apostrophe before it; one that already begins so gets one more. Reading takes it
away again, so that nothing is lost on the way.
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def protect(text: str) -> str:
    """The text as it is written in a cell."""
    return "'" + text if text.lstrip("'").startswith(_FORMULA) else text


def unprotect(cell: str) -> str:
    """The text a cell stands for; the opposite of `protect`."""
    if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA):
        return cell[1:]
    return cell
