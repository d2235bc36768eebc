"""Believable months and statements for the tests of the reports."""

from dataclasses import replace
from datetime import date

from models.month_data import (
    Accounts,
    ClientMention,
    CostLine,
    IncidentCause,
    IncidentLine,
    Incidents,
    MonthReport,
    MonthTotals,
    MovementLine,
    Movements,
    PrivilegeLine,
    Promises,
    ReferralLine,
    Requests,
    ShopIdentity,
    StateCount,
    StateMove,
    States,
    Verbatim,
)
from models.month_voice_data import VoiceLine, Voices, VoiceTheme
from models.rules.trust.words import Severity, State
from models.statement_data import CurvePoint, Statement, StatementRow

SHOP = ShopIdentity(
    name="Garage Morel",
    address=("12 avenue de Romans", "26000 Valence"),
    siret="732 829 320 00074",
    vat_number="FR 44 732829320",
    phone="04 75 00 00 00",
    email="bonjour@garage-morel.example",
)
NAMES = (
    "Hélène Durand",
    "Karim Benali",
    "Jean-Baptiste Lefèvre",
    "Zoé Garnier",
    "Boulangerie Dupont & Fils",
    "Élodie Nguyen",
    "Marcel Œuvrard",
    "Françoise Ageron",
)


def client(number: int, reason: str = "") -> ClientMention:
    return ClientMention(f"C-{number:05}", NAMES[number % len(NAMES)], reason)


MOVEMENTS = Movements(
    opening=620415,
    deposits=(
        MovementLine("opening", 2, 1000),
        MovementLine("attention", 61, 12100, "Écoute et reformulation"),
        MovementLine("attention", 44, 13150, "Conseil sans vendre"),
        MovementLine("attention", 12, 9600, "Service rendu au-delà"),
        MovementLine("attention", 25, 2300, "Sourire, bon mot"),
        MovementLine("resolution", 6, 4980),
        MovementLine("answer", 44, 8230),
        MovementLine("kept", 11, 3220),
        MovementLine("privilege", 38, 7050),
    ),
    withdrawals=(
        MovementLine("incident", 7, -8840),
        MovementLine("mishandled", 1, -1350),
        MovementLine("lapsed_request", 2, -1000),
        MovementLine("broken_promise", 1, -500),
    ),
    voided=-2275,
    voided_accounts=1,
    fade=-17102,
    corrections=300,
    correction_count=2,
    closures=-1150,
    closing=650128,
)

INCIDENTS = Incidents(
    minor=3,
    notable=3,
    serious=1,
    resolved_in_time=6,
    resolved_late=1,
    mishandled=1,
    still_open=2,
    causes=(
        IncidentCause("Délai mal prévu", 3, 5),
        IncidentCause("Malfaçon", 1, 0),
        IncidentCause("Erreur de facture", 1, 1),
        IncidentCause("", 2, 0),
    ),
    days_to_resolution=(0, 1, 1, 2, 3, 6),
    lines=(
        IncidentLine(
            client(5),
            date(2026, 10, 6),
            "Contact rugueux",
            Severity.SERIOUS,
            "mishandled",
            note="On lui a dit de revenir avec la facture, alors qu’il l’avait déjà envoyée.",
            cause="Erreur de facture",
        ),
        IncidentLine(
            client(2), date(2026, 10, 14), "Défaut, reprise", Severity.NOTABLE, "in_time", 1
        ),
        IncidentLine(
            client(6), date(2026, 10, 27), "Retard de livraison", Severity.NOTABLE, "open"
        ),
    ),
)

VOICES = Voices(
    complaints=2,
    compliments=1,
    ideas=1,
    changed=1,
    told=1,
    themes=(VoiceTheme("Délais", 1, 0, 1), VoiceTheme("Accueil", 0, 1), VoiceTheme("", 1)),
    lines=(
        VoiceLine(client(9), date(2026, 10, 2), "complaint", "Délais", "Encore en retard !"),
        VoiceLine(client(11), date(2026, 10, 7), "compliment", "Accueil", "On est bien reçu ici."),
        VoiceLine(
            client(12),
            date(2026, 10, 9),
            "idea",
            "Délais",
            "Prévenez-nous donc par message la veille.",
            "un message part la veille de chaque rendez-vous",
            date(2026, 10, 20),
        ),
        VoiceLine(client(14), date(2026, 10, 22), "complaint", "", "Je ne retrouve pas ma clé."),
    ),
)

STATES = States(
    at_start=(
        StateCount(State.SOLID, 152),
        StateCount(State.GROWING, 95),
        StateCount(State.STEADY, 119),
        StateCount(State.FALLING, 28),
        StateCount(State.NEGATIVE, 7),
        StateCount(State.RUPTURED, 2),
    ),
    at_end=(
        StateCount(State.SOLID, 158),
        StateCount(State.GROWING, 97),
        StateCount(State.STEADY, 118),
        StateCount(State.FALLING, 29),
        StateCount(State.NEGATIVE, 8),
        StateCount(State.RUPTURED, 2),
    ),
    moves=(
        StateMove(None, State.GROWING, 9, tuple(client(n) for n in range(401, 410))),
        StateMove(State.GROWING, State.SOLID, 8, tuple(client(n) for n in range(30, 38))),
        StateMove(State.SOLID, State.FALLING, 2, (client(12), client(13))),
        StateMove(State.FALLING, State.NEGATIVE, 1, (client(44),)),
        StateMove(State.STEADY, State.RUPTURED, 1, (client(5),)),
        StateMove(State.RUPTURED, State.STEADY, 1, (client(51),)),
        StateMove(State.SOLID, State.SOLID, 150),
        StateMove(State.STEADY, State.STEADY, 116),
    ),
)

COSTS = (
    CostLine(
        "rework",
        "Reprise des plaquettes avant",
        "C-00002",
        date(2026, 10, 15),
        9600,
        None,
        0,
        9600,
        "OR-2026-118",
        "management",
    ),
    CostLine(
        "credit_note",
        "Avoir sur la révision",
        "C-00005",
        date(2026, 10, 20),
        4000,
        2000,
        800,
        4800,
        "AV-2026-014",
        "booked",
        "709",
    ),
    CostLine(
        "gift",
        "Balais d’essuie-glace",
        "C-00012",
        date(2026, 10, 8),
        2150,
        2000,
        430,
        2580,
        "FA-2026-377",
        "to_book",
        "6234",
    ),
    CostLine(
        "gift",
        "Livre sur la Drôme",
        "C-00044",
        date(2026, 10, 9),
        1800,
        550,
        99,
        1899,
        "",
        "to_book",
        "6234",
    ),
    CostLine("other", "Voiture de prêt, deux jours", "C-00006", date(2026, 10, 28)),
)

BEFORE = MonthTotals(
    accounts=404,
    deposits=44150,
    withdrawals=-16020,
    voided=0,
    fade=-16800,
    closing=620415,
    incidents=9,
    incidents_in_time=7,
    mishandled=2,
    requests=51,
    answered_in_time=46,
    promises_kept_in_time=9,
    promises_failed=2,
    privileges_honoured=35,
    privileges_refused=1,
    cost_net_cents=24100,
)

MONTH = MonthReport(
    shop=SHOP,
    month=date(2026, 10, 1),
    through=date(2026, 10, 31),
    edited_on=date(2026, 11, 2),
    accounts=Accounts(at_start=404, opened=9, closed=1, at_end=412),
    movements=MOVEMENTS,
    before=BEFORE,
    last_year=replace(BEFORE, accounts=371, deposits=38720, incidents=12, cost_net_cents=0),
    states=STATES,
    incidents=INCIDENTS,
    requests=Requests(46, 44, 1, 1, 1, 3),
    promises=Promises(14, 11, 1, 1, 0, 4),
    privileges=(
        PrivilegeLine("Révision offerte à la dixième année", 8),
        PrivilegeLine("Voiture ramenée devant la porte", 30, 1),
    ),
    contacts=6,
    contacts_over_cap=1,
    costs=COSTS,
    referrals=(
        ReferralLine(date(2026, 10, 3), client(12), client(401), True),
        ReferralLine(date(2026, 10, 19), client(30), client(402)),
    ),
    to_cherish=tuple(client(n, "dix ans de relation, deux recommandations") for n in (3, 30, 7)),
    to_win_over=tuple(client(n, "trois passages, aucune attention notée") for n in (61, 62, 64)),
    to_repair=(client(5, "rupture du 6 octobre, pas encore de réconciliation"),),
    to_take_news_from=tuple(client(n, "pas venu depuis 14 mois") for n in range(70, 82)),
    voices=VOICES,
    verbatims=(
        Verbatim(client(5), date(2026, 10, 6), "J’avais déjà envoyé la facture, personne ne lit ?"),
        Verbatim(client(30), date(2026, 10, 21), "La clé dans la boîte, c’est royal."),
    ),
)

EMPTY_MONTH = MonthReport(
    shop=ShopIdentity("Chez Zoé"),
    month=date(2026, 11, 1),
    through=date(2026, 11, 22),
    edited_on=date(2026, 11, 22),
)

STATEMENT = Statement(
    client_name="Mme Hélène Durand",
    client_number="C-00412",
    start=date(2025, 12, 1),
    end=date(2026, 11, 22),
    edited_on=date(2026, 11, 22),
    opening=2540,
    closing=3135,
    state=State.SOLID,
    rows=(
        StatementRow(
            date(2025, 12, 14),
            "Incident notable : bruit après reprise de freins",
            "10 unités × 1,35 : relation de 7 ans",
            -1350,
            "withdrawal",
            "Claire",
        ),
        StatementRow(
            date(2025, 12, 15),
            "Incident résolu, exemplaire : réparé le soir même, excuses, voiture de prêt",
            "120 % de 10 unités",
            1200,
            "deposit",
            "M. Morel",
            ("late",),
        ),
        StatementRow(date(2025, 12, 31), "Effacement du mois", "le temps passe", -70, "fade"),
        StatementRow(date(2026, 3, 3), "Passage : révision", "", 0, "note", "Karim"),
        StatementRow(
            date(2026, 9, 4),
            "Promesse tenue : devis rappelé le jour dit",
            "à temps : 3 unités",
            300,
            "deposit",
            "Claire",
        ),
        StatementRow(
            date(2026, 9, 5),
            "Attention : conseil sans vendre",
            "3 unités",
            300,
            "deposit",
            "Claire",
            ("reversed",),
        ),
        StatementRow(
            date(2026, 9, 6), "Contre-écriture : saisi deux fois", "", -300, "correction", "Claire"
        ),
        StatementRow(
            date(2026, 11, 18),
            "Attention : voiture ramenée devant la porte, clé dans la boîte",
            "8 unités ; mémorable, ne s’efface pas",
            800,
            "deposit",
            "Karim",
            ("memorable",),
        ),
        StatementRow(date(2026, 11, 22), "Effacement du mois", "le temps passe", -285, "fade"),
    ),
    curve=(
        CurvePoint(date(2025, 12, 1), 2540),
        CurvePoint(date(2025, 12, 14), 1190, "withdrawal"),
        CurvePoint(date(2025, 12, 15), 2390, "deposit"),
        CurvePoint(date(2026, 3, 1), 2270),
        CurvePoint(date(2026, 6, 1), 2190),
        CurvePoint(date(2026, 9, 4), 2430, "deposit"),
        CurvePoint(date(2026, 11, 18), 3150, "deposit"),
        CurvePoint(date(2026, 11, 22), 3135),
    ),
)

HOSTILE = "<b>Zoé</b> & Cie 😊👩‍👩‍👧 <para> &amp; ‮abc‬\x00\ud800 " + "W" * 300
