"""The parts of the owner's report that name clients: who moved, incidents, lists, their voice."""

from collections.abc import Sequence

from models.i18n import _, format_date, format_list, format_number, in_quotes, ngettext
from models.month_data import (
    ClientMention,
    IncidentCause,
    IncidentLine,
    MonthReport,
    StateMove,
)
from models.wording import severity_label, state_label
from reports.blocks import Figure, Heading, Pair, Prose
from reports.caps import Caps
from reports.charts import Chart, Pattern, Quantity, bars
from reports.grid import Grid
from reports.layout import Block
from reports.monthly_cases import delays
from reports.monthly_sections import percent
from reports.rows import Cell, Column, Row, row
from reports.style import CONTENT_WIDTH, SMALL
from reports.typeset import NAME_LIMIT, REGULAR, plain, width_of
from reports.words import STATES, days_label, end_label

CAUSES = 7
_BEFORE_BAR, _LEAST_LABEL, _MOST_LABEL = 9.0, 90.0, 153.0
"""Points kept before the bar of a cause: its label, whole as far as a bar is still told apart."""


def state_moves(report: MonthReport, caps: Caps) -> list[Block]:
    """Who went from which state to which, those who fell first; who stayed, in one row."""
    moved = [move for move in report.states.moves if move.before is not move.after and move.count]
    stayed = sum(move.count for move in report.states.moves if move.before is move.after)
    if not moved:
        return []
    moved.sort(key=_how_bad)
    rows = [_move_row(move, caps.named_per_move) for move in moved[: caps.moves]]
    rows += _other_moves(moved[caps.moves :])
    if stayed:
        rows.append(row(_("Sans changement"), "", format_number(stayed), "", tone="muted"))
    columns = (
        Column(_("De")),
        Column(_("Vers")),
        Column(_("Comptes"), right=True),
        Column(_("Clients"), share=1),
    )
    return [Heading(_("Qui a changé d’état")), Grid(columns, tuple(rows), after=16)]


def _other_moves(moves: Sequence[StateMove]) -> list[Row]:
    if not moves:
        return []
    text = ngettext("{n} autre changement", "{n} autres changements", len(moves))
    count = format_number(sum(move.count for move in moves))
    return [row(text.format(n=format_number(len(moves))), "", count, "", tone="muted")]


def _how_bad(move: StateMove) -> tuple[int, int]:
    before = STATES.index(move.before) if move.before else -1
    return -STATES.index(move.after), before


def _move_row(move: StateMove, named: int) -> Row:
    before = state_label(move.before) if move.before else _("Compte ouvert")
    names = [_named(client) for client in move.clients[:named]]
    rest = move.count - len(names)
    if names and rest:
        others = ngettext("et {n} autre", "et {n} autres", rest)
        names.append(others.format(n=format_number(rest)))
    return row(before, state_label(move.after), format_number(move.count), ", ".join(names))


def _named(client: ClientMention) -> str:
    return f"{plain(client.name, 44)} ({client.number})"


def incidents(report: MonthReport, caps: Caps) -> list[Block]:
    """How many, how they ended, what caused them, and the gravest one by one."""
    facts = report.incidents
    if not (facts.opened or facts.resolved_in_time or facts.resolved_late or facts.mishandled):
        return []
    left: list[Block] = [Heading(_("Incidents")), _incident_facts(report)]
    days = delays(report) if caps.delays else []
    blocks: list[Block] = left
    if facts.causes:
        width = Pair.column(CONTENT_WIDTH)
        right: list[Block] = [Heading(_("Leurs causes")), Figure(_cause_bars(report, width))]
        right.append(Prose(_cause_notes(report), small=True))
        blocks = [Pair(left, [*right, *days])]
    elif days:
        blocks = [Pair(left, days)]
    return blocks + _incident_lines(report, caps.incidents)


def _incident_facts(report: MonthReport) -> Grid:
    facts = report.incidents
    lines = (
        (_("Notés ce mois"), facts.opened, False),
        (_("dont graves"), facts.serious, True),
        (_("dont notables"), facts.notable, True),
        (_("dont mineurs"), facts.minor, True),
        (_("Résolus à temps"), facts.resolved_in_time, False),
        (_("Résolus en retard"), facts.resolved_late, False),
        (_("Mal traités"), facts.mishandled, False),
        (_("Encore ouverts"), facts.still_open, False),
    )
    rows = [
        row(Cell(label, indented=indented), format_number(count))
        for label, count, indented in lines
        if count
    ]
    if facts.median_days is not None:
        half = _("Délai habituel de résolution")
        rows.append(row(half, days_label(facts.median_days)))
    return Grid((Column(share=1), Column(right=True)), tuple(rows))


def _cause_notes(report: MonthReport) -> str:
    """How the bars are read, and what comes back."""
    texts = [_("Le pourcentage est la part cumulée des incidents du mois.")]
    repeated = report.incidents.repeated_causes[:3]
    if repeated:
        names = format_list([_repeated(cause) for cause in repeated])
        texts.append(_("Hachuré, ce qui se répète\u00a0: {causes}.").format(causes=names))
    return " ".join(texts)


def _repeated(cause: IncidentCause) -> str:
    name = in_quotes(plain(cause.label, 44))
    if not cause.before:
        return name
    text = _("{cause} ({n} dans les trois mois d’avant)")
    return text.format(cause=name, n=format_number(cause.before))


def _cause_bars(report: MonthReport, width: float) -> Chart:
    """A Pareto chart: the most frequent first with the share reached so far, those that repeat
    hatched; « cause non dite » last."""
    said = [cause for cause in report.incidents.causes if cause.label]
    said.sort(key=lambda cause: (-cause.count, cause.label))
    others = sum(cause.count for cause in said[CAUSES:])
    unsaid = sum(cause.count for cause in report.incidents.causes if not cause.label)
    lines: list[tuple[str, int, str, Pattern]] = [
        (cause.label, cause.count, "amber", "hatched" if cause.repeated else "solid")
        for cause in said[:CAUSES]
    ]
    lines.append((_("Autres causes"), others, "sage", "solid"))
    lines.append((_("Cause non dite"), unsaid, "sage", "outlined"))
    whole, so_far = sum(count for _label, count, *_look in lines), 0
    quantities = []
    for label, count, tone, pattern in lines:
        if count:
            so_far += count
            shown = f"{format_number(count)} · {percent(so_far, whole)}"
            quantities.append(Quantity(label, count, shown, tone, pattern))
    longest = max(width_of(plain(one.label), REGULAR, SMALL) for one in quantities)
    room = min(max(longest + _BEFORE_BAR, _LEAST_LABEL), _MOST_LABEL)
    return bars(quantities, width, label_room=room)


def _incident_lines(report: MonthReport, most: int) -> list[Block]:
    lines = report.incidents.lines[:most]
    if not lines:
        return []
    columns = (
        Column(_("Date")),
        Column(_("Client"), share=1),
        Column(_("Incident"), share=1.5),
        Column(_("Gravité")),
        Column(_("Suite")),
    )
    rest = report.incidents.opened - len(lines)
    grid = Grid(columns, tuple(map(_incident_row, lines)), after=6 if rest > 0 else 14)
    note = ngettext(
        "{n} autre incident n’est pas détaillé ici.",
        "{n} autres incidents ne sont pas détaillés ici.",
        rest,
    )
    after: list[Block] = []
    if rest > 0:
        after = [Prose(note.format(n=format_number(rest)), small=True)]
    return [Heading(_("Les incidents les plus graves")), grid, *after]


def _incident_row(line: IncidentLine) -> Row:
    end, said = end_label(line.end), plain(line.note, 160)
    if line.days is not None:
        end = f"{end} ({days_label(line.days)})"
    return row(
        format_date(line.day, "day"),
        _who(line.client),
        Cell(line.kind, note=" · ".join(part for part in (line.cause, said) if part)),
        severity_label(line.severity),
        end,
    )


def _who(client: ClientMention) -> Cell:
    return Cell(plain(client.name, NAME_LIMIT), note=client.number)


def referrals(report: MonthReport, caps: Caps) -> list[Block]:
    """Who sent whom, and whether they were thanked."""
    if not report.referrals:
        return []
    rows = [
        row(
            format_date(line.day, "day"),
            _who(line.by),
            _who(line.newcomer),
            _("oui") if line.thanked else _("à faire"),
        )
        for line in report.referrals[: caps.referrals]
    ]
    rest = len(report.referrals) - len(rows)
    if rest:
        rows.append(row("", _and_others(rest), "", "", tone="muted"))
    columns = (
        Column(_("Date")),
        Column(_("Nous a recommandés"), share=1),
        Column(_("Nouveau client"), share=1),
        Column(_("Remercié")),
    )
    return [Heading(_("Recommandations")), Grid(columns, tuple(rows))]


def people(report: MonthReport, caps: Caps) -> list[Block]:
    """The four lists of clients to think of, two by two; a list with nobody is not printed."""
    counts = report.listed
    lists = (
        (_("Clients à chérir"), report.to_cherish, counts.to_cherish),
        (_("Clients à conquérir"), report.to_win_over, counts.to_win_over),
        (_("Relations à réparer"), report.to_repair, counts.to_repair),
        (
            _("Clients dont prendre des nouvelles"),
            report.to_take_news_from,
            counts.to_take_news_from,
        ),
    )
    stacks = [
        _people_stack(title, clients[: caps.mentions], max(count, len(clients)))
        for title, clients, count in lists
        if clients
    ]
    pairs: list[Block] = [Pair(*two) for two in zip(stacks[::2], stacks[1::2], strict=False)]
    return pairs + (stacks[-1] if len(stacks) % 2 else [])


def _people_stack(title: str, named: Sequence[ClientMention], count: int) -> list[Block]:
    rows = [row(Cell(plain(client.name, NAME_LIMIT), note=_why(client))) for client in named]
    rest = count - len(rows)
    if rest:
        rows.append(row(_and_others(rest), tone="muted"))
    return [Heading(title), Grid((Column(share=1, most=2),), tuple(rows), pad=2.4)]


def _why(client: ClientMention) -> str:
    return f"{client.number} · {client.reason}" if client.reason else client.number


def _and_others(rest: int) -> str:
    text = ngettext("et {n} autre client", "et {n} autres clients", rest)
    return text.format(n=format_number(rest))
