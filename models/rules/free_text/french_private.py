"""French expressions of the special categories: health, religion, origin, opinions.

And what looks like them and is not: idioms, dishes, tools.
"""

from models.rules.free_text.kinds import Category, Rows, Wording

FRENCH_PRIVATE = (
    Rows(
        Category.HEALTH,
        Wording.AWAY,
        of_people="""
        cancer/s, alcoolique/s, cardiaque/s, {he} est stérile, cancéreux, cancéreuse, tumeur/s
        leucémie, malade/s, maladie/s, dépression/s
        """,
        always="""
        longue maladie, maladie grave, arrêt maladie, en arrêt de travail, arrêt de travail
        congé maladie, chimio/s, chimiothérapie/s, radiothérapie/s, en rémission, soins palliatifs
        fin de vie, hospitalisé/s/e/es, est à l hôpital, entre à l hôpital, entré/e à l hôpital
        sort de l hôpital, sorti/e de l hôpital, sortie d hôpital, va à l hôpital
        en clinique pour, opéré/e de, opéré/e du, opéré/e des, se fait opérer, se faire opérer
        été opéré/e, va être opéré/e, avc, infarctus, crise cardiaque, pontage, pacemaker
        stimulateur cardiaque, problème/s cardiaque/s, problèmes de coeur, maladie de coeur
        problème de santé, problèmes de santé, soucis de santé, souci de santé, dialyse, dialysé/e
        burn out, burnout, dépressif/s, dépressive/s, maniaco dépressif, schizo/s, schizophrène/s
        psychotique/s, tentative de suicide, suicidaire/s, s est suicidé/e, voit un psy
        va chez le psy, chez le psy, suivi/e par un psy, antidépresseur/s, anxiolytique/s
        prend des médicaments, sous médicaments, prend un traitement, cure de désintox
        en désintox, en cure, alcoolisme, fait une cure, sort de cure, boit trop, incontinent/s/e
        toxico/s, toxicomane/s, cocaïnomane/s, héroïnomane/s, se drogue/nt, sous méthadone
        fume du shit, junkie/s, sida, séropositif/s, séropositive/s, vih, parkinson
        sclérose en plaques, fibromyalgie, endométriose, hépatite/s, tuberculose, covid long
        a le covid, attrapé le covid, positif au covid, positive au covid, cas covid, cirrhose
        épileptique/s, épilepsie, crise d angoisse, crises d angoisse, migraineux, migraineuse
        fausse couche, ivg, a avorté, avortement, fiv, stérile depuis, ménopausée, ménopause
        """,
    ),
    Rows(
        Category.HEALTH,
        Wording.ACCESS,
        of_people="""
        handicapé/s/e/es, handicap, {person} invalide/s, {he} est invalide, un invalide, infirme/s
        paralysé/s/e/es, boiteux, boiteuse/s, nain/s, naine/s, manchot/s, manchote, prothèse/s
        bossu/s
        """,
        always="""
        en fauteuil roulant, fauteuil roulant, paraplégique/s, tétraplégique/s, hémiplégique/s
        unijambiste/s, à mobilité réduite, mobilité réduite, carte d invalidité, taux d invalidité
        pension d invalidité, touche l aah, obèse/s, obésité, surpoids, {very} gros monsieur
        la grosse dame, grosse dame, un gros monsieur, le gros monsieur, grosse femme
        gros bonhomme, anorexique/s, boulimique/s, jambe amputée, amputé/s/e, myopathe
        """,
    ),
    Rows(
        Category.HEALTH,
        Wording.FACE,
        of_people="sourd/s/e/es, muet/s, muette/s, bègue/s",
        always="""
        malentendant/s/e/es, mal entendant/s/e/es, sourd comme un pot, sourdingue, sourd muet
        sourde muette, bégaie, bégaye, appareil auditif, appareils auditifs, entend très mal
        """,
    ),
    Rows(
        Category.HEALTH,
        Wording.ALOUD,
        of_people="aveugle/s, malvoyant/s/e/es, bigleux, bigleuse",
        always="mal voyant/s/e/es, non voyant/s/e/es, glaucome, cataracte, dmla, dyslexique/s",
    ),
    Rows(
        Category.HEALTH,
        Wording.WITHOUT,
        always="""
        allergie/s, allergique/s {a}, allergie {a}, allergies {a}, fait une allergie {a}
        intolérant/e {a}, intolérance {a}, allergique/s {a} la, allergique/s {a} l
        allergie {a} la, allergie {a} l, intolérant/e {a} la, intolérance {a} la
        intolérant/e {a} l, allergique/s, intolérant/e
        """,
    ),
    Rows(Category.HEALTH, Wording.NO_SUGAR, always="diabète, diabétique/s, sous insuline"),
    Rows(Category.HEALTH, Wording.NO_GLUTEN, always="coeliaque/s"),
    Rows(
        Category.HEALTH,
        Wording.GENTLE,
        always="psoriasis, eczéma, pelade, alopécie, dermatite, teigne, perruque de chimio",
    ),
    Rows(
        Category.HEALTH,
        Wording.CARRY,
        always="""
        mal de dos, mal au dos, problème de dos, problèmes de dos, dos bloqué, hernie discale
        lumbago, sciatique, mal {a} {body}, mal {a} l épaule, mal {a} la hanche, rhumatismes
        arthrose, prothèse de hanche, prothèse de genou, béquille/s, jambe cassée, bras cassé
        bras dans le plâtre, pied dans le plâtre, jambe dans le plâtre, asthme, asthmatique/s
        insuffisant respiratoire
        """,
    ),
    Rows(
        Category.HEALTH,
        Wording.SEAT,
        always="""
        {he} est enceinte, {he} sont enceintes, {person} enceinte/s, est enceinte, tombée enceinte
        enceinte de # mois, enceinte jusqu, enceinte de jumeaux, femme enceinte
        grossesse difficile, attend un bébé, attendent un bébé, attend un enfant
        attendent un enfant, attend des jumeaux, attend un heureux événement, début de grossesse
        """,
    ),
    Rows(
        Category.HEALTH,
        Wording.WRITTEN,
        of_people="gâteux, gâteuse, sénile/s",
        always="""
        alzheimer, perd la tête, perd la boule, perd la mémoire, perte de mémoire, démence
        plus toute sa tête, pas toute sa tête, autiste/s, autisme, asperger, trisomique/s
        trisomie, handicap mental, handicapé mental, handicapée mentale, déficient mental
        hyperactif|hyperactive, tdah, sous tutelle, sous curatelle
        """,
    ),
    Rows(
        Category.RELIGION,
        Wording.NEED,
        of_people="""
        musulman/s/e/es, juif/s, juive/s, catholique/s, catho/s, chrétien/s, chrétienne/s
        protestant/s/e/es, bouddhiste/s, hindouiste/s, sikh/s, athée/s, mormon/s, intégriste/s
        voilée/s, islam
        """,
        always="""
        islamiste/s, salafiste/s, feuj/s, israélite/s, évangéliste/s, témoin/s de jéhovah, bigot/s
        bigote/s, grenouille de bénitier, cul béni, va à la messe, vont à la messe
        va à la mosquée, vont à la mosquée, à la mosquée le vendredi, va à la synagogue
        va à l église, va au temple, fait le ramadan, font le ramadan, pour le ramadan
        pendant le ramadan, jeûne pour, fait shabbat, respecte le shabbat, fait carême
        pratique le carême, pour le carême, porte le voile, porte un voile, portent le voile
        porte le foulard, porte la kippa, porte une kippa, porte le hijab, en burqa, en niqab
        niqab, burqa, en hijab, {very} pratiquant/s/e, est pratiquant/e, catholique pratiquant/e
        très croyant/e, est croyant/e, sont croyants, prie cinq fois, fait sa prière
        font leur prière, heures de prière, heure de la prière, membre d une secte, dans une secte
        franc maçon/s, francs maçons, franc maçonnerie, radicalisé/s/e, se convertit à
        converti/e à l islam, croit en dieu, croit pas en dieu
        """,
    ),
    Rows(
        Category.RELIGION,
        Wording.DISH,
        always="""
        mange halal, mangent halal, mange que halal, que du halal, mange casher, mange kasher
        mangent casher, que du casher, pas de porc car musulman, ne mange pas de porc car
        """,
    ),
    Rows(
        Category.ORIGIN,
        Wording.LANGUAGE,
        of_people="""
        d origine {people}, origine {people}, origines {people}, d origine ethnique
        origine ethnique, d origine étranger, c est un {people}, c est une {people}
        ce sont des {people}, {he} est {people}, {he} sont {people}, {person} {people}
        {person} d origine {people}, {person} noir/s/e/es, {person} de couleur
        {person} métis|métisse, couple de {people}, couple d {people}, groupe de {people}
        {un} {ethnic}, les {ethnic}, comme les {ethnic}, c est un noir, c est une noire, les noirs
        {he} est métis|métisse, accent {people}, type {people}, c est des {people}
        c est encore des {people}
        """,
        always="""
        bougnoule/s, bicot/s, nègre/s, négresse/s, négro/s, bamboula/s, chinetoque/s, niakoué/s
        youpin/s, rital/s, boche/s, polack/s, basané/s/e, blédard/s/e, yeux bridés
        travail d arabe, travail arabe, français de souche, gens du voyage, romanichel/s/le
        issu/s/e de l immigration, peau de noir, renoi/s, rebeu/s, noir de peau, noire de peau
        immigrés, race de, sale race
        """,
    ),
    Rows(
        Category.OPINION,
        Wording.NOTHING,
        of_people="""
            communiste/s, socialiste/s, anarchiste/s, écolo/s, raciste/s, militant/s/e/es
            extrémiste/s
        """,
        always="""
        gauchiste/s, gaucho/s, facho/s, fasciste/s, macroniste/s, lepéniste/s, mélenchoniste/s
        frontiste/s, syndicaliste/s, cgtiste/s, cégétiste/s, gréviste/s, complotiste/s, antivax
        anti vax, royaliste/s, vote {party}, votent {party}, voté {party}, vote à {party}
        vote à l extrême, vote pour le, vote pour {party}, voter {party}, vote au {party}
        vote extrême, vote le pen, électeur/s du, électrice de, {he} est de gauche
        {he} est de droite, {he} sont de gauche, {he} sont de droite, gens de droite
        gens de gauche, famille de gauche, homme de gauche, femme de gauche, d extrême droite
        d extrême gauche, est à gauche politiquement, encarté/e, adhérent/e au parti
        carte du parti, membre du parti, pro macron, anti macron, syndiqué/s/e/es
        délégué/e syndical/e, délégué cgt, à la cgt, de la cgt, à la cfdt, chez fo
        à sud solidaires, membre du syndicat, délégué du syndicat, gilet jaune convaincu
        c est un gilet jaune, ancien gilet jaune, manifeste tous les, va aux manifs
        manif/s contre, pro palestinien/s, pro israël, pro russe
        """,
    ),
)
# Looks like one of the above and is not: idioms, dishes, tools, trades, what happened to a client.
INNOCENT = """
pas catholique, pas très catholique, téléphone arabe, tête de turc, toilettes à la turque
c est fou, c est dingue, c est bête, ce serait bête, trop bête de, est fou de, est folle de
est fous de, dingue de, est pauvre en, hydro alcoolique/s, nain/s de jardin, au chinois
assurance maladie, enceinte/s acoustique/s, enceinte/s bluetooth, tapette/s à souris
tapette/s à mouche/s, lui a volé, lui ont volé, leur a volé, m a volé, s est fait voler
on nous a volé, accès handicapé/s, place/s handicapé/s, wc handicapé/s, toilettes handicapé/s
place/s réservée/s handicapé/s, à l aveugle, en aveugle, test aveugle, un bâtard bien cuit
un bâtard tranché, un bâtard et, maladie du bois, con carne, con leche, en prison dorée
case prison, bombe de laque, une bombe de, une bombe anti, gueule de loup, gueule de bois
un boulet de, un boulet d, pas bête, sourde oreille, est riche en, sont riches en, très riche en
très riches en, {he} est de droite|gauche le|la|l, massage cardiaque, s est un peu attardé/e
{he} a un grain de
"""
