"""Hypothesis strategies: random journals of one client, in random orders of recording.

Every journal leans on a few rules (its `mood`) and comes back to the same few days, so that the
rules meet: collapses over same-day gestures, reversals of what made them, late notes, bursts,
closures. The reference account steers the drawing, so that most rows are acceptable.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.helpers.reference_trust import account
from tests.helpers.reference_trust_refused import MAY_REFER_TO, accept
from tests.helpers.reference_trust_rows import RefRow, months_before

CLIENT = "client"
STARTS = [
    date(2020, 1, 31),
    date(2020, 2, 29),
    date(2021, 11, 30),
    date(2022, 2, 28),
    date(2023, 12, 31),
    date(2024, 2, 29),
]
STEPS = [0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8, 28, 29, 30, 31, 61, 200, 364, 365, 730]
AFTER = [0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 30, 45, 400]
DUES = [None, None, None, 0, 0, 1, 2, 5, 14, 60, 400]
UNITS = [0, 1, 33, 50, 75, 100, 100, 300, 300, 300, 500, 800, 1234, 99_999]

EVERYTHING = (
    ["attention"] * 5
    + ["incident"] * 6
    + ["resolution"] * 7
    + ["postponed"] * 3
    + ["request", "request", "answer", "answer", "promise", "promise", "kept", "broken"]
    + ["privilege", "contact", "visit", "opening"]
    + ["reconciliation"] * 3
    + ["reversal"] * 5
    + ["closed"]
)
MOODS = [
    EVERYTHING,
    EVERYTHING,
    ["incident", "resolution", "resolution", "reconciliation", "attention", "reversal"],
    ["incident", "incident", "postponed", "resolution", "reconciliation", "reversal"],
    ["attention", "attention", "attention", "opening", "incident", "resolution", "reversal"],
    ["request", "answer", "promise", "kept", "broken", "postponed", "privilege", "reversal"],
    ["contact", "contact", "contact", "attention", "incident", "reversal"],
    ["attention", "attention", "attention", "opening", "privilege", "visit"],
    ["closed", "opening", "attention", "incident", "resolution", "reversal", "reversal"],
]


@dataclass
class Draft:
    """The journal being drawn: its rows in order of recording, the day its clock shows.

    `kept` are the rows the reference accepts: what later rows refer to.
    """

    mood: list[str]
    clock: date
    rows: list[RefRow] = field(default_factory=list)
    kept: list[RefRow] = field(default_factory=list)

    def add(self, row: RefRow) -> None:
        """Record a candidate."""
        self.rows.append(row)
        if accept(self.kept, row) is None:
            self.kept.append(row)


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


@st.composite
def _any_day(draw: st.DrawFn, draft: Draft) -> date:
    """Mostly onwards; sometimes a late note, a month's end, an anniversary."""
    way = draw(st.integers(0, 9))
    if way == 0 and draft.rows:
        known = draw(st.sampled_from(draft.rows)).date
        return known + timedelta(days=draw(st.integers(-3, 3)))
    if way == 1:
        return month_end(draft.clock)
    if way == 2 and draft.rows:
        known = draw(st.sampled_from(draft.rows)).date
        return months_before(known, -draw(st.sampled_from([3, 12, 12, 24])))
    draft.clock += timedelta(days=draw(st.sampled_from(STEPS)))
    return draft.clock


def _targets(draft: Draft, entry: str) -> list[RefRow]:
    """What a row of this entry may refer to, the latest last."""
    undone = {r.ref for r in draft.kept if r.entry == "reversal"}
    if entry == "reversal":
        return [r for r in draft.kept if r.entry != "reversal" and r.id not in undone]
    wanted = MAY_REFER_TO[entry]
    return [r for r in draft.kept if r.entry in wanted and r.id not in undone]


@st.composite
def _referring(draw: st.DrawFn, draft: Draft, row: RefRow) -> RefRow:
    fitting = _targets(draft, row.entry)
    if draw(st.integers(0, 39)) == 0:
        fitting = draft.rows
    elif row.entry == "reversal" and draw(st.booleans()):
        chosen = draw(st.sampled_from(sorted({r.entry for r in fitting})))
        fitting = [r for r in fitting if r.entry == chosen]
    target = draw(st.sampled_from(fitting[-5:]))
    later = draw(st.sampled_from(AFTER))
    if row.entry == "reversal" and draw(st.integers(0, 2)):
        later = 0
    day = target.date + timedelta(days=later)
    draft.clock = max(draft.clock, day)
    return replace(row, ref=target.id, date=day)


@st.composite
def _worded(draw: st.DrawFn, row: RefRow) -> RefRow:
    if row.entry == "attention":
        kind = draw(st.sampled_from(["smile", "smile", "advice", "beyond"]))
        memorable = draw(st.sampled_from(["", "", "", "yes"]))
        units = draw(st.sampled_from(UNITS))
        return replace(row, kind=kind, memorable=memorable, units=units)
    if row.entry == "opening":
        return replace(row, units=draw(st.sampled_from([None, 0, 500, 1234])))
    if row.entry == "incident":
        severity = draw(st.sampled_from(["minor", "notable", "notable", "serious"]))
        return replace(row, kind="delay", severity=severity)
    if row.entry in ("visit", "contact", "privilege"):
        row = replace(row, kind=draw(st.sampled_from(["email", "sms"])))
    outcomes = {
        "resolution": ["exemplary", "satisfactory", "poor", "poor"],
        "answer": ["complete", "complete", "partial"],
        "privilege": ["honoured", "honoured", "refused"],
    }
    if row.entry in outcomes:
        row = replace(row, outcome=draw(st.sampled_from(outcomes[row.entry])))
    return row


@st.composite
def _due(draw: st.DrawFn, row: RefRow) -> RefRow:
    days = draw(st.sampled_from(DUES))
    if row.entry == "postponed" and days is None:
        days = draw(st.sampled_from([None, 3, 10, 10]))
    if draw(st.integers(0, 99)) == 0:
        days = -1
    return row if days is None else replace(row, due=row.date + timedelta(days=days))


@st.composite
def next_row(draw: st.DrawFn, draft: Draft) -> RefRow:
    """A row to record next."""
    now = account(draft.kept, draft.clock)
    entry = draw(st.sampled_from(draft.mood))
    if now.closed and draw(st.integers(0, 2)):
        entry = draw(st.sampled_from(["opening", "opening", "reversal"]))
    if (entry in MAY_REFER_TO or entry == "reversal") and not _targets(draft, entry):
        entry = MAY_REFER_TO.get(entry, ("attention",))[0]
    if entry == "reconciliation" and not now.ruptured and draw(st.integers(0, 9)):
        entry = "incident"
    row = RefRow(CLIENT, f"r{len(draft.rows)}", draft.clock, entry)
    if entry in MAY_REFER_TO or entry == "reversal":
        row = draw(_referring(draft, row))
    elif entry == "closed" and draft.kept:
        row = replace(row, date=max(r.date for r in draft.kept))
    elif entry == "reconciliation" and now.latest_collapse is not None:
        later = draw(st.sampled_from([0, 1, 1, 1, 2, 3, 8, 40]))
        row = replace(row, date=now.latest_collapse + timedelta(days=later))
    else:
        row = replace(row, date=draw(_any_day(draft)))
    row = draw(_worded(row))
    if entry in ("incident", "request", "promise", "postponed"):
        row = draw(_due(row))
    return row


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """An empty journal, or one with its opening."""
    draft = Draft(draw(st.sampled_from(MOODS)), draw(st.sampled_from(STARTS)))
    if draw(st.integers(0, 3)):
        draft.add(draw(_worded(RefRow(CLIENT, "r0", draft.clock, "opening"))))
    return draft


@st.composite
def journals(draw: st.DrawFn, max_rows: int = 30) -> list[RefRow]:
    """Rows of one client, most of them acceptable, in order of recording."""
    draft = draw(drafts())
    for _ in range(draw(st.integers(1, max_rows))):
        draft.add(draw(next_row(draft)))
    return draft.rows


def played(rows: Sequence[RefRow]) -> tuple[list[RefRow], list[tuple[RefRow, str]]]:
    """The rows the reference accepts, in order of recording, and the refused with the reason."""
    accepted: list[RefRow] = []
    refused: list[tuple[RefRow, str]] = []
    for row in rows:
        reason = accept(accepted, row)
        if reason is None:
            accepted.append(row)
        else:
            refused.append((row, reason))
    return accepted, refused


@st.composite
def days_about(draw: st.DrawFn, rows: Sequence[RefRow]) -> date:
    """A day on which something may just have changed."""
    if not rows:
        return draw(st.sampled_from(STARTS))
    row = draw(st.sampled_from(rows))
    base = row.due if row.due and draw(st.booleans()) else row.date
    base += timedelta(days=draw(st.sampled_from([-1, 0, 0, 0, 1, 2, 3, 4, 8, 9, 31, 92, 400])))
    way = draw(st.integers(0, 5))
    if way == 0:
        return month_end(base)
    return months_before(base, -draw(st.sampled_from([3, 4, 12]))) if way < 3 else base


def written(rows: Sequence[RefRow]) -> str:
    """The rows as journal CSV lines, to paste into a report."""
    return "\n".join(
        ",".join(
            "" if cell is None else str(cell)
            for cell in (
                r.id,
                r.date,
                r.entry,
                r.kind,
                None if r.units is None else r.units / 100,
                r.severity,
                r.outcome,
                r.memorable,
                r.due,
                r.ref,
            )
        )
        for r in rows
    )
