"""The month's privileges: commitments in force, how each was kept, and who knows the charter."""

from models.i18n import _, format_date, format_number, ngettext
from models.month_charter_data import CharterMonth, Commitment
from models.month_data import MonthReport, PrivilegeLine
from reports.blocks import Heading, Prose
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Column, Row, row


def privileges(report: MonthReport, most: int) -> list[Block]:
    """Names nobody: titles are the charter's own. Empty without a charter nor a use."""
    blocks: list[Block] = []
    lines = _lines(report)[:most]
    if report.charter is not None:
        blocks.append(Prose(_told(report.charter), after=6, leads=bool(lines)))
    if lines:
        blocks.append(_grid(lines))
    return [Heading(_("Privilèges")), *blocks] if blocks else []


def _told(charter: CharterMonth) -> str:
    text = ngettext(
        "Charte n° {number} du {day}, dite à {told} client sur {clients} ({percent} %).",
        "Charte n° {number} du {day}, dite à {told} clients sur {clients} ({percent} %).",
        charter.told,
    )
    return text.format(
        number=charter.number,
        day=format_date(charter.day, "long"),
        told=format_number(charter.told),
        clients=format_number(charter.clients),
        percent=charter.percent,
    )


def _lines(report: MonthReport) -> list[tuple[PrivilegeLine, Commitment | None]]:
    """Those of the charter and those only the journal names, what was not kept first."""
    commitments = report.charter.commitments if report.charter else ()
    by_title = {one.title: one for one in commitments}
    journal = {line.name: line for line in report.privileges if line.honoured or line.refused}
    names = dict.fromkeys((*by_title, *journal))
    found = [(journal.get(name, PrivilegeLine(name)), by_title.get(name)) for name in names]
    return sorted(found, key=lambda one: (-one[0].refused, -one[0].honoured, one[0].name))


def _grid(lines: list[tuple[PrivilegeLine, Commitment | None]]) -> Block:
    columns = (
        Column(_("Privilège"), share=1, most=2),
        Column(_("Y ont droit"), right=True),
        Column(_("Honoré"), right=True),
        Column(_("Refusé"), right=True),
        Column(_("Oublié"), right=True),
        Column(_("Pas voulu"), right=True),
    )
    return Grid(columns, tuple(_row(*line) for line in lines))


def _row(line: PrivilegeLine, commitment: Commitment | None) -> Row:
    forgotten = commitment.forgotten if commitment else 0
    return row(
        line.name,
        format_number(commitment.entitled) if commitment else "",
        format_number(line.honoured),
        format_number(line.refused - forgotten),
        format_number(forgotten),
        format_number(commitment.declined if commitment else 0),
    )
