"""Filling an empty book with the demonstration garage."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from models import catalogue, search_index
from models.accounts import figures_row
from models.actor import Actor
from models.books import BookDraft
from models.bulk import put_off_orders
from models.changes import Changes, changed
from models.client_drafts import cleaned
from models.database import writing
from models.demo.agreed import write_answers
from models.demo.calendar import last_working, next_working
from models.demo.casting import Role, cast
from models.demo.charter import write_charters
from models.demo.clients import ClientMaker
from models.demo.data import Sentences, people, scenes, sentences
from models.demo.dice import Dice
from models.demo.heard import write_causes, write_voices
from models.demo.life import PACES, Life
from models.demo.notes import Note, Notebook, TeamMember
from models.demo.rows import Gathered
from models.demo.staging import first_day, play
from models.demo.trusted import write_abuses
from models.demo.upkeep import look_after
from models.errors import Refused
from models.i18n import _, language
from models.journal import EntryDraft, Grounds, judged
from models.rules.trust import Account, EntryType
from models.settings import Shop, trust_history
from models.tables import Client, ClosedMonth, EntryText, Member, database
from models.tables import Entry as EntryRow
from models.team import MEMBER, Right, insert_member, members, require

Progress = Callable[[int, int], None]
"""Called with (done, total), in clients; raising from it cancels, and nothing is kept."""

MOST_CLIENTS, MOST_YEARS = 1_000_000, 30
_QUIET_DAYS = 4
_STEP = 20


def demo_draft() -> BookDraft:
    """The garage the demonstration takes place in, for `create_book`."""
    shop = replace(Shop(language=language()), **people().shop)
    return BookDraft(shop, people().trade, people().owner)


def fill(
    actor: Actor,
    today: date,
    *,
    clients: int = 400,
    years: int = 10,
    seed: int = 1,
    progress: Progress | None = None,
) -> Changes:
    """Fill an empty book with `clients` clients and `years` years, up to the day before `today`.

    One transaction. Raises Refused when the book has clients or entries, keeps another trade, or
    when a number is out of reach.
    """
    if not (1 <= clients <= MOST_CLIENTS and 1 <= years <= MOST_YEARS):
        raise Refused(_("La démonstration va de 1 à 1 000 000 de clients et de 1 à 30 ans."))
    with writing():
        require(actor, Right.SET_UP)
        _require_empty()
        _Filling(actor, today, clients, years, seed).run(progress or _silent)
    return changed("client", "journal", "memory", "asset", "team")


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _require_empty() -> None:
    if Client.select().exists() or EntryRow.select().exists() or ClosedMonth.select().exists():
        raise Refused(
            _(
                "Ce livre contient déjà des clients : la démonstration ne remplit qu’un livre "
                "vide. Rien n’a été changé."
            )
        )
    if catalogue.book_trade().code != people().trade:
        raise Refused(
            _(
                "La démonstration est celle d’un garage, et ce livre est tenu pour un autre "
                "métier. Rien n’a été changé."
            )
        )


class _Filling:
    """One demonstration being written."""

    def __init__(self, actor: Actor, today: date, clients: int, years: int, seed: int) -> None:
        self._today = today
        self._clients = clients
        self._seed = seed
        self._first = today - timedelta(days=round(years * 365.25))
        self._end = last_working(today - timedelta(days=1))
        self._team = _team(actor, self._first, today)
        self._texts: Sentences = sentences(language())
        self._rows = Gathered(seed)
        self._history = trust_history()
        weights = {kind.code: kind.weight for kind in catalogue.kinds("attention")}
        self._grounds = Grounds(today, self._history, weights.get, self._require_day)
        self._welcome = self._history.on(today).recommended_opening

    def run(self, progress: Progress) -> None:
        """Write everything, inside the caller's transaction."""
        dice = Dice(f"{self._seed}/cast")
        roles = cast(dice, self._clients, self._first, self._today, scenes(language()))
        for role in roles:
            self._client(role)
            if self._rows.full:
                self._rows.flush_clients()
            if role.number % _STEP == 0:
                progress(role.number, self._clients)
        self._rows.flush_clients()
        search_index.rebuild()
        orders = put_off_orders((EntryRow, EntryText), empty=True)
        for _written in self._rows.write_entries():
            progress(self._clients, self._clients)
        for order in orders:
            database.execute_sql(order)
            progress(self._clients, self._clients)
        write_causes(self._seed)
        write_voices(self._seed)
        write_abuses(self._seed, self._today)
        write_answers(self._seed)
        look_after(self._seed, self._today)
        write_charters(self._seed, self._team[0].id, self._first, self._today)

    def _require_day(self, day: date, weightless_opening: bool) -> None:
        """No month of an empty book is closed; the future takes nothing."""
        assert day <= self._today, "the demonstration stops on the day before today"

    # -- one client ----------------------------------------------------------------------------

    def _client(self, role: Role) -> None:
        dice = Dice(f"{self._seed}/{role.number}")
        maker = ClientMaker(dice, self._texts, role.arrival, self._today)
        draft = maker.make(
            firm=role.pace == "fleet",
            long_known=role.long_known,
            referrer=role.referrer,
            scene=role.scene,
        )
        self._rows.client(role.number, cleaned(draft), role.arrival)
        notes = self._notes(role, dice).in_order()
        self._judge(role.number, notes)
        self._remember(role, dice, notes)

    def _notes(self, role: Role, dice: Dice) -> Notebook:
        """What happened with this client: their own life, then the scene they play in."""
        scene, end = role.scene, self._end
        if scene is not None:
            end = max(role.arrival, first_day(scene, self._today) - timedelta(days=_QUIET_DAYS))
        book = Notebook(dice, self._team, end)
        life = Life(dice, self._texts, book, self._today, faithful=scene is not None)
        units = self._welcome if role.referrer is not None else 0
        life.open(role.arrival, units, welcomed=bool(role.pace))
        if role.pace:
            life.live(role.arrival, PACES[role.pace])
            life.campaigns(role.arrival)
        life.thanks(role.sent)
        if scene is not None:
            book.end = self._end
            play(scene, book, self._today)
        return book

    def _judge(self, client_id: int, notes: list[Note]) -> None:
        """Have every note judged in order of recording, and keep the account's figures."""
        account = Account()
        referred = {note.ref for note in notes}
        for note in notes:
            draft = EntryDraft(
                note.type,
                kind=note.kind,
                day=note.day,
                units=note.units,
                severity=note.severity,
                outcome=note.outcome,
                memorable=note.memorable,
                due=note.due,
                ref=note.ref.seq if note.ref is not None else None,
            )
            entry = judged(account, draft, self._grounds, note.at.date(), note.seq)
            account.record(entry)
            self._rows.entry(client_id, note, entry, referred=note in referred)
        figures = figures_row(client_id, account, self._today, self._history)
        self._rows.account(client_id, account, figures)

    def _remember(self, role: Role, dice: Dice, notes: list[Note]) -> None:
        """Facts written down on the days the client was seen."""
        seen = [note for note in notes if note.type is EntryType.VISIT] or notes[-1:]
        if role.scene is not None:
            told = role.scene.memory
        else:
            count = min(len(seen), dice.weighted((0, 1, 2, 3, 4), (30, 28, 22, 13, 7)))
            chosen = dice.sample(list(self._texts.memory), count)
            told = {category: dice.pick(self._texts.memory[category]) for category in chosen}
        for category, text in told.items():
            self._rows.memory(role.number, category, text, dice.pick(seen))


def _team(actor: Actor, first: date, today: date) -> list[TeamMember]:
    """The team through the years, the owner first; those who left are kept, retired."""
    owner = TeamMember(actor.member_id, first, today)
    if len(members(active_only=False)) > 1:
        return [owner, *(TeamMember(m.id, first, today) for m in members() if m.id != owner.id)]
    team = [owner]
    for row in people().team:
        since = max(first, today - timedelta(days=365 * row["since"]))
        left = today - timedelta(days=365 * row["until"]) if "until" in row else today
        if left <= first:
            continue
        member_id = insert_member(row["name"], "", MEMBER)
        if left < today:
            Member.update(active=False).where(Member.id == member_id).execute()
        team.append(TeamMember(member_id, next_working(since), left))
    return team
