"""Letters proposed about a case: who, when, in which words, and the mediator when the law asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import journal
from models.actor import Actor
from models.case_files import CaseDraft, save_case
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.errors import Refused
from models.i18n import speaking
from models.journal import EntryDraft
from models.letters import Letter, LetterKind, letter, with_body
from models.rules.trust import EntryType, Outcome, Severity
from models.settings import set_shop, shop

TODAY = date(2026, 11, 22)
THREE_DAYS_AGO = TODAY - timedelta(days=3)
HELENE = ClientDraft(
    civility="Mme",
    first_name="Hélène",
    last_name="Durand",
    street="3 rue des Tilleuls",
    postcode="26000",
    town="Valence",
    address_form="vous",
)


def case(actor: Actor, client: ClientDraft = HELENE, **known: object) -> int:
    opened = open_account(actor, client).client_id
    assert opened is not None
    draft = EntryDraft(
        EntryType.INCIDENT, "defect", "bruit à l’avant.", THREE_DAYS_AGO, severity=Severity.NOTABLE
    )
    entry = journal.note(actor, opened, draft).entry_id
    assert entry is not None
    save_case(actor, entry, CaseDraft(**known))  # type: ignore[arg-type]
    return entry


def written(actor: Actor, entry: int, kind: LetterKind) -> Letter:
    return letter(entry, kind, TODAY, actor.member_id)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def mediator(actor: Actor) -> None:
    """The shop depends on a mediator."""
    set_shop(actor, replace(shop(), mediator="Médiateur Mobilians, 92197 Meudon"))


def test_a_letter_is_addressed_dated_and_signed(actor: Actor) -> None:
    found = written(actor, case(actor), LetterKind.ACKNOWLEDGEMENT)
    assert found.recipient == ("Madame Hélène Durand", "3 rue des Tilleuls", "26000 Valence")
    assert (found.place, found.day, found.signature) == ("Valence", TODAY, "Claire Morel")
    assert found.subject == "Votre réclamation du 19 novembre 2026"
    assert found.body.startswith("Madame Durand,\n\n")


def test_an_acknowledgement_says_what_who_and_until_when(actor: Actor) -> None:
    entry = case(actor, asks="une voiture de prêt", in_charge=actor.member_id)
    body = spaced(written(actor, entry, LetterKind.ACKNOWLEDGEMENT).body)
    assert "le 19 novembre 2026 : bruit à l’avant." in body
    assert "Vous nous demandez : une voiture de prêt." in body
    assert "Claire Morel s’en occupe" in body
    assert "lundi 23 novembre 2026" in body, "the due date is a Sunday: the next open day"


def test_what_is_promised_is_never_after_the_day_it_turns_against_us(actor: Actor) -> None:
    """The next Sunday, when the shop is closed: the Saturday before, not the Monday after."""
    entry = case(actor)
    agreed = EntryDraft(EntryType.POSTPONED, due=date(2026, 11, 29), ref=entry)
    journal.note(actor, 1, agreed)
    body = spaced(written(actor, entry, LetterKind.ACKNOWLEDGEMENT).body)
    assert "au plus tard le samedi 28 novembre 2026" in body


@pytest.mark.parametrize("kind", [LetterKind.ACKNOWLEDGEMENT, LetterKind.ANSWER])
def test_the_client_s_own_words_are_quoted_when_they_were_kept(
    actor: Actor, kind: LetterKind
) -> None:
    for words in ("On m’a laissée seule.", "« On m’a laissée seule. »"):
        entry = case(actor, words=words)
        body = spaced(written(actor, entry, kind).body)
        assert "On m’a laissée seule" in body
        assert body.count("«") == body.count("»") == 1
        assert "bruit" not in body


def test_nothing_is_said_of_what_nobody_wrote(actor: Actor) -> None:
    body = written(actor, case(actor), LetterKind.ANSWER).body
    assert "compris" not in body
    assert "proposons" not in body
    assert "\n\n\n" not in body


def test_an_answer_to_a_consumer_names_the_mediator_and_the_year_from_the_written_claim(
    actor: Actor,
) -> None:
    entry = case(actor, written_on=TODAY - timedelta(days=1))
    body = written(actor, entry, LetterKind.ANSWER).body
    assert "Médiateur Mobilians" in body
    assert "21 novembre 2027" in body


def test_without_a_written_claim_no_limit_is_invented(actor: Actor) -> None:
    body = written(actor, case(actor), LetterKind.ANSWER).body
    assert "Médiateur Mobilians" in body
    assert "un an après" not in body


def test_a_firm_is_no_consumer(actor: Actor) -> None:
    entry = case(actor, ClientDraft(company="Durand & Fils"))
    found = written(actor, entry, LetterKind.ANSWER)
    assert "Mobilians" not in found.body
    assert found.body.startswith("Madame, Monsieur,")


def test_a_claim_that_is_settled_needs_no_mediator(actor: Actor) -> None:
    opened = case(actor)
    good = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.EXEMPLARY, ref=opened)
    journal.note(actor, 1, good)
    assert "Mobilians" not in written(actor, opened, LetterKind.ANSWER).body


def test_an_apology_says_what_will_prevent_it(actor: Actor) -> None:
    entry = case(actor, done="la voiture reprise", prevention="un essai sur route à deux.")
    body = spaced(written(actor, entry, LetterKind.APOLOGY).body)
    assert "Nous vous présentons nos excuses." in body
    assert "Pour que cela ne se reproduise pas : un essai sur route à deux." in body


def test_someone_one_says_tu_to_is_greeted_so(actor: Actor) -> None:
    entry = case(actor, replace(HELENE, address_form="tu"))
    body = written(actor, entry, LetterKind.ACKNOWLEDGEMENT).body
    assert body.startswith("Bonjour Hélène,")
    assert body.endswith("À bientôt,")


def test_a_letter_can_be_in_another_language_than_the_screens(actor: Actor) -> None:
    entry = case(actor)
    with speaking("en"):
        english = written(actor, entry, LetterKind.APOLOGY)
    assert "22 November" not in english.subject
    assert "19 November 2026" in english.subject
    assert written(actor, entry, LetterKind.APOLOGY).subject.startswith("Votre")


def test_what_a_person_wrote_again_is_kept(actor: Actor) -> None:
    found = written(actor, case(actor), LetterKind.APOLOGY)
    assert with_body(found, " Pardon. \n").body == "Pardon."


@pytest.mark.parametrize("entry_type", [EntryType.PROMISE, EntryType.VISIT])
def test_there_is_no_letter_about_anything_else(actor: Actor, entry_type: EntryType) -> None:
    case(actor)
    entry = journal.note(actor, 1, EntryDraft(entry_type, text="appeler")).entry_id
    assert entry is not None
    for unknown in (entry, 4_321):
        with pytest.raises(Refused, match="pas de lettre"):
            written(actor, unknown, LetterKind.ANSWER)
