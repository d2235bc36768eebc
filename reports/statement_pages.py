"""The pages of a client's statement. The client reads it: plain words, nothing hidden."""

from collections.abc import Iterable
from datetime import date, timedelta

from models.i18n import _, format_date, format_number, format_units, ngettext
from models.month_data import ShopIdentity
from models.statement_data import RowKind, Statement, StatementRow
from reports.blocks import Figure, Heading, Letterhead, Prose, Tile, Tiles
from reports.charts import balance_curve
from reports.grid import Grid
from reports.layout import Binding, Block, Frame, build
from reports.rows import Cell, Column, Row, row
from reports.style import CONTENT_WIDTH
from reports.typeset import NAME_LIMIT, plain
from reports.words import mark_label, state_sentence

_CURVE_HEIGHT = 118.0


def render_pages(statement: Statement, shop: ShopIdentity) -> bytes:
    """The PDF of one client."""
    name = plain(statement.client_name, NAME_LIMIT)
    return build(_frame(statement, shop, name), _blocks(statement, shop, name))


def bind_pages(statements: Iterable[Statement], shop: ShopIdentity, today: date) -> bytes:
    """The PDF of several."""
    document = _("Relevés du compte-confiance")
    edited = _("Édité le {day}").format(day=format_date(today, "long"))
    binding = Binding(
        Frame(
            title=f"{document} · {shop.name}",
            subject=edited,
            shop=shop,
            running=document,
            mark=edited,
            note="Compte-Confiance",
            edited_on=today,
        )
    )
    for statement in statements:
        name = plain(statement.client_name, NAME_LIMIT)
        title = f"{name} · {statement.client_number}"
        binding.add(_frame(statement, shop, name), _blocks(statement, shop, name), title)
    return binding.content()


def _blocks(statement: Statement, shop: ShopIdentity, name: str) -> list[Block]:
    return [
        Letterhead(
            kicker=_("Relevé du compte-confiance"),
            title=name,
            subtitle=f"{statement.client_number} · {_period(statement)}",
            shop=shop,
        ),
        _key_figures(statement),
        _what_it_is(statement),
        *_curve(statement),
        *_totals(statement),
        *_lines(statement),
    ]


def _frame(statement: Statement, shop: ShopIdentity, name: str) -> Frame:
    document = _("Relevé du compte-confiance")
    title = f"{document} · {name}"
    edited = _("Édité le {day}").format(day=format_date(statement.edited_on, "long"))
    return Frame(
        title=f"{title} · {shop.name}",
        subject=_period(statement),
        shop=shop,
        running=title,
        mark=edited,
        note="Compte-Confiance",
        edited_on=statement.edited_on,
    )


def _period(statement: Statement) -> str:
    first, last = format_date(statement.start, "long"), format_date(statement.end, "long")
    return _("du {first} au {last}").format(first=first, last=last)


def _key_figures(statement: Statement) -> Tiles:
    eve = _eve(statement)
    return Tiles(
        (
            Tile(_("Solde au départ"), _plain(statement.opening), format_date(eve, "long")),
            Tile(_("Dépôts"), _signed(statement.total("deposit")), _count(statement, "deposit")),
            Tile(
                _("Retraits"),
                _signed(statement.total("withdrawal")),
                _count(statement, "withdrawal"),
            ),
            Tile(
                _("Solde à la fin"), _plain(statement.closing), format_date(statement.end, "long")
            ),
        )
    )


def _eve(statement: Statement) -> date:
    """The day whose balance the statement starts from; the calendar's first day has no eve."""
    return statement.start - timedelta(days=int(statement.start > date.min))


def _count(statement: Statement, kind: RowKind) -> str:
    count = sum(row.kind == kind for row in statement.rows)
    return ngettext("{n} ligne", "{n} lignes", count).format(n=format_number(count))


def _what_it_is(statement: Statement) -> Prose:
    meaning = _(
        "Ce compte dit comment nous vous avons traité\u00a0: il monte quand nous vous servons "
        "bien, il descend quand nous vous manquons. Il se compte en unités et ne s’échange "
        "contre rien."
    )
    return Prose(f"{state_sentence(statement.state)} {meaning}", after=16)


def _curve(statement: Statement) -> list[Block]:
    if len(statement.curve) < 2:
        return []
    chart = balance_curve(statement.curve, CONTENT_WIDTH, _CURVE_HEIGHT)
    blocks: list[Block] = [Heading(_("Le solde, en unités")), Figure(chart)]
    if any(point.mark for point in statement.curve):
        blocks[-1] = Figure(chart, after=4)
        blocks.append(Prose(_("● un dépôt   ▼ un retrait"), small=True))
    return blocks


def _lines(statement: Statement) -> list[Block]:
    heading = Heading(_("Ce qui s’est passé"))
    if not statement.rows:
        return [heading, Prose(_("Rien n’a été noté sur cette période."))]
    columns = (
        Column(_("Date")),
        Column(_("Ce qui s’est passé"), share=1.35, most=5),
        Column(_("Pourquoi ce montant"), share=1, most=5),
        Column(_("Par")),
        Column(_("Unités"), right=True),
    )
    return [heading, Grid(columns, tuple(map(_line, statement.rows)))]


def _line(line: StatementRow) -> Row:
    return row(
        format_date(line.day),
        Cell(line.what, marks=tuple(mark_label(mark) for mark in line.marks)),
        line.why,
        plain(line.by, 24),
        "" if line.kind == "note" else _signed(line.amount),
        tone="muted" if line.kind in ("fade", "note") else "plain",
    )


def _totals(statement: Statement) -> list[Block]:
    """Opening balance, what moved it, closing balance: it ties out to the centi-unit."""
    eve = format_date(_eve(statement), "long")
    moved: tuple[tuple[str, RowKind], ...] = (
        (_("Dépôts"), "deposit"),
        (_("Retraits"), "withdrawal"),
        (_("Annulé par une rupture"), "voided"),
        (_("Effacement\u00a0: ce que le temps retire"), "fade"),
        (_("Corrections"), "correction"),
        (_("Clôture du compte"), "closure"),
    )
    rows = [
        row(_("Solde au {day}").format(day=eve), _plain(statement.opening), tone="group"),
        *(
            row(label, _signed(statement.total(kind)))
            for label, kind in moved
            if _has(statement, kind)
        ),
        row(
            _("Solde au {day}").format(day=format_date(statement.end, "long")),
            _plain(statement.closing),
            tone="total",
        ),
    ]
    columns = (Column(share=1), Column(right=True))
    return [
        Heading(_("Le compte, du départ à la fin")),
        Grid(columns, tuple(rows), pad=2.6, together=True),
    ]


def _has(statement: Statement, kind: RowKind) -> bool:
    return any(line.kind == kind for line in statement.rows)


def _signed(centi_units: int) -> str:
    return format_units(centi_units, decimals=2, signed=True)


def _plain(centi_units: int) -> str:
    return format_units(centi_units, decimals=2)
