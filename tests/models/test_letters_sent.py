"""Letters kept as they left: once, whatever the case becomes, and with the client's own file."""

from datetime import date

import pytest

from models.case_files import CaseDraft, note_case, save_case
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.errors import Refused
from models.export_cases import case_tables
from models.journal import EntryDraft, reverse
from models.letters import LetterKind, letter, with_body
from models.letters_sent import forget_letter, keep_letter, kept_letters
from models.rules.trust import EntryType, Severity
from models.tables import SentLetter

TODAY = date(2026, 11, 22)


@pytest.fixture
def case(actor):
    client_id = open_account(actor, ClientDraft(first_name="Hélène", last_name="Durand")).client_id
    draft = EntryDraft(EntryType.INCIDENT, "delay", "en retard", severity=Severity.NOTABLE)
    return note_case(actor, client_id, draft, CaseDraft(proposal="une voiture de prêt")).entry_id


def written(actor, case, body=""):
    made = letter(case, LetterKind.ANSWER, TODAY, actor.member_id)
    return with_body(made, body) if body else made


def test_what_was_sent_stays_as_it_was_when_the_case_changes(actor, case):
    sent = written(actor, case)
    keep_letter(actor, case, sent)
    save_case(actor, case, CaseDraft(proposal="autre chose"))
    [kept] = kept_letters(case)
    assert kept.letter == sent


def test_the_same_letter_of_the_same_day_is_kept_once_another_one_beside(actor, case):
    for body in ("Bonjour.", "Bonjour.", "Bonjour,\n\nà demain."):
        keep_letter(actor, case, written(actor, case, body))
    assert [kept.letter.body for kept in kept_letters(case)] == [
        "Bonjour,\n\nà demain.",
        "Bonjour.",
    ]
    forget_letter(actor, kept_letters(case)[0].id)
    assert [kept.letter.body for kept in kept_letters(case)] == ["Bonjour."]


def test_an_empty_letter_and_one_about_no_case_are_refused(actor, case):
    for about, body in ((case, " \n "), (999, "Bonjour.")):
        with pytest.raises(Refused):
            keep_letter(actor, about, with_body(written(actor, case), body))
    assert SentLetter.select().count() == 0


def test_a_letter_stays_when_its_case_is_taken_back_and_is_exported(actor, case):
    keep_letter(actor, case, written(actor, case, "Bonjour.\n\nÀ demain."))
    reverse(actor, case)
    [table] = [one for one in case_tables() if one.name == "lettres.csv"]
    [cells] = list(table.rows())
    told = dict(zip(table.header, cells, strict=True))
    assert (told["Texte"], told["Genre"]) == ("Bonjour.\n\nÀ demain.", "Réponse")
    assert (told["Date"], told["Dossier du"]) == (str(TODAY), str(TODAY))
