"""À faire: one list of everything that waits, in the order of what it costs to let it slip.

First what still turns into a withdrawal, by the day it does; then what is lost already and must
be repaired; then what nobody will hold against us, but makes a shop loved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import cases, privilege_trials
from models.actor import Actor
from models.case_files import case_draft, case_drafts, save_case
from models.cases import OpenCase, case_title
from models.changes import Changes
from models.clients import ClientLabel
from models.errors import Refused
from models.i18n import _, format_date, format_number, ngettext
from models.privilege_trials import Trial
from models.retention import ReviewRow, reviews, terms
from models.rules.retention import years_after
from models.team import members
from models.todo_lines import TodoLine, give, line_title, lines


@dataclass(frozen=True, slots=True)
class FilesToReview:
    """The files whose time is over: how many, since when the first waits, and after how long."""

    count: int
    since: date
    years: int


@dataclass(frozen=True, slots=True)
class TodoItem:
    """A line of À faire: a `case`, another `line`, a `trial` that is over or the `files` to
    review, whose client is everyone (id 0); `member` is whose it is, if given to somebody who is
    still in the team."""

    client: ClientLabel
    case: OpenCase | None = None
    line: TodoLine | None = None
    member: int | None = None
    trial: Trial | None = None
    files: FilesToReview | None = None

    @property
    def key(self) -> tuple[int, str, int]:
        """What the item is told apart by."""
        if self.line is not None:
            return self.line.key
        if self.trial is not None:
            return 0, "trial", self.trial.privilege_id
        if self.files is not None:
            return 0, "files", 0
        assert self.case is not None
        return self.client.id, "case", self.case.entry_id or 0

    @property
    def turns_on(self) -> date | None:
        """The day it turns into a withdrawal if nobody acts."""
        return self.case.acts_on if self.case else None

    @property
    def since(self) -> date:
        """The day it waits since: its due date for a case."""
        if self.line is not None:
            return self.line.since
        if self.trial is not None:
            return self.trial.until
        if self.files is not None:
            return self.files.since
        assert self.case is not None
        return self.case.due

    @property
    def amount(self) -> int:
        """Of how much, in centi-units; 0 when there is none."""
        return self.case.amount if self.case else 0

    @property
    def title(self) -> str:
        """What it is: « Incident notable », « Merci pour une recommandation »."""
        if self.line is not None:
            return line_title(self.line.kind)
        if self.trial is not None:
            return _("Bilan d’un essai")
        if self.files is not None:
            return _("Fiches à revoir")
        assert self.case is not None
        return case_title(self.case)

    @property
    def text(self) -> str:
        """What it is about."""
        if self.line is not None:
            return self.line.text
        if self.trial is not None:
            return _trial_words(self.trial)
        if self.files is not None:
            return _files_words(self.files)
        assert self.case is not None
        return self.case.text or self.case.kind


def everything(day: date) -> list[TodoItem]:
    """Everything that waits on `day`."""
    return [*waiting_cases(day), *other_lines(day)]


def count_due(day: date) -> int:
    """The rail's count: what falls due up to `day`, or is over and waits for a word."""
    return cases.count_due(day) + len(privilege_trials.due(day))


def waiting_cases(day: date) -> list[TodoItem]:
    """The cases alone: what can still be saved first, then what must be repaired."""
    rows, team = cases.todo(day), _team()
    known = case_drafts([row.case.entry_id for row in rows if row.case.entry_id is not None])
    return [
        TodoItem(
            row.client,
            case=row.case,
            member=team.get(known[row.case.entry_id].in_charge)
            if row.case.entry_id in known
            else None,
        )
        for row in rows
    ]


def other_lines(day: date) -> list[TodoItem]:
    """The lines that are no case: those of trials and clients, then the files to review."""
    return [*open_lines(day), *to_review(reviews(day))]


def open_lines(day: date) -> list[TodoItem]:
    """Trials that are over, then what is owed to each client."""
    team = _team()
    return [
        *trials_over(day),
        *(TodoItem(line.client, line=line, member=team.get(line.member)) for line in lines(day)),
    ]


def trials_over(day: date) -> list[TodoItem]:
    """The privileges whose trial is over and that nobody judged yet."""
    everyone = ClientLabel(0, 0, _("tous nos clients"), "")
    return [TodoItem(everyone, trial=trial) for trial in privilege_trials.due(day)]


def to_review(rows: Sequence[ReviewRow]) -> list[TodoItem]:
    """The files to look at, those silent for longest first, as the one line they are."""
    if not rows:
        return []
    years, count = terms().file_years, len(rows)
    told = ngettext("{count} fiche", "{count} fiches", count).format(count=format_number(count))
    files = FilesToReview(count, years_after(rows[0].last_contact, years), years)
    return [TodoItem(ClientLabel(0, 0, told, ""), files=files)]


def _team() -> dict[int | None, int]:
    """The members who can do what waits: what was given to one who left is everybody's again."""
    return {member.id: member.id for member in members()}


def give_to(actor: Actor, item: TodoItem, member_id: int | None) -> Changes:
    """The item is for a team member, or for whoever comes first.

    Raises Refused for an unknown member, for a rupture (repairing it is everybody's), for a
    trial, which is judged together, and for the files to review.
    """
    if item.line is not None:
        return give(actor, item.line, member_id)
    if item.trial is not None:
        raise Refused(_("Le bilan d’un essai se fait ensemble\u00a0: il ne se confie pas."))
    if item.files is not None:
        raise Refused(_("Les fiches à revoir se décident dans leur liste."))
    if item.case is None or item.case.entry_id is None:
        raise Refused(_("Une relation rompue se répare ensemble\u00a0: elle ne se confie pas."))
    draft = case_draft(item.case.entry_id)
    return save_case(actor, item.case.entry_id, replace(draft, in_charge=member_id))


def _trial_words(trial: Trial) -> str:
    asked = _("{title}, à l’essai jusqu’au {day}\u00a0: qu’a-t-il fait pour les clients\u00a0?")
    return asked.format(title=trial.title, day=format_date(trial.until, "long"))


def _files_words(files: FilesToReview) -> str:
    asked = ngettext(
        "Plus de nouvelles depuis {years} an ou plus",
        "Plus de nouvelles depuis {years} ans ou plus",
        files.years,
    )
    return asked.format(years=files.years)
