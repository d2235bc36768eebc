"""Lines in columns, as a terminal shows them."""

from collections.abc import Generator, Iterable

Lines = Generator[str, None, None]
_ONE_LINE = str.maketrans("\n\t", "  ")


def table(rows: list[tuple[str, ...]], right: Iterable[int] = ()) -> Lines:
    """The rows in aligned columns, the columns `right` on their right edge."""
    if not rows:
        return
    lines = [[cell.translate(_ONE_LINE) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for row in lines:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


# -- documents ---------------------------------------------------------------------------------
