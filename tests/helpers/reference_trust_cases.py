"""Reference trust account: what incidents, requests, promises and the rest post (rules 1 to 5)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.helpers.reference_trust_rows import (
    DEPOSITS_FADE,
    GOOD,
    NEVER,
    OTHERS_FADE,
    RECOVERY,
    RECOVERY_AFTER_ANOTHER,
    SEVERITY,
    Life,
    Place,
    RefPosting,
    RefRow,
    Standing,
    counts_for,
    due_date,
    months_before,
    nearest,
    of,
    whole_months,
)


def first_good(incident: RefRow, life: Life) -> Standing | None:
    """The resolution that counts, if there is one."""
    for standing in of(life, "resolution", ref=incident.id):
        if standing.row.outcome in GOOD:
            return standing
    return None


def mishandled_at(incident: Standing, life: Life, day: date) -> Place | None:
    """Where the incident is mishandled: a poor resolution or the day after its due date."""
    ways = [
        standing.place
        for standing in of(life, "resolution", ref=incident.row.id)
        if standing.row.outcome == "poor"
    ]
    late = due_date(incident.row, life) + timedelta(days=1)
    if late <= day:
        ways.append(Place(late, 0, incident.place.number))
    good = first_good(incident.row, life)
    ways = [place for place in ways if good is None or place < good.place]
    if life.end is not None:
        ways = [place for place in ways if place < life.end]
    return min(ways, default=None)


def collapses(life: Life, day: date) -> list[Place]:
    """Where each notable or serious incident was mishandled, in order."""
    places = [
        mishandled_at(incident, life, day)
        for incident in of(life, "incident")
        if incident.row.severity != "minor"
    ]
    return sorted(place for place in places if place is not None)


def repairs(life: Life, day: date) -> list[Place]:
    """The reconciliations that ended a rupture, in order."""
    ended: list[Place] = []
    for standing in of(life, "reconciliation"):
        before = [place for place in collapses(life, day) if place < standing.place]
        if not before or standing.row.date <= before[-1].day:
            continue
        if any(before[-1] < place for place in ended):
            continue
        ended.append(standing.place)
    return ended


def first_withdrawal(incident: Standing, life: Life) -> int:
    """Rule 3."""
    openings = [o for o in of(life, "opening") if o.place < incident.place]
    since = (openings or life.entries)[0].row.date
    years = min(10, max(0, whole_months(since, incident.row.date) // 12))
    return -SEVERITY[incident.row.severity] * (100 + 5 * years)


def incident_fades_from(incident: Standing, life: Life, day: date) -> date | None:
    """The day the incident's withdrawals start to fade, None when they do not yet."""
    bad = mishandled_at(incident, life, day)
    if bad is None:
        good = first_good(incident.row, life)
        return None if good is None else good.row.date
    if incident.row.severity == "minor":
        return bad.day
    return next((place.day for place in repairs(life, day) if place > bad), None)


def recovery_percent(incident: Standing, outcome: str, life: Life) -> int:
    """Rule 4's table."""
    after = months_before(incident.row.date, 24)
    for other in of(life, "incident"):
        if other.place < incident.place and other.row.date > after:
            if incident.row.severity == "minor" or other.row.severity != "minor":
                return RECOVERY_AFTER_ANOTHER[outcome]
    return RECOVERY[outcome, incident.row.severity]


def incident_postings(incident: Standing, life: Life, day: date) -> list[RefPosting]:
    """The withdrawals of an incident and what its good resolution deposits."""
    row = incident.row
    amount = first_withdrawal(incident, life)
    start = incident_fades_from(incident, life, day)
    first = RefPosting(
        incident.place, row.date, amount, "incident", row.id, start, OTHERS_FADE, None, ""
    )
    found = [first]
    bad = mishandled_at(incident, life, day)
    if bad is not None:
        found.append(
            RefPosting(bad, bad.day, amount, "mishandled", row.id, start, OTHERS_FADE, None, "")
        )
    good = first_good(row, life)
    if good is not None:
        deposit = SEVERITY[row.severity] * recovery_percent(incident, good.row.outcome, life)
        if bad is not None:
            deposit = nearest(Fraction(deposit * counts_for(first, good.row.date), amount))
        found.append(_fading(good, deposit, "resolution", OTHERS_FADE))
    return found


# --- everything else --------------------------------------------------------------------------


def _fading(standing: Standing, amount: int, label: str, half_life: int) -> RefPosting:
    day = standing.row.date
    return RefPosting(standing.place, day, amount, label, standing.row.id, day, half_life, None, "")


def _by_itself(case: Standing, on: date, amount: int, label: str) -> RefPosting:
    place = Place(on, 0, case.place.number)
    return RefPosting(place, on, amount, label, case.row.id, on, OTHERS_FADE, None, "")


def request_end(request: Standing, life: Life, day: date) -> RefPosting | str | None:
    """A withdrawal, the id of the answer that was complete in time, or None (still open)."""
    due = due_date(request.row, life)
    answers = of(life, "answer", ref=request.row.id)
    over = Place(due + timedelta(days=8), 0, request.place.number)
    for answer in answers:
        if answer.row.outcome == "complete" and answer.place < over:
            if answer.row.date <= due:
                return answer.row.id
            return _fading(answer, -100, "answer-late", OTHERS_FADE)
    if over.day > day or (life.end is not None and over > life.end):
        return None
    partly = any(answer.place < over for answer in answers)
    return _by_itself(request, over.day, -200 if partly else -500, "request-over")


def promise_end(promise: Standing, life: Life, day: date) -> RefPosting | str | None:
    """A withdrawal, the id of the `kept` in time, or None (still open)."""
    due = due_date(promise.row, life)
    over = Place(due + timedelta(days=8), 0, promise.place.number)
    for end in of(life, "kept", "broken", ref=promise.row.id):
        if end.place > over:
            continue
        in_time = end.row.date <= due
        if end.row.entry == "broken":
            return _fading(end, -500 if in_time else -800, "broken", OTHERS_FADE)
        return end.row.id if in_time else _fading(end, -100, "kept-late", OTHERS_FADE)
    if over.day > day or (life.end is not None and over > life.end):
        return None
    return _by_itself(promise, over.day, -800, "promise-over")


def sorted_deposits(life: Life, in_time: set[str]) -> list[tuple[Standing, tuple[str, str], int]]:
    """Every deposit that rule 2 thins: where it stands, its sort, its units before thinning."""
    found = []
    for standing in life.entries:
        row = standing.row
        if row.entry == "attention":
            found.append((standing, ("attention", row.kind), row.units or 0))
        elif row.entry == "answer" and row.id in in_time:
            found.append((standing, ("answer", ""), 200))
        elif row.entry == "kept" and row.id in in_time:
            found.append((standing, ("kept", ""), 300))
        elif row.entry == "privilege" and row.outcome == "honoured":
            found.append((standing, ("privilege", ""), 200))
    return found


def never_fading(life: Life) -> set[str]:
    """The ids of the memorable attentions that never fade."""
    chosen: list[Standing] = []
    for standing in of(life, "attention"):
        if standing.row.memorable != "yes" or not standing.row.units:
            continue
        after = months_before(standing.row.date, 12)
        if not any(other.row.date > after for other in chosen):
            chosen.append(standing)
    return {standing.row.id for standing in chosen}


def thinned_postings(life: Life, in_time: set[str]) -> list[RefPosting]:
    """Rule 2."""
    deposits = sorted_deposits(life, in_time)
    forever = never_fading(life)
    found = []
    for standing, sort, units in deposits:
        after = standing.row.date - timedelta(days=30)
        n = sum(
            other.place <= standing.place and other.row.date > after
            for other, other_sort, other_units in deposits
            if other_sort == sort and other_units >= units
        )
        half_life = NEVER if standing.row.id in forever else DEPOSITS_FADE
        amount = nearest(Fraction(units, n))
        found.append(_fading(standing, amount, "/".join(sort), half_life))
    return found


def plain_postings(life: Life) -> list[RefPosting]:
    """Openings, refused privileges and contacts beyond the cap."""
    found = []
    for standing in life.entries:
        row = standing.row
        if row.entry == "opening":
            found.append(_fading(standing, row.units or 0, "opening", DEPOSITS_FADE))
        elif row.entry == "privilege" and row.outcome == "refused":
            found.append(_fading(standing, -1000, "privilege-refused", OTHERS_FADE))
        elif row.entry == "contact":
            after = row.date - timedelta(days=365)
            recent = [
                other
                for other in of(life, "contact")
                if other.place <= standing.place and other.row.date > after
            ]
            if len(recent) > 4:
                found.append(_fading(standing, -200, "contact", OTHERS_FADE))
    return found
