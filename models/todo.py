"""À faire: one list of everything that waits, in the order of what it costs to let it slip.

First what still turns into a withdrawal, by the day it does; then what is lost already and must
be repaired; then what nobody will hold against us, but makes a shop loved.
"""

from dataclasses import dataclass, replace
from datetime import date

from models import cases
from models.actor import Actor
from models.case_files import case_draft, case_drafts, save_case
from models.cases import OpenCase, case_title
from models.changes import Changes
from models.clients import ClientLabel
from models.errors import Refused
from models.i18n import _
from models.team import members
from models.todo_lines import TodoLine, give, line_title, lines


@dataclass(frozen=True, slots=True)
class TodoItem:
    """A line of À faire: either a `case`, or another `line`; `member` is whose it is, if given
    to somebody who is still in the team."""

    client: ClientLabel
    case: OpenCase | None = None
    line: TodoLine | None = None
    member: int | None = None

    @property
    def key(self) -> tuple[int, str, int]:
        """What the item is told apart by."""
        if self.line is not None:
            return self.line.key
        assert self.case is not None
        return self.client.id, "case", self.case.entry_id or 0

    @property
    def turns_on(self) -> date | None:
        """The day it turns into a withdrawal if nobody acts."""
        return self.case.acts_on if self.case else None

    @property
    def amount(self) -> int:
        """Of how much, in centi-units; 0 when there is none."""
        return self.case.amount if self.case else 0

    @property
    def title(self) -> str:
        """What it is: « Incident notable », « Merci pour une recommandation »."""
        if self.line is not None:
            return line_title(self.line.kind)
        assert self.case is not None
        return case_title(self.case)

    @property
    def text(self) -> str:
        """What it is about."""
        if self.line is not None:
            return self.line.text
        assert self.case is not None
        return self.case.text or self.case.kind


def everything(day: date) -> list[TodoItem]:
    """Everything that waits on `day`."""
    return [*waiting_cases(day), *other_lines(day)]


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
    """The lines that are no case."""
    team = _team()
    return [TodoItem(line.client, line=line, member=team.get(line.member)) for line in lines(day)]


def _team() -> dict[int | None, int]:
    """The members who can do what waits: what was given to one who left is everybody's again."""
    return {member.id: member.id for member in members()}


def give_to(actor: Actor, item: TodoItem, member_id: int | None) -> Changes:
    """The item is for a team member, or for whoever comes first.

    Raises Refused for an unknown member, and for a rupture: repairing it is everybody's.
    """
    if item.line is not None:
        return give(actor, item.line, member_id)
    if item.case is None or item.case.entry_id is None:
        raise Refused(_("Une relation rompue se répare ensemble\u00a0: elle ne se confie pas."))
    draft = case_draft(item.case.entry_id)
    return save_case(actor, item.case.entry_id, replace(draft, in_charge=member_id))
