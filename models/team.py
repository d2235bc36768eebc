"""The team: who may act, and how."""

from dataclasses import dataclass
from enum import StrEnum

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text
from models.seldom import Seldom
from models.tables import Member

OWNER = "owner"
MEMBER = "member"
COLOURS = ("#1f6f5c", "#9a5b13", "#5b4b9a", "#a3324b", "#2a6592", "#6b7a1f")


class Right(StrEnum):
    """What an operation asks of who acts."""

    NOTE = "note"
    EDIT_CLIENTS = "edit_clients"
    IMPORT = "import"
    SET_UP = "set_up"


_RIGHTS = {
    OWNER: frozenset(Right),
    MEMBER: frozenset({Right.NOTE, Right.EDIT_CLIENTS, Right.IMPORT}),
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A team member as screens show them."""

    id: int
    name: str
    initials: str
    colour: str
    role: str
    active: bool


_RIGHTS_OF = Seldom(
    lambda member: Member.select(Member.role, Member.active).where(Member.id == member)
)


def require(actor: Actor, right: Right) -> None:
    """Raise Refused unless the acting member is active and holds `right`."""
    found = _RIGHTS_OF.first(actor.member_id)
    if found is None or not found[1]:
        raise Refused(_("Choisissez d’abord qui est au comptoir."))
    if right not in _RIGHTS[found[0]]:
        raise Refused(_("Seul le responsable de la boutique peut faire cela."))


def members(*, active_only: bool = True) -> list[MemberRow]:
    """The team in order of arrival."""
    query = Member.select().order_by(Member.id)
    if active_only:
        query = query.where(Member.active)
    return [MemberRow(*row) for row in query.tuples()]


def first_member() -> MemberRow:
    """The member the program starts with: the first active owner."""
    team = members()
    return next((member for member in team if member.role == OWNER), team[0])


def add_member(actor: Actor, name: str, initials: str = "", role: str = MEMBER) -> Changes:
    """Add a team member; raises Refused without a name."""
    with writing():
        require(actor, Right.SET_UP)
        insert_member(name, initials, role)
    return changed("team")


def insert_member(name: str, initials: str, role: str) -> int:
    """Write a member's row inside the caller's transaction and return its id."""
    name = clean_text(name, 80)
    if not name:
        raise Refused(_("Donnez un nom à ce collaborateur."))
    count = Member.select().count()
    colour = COLOURS[count % len(COLOURS)]
    initials = clean_text(initials, 4) or initials_of(name)
    return int(Member.insert(name=name, initials=initials, colour=colour, role=role).execute())


def update_member(actor: Actor, member: MemberRow) -> Changes:
    """Rename, recolour or retire a member; at least one active owner must remain."""
    with writing():
        require(actor, Right.SET_UP)
        name = clean_text(member.name, 80)
        if not name:
            raise Refused(_("Donnez un nom à ce collaborateur."))
        Member.update(
            name=name,
            initials=clean_text(member.initials, 4) or initials_of(name),
            colour=member.colour,
            role=member.role,
            active=member.active,
        ).where(Member.id == member.id).execute()
        if not Member.select().where(Member.active, Member.role == OWNER).exists():
            raise Refused(_("Il faut au moins un responsable actif."))
    return changed("team")


def initials_of(name: str) -> str:
    """« Claire Morel » → « CM »."""
    return "".join(word[0] for word in name.replace("-", " ").split()[:3]).upper()
