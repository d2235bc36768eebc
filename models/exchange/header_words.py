"""The words that name columns, folded: French shop software, Outlook and Google, fr and en.

Plain data for `models.exchange.headers`. `Use.NOTHING` lists those that say nothing of use.
"""

from models.exchange.mapping import Use

WORDS: dict[Use, str] = {
    Use.CIVILITY: """civilite|civ|titre|title|prefixe|prefixe du nom|name prefix|prefix|salutation|
        politesse|titre de civilite|honorific|courtesy title""",
    Use.FULL_NAME: """nom a afficher|nom complet|nom prenom|nom et prenom|nom prenoms|
        nom et prenoms|prenom nom|prenom et nom|full name|name|display name|nom affiche|client|
        nom client|nom du client|nom contact|contact|contact name|nom du contact|customer|
        customer name|nom ou raison sociale|nom raison sociale|designation|intitule|libelle client|
        nom d affichage|proprietaire|beneficiaire|patient|adherent|identite""",
    Use.FIRST_NAME: """prenom|prenoms|first name|given name|firstname|forename|prenom client|
        prenom du client|prenom contact|prenom usuel|customer first name""",
    Use.MIDDLE_NAME: "deuxieme prenom|middle name|additional name|second prenom|autre prenom",
    Use.LAST_NAME: """nom famille|nom|nom de famille|last name|family name|surname|lastname|
        nom usuel|nom d usage|nom usage|noms|customer last name|patronyme""",
    Use.NAME_SUFFIX: "suffixe|suffix|name suffix|suffixe du nom",
    Use.COMPANY: """societe|entreprise|company|organisation|organization|organization name|
        organization 1 name|organisation 1 nom|raison sociale|nom societe|nom de la societe|
        nom entreprise|nom de l entreprise|nom de l organisation|company name|enseigne|
        etablissement|denomination|denomination sociale|nom commercial|business name|
        organization 1 value|raison soc|societe client""",
    Use.EMAIL: """premiere adresse electronique|deuxieme adresse electronique|courriel 1|
        courriel 2|email|e mail|mail|courriel|adresse email|adresse e mail|adresse mail|
        e mail address|email address|adresse de messagerie|adresse de courrier|messagerie|
        adresse electronique|mel|adresse courriel|email 1|e mail 1|mail 1|email 2|e mail 2|mail 2|
        email 3|e mail 3|e mail 2 address|e mail 3 address|adresse de messagerie 2|
        adresse de messagerie 3|adresse de courrier 2|adresse de courrier 3|email client|
        mail client|courrier electronique|autre email|autre mail|email secondaire|email principal|
        primary email|secondary email|adresse e mail 2|adresse e mail 3|adresse email 2|
        adresse email 3""",
    Use.POSTCODE: """code postal|cp|c p|code post|postal code|zip|zip code|zipcode|postcode|
        codepostal|code postal client|npa""",
    Use.TOWN: "ville|commune|localite|town|city|ville client|nom de la commune|lieu",
    Use.STREET: """street address 1|street address 2|adresse|adresse 1|adresse 2|adresse 3|rue|
        voie|street|address|address 1|address 2|address line 1|address line 2|adresse postale|
        adresse client|adresse ligne 1|adresse ligne 2|adresse ligne 3|complement|
        complement adresse|complement d adresse|complement d adresse 1|complement d adresse 2|
        adresse 1 client|adresse 2 client|street address|street 2|street 3|rue 2|rue 3|
        numero et voie|lieu dit|batiment|street 1|adr|adr1|adr2|adresse1|adresse2|adresse3|
        adresse facturation|adresse de facturation|billing address""",
    Use.COUNTRY: "pays|country|country region|pays region|code pays|country code",
    Use.WHOLE_ADDRESS: "adresse complete|full address|adresse formatee|adresse entiere",
    Use.BIRTHDAY: """anniversaire|date anniversaire|date d anniversaire|date de naissance|
        date naissance|naissance|ne le|nee le|ne e le|birthday|birth date|birthdate|date of birth|
        dob|ddn|anniv""",
    Use.BIRTH_DAY: "jour de naissance|jour naissance|jour anniversaire|birth day",
    Use.BIRTH_MONTH: "mois de naissance|mois naissance|mois anniversaire|birth month",
    Use.BIRTH_YEAR: "annee de naissance|annee naissance|birth year|year of birth",
    Use.SINCE: """first visit|inscription|date inscription|date d inscription|client depuis|
        cliente depuis|client e depuis|depuis|depuis le|date creation|date de creation|cree le|
        date d entree|date entree|date premier passage|premier passage|premiere visite|
        date de premiere visite|date premiere visite|customer since|client since|since|created|
        created at|created on|creation date|date created|date ouverture|date d ouverture|
        premier achat|date du premier achat|date creation client|date creation fiche|
        date de creation de la fiche|date ajout|date d ajout|anciennete""",
    Use.HOW_CAME: """origine|provenance|source|comment connu|connu par|comment nous a connu|
        comment nous avez vous connu|comment nous a t il connus|how came|lead source|
        origine du client|origine client|canal|canal d acquisition|comment venu""",
    Use.RECOMMENDED_BY: """recommande par|recommandee par|recommande e par|parrain|parraine par|
        referred by|parrainage|envoye par|recommandation|ref par|adresse par""",
    Use.TAGS: """etiquettes|etiquette|tags|tag|labels|label|libelles|categories|categorie|category|
        groupe|groupes|group membership|groups|mots cles|keywords|famille|famille client|
        type client|type de client|segment|libelle|group""",
    Use.NOTES: """notes|note|observations|observation|remarques|remarque|commentaire|commentaires|
        memo|comments|comment|info|infos|informations|notes client|bloc notes|divers|note client|
        informations complementaires|remarks|particularites""",
    Use.REFERENCE: """client n|reference id|square customer id|code tiers client|reference|ref|
        reference client|ref client|code client|numero client|numero de client|n client|no client|
        num client|id client|identifiant|identifiant client|client id|customer id|customer number|
        customer no|customer code|code|numero|n|no|id|account number|compte client|n compte|
        numero de compte|numcli|codecli|codeclient|n de client|code tiers|tiers|compte tiers|
        n fiche|numero de fiche|id externe""",
    Use.ASSET: """vehicule|vehicle|voiture|vehicules|auto|moto|vehicule 1|appareil|equipement|
        materiel|chaudiere|velo|designation vehicule|libelle vehicule|vehicule client|
        marque modele|marque et modele|marque modele vehicule|type vehicule|type de vehicule""",
    Use.ASSET_KIND: "genre de bien|genre du bien|type de bien|asset kind|kind of asset",
    Use.MAKE: "marque|make|marque vehicule|marque du vehicule|constructeur|brand",
    Use.MODEL: "modele|model|modele vehicule|modele du vehicule|version|gamme",
    Use.PLATE: """immatriculation|immat|plaque|plate|license plate|licence plate|registration|
        n immatriculation|numero immatriculation|numero d immatriculation|n d immatriculation|
        plaque d immatriculation|immatriculation 1|immat vehicule|immatriculation vehicule|
        registration number|reg|n immat|plaque immatriculation""",
    Use.SERIAL: """numero de serie|n de serie|n serie|no serie|serial|serial number|num serie|
        numero serie""",
    Use.VIN: """vin|n vin|numero vin|code vin|n de chassis|numero de chassis|chassis|n chassis|
        num chassis|numero chassis|n serie vin""",
    Use.MILEAGE: """km|kms|kilometrage|kilometres|mileage|odometer|kilometrage actuel|
        kilometrage compteur|compteur|dernier kilometrage|dernier km|nb km|km compteur|odometre""",
    Use.KEY_REFERENCE: """cle|ref cle|reference cle|reference de cle|n cle|numero de cle|code cle|
        key|key reference|key number|reference de la cle|numero cle|n de cle""",
    Use.LABELLED_NOTE: """fax number|last visit|dernier rdv|siret|n siret|numero siret|siren|
        n siren|tva|n tva|numero tva|tva intra|tva intracommunautaire|n tva intracommunautaire|
        numero de tva|vat number|fax|telecopie|telecopie bureau|telecopie domicile|telecopie autre|
        business fax|home fax|other fax|telecopieur|n fax|job title|organization title|
        organization 1 title|fonction|poste|profession|occupation|metier|site web|page web|
        web page|site internet|website|website 1 value|site|url|conjoint|conjoint e|spouse|enfants|
        children|surnom|nickname|pseudonyme|jour de naissance du conjoint|code ape|ape|naf|
        code naf|iban|mode de reglement|conditions de reglement|remise|date derniere visite|
        derniere visite|dernier passage|telephone de l assistant e|assistant s phone|digicode|
        code d acces|acces|etage|interphone|contact secondaire|interlocuteur|
        date du prochain controle technique|prochain ct|date ct|controle technique|
        date de mise en circulation|mise en circulation|date mise en circulation|
        1ere mise en circulation|energie|carburant|couleur|permis|n permis|relation 1 value|
        event 1 value|custom field 1 value|titre 1|titre dans l organisation|
        telecopie professionnelle|autre telecopie|telephone de l assistant|personal web page|
        page web personnelle|web page 1|web page 2""",
    Use.CONSENT_EMAIL: """opt in email|optin email|email opt in|opt in e mail|opt in mail|
        consentement email|consentement e mail|accepte email|accepte e mail|accepte les e mails|
        accepte les offres par e mail|email consent|email marketing consent|inscrit newsletter|
        abonne newsletter|newsletter|abonne a la newsletter|lettre d information|infolettre|
        email subscribed|accepts email marketing""",
    Use.CONSENT_SMS: """opt in sms|optin sms|sms opt in|consentement sms|accepte sms|
        accepte les sms|accepte les offres par sms|sms consent|sms marketing consent|
        accepts sms marketing""",
    Use.CONSENT_PHONE: """opt in telephone|optin telephone|consentement telephone|
        accepte telephone|accepte les appels|accepte les offres par telephone|phone consent|
        demarchage telephonique|accepte le demarchage""",
    Use.CONSENT_POST: """opt in courrier|optin courrier|consentement courrier|accepte courrier|
        accepte les courriers|accepte les offres par courrier|postal consent|mailing postal""",
    Use.NOTHING: """pager number|screen name|pseudo|creation source|transaction count|
        ventes|active|photo|priorite|priority|prive|private|sensitivity|critere de diffusion|sexe|
        gender|langue|language|initials|initiales|file as|classer sous|phonetic first name|
        phonetic middle name|phonetic last name|prenom phonetique|nom phonetique|
        deuxieme prenom phonetique|yomi name|given name yomi|additional name yomi|family name yomi|
        given yomi|surname yomi|nom yomi|prenom yomi|nom societe yomi|company yomi|short name|
        maiden name|location|emplacement|emplacement du bureau|office location|billing information|
        informations facturation|directory server|serveur d annuaire|hobby|passe temps|subject|
        account|compte|rnis|isdn|telex|internet free busy|disponibilite internet|
        type de messagerie|type de messagerie 2|type de messagerie 3|e mail type|e mail 2 type|
        e mail 3 type|e mail display name|e mail 2 display name|e mail 3 display name|
        nom complet de l adresse de messagerie|nom complet de l adresse de messagerie 2|
        nom complet de l adresse de messagerie 3|government id number|code gouvernement|
        numero d identification de l organisation|organizational id number|user 1|user 2|user 3|
        user 4|utilisateur 1|utilisateur 2|utilisateur 3|utilisateur 4|manager s name|responsable|
        assistant s name|nom de l assistant e|anniversary|anniversaire de mariage ou fete|service|
        department|organization department|organization 1 department|organization 1 type|
        organization 1 yomi name|organization 1 symbol|organization 1 location|
        organization 1 job description|b p bureau|bp bureau|bp domicile|bp autre|
        autre boite postale|dep region|region|departement|state|etat|province|solde|encours|
        solde client|ca|chiffre d affaires|dep region bureau|dep region domicile|dep region autre|
        business state|home state|other state|po box|address po box|boite postale|b p|bp|
        custom 1|custom 2|custom 3|custom 4|imaddress|im address|hobbies|loisirs|schools|ecoles|
        adresse de messagerie instantanee|nom du responsable|nom de l assistant|societe yomi|
        service de l organisation|messagerie instantanee""",
}

PHONES: dict[str, str] = {
    "": """telephone|tel|phone|telephone 1|tel 1|phone 1|tel1|telephone1|telephone 2|tel 2|phone 2|
        tel2|telephone2|telephone 3|tel 3|tel3|n telephone|numero de telephone|numero telephone|
        no telephone|phone number|telephone client|tel client|num tel|contact telephonique|
        telephone principal|primary phone|main phone|autre telephone|telephone autre|other phone|
        n de telephone|num telephone|telephone contact|rappel|callback|telephones|radio telephone|
        radio phone|recepteur de radiomessagerie|pager|car phone|telephone voiture|
        telephone tty ttd|telephone tty tdd|tty tdd phone|telephone ats atme|telephone radio|
        telephone de voiture|recepteur d appel""",
    "mobile": """mobile number 1|portable|mobile|gsm|telephone portable|tel portable|tel mobile|
        telephone mobile|mobile phone|n portable|numero de portable|portable 1|portable 2|mobile 1|
        mobile 2|tel port|port|cellulaire|cell phone|cell|mobile number|tel gsm|portable client|
        n de portable|telephone mobile 1|telephone mobile 2|autre portable""",
    "home": """tel personnel|telephone fixe|tel fixe|fixe|telephone domicile|tel domicile|domicile|
        home phone|home phone 2|telephone 2 domicile|telephone personnel|telephone maison|landline|
        n fixe|numero fixe|ligne fixe|telephone domicile 2|tel dom""",
    "work": """telephone bureau|tel bureau|bureau|business phone|business phone 2|work phone|
        telephone 2 bureau|telephone professionnel|tel pro|telephone pro|tel professionnel|
        telephone societe|company main phone|telephone travail|telephone bureau 2|
        telephone professionnel 2|telephone principal de la societe""",
}

PLACES: dict[str, str] = {
    "home": "domicile|home|perso|personnel|personnelle|prive|privee",
    "business": "bureau|business|work|professionnel|professionnelle|pro|travail",
    "other": "autre|other",
    "delivery": "livraison|shipping|delivery",
    "billing": "facturation|billing",
}
"""The words by which Outlook and shop software tell one address or e-mail from another."""
