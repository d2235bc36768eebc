"""The nouns that tell of what or of whom an expression is said, and the words around names."""

from models.rules.phrases import word_list

THINGS = word_list(
    """
    accès alternateur panne/s aile alarme amortisseur/s ampoule/s antenne appareil/s arbre/s
    ascenseur assurance auto/s balcon batterie/s biellette bielle bois boisson/s boite/s|boîte/s
    bougie/s boulon/s bouteille/s bride bruit/s brosse câble/s cadre calculateur camion/s
    camionnette/s capot capteur/s caravane/s carburateur carrosserie carte/s carton/s chaise/s
    chambre chaudière/s châssis chaussure/s cheminée cheveu/x chien/s chienne chat/s chatte cheval
    circuit/s ciseaux clavette clé/s|clef/s clio cloison/s code colis colonne coiffure
    compresseur/s compteur/s condensateur conduit/s contacteur contrat/s coque couleur/s couloir
    coupe/s courroie/s couvercle crépi cuisine culasse cylindre/s dalle démarreur dent/s devis
    diesel direction disjoncteur/s disque/s document/s douche eau écran/s écrou/s église électrode
    embrayage/s embout emplacement/s engin/s entrée enveloppe/s épicerie escalier/s essieu étagère
    évier/s façade/s fenêtre/s feu|feux fil/s filtre/s fleur/s fosse four frein/s fuite fusible/s
    gaine gâche garantie gazon gel gond/s goujon haie herbe/s horloge housse huile imprimante
    injecteur/s installation interrupteur/s jante/s jardin joint/s journal kangoo lampe lame/s
    lavabo levier logiciel lot lunette machine/s maison/s marbre mèche/s menu meuble/s mobylette
    montage montre/s moquette moteur/s moto/s mur/s niche outil/s ordinateur/s pain/s palier
    panneau|panneaux papier/s parking parquet pelouse phare/s pièce/s pierre/s pignon pile/s
    piscine place/s plafond plainte plan plancher planche/s plante/s plat/s plaque/s platine
    pneu/s pointe/s poêle pompe/s pont portail porte/s portière/s poteau|poteaux poulie/s poutre/s
    pré prise/s prix produit/s programme protocole puce racine/s radiateur/s raccord/s rampe rang
    recette réfrigérateur régulateur remorque/s répondeur réservoir résistance restaurant
    ressort/s rideau rivet/s robinet/s rosier/s rotule roue/s roulement/s rouille sable sauce/s
    scie scooter/s sanitaires serrure/s siège/s signal sol solde soupape/s store/s support/s
    surface/s suspension système/s table/s tableau|tableaux taille téléphone/s télévision tissu/s
    toilettes toit/s toiture/s tondeuse/s tôle/s traiteur trappe travail travaux tringle tube/s
    turbo tuyau/x vaisselle vanne/s véhicule/s vélo/s vérin vernis verrou vêtement/s viande
    vidange vigne vin/s vis vitre/s voiture/s volant volet/s wc zinc peugeot renault citroën
    twingo golf angle cornière cuve gaz baguette/s brique/s fruit/s légume/s melon/s tomate/s
    pomme/s plafonnier réseau faisceau soudure serveur commande commande/s facture/s chèque
    livraison/s marque/s musique/s film/s plats épices spécialité/s bière/s café/s fromage/s riz
    huîtres modèle/s fournisseur/s importateur usine engine/s battery vehicle/s van truck bolt/s
    screw/s nut gearbox clutch door/s window/s wall/s price/s pump pipe/s valve/s roof boiler
    tyre/s tire/s brake/s bike wheel/s light/s tap wood invoice/s quote box shoe/s dress coat
    paint coffee tea wine bread beer cheese food spot zone space cake lock toilet/s ramp bumper
    coin radio switch socket plant/s tree/s dog cat hair market salad phone spare parts
    """
)

PERSONS = word_list(
    """
    client/s/e/es|cliente/s monsieur messieurs madame mesdames mme mlle mademoiselle homme/s
    femme/s dame/s mari épouse époux compagne compagnon conjoint/e fils fille/s frère/s soeur/s
    père mère enfant/s bébé papa maman papi papy mamie mamy oncle tante cousin/e cousins
    voisin/s/e/es gars type/s mec/s meuf/s nana/s personne/s gens famille/s couple/s collègue/s
    patron/ne patrons ouvrier/s apprenti/e gérant/e locataire/s propriétaire/s ami/s/e/es copain/s
    copine/s conducteur conductrice grand-mère gamin/s/e gosse/s jeune/s vieux vieille/s
    retraité/s/e man men woman women lady ladies guy guys girl/s boy/s husband wife son daughter
    brother sister father mother child kid/s customer/s client/s person people family couple
    neighbour/s neighbor colleague boss tenant owner friend
    """
)
# Between a noun and what is said of it.
LINKS = word_list("de du des d la le les l un une ce cet cette ces au aux a à the of this that my")
TURNS = word_list(
    """
    mais donc puis parce puisque quand comme qui que car but because when who since
    """
)
STREETS = word_list(
    """
    rue avenue boulevard bd place chemin impasse allée quai route cours square passage quartier
    résidence lotissement hameau lieu-dit pont porte faubourg villa centre hôtel café bar église
    collège lycée école street road lane
    """
)
CIVILITIES = word_list(
    """
    m mr mme mlle mm monsieur madame mademoiselle me maître docteur dr ets établissements maison
    garage cabinet boulangerie entreprise société sarl sas eurl famille mrs ms miss sir
    """
)
