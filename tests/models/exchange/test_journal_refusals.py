"""Each thing the journal CSV refuses, with its own sentence, on its line."""

import pytest

from models.actor import Actor
from models.clock import now_utc
from models.exchange import ImportReport
from models.tables import ClosedMonth, Entry
from tests.models.exchange.conftest import Load, plain

HEADER = "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note"


def journal(told: Load, *rows: str, header: str = HEADER) -> ImportReport:
    """Import rows of client `c`, each completed to the width of the header."""
    width = header.count(",")
    lines = [row + "," * (width - row.count(",")) for row in rows]
    return told("\n".join([header, *lines]) + "\n", new_clients=True)


OPENING = "c,o,2026-01-01,opening"
INCIDENT = "c,i,2026-01-10,incident,delay,,notable"
REQUEST = "c,q,2026-01-10,request"
PROMISE = "c,p,2026-01-10,promise"
CLOSED = "c,z,2026-03-01,closed"

ID_TWICE = "Cet identifiant sert déjà à une autre écriture."
WRONG_TYPE = "L’écriture visée n’est pas du type attendu."
OUTCOME = "L’issue « great » n’est pas connue (outcome)."
POOR = "c,r,2026-01-11,resolution,,,,poor,,,i"

REFUSED = [
    # What a row must say.
    ([",x,2026-01-01,visit"], "Cette ligne n’a pas de « client »."),
    (["c,,2026-01-01,visit"], "Cette ligne n’a pas de « id »."),
    (["c,x,,visit"], "Cette ligne n’a pas de date."),
    (["c,x,2026-01-01,"], "Cette ligne ne dit pas ce qui s’est passé (entry)."),
    # Days.
    (["c,x,01/02/2026,visit"], "« 01/02/2026 » n’est pas une date : écrivez 2026-12-31."),
    (["c,x,2026-02-30,visit"], "« 2026-02-30 » n’est pas une date : écrivez 2026-12-31."),
    (["c,x,20260101,visit"], "« 20260101 » n’est pas une date : écrivez 2026-12-31."),
    (
        ["c,x,2026-01-10,request,,,,,,soon"],
        "L’échéance « soon » n’est pas une date : écrivez 2026-12-31.",
    ),
    # Words.
    (["c,x,2026-01-01,gift"], "Le mot « gift » n’est pas connu (entry)."),
    (["c,x,2026-01-01,Visit"], "Le mot « Visit » n’est pas connu (entry)."),
    (
        ["c,x,2026-01-01,incident,delay,,huge"],
        "La gravité « huge » n’est pas connue : minor, notable ou serious.",
    ),
    (
        ["c,x,2026-01-01,incident,delay"],
        "Un incident demande sa gravité : minor, notable ou serious.",
    ),
    (
        [INCIDENT, "c,x,2026-01-11,resolution,,,,great,,,i"],
        OUTCOME,
    ),
    (
        [INCIDENT, "c,x,2026-01-11,resolution,,,,complete,,,i"],
        "Dites comment cela s’est terminé (outcome).",
    ),
    ([REQUEST, "c,x,2026-01-11,answer,,,,,,,q"], "Dites comment cela s’est terminé (outcome)."),
    (["c,x,2026-01-01,privilege,key"], "Dites comment cela s’est terminé (outcome)."),
    (
        ["c,x,2026-01-01,attention,smile,,,,oui"],
        "« oui » n’est pas connu : memorable est « yes » ou vide.",
    ),
    # Units.
    *(
        (
            [f"c,x,2026-01-01,attention,smile,{units}"],
            f"« {units} » n’est pas un nombre d’unités : zéro ou plus, deux décimales au plus, "
            "avec un point.",
        )
        for units in ("-1", "1.234", "abc", "1e3", "+2", ".5", "2.", "٣", "NaN")
    ),
    (
        ["c,x,2026-01-01,attention,dance"],
        "Cette attention n’est pas au catalogue : donnez son poids en unités.",
    ),
    (
        ["c,x,2026-01-01,attention"],
        "Cette attention n’est pas au catalogue : donnez son poids en unités.",
    ),
    # Due dates.
    (
        ["c,x,2026-01-10,request,,,,,,2026-01-09"],
        "L’échéance tombe avant la date de l’écriture.",
    ),
    (
        [REQUEST, "c,x,2026-01-11,postponed,,,,,,,q"],
        "Un report demande la nouvelle échéance convenue avec le client.",
    ),
    # Ids.
    (
        ["c,x,2026-01-01,visit", "c,x,2026-01-02,visit"],
        ID_TWICE,
    ),
    (
        ["d,x,2026-01-01,visit", "c,x,2026-01-02,visit"],
        ID_TWICE,
    ),
    ([f"c,{'x' * 121},2026-01-01,visit"], "« id » est trop long : 120 caractères au plus."),
    ([f"{'x' * 121},x,2026-01-01,visit"], "« client » est trop long : 120 caractères au plus."),
    ([f"c,x,2026-01-01,visit,{'x' * 81}"], "« kind » est trop long : 80 caractères au plus."),
    # References.
    (
        ["c,x,2026-01-11,resolution,,,,poor"],
        "Dites à quelle écriture celle-ci se rapporte (ref).",
    ),
    (
        ["c,x,2026-01-11,resolution,,,,poor,,,nobody"],
        "L’écriture visée « nobody » n’existe pas dans ce compte.",
    ),
    (
        ["d,i,2026-01-10,incident,delay,,notable", "c,x,2026-01-11,resolution,,,,poor,,,i"],
        "L’écriture visée « i » est celle d’un autre client.",
    ),
    (
        [REQUEST, "c,x,2026-01-11,resolution,,,,poor,,,q"],
        WRONG_TYPE,
    ),
    (
        [PROMISE, "c,x,2026-01-11,answer,,,,complete,,,p"],
        WRONG_TYPE,
    ),
    ([REQUEST, "c,x,2026-01-11,kept,,,,,,,q"], WRONG_TYPE),
    (
        [OPENING, "c,x,2026-01-11,postponed,,,,,,2026-02-01,o"],
        WRONG_TYPE,
    ),
    (
        [INCIDENT, "c,x,2026-01-09,resolution,,,,poor,,,i"],
        "L’écriture visée porte une date postérieure à celle-ci.",
    ),
    (
        [INCIDENT, "c,r,2026-01-10,reversal,,,,,,,i", "c,x,2026-01-11,resolution,,,,poor,,,i"],
        "L’écriture visée a déjà été annulée par une contre-écriture.",
    ),
    (
        # Even when the reversal is dated later than the row.
        [INCIDENT, "c,r,2026-05-10,reversal,,,,,,,i", "c,x,2026-01-11,resolution,,,,poor,,,i"],
        "L’écriture visée a déjà été annulée par une contre-écriture.",
    ),
    # Reversals.
    ([OPENING, "c,x,2026-01-02,reversal"], "Dites à quelle écriture celle-ci se rapporte (ref)."),
    (
        [OPENING, "c,r,2026-01-01,reversal,,,,,,,o", "c,x,2026-01-02,reversal,,,,,,,o"],
        "Cette écriture a déjà sa contre-écriture.",
    ),
    (
        [OPENING, "c,r,2026-01-01,reversal,,,,,,,o", "c,x,2026-01-02,reversal,,,,,,,r"],
        "Une contre-écriture ne s’annule pas.",
    ),
    (
        [OPENING, CLOSED, "c,p2,2026-04-01,opening", "c,x,2026-04-02,reversal,,,,,,,z"],
        "Le compte a été rouvert depuis : sa fermeture ne s’annule plus.",
    ),
    (
        [
            OPENING,
            CLOSED,
            "c,p2,2026-04-01,opening",
            "c,v,2026-04-02,visit",
            "c,x,2026-04-03,reversal,,,,,,,p2",
        ],
        "Des écritures suivent cette réouverture : elle ne s’annule plus.",
    ),
    # Openings and closings.
    (
        [OPENING, "c,v,2026-03-02,visit", "c,x,2026-03-01,closed"],
        "Le compte a des écritures après cette date : fermez-le à une date plus récente.",
    ),
    (
        [OPENING, CLOSED, "c,x,2026-03-01,visit"],
        "Le compte est fermé à cette date : ouvrez-le d’abord.",
    ),
    ([OPENING, "c,x,2026-01-02,opening"], "Le compte est déjà ouvert à cette date."),
    # Ruptures.
    ([OPENING, "c,x,2026-02-01,reconciliation"], "Aucune rupture n’est à réparer à cette date."),
    (
        [
            OPENING,
            INCIDENT,
            "c,r,2026-01-11,resolution,,,,poor,,,i",
            "c,x,2026-01-11,reconciliation",
        ],
        "Une réconciliation ne se note pas le jour même de la rupture.",
    ),
]


@pytest.mark.parametrize(("rows", "sentence"), REFUSED)
def test_a_row_the_rules_refuse_is_told_on_its_line(
    told: Load, rows: list[str], sentence: str
) -> None:
    report = journal(told, *rows)
    assert [(row.line, plain(row.reason)) for row in report.refused] == [(len(rows) + 1, sentence)]
    assert report.created == len(rows) - 1
    assert Entry.select().count() == report.created


def test_a_reference_to_a_row_below_is_refused(told: Load) -> None:
    report = journal(told, OPENING, "c,x,2026-01-11,resolution,,,,poor,,,i", INCIDENT)
    assert [(row.line, plain(row.reason)) for row in report.refused] == [
        (3, "L’écriture visée « i » est plus bas dans le fichier, ligne 4.")
    ]


def test_what_refers_to_a_refused_row_is_refused_in_turn(told: Load) -> None:
    report = journal(
        told,
        "c,i,2026-01-10,incident,delay,,huge",
        "c,x,2026-01-11,resolution,,,,poor,,,i",
        "c,y,2026-01-12,reversal,,,,,,,x",
    )
    assert [(row.line, plain(row.reason)) for row in report.refused[1:]] == [
        (3, "L’écriture visée « i », ligne 2, a elle-même été refusée."),
        (4, "L’écriture visée « x », ligne 3, a elle-même été refusée."),
    ]


def test_a_row_with_an_unknown_reference_is_told_its_own_fault_first(told: Load) -> None:
    report = journal(told, "c,x,2026-01-11,postponed,,,,,,,nobody")
    assert report.refused[0].reason == (
        "Un report demande la nouvelle échéance convenue avec le client."
    )


def test_an_id_refused_once_may_be_given_again(told: Load) -> None:
    report = journal(told, "c,x,2026-01-01,gift", "c,x,2026-01-01,visit")
    assert (report.created, len(report.refused)) == (1, 1)


def test_an_unknown_client_is_refused_unless_asked_for(told: Load) -> None:
    report = told(f"{HEADER}\nc,x,2026-01-01,visit,,,,,,,,\n")
    assert report.refused[0].line == 2
    assert "« c » n’est pas dans le livre" in plain(report.refused[0].reason)


def test_a_closed_month_takes_only_an_opening_without_units(told: Load, actor: Actor) -> None:
    ClosedMonth.insert(month="2026-01-01", closed_at=now_utc(), author=actor.member_id).execute()
    report = journal(
        told, OPENING, "c,x,2026-01-31,visit", "c,y,2026-02-01,visit", "d,z,2026-01-05,opening,,5"
    )
    assert report.created == 2
    assert [row.line for row in report.refused] == [3, 5]
    assert "Janvier 2026 est clos" in plain(report.refused[0].reason)


RECORDED = f"{HEADER},recorded_at,recorded_on,by,cost_nature,cost_net,cost_vat_rate"
RECORDED_REFUSED = [
    ("2026-11-23T10:00:00Z,,,,,", "enregistrée dans l’avenir"),
    ("yesterday,,,,,", "« yesterday » n’est pas un moment (recorded_at)."),
    ("2026-13-01T10:00:00Z,,,,,", "n’est pas un moment (recorded_at)."),
    ("2026-11-20T10:00:00Z,2026-11-23,,,,", "enregistrée dans l’avenir"),
    ("2026-11-20T10:00:00Z,soon,,,,", "La date d’enregistrement « soon »"),
    (",,,bribe,,", "Le mot « bribe » n’est pas connu pour un coût."),
    (",,,gift,-5,", "Le coût « -5 » n’est pas un montant en euros, avec un point."),
    (",,,gift,5,19.6", "Ce taux de TVA n’est pas connu."),
]


@pytest.mark.parametrize(("cells", "sentence"), RECORDED_REFUSED)
def test_a_column_of_ours_is_read_as_strictly(told: Load, cells: str, sentence: str) -> None:
    report = journal(told, f"c,x,2026-01-01,visit,,,,,,,,,{cells}", header=RECORDED)
    assert len(report.refused) == 1
    assert sentence in plain(report.refused[0].reason)
