"""Papers: the month's two PDFs beside platypus, a thousand statements beside a plain canvas."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from models.database import Book
from models.identity import printed_identity
from models.month import collect
from models.statements import statement_of
from reports import monthly_accountant, monthly_owner
from reports.files import write_atomically
from reports.layout import Block
from reports.monthly import render
from reports.statement import bind_statements, render_statement
from tests.bench.books import CLIENTS, DAY
from tests.bench.measuring import Figures, Reach, in_turn, milliseconds, timed
from tests.bench.plain_canvas import set_down, strokes_of
from tests.bench.platypus import rendered

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_MONTH = date(2026, 10, 1)
_STATEMENTS, _CHUNK = min(1_000, CLIENTS // 2), 100


def _pages(content: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(content)).pages)


def test_the_months_two_papers_cost_what_platypus_does(
    book: Book, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = collect(_MONTH, DAY)
    papers = {
        "owner": _blocks_of(monthly_owner, monthly_owner.render_for_owner, month, monkeypatch),
        "accountant": _blocks_of(
            monthly_accountant, monthly_accountant.render_for_accountant, month, monkeypatch
        ),
    }
    for audience, blocks in papers.items():
        wanted, found = _pages(render(month, audience)), _pages(rendered(blocks, audience))
        assert abs(wanted - found) <= 1, f"{audience}: {wanted} pages, platypus {found}"
    ours, floor = in_turn(
        7,
        lambda: [render(month, audience) for audience in ("owner", "accountant")],
        lambda: [rendered(blocks, audience) for audience, blocks in papers.items()],
    )
    figures.add(
        "the month’s PDF, both",
        milliseconds(ours),
        "ms",
        Reach(1.3),
        floor=milliseconds(floor),
        floor_name="platypus alone, the same pages",
    )


def _blocks_of(
    module: Any, render: Callable[..., bytes], month: Any, monkeypatch: pytest.MonkeyPatch
) -> list[Block]:
    """The blocks a report is laid out from."""
    kept: list[Block] = []
    build = module.build
    with monkeypatch.context() as patch:
        patch.setattr(
            module, "build", lambda frame, blocks: kept.extend(blocks) or build(frame, blocks)
        )
        render(month)
    return kept


def test_a_thousand_statements_cost_what_a_plain_canvas_does(
    book: Book, work: Path, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _some_clients(book)
    shop, statements = printed_identity(), []
    read = timed(lambda: statements.extend(statement_of(one, None, DAY, DAY) for one in ids))
    figures.add(f"{len(ids):,} client statements, read from the book", read, "s")
    papers = [
        strokes_of(lambda one=one: render_statement(one, shop), monkeypatch) for one in statements
    ]
    few = [render_statement(one, shop) for one in statements[:5]]
    assert _pages(set_down(papers[:5])) == sum(map(_pages, few))
    measured = floors = 0.0
    for start in range(0, len(ids), _CHUNK):
        some = range(start, min(start + _CHUNK, len(ids)))
        floors += timed(lambda some=some: [_write(work, at, set_down([papers[at]])) for at in some])
        measured += timed(
            lambda some=some: [
                _write(work, at, render_statement(statements[at], shop)) for at in some
            ]
        )
    figures.add(
        f"{len(ids):,} client statements, as many files",
        measured,
        "s",
        Reach(2),
        floor=floors,
        floor_name="plain canvas",
    )


def test_a_thousand_statements_in_one_pdf_cost_what_a_plain_canvas_does(
    book: Book, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = printed_identity()
    statements = [statement_of(one, None, DAY, DAY) for one in _some_clients(book)]
    papers = [
        strokes_of(lambda one=one: render_statement(one, shop), monkeypatch) for one in statements
    ]
    few = [render_statement(one, shop) for one in statements[:5]]
    assert _pages(bind_statements(statements[:5], shop, DAY)) == sum(map(_pages, few))
    ours, floor = in_turn(
        3, lambda: bind_statements(statements, shop, DAY), lambda: set_down(papers)
    )
    figures.add(
        f"{len(statements):,} client statements, one PDF",
        ours,
        "s",
        Reach(2),
        floor=floor,
        floor_name="plain canvas",
    )


def _some_clients(book: Book) -> list[int]:
    query = "SELECT client_id FROM entry GROUP BY client_id HAVING count(*) > 3 ORDER BY client_id"
    return [row[0] for row in book.db.execute_sql(query).fetchall()][:_STATEMENTS]


def _write(folder: Path, number: int, content: bytes) -> None:
    write_atomically(folder / f"{number}.pdf", content)
