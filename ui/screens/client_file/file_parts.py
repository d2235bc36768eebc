"""The parts of the client file in the order of their tabs, and what each counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models import clients
from models.i18n import _
from models.privacy_requests import requests
from models.privilege_rights import rights_of
from models.referrals import referrals
from models.voices import voices
from ui.screens.client_file.account_tab import AccountTab
from ui.screens.client_file.assets_tab import AssetsTab
from ui.screens.client_file.case_list import case_rows
from ui.screens.client_file.cases_tab import CasesTab
from ui.screens.client_file.contacts_tab import ContactsTab
from ui.screens.client_file.file_tab import FileTab
from ui.screens.client_file.good_faith_tab import GoodFaithTab
from ui.screens.client_file.identity_tab import IdentityTab
from ui.screens.client_file.memory_tab import MemoryTab
from ui.screens.client_file.privacy_tab import PrivacyTab
from ui.screens.client_file.privileges_tab import PrivilegesTab
from ui.screens.client_file.referrals_tab import ReferralsTab
from ui.screens.client_file.voices_tab import VoicesTab
from ui.session import Session


@dataclass(frozen=True, slots=True)
class FilePart:
    """A tab: its words, what makes it when it is first shown, and the number beside its words.

    `count` takes a client and today; a part without it has no number.
    """

    key: str
    title: str
    make: Callable[[Session], FileTab]
    count: Callable[[int, date], int] | None = None

    def title_for(self, client_id: int, today: date) -> str:
        """Its words with its number, which is not written when it is 0."""
        count = self.count(client_id, today) if self.count else 0
        return f"{self.title} {count}" if count else self.title


def file_parts() -> dict[str, FilePart]:
    """Every part by its key, in the language of the screens."""
    parts = (
        FilePart("account", _("Compte"), AccountTab),
        FilePart("identity", _("Identité"), IdentityTab),
        FilePart("memory", _("Mémoire"), MemoryTab, _facts),
        FilePart("cases", _("Dossiers"), CasesTab, _waiting),
        FilePart("assets", _("Biens"), AssetsTab, _looked_after),
        FilePart("voices", _("Paroles"), VoicesTab, _words),
        FilePart("contacts", _("Contacts"), ContactsTab),
        FilePart("referrals", _("Recommandations"), ReferralsTab, _sent),
        FilePart("privileges", _("Privilèges"), PrivilegesTab, _theirs),
        FilePart("good_faith", _("Bonne foi"), GoodFaithTab),
        FilePart("privacy", _("Vie privée"), PrivacyTab, _asked),
    )
    return {part.key: part for part in parts}


def _facts(client_id: int, _today: date) -> int:
    return len(clients.memories(client_id))


def _waiting(client_id: int, today: date) -> int:
    return sum(row.open is not None for row in case_rows(client_id, today))


def _looked_after(client_id: int, _today: date) -> int:
    return sum(row.draft.ended_on is None for row in clients.assets(client_id))


def _words(client_id: int, _today: date) -> int:
    return len(voices(client_id=client_id))


def _sent(client_id: int, _today: date) -> int:
    return len(referrals(client_id).sent)


def _theirs(client_id: int, today: date) -> int:
    return len(rights_of(client_id, today).today)


def _asked(client_id: int, _today: date) -> int:
    return sum(row.done_on is None for row in requests(client_id))
