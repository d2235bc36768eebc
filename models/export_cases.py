"""The tables of an export about relations: complaints in full, repairs, the client's voice."""

from collections.abc import Iterator

from models import catalogue
from models.case_files import verdict_label
from models.export_tables import WHO, BookTable, Cells, about, hundredths, told
from models.letters import LetterKind, letter_label
from models.tables import CallBack, CaseFile, Distance, Entry, Member, Repair, SentLetter, Voice
from models.voices import nature_label


def case_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    case = ("Ouvert le", "Ses mots", "Ce qu’il demande", "Ce que nous avons compris")
    ours = ("Proposition", "Coût restant HT", "Fait", "Pour l’avenir", "Cause", "Suivi par")
    claim = ("Écrit le", "Médiateur indiqué le", "Son avis", "Ses mots sur la suite", "Avis du")
    repair = ("Rupture du", "Comprendre", "S’excuser", "Réparer", "Empêcher", "Demander")
    voice = ("Date", "Genre", "Thème", "Ses mots", "Ce qui a changé", "Dit le")
    letter = ("Date", "Dossier du", "Genre", "Objet", "Texte", "Signature", "Gardée par")
    distance = ("Depuis", "Motif", "Jusqu’au", "Motif du retour")
    call = ("Le", "À propos de", "Demandé le", "Par")
    return (
        BookTable("reclamations.csv", (*WHO, *case, *ours, *claim), _cases),
        BookTable("reparations.csv", (*WHO, *repair), _repairs),
        BookTable("paroles.csv", (*WHO, *voice), _voices),
        BookTable("lettres.csv", (*WHO, *letter), _letters),
        BookTable("distances.csv", (*WHO, *distance), _distances),
        BookTable("rappels.csv", (*WHO, *call), _call_backs),
    )


def _cases() -> Iterator[Cells]:
    labels, file = catalogue.labels(), CaseFile
    names = {row.id: row.name for row in Member.select()}
    said = (Entry.day, file.words, file.asks, file.understood)
    ours = (file.proposal, file.remaining_cents, file.done, file.prevention, file.cause)
    claim = (file.in_charge, file.written_on, file.told_mediator)
    verdict = (file.verdict, file.verdict_words, file.verdict_on)
    query = about(Entry, *said, *ours, *claim, *verdict).switch(Entry).join(CaseFile)
    for who, row in told(query, Entry.seq):
        *start, proposal, cents, done, prevention, cause, member, written, mediator = row[:12]
        kept = (proposal, hundredths(cents), done, prevention, labels.get(("cause", cause), cause))
        word, words, day = row[12:]
        verdict_told = verdict_label(word) if word else ""
        yield (
            *who,
            *start,
            *kept,
            names.get(member, ""),
            written,
            mediator,
            verdict_told,
            words,
            day,
        )


def _repairs() -> Iterator[Cells]:
    steps = (Repair.understood, Repair.apology, Repair.repaired, Repair.prevention, Repair.asked)
    for who, row in told(about(Repair, Repair.since, *steps), Repair.since):
        yield *who, *row


def _voices() -> Iterator[Cells]:
    labels = catalogue.labels()
    columns = (Voice.day, Voice.nature, Voice.theme, Voice.words, Voice.changed, Voice.told_on)
    for who, (day, nature, theme, *rest) in told(about(Voice, *columns), Voice.day, Voice.id):
        yield *who, day, nature_label(nature), labels.get(("theme", theme), theme), *rest


def _letters() -> Iterator[Cells]:
    sent = SentLetter
    columns = (sent.day, Entry.day, sent.kind, sent.subject, sent.body, sent.signature, Member.name)
    query = about(sent, *columns).switch(sent).join(Entry).switch(sent).join(Member)
    for who, (day, about_day, kind, *rest) in told(query, sent.day, sent.id):
        yield *who, day, about_day, letter_label(LetterKind(kind)), *rest


def _distances() -> Iterator[Cells]:
    columns = (Distance.since, Distance.reason, Distance.until, Distance.end_reason)
    for who, row in told(about(Distance, *columns), Distance.since, Distance.id):
        yield *who, *row


def _call_backs() -> Iterator[Cells]:
    columns = (CallBack.day, CallBack.about, CallBack.asked_on, Member.name)
    query = about(CallBack, *columns).switch(CallBack).join(Member)
    for who, row in told(query, CallBack.day, CallBack.id):
        yield *who, *row
