"""A client's years with the garage, visit after visit, in a rhythm of their own."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.costs import CostDraft, Nature
from models.demo import costs
from models.demo.calendar import next_working
from models.demo.data import Sentences
from models.demo.dice import Dice
from models.demo.notes import Note, Notebook
from models.demo.waiting import Waiting
from models.rules.trust import EntryType, Outcome, Severity

_VISITS = ("service", "repair", "tyres", "inspection", "bodywork", "advice-visit")
_VISIT_WEIGHTS = (32, 24, 16, 14, 5, 9)
_ATTENTIONS = ("listening", "advice", "smile", "preference", "thanks", "gesture", "trust", "beyond")
_ATTENTION_WEIGHTS = (20, 23, 14, 17, 9, 8, 5, 4)
_INCIDENTS = {
    "wait": (Severity.MINOR, 26),
    "delay": (Severity.NOTABLE, 22),
    "defect": (Severity.NOTABLE, 18),
    "invoice": (Severity.NOTABLE, 11),
    "rude": (Severity.SERIOUS, 4),
    "suspicion": (Severity.SERIOUS, 3),
    "price": (Severity.SERIOUS, 4),
    "forgotten": (Severity.MINOR, 12),
}
# Offers stop this many days after a client was last seen.
_FORGOTTEN = 500
# Nothing is left waiting this many days before a scene begins.
_CALM = 60
_GESTURES = (Nature.DISCOUNT, Nature.DISCOUNT, Nature.CREDIT_NOTE, Nature.GIFT, Nature.REWORK)
_IN_TIME = {Severity.MINOR: 6, Severity.NOTABLE: 3, Severity.SERIOUS: 1}
_USUAL_DUE = {Severity.MINOR: 7, Severity.NOTABLE: 3, Severity.SERIOUS: 1}


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a client comes, in days between visits, and how much is noted each time."""

    days: int
    talkative: float
    fewer: bool = False


PACES = {
    "fleet": Pace(48, 0.5),
    "regular": Pace(150, 1.0),
    "yearly": Pace(330, 1.0),
    "passing": Pace(600, 0.55, fewer=True),
}


class Life:
    """Writes the notes of one client from the first day to the last."""

    def __init__(
        self, dice: Dice, texts: Sentences, book: Notebook, today: date, *, faithful: bool = False
    ) -> None:
        self._dice = dice
        self._faithful = faithful
        self._texts = texts
        self._book = book
        self._waiting = Waiting(dice, texts, book)
        self._today = today
        self._left = False
        self._busy_until = date.min

    # -- the whole of it -----------------------------------------------------------------------

    def open(self, day: date, units: int, *, welcomed: bool) -> None:
        """The account opens; first impressions count at once."""
        self._book.write(EntryType.OPENING, day, units=units)
        if welcomed and self._dice.chance(75):
            self._attention("first-impression", day)
        self._busy_until = day

    def live(self, arrival: date, pace: Pace) -> None:
        """Visits until the end, or until the client leaves."""
        dice, day = self._dice, arrival
        while not self._left and day <= self._book.end:
            self._visit(day, pace)
            if pace.fewer and not self._faithful and dice.chance(31):
                return
            gap = int(pace.days * (0.45 + dice.random() * 1.1))
            day = next_working(max(day, self._busy_until) + timedelta(days=gap))

    def campaigns(self, arrival: date) -> None:
        """Offers nobody asked for, written down as such."""
        dice = self._dice
        wished = dice.chance(20)
        forgotten = self._book.last_day() + timedelta(days=_FORGOTTEN)
        for year in range(arrival.year, min(forgotten, self._book.end).year + 1):
            for campaign in self._texts.campaign:
                day = next_working(date(year, campaign.month, dice.between(2, 20)))
                if self._free(day) and day < forgotten and dice.chance(28 if wished else 1):
                    kind = dice.weighted(("email", "sms", "phone", "post"), (50, 30, 12, 8))
                    self._book.write(EntryType.CONTACT, day, kind=kind, text=campaign.text)

    def thanks(self, days: list[date]) -> None:
        """Thanks for each client this one sent us, when we thought of it."""
        for day in days:
            when = next_working(day + timedelta(days=self._dice.between(1, 12)))
            if self._free(when) and self._dice.chance(78):
                text = self._dice.pick(self._texts.attention["thanks-referral"])
                self._attention("thanks", when, text)

    # -- one visit -----------------------------------------------------------------------------

    def _visit(self, day: date, pace: Pace) -> None:
        dice, book = self._dice, self._book
        kind = dice.weighted(_VISITS, _VISIT_WEIGHTS)
        text = dice.pick(self._texts.visit[kind])
        if dice.chance(3):
            text = dice.pick(self._texts.voice["good"])
        visit = book.write(EntryType.VISIT, day, kind=kind, text=text, late=self._late(day))
        self._busy_until = day
        more = pace.talkative
        if dice.chance(80 * more):
            first = self._some_attention(day)
            if dice.chance(40 * more):
                self._some_attention(day, but=first)
        if dice.chance(18 * more):
            self._attention("follow-up", next_working(day + timedelta(days=dice.between(2, 6))))
        calm = self._faithful and (book.end - day).days < _CALM
        if dice.chance(22 * more) and not calm:
            self._waiting.promise(day)
        if dice.chance(20 * more) and not calm:
            self._waiting.request(next_working(day + timedelta(days=dice.between(0, 30))))
        if dice.chance(20 * more) and len(book.notes) > 8:
            self._privilege(day)
        if dice.chance(7 * more):
            self._attention("news", next_working(day + timedelta(days=dice.between(25, 80))))
        if dice.chance(6.5) and not calm:
            self._incident(day)
        elif dice.chance(0.6) and visit is not None:
            self._mistake(visit)
        if not self._left and not self._faithful and dice.chance(0.6):
            self._leave()

    def _late(self, day: date) -> int:
        """Most notes are written the same day; a few, later."""
        if not self._dice.chance(3):
            return 0
        later = next_working(day + timedelta(days=self._dice.between(1, 9)))
        return (later - day).days

    def _some_attention(self, day: date, but: str = "") -> str:
        """An attention of some kind, not `but` that one."""
        kind = but
        while kind == but:
            kind = self._dice.weighted(_ATTENTIONS, _ATTENTION_WEIGHTS)
        self._attention(kind, day)
        return kind

    def _attention(self, kind: str, day: date, text: str | None = None) -> None:
        dice = self._dice
        said = text if text is not None else dice.pick(self._texts.attention[kind])
        self._book.write(
            EntryType.ATTENTION,
            day,
            late=self._late(day),
            kind=kind,
            text=said,
            memorable=kind == "beyond" and dice.chance(60),
            cost=self._cost_of(kind, day),
        )

    def _cost_of(self, kind: str, day: date) -> CostDraft | None:
        if kind == "gesture":
            nature = self._dice.pick(_GESTURES)
            return costs.cost(self._dice, nature, day, self._today)
        if kind == "trust" and self._dice.chance(20):
            return costs.cost(self._dice, Nature.GOOD_FAITH, day, self._today)
        return None

    def _mistake(self, note: Note) -> None:
        """A note that should not have been written is undone the next working day."""
        day = next_working(note.at.date() + timedelta(days=1))
        dated = note.day if self._dice.chance(60) else day
        text = self._dice.pick(self._texts.reversal)
        late = (day - dated).days
        self._book.write(EntryType.REVERSAL, dated, late=late, ref=note, text=text)

    def _privilege(self, day: date) -> None:
        dice, privileges = self._dice, self._texts.privilege
        chosen = dice.weighted(privileges, [privilege.weight for privilege in privileges])
        honoured = dice.chance(95)
        outcome = Outcome.HONOURED if honoured else Outcome.REFUSED
        text = dice.pick(chosen.honoured if honoured else chosen.refused)
        cost = None
        if honoured and dice.chance(9):
            cost = costs.cost(dice, Nature.OTHER, day, self._today)
        self._book.write(
            EntryType.PRIVILEGE, day, kind=chosen.name, outcome=outcome, text=text, cost=cost
        )

    # -- what goes wrong -----------------------------------------------------------------------

    def _incident(self, day: date) -> None:
        dice, book = self._dice, self._book
        kinds = list(_INCIDENTS)
        kind = dice.weighted(kinds, [_INCIDENTS[name][1] for name in kinds])
        severity = _INCIDENTS[kind][0]
        arc = dice.pick(self._texts.incident[kind])
        what = arc["what"]
        if dice.chance(15):
            what = f"{what}. {dice.pick(self._texts.voice['bad'])}"
        due = next_working(day + timedelta(days=_USUAL_DUE[severity]))
        failed = book.write(
            EntryType.INCIDENT, day, kind=kind, severity=severity, text=what, due=due
        )
        if failed is None:
            return
        self._busy_until = due
        ending = dice.weighted(("exemplary", "satisfactory", "poor", ""), (52, 38, 6, 4))
        if ending in ("exemplary", "satisfactory"):
            wait = dice.between(0, _IN_TIME[severity])
            when = min(next_working(day + timedelta(days=wait)), due)
            self._resolve(failed, when, ending, arc)
            return
        collapse = self._fail(failed, due, ending, arc)
        if severity is Severity.MINOR:
            when = next_working(collapse + timedelta(days=dice.between(3, 30)))
            self._resolve(failed, when, "satisfactory", arc)
        else:
            self._after_collapse(failed, collapse, arc)

    def _resolve(self, failed: Note, when: date, ending: str, arc: dict[str, str]) -> None:
        cost = None
        if ending == "exemplary" or self._dice.chance(25):
            cost = costs.repair(self._dice, failed.kind, when, self._today)
        self._book.write(
            EntryType.RESOLUTION,
            when,
            ref=failed,
            outcome=Outcome(ending),
            text=arc[ending],
            cost=cost,
        )
        self._busy_until = max(self._busy_until, when)

    def _fail(self, failed: Note, due: date, ending: str, arc: dict[str, str]) -> date:
        """The day it is mishandled: answered badly, or left past its due date."""
        if ending == "poor":
            when = next_working(failed.day + timedelta(days=self._dice.between(0, 2)))
            when = min(when, due)
            self._book.write(
                EntryType.RESOLUTION, when, ref=failed, outcome=Outcome.POOR, text=arc["poor"]
            )
            return when
        return due + timedelta(days=1)

    def _after_collapse(self, failed: Note, collapse: date, arc: dict[str, str]) -> None:
        """The owner repairs the failure and the relation, or the client is gone."""
        dice = self._dice
        if self._faithful or dice.chance(82):
            when = next_working(collapse + timedelta(days=dice.between(2, 45)))
            text = dice.pick(self._texts.reconciliation)
            self._book.write(EntryType.RECONCILIATION, when, author=self._book.owner, text=text)
            self._resolve(failed, when, "satisfactory", arc)
            return
        self._left = True
        self._close(next_working(collapse + timedelta(days=dice.between(100, 900))))

    # -- leaving, and coming back --------------------------------------------------------------

    def _leave(self) -> None:
        """The relation ends without a quarrel; one in three comes back."""
        dice, book = self._dice, self._book
        day = next_working(book.last_day() + timedelta(days=dice.between(20, 200)))
        if not self._close(day):
            return
        back = next_working(day + timedelta(days=dice.between(200, 900)))
        if dice.chance(35) and back <= book.end:
            book.write(EntryType.OPENING, back, units=0, text=dice.pick(self._texts.reopened))
            self._attention("first-impression", back)
            self._busy_until = back
        else:
            self._left = True

    def _close(self, day: date) -> bool:
        last = self._book.last_day()
        if day <= last:
            day = next_working(last + timedelta(days=1))
        text = self._dice.pick(self._texts.closed)
        return self._book.write(EntryType.CLOSED, day, text=text) is not None

    def _free(self, day: date) -> bool:
        """Whether the account is open on `day` and stays so, for notes written out of turn."""
        closed_on = self._book.closed_on
        return self._book.notes[0].day < day and (closed_on is None or day < closed_on)
