"""The words that name the columns of a table of visits, folded: billing software, fr and en.

Plain data for `models.exchange.visit_headers`: for each use, the words that say it best first.
"""

from models.exchange.mapping import Use

WORDS: dict[Use, tuple[str, ...]] = {
    Use.VISIT_DATE: (
        """date intervention|date d intervention|date de l intervention|date passage|
        date de passage|date du passage|date visite|date de visite|date de la visite|
        date reparation|date de reparation|date de la reparation|date travaux|date des travaux|
        date prestation|date de prestation|date de la prestation|date rdv|date du rdv|
        date rendez vous|date de rendez vous|date du rendez vous|date entree atelier|
        date or|date de l or|date ordre de reparation|date seance|date de la seance|
        service date|date of service|visit date|date of visit|repair date|date of repair|
        work date|job date|appointment date|completed date|date completed|completion date""",
        """date|jour|date facture|date de facture|date de la facture|date facturation|
        date de facturation|date fact|date document|date du document|date doc|date piece|
        date de piece|date de la piece|date emission|date d emission|date vente|date de vente|
        date de la vente|date ticket|date du ticket|date operation|date de l operation|
        date mouvement|date commande|date bl|date bon|date du bon|date de livraison|
        date livraison|invoice date|date of invoice|bill date|billing date|document date|
        order date|sale date|date of sale|transaction date|receipt date|issue date|date issued""",
    ),
    Use.WORK: (
        """designation|designations|designation article|designation de l article|
        designation des travaux|designation travaux|designation produit|travaux|
        travaux effectues|travaux realises|travaux a effectuer|description des travaux|
        nature|nature des travaux|nature de l intervention|nature intervention|
        nature de la prestation|objet|objet de la facture|objet facture|objet du document|
        libelle|libelle article|libelle de l article|libelle de la facture|libelle facture|
        libelle ligne|libelle prestation|libelle de la prestation|libelle intervention|
        description|description article|detail|details|detail des travaux|prestation|
        prestations|prestation realisee|prestations realisees|intervention|interventions|
        type intervention|type d intervention|motif|motif visite|motif de la visite|
        motif du rendez vous|operation|operations|article|articles|produit|produits|soin|
        soins|seance|reparation|reparations|ligne|texte|text|work|work done|work performed|
        work description|description of work|job|jobs|job description|item|items|item name|
        item description|line description|service description|services|service|product|
        products|product service|repair|repairs|reason|reason for visit|summary|subject""",
        """observations|observation|commentaire|commentaires|remarque|remarques|note|notes|
        memo|info|infos|comment|comments|remarks""",
    ),
    Use.AMOUNT: (
        """montant ttc|total ttc|montant total ttc|total facture ttc|montant facture ttc|
        montant ttc facture|net a payer|net a payer ttc|prix ttc|prix total ttc|ttc|
        total net ttc|montant net ttc|ca ttc|montant ttc ligne|total ttc ligne|
        total ligne ttc|montant ligne ttc|montant toutes taxes|gross|gross amount|gross total|
        total incl tax|total including tax|total inc tax|total incl vat|total inc vat|
        amount incl vat|amount inc vat|amount incl tax|total with tax|grand total""",
        """montant|total|montant total|prix|prix total|somme|montant facture|
        montant de la facture|total facture|total general|total document|montant document|
        montant regle|montant paye|total a payer|a payer|facture montant|montant vente|
        amount|total amount|invoice total|invoice amount|total due|price|total price|
        line total|item total|sale amount|total sale|total paid|amount paid""",
    ),
    Use.NET_AMOUNT: (
        """montant ht|total ht|montant total ht|total net ht|montant net ht|net ht|prix ht|ht|
        total hors taxe|total hors taxes|montant hors taxe|montant hors taxes|hors taxes|
        ca ht|montant ht ligne|total ht ligne|total ligne ht|montant ligne ht|
        base ht|chiffre d affaires ht|net amount|net total|total excl tax|total excl vat|
        amount excl vat|amount excl tax|total ex vat|subtotal|sub total""",
    ),
    Use.DOCUMENT: (
        """n facture|no facture|n de facture|n de la facture|numero facture|
        numero de facture|numero de la facture|num facture|num de facture|facture n|facture no|
        facture numero|facture|ref facture|reference facture|reference de la facture|
        code facture|n fact|no fact|num fact|fact|n document|no document|n de document|
        n du document|numero document|numero de document|numero du document|num document|
        document|code document|reference document|n piece|no piece|n de piece|numero piece|
        numero de piece|numero de la piece|num piece|piece|reference piece|
        n or|no or|n d or|numero or|numero d or|ordre de reparation|n ordre de reparation|
        numero d ordre|n d ordre|n ordre|n dossier|numero dossier|numero de dossier|dossier|
        n bon|n de bon|numero de bon|n bl|numero bl|bon de commande|n ticket|n de ticket|
        numero ticket|numero de ticket|ticket|n commande|numero commande|numero de commande|
        commande|n intervention|n d intervention|numero intervention|numero d intervention|
        n vente|numero de vente|invoice|invoice number|invoice no|invoice num|invoice id|
        invoice ref|invoice reference|bill number|bill no|document number|document no|doc no|
        doc number|order number|order no|order id|receipt|receipt number|receipt no|
        work order|work order number|work order no|job number|job no|ticket number|
        transaction id|sale id""",
        "n|no|numero|num|number|nr",
        "reference|ref|id|identifiant",
    ),
    Use.FULL_NAME: (
        """nom tiers|nom du tiers|client facture|nom client facture|nom du client facture|
        client livre|destinataire|nom destinataire|nom du destinataire|libelle tiers|
        intitule client|intitule tiers|client name|bill to|bill to name|billed to|sold to|
        customer full name|payer""",
    ),
}

WHOLE_DOCUMENT = frozenset(
    (
        "net a payer|net a payer ttc|total facture|total facture ttc|montant facture|"
        "montant facture ttc|montant de la facture|total document|montant document|"
        "grand total|invoice total|invoice amount"
    ).split("|")
)
"""Amounts of a whole document: written on each of its lines, they count once."""
