"""French expressions that deserve a quiet warning: insults, contempt, offences, intimate life.

Word boundaries hold: « con » is not in « contact ». Accents fold, so no word stands alone here
that is another, innocent one without its accents (« taré », « bâtard », « demeuré »).
"""

from models.rules.free_text.kinds import Category, Rows, Wording

FRENCH = (
    Rows(
        Category.INSULT,
        Wording.FACTS,
        always="""
        con/s, conne/s, connard/s/e/es, conard/s, connasse/s, conasse/s, ducon, duconne, salope/s
        salopard/s, salaud/s, pute/s, putain/s, enculé/s/e, enfoiré/s/e/es, merde/s, merdeux
        merdeuse, merdique/s, emmerdeur/s, emmerdeuse/s, emmerde/nt, couillon/s/ne/nes
        trou du cul, trouduc/s, faux cul/s, faux derche, fils de pute, fdp, ntm, tête de con
        tête de noeud, tête de pioche, tête à claques, gros con/s, vieux con/s, pauvre con/s
        pauvre conne/s, sale con/s, sale conne/s, petit con/s, petite conne, un bâtard, ce bâtard
        sale bâtard, espèce de bâtard, gros bâtard, bande de bâtards, un pd, gros pd, sale pd
        ce pd, pédé/s, tarlouze/s, gouine/s, pétasse/s, pouffiasse/s, poufiasse/s, grognasse/s
        mégère/s, harpie/s, vieille peau, vieille bique, vieille sorcière, vieille chouette
        vieux schnock, vieux débris, gros lard, gros tas, gros porc, grosse vache, grosse truie
        grosse dondon, sac à merde, cette ordure, belle ordure, espèce d ordure, quelle ordure
        vraie ordure, crapule/s, racaille/s, ta gueule, sa gueule, grande gueule/s
        gros plein de soupe, folle à lier, fou à lier, fous à lier, casse couille/s, casse pied/s
        casse bonbon/s, relou/s, nous fait chier, fait chier, me gonfle, nous gonfle
        gros blaireau, quel blaireau, ce blaireau, vrai blaireau, tête de veau, pauvre type/s
        pauvre mec, pauvre fille, sale type, sale bonhomme, sale bonne femme, bonne femme, plouc/s
        péquenaud/s, cul terreux, beauf/s, ivrogne/s, poivrot/s/e, pochtron/ne, pochard/s
        soûlard/s/e, sac à vin, alcoolo/s, alcolo/s, vieux pervers, gros pervers, gros dégueulasse
        vieux cochon, tordu/s du bocal, porte de prison, langue de vipère, peau de vache
        enquiquineur|enquiquineuse, ours mal léché, caractère de cochon, caractère de chien
        sale caractère, madame je sais tout, monsieur je sais tout, boit comme un trou
        rabat joie, cherche les ennuis, cherche la bagarre
        """,
        of_people="""
        chiant/s/e/es, chieur/s, chieuse/s, bouffon/s, tapette/s, moche/s, mocheté/s, laideron
        laide/s, puant/s/e, {he} sent mauvais, {person} sent mauvais, la grosse du, la grosse de
        cinglé/s/e/es, barjo/ts|barjot, toqué/s de la tête, complètement taré/e, un taré, ce taré
        est taré/e, {very} taré/e/s, {very} timbré/e/s, {very} fêlé/e/s, {very} givré/e/s
        est folle, est fou, complètement fou|folle, vieux fou, vieille folle, pauvre folle
        pauvre fou, c est un fou, c est une folle, un dingue, une dingue, complètement dingue
        est dingue, hystérique/s, hystéro/s, insupportable/s, pénible/s, imbuvable/s, exécrable/s
        odieux, odieuse/s, caractériel/s/le/les, parano/s, paranoïaque/s, mytho/s, mythomane/s
        psychopathe/s, pervers|perverse/s, dégueulasse/s, crasseux, crasseuse/s, gros dégueu
        pue le fauve, pue des pieds, pue la sueur, pue de la bouche, sent mauvais de la bouche
        qui pue, {he} pue/nt, sans gêne, malpoli/s/e/es, mal élevé/s/e/es, grossier personnage
        mal embouché/e, mal baisé/e/es, mal luné/e, râleur/s, râleuse/s, emmerdant/s/e
        prétentieux, prétentieuse/s, une vraie plaie, fouteur de merde, branleur/s, branleuse/s
        glandeur/s, glandeuse/s, feignant/s/e, feignasse/s, fainéant/s/e/es, bon à rien
        lèche bottes, lèche cul, fayot, commère/s, pipelette/s, faux jeton/s, hypocrite/s
        grincheux, grincheuse/s, grognon/ne/s, ronchon/ne/s, bougon/ne/s, acariâtre/s
        hargneux, hargneuse/s, teigneux, teigneuse/s, aigri/s/e/es, mesquin/s/e/es
        geignard/s/e/es, pleurnichard/s/e/es, pleurnicheur/s, pleurnicheuse/s, chouineur/s
        chouineuse/s, antipathique/s, {he} est désagréable/s, {person} désagréable/s
        {he} est bizarre/s, {person} bizarre/s, {person} louche/s, {he} a un grain
        """,
    ),
    Rows(
        Category.INSULT,
        Wording.TIME,
        of_people="""
        bavard/s comme une pie, moulin à paroles, parle trop, lent/e comme une tortue
        pot de colle, {un} boulet, vrai boulet, quel boulet, tue l amour, lourdingue/s
        chipoteur/s, chipoteuse/s, maniaque/s, tatillon/ne/s, jamais content/e/s
        jamais satisfait/e/s, cherche la petite bête
        """,
    ),
    Rows(
        Category.MIND,
        Wording.EXPLAIN,
        always="""
        quelle gourde, vraie gourde, quelle cruche, vraie cruche, quelle nouille, quelle andouille
        espèce d andouille, vraie bécasse, quelle dinde, bête comme ses pieds
        bête à manger du foin, bête à bouffer, qi d huître, bête à pleurer, con comme un balai
        mou du bulbe, bas du front, deux de tension, pas inventé la poudre
        pas inventé l eau chaude, pas inventé le fil, qi d une huître, qi de moule, qi de poulpe
        petit qi, qi proche, pois chiche dans la tête, pas une lumière, pas le couteau le plus
        pas la lumière à tous les étages, lent d esprit, lente d esprit, simple d esprit
        faible d esprit, intellectuellement limité/e, limité/s/e intellectuellement
        attardé/e mental/e, un attardé, une attardée, crétin/s/e/es, abruti/s/e/es, imbécile/s
        ignare/s, neuneu/s, neu neu, gogol/s, golmon, mongol/s, mongolien/s/ne/nes, triso/s
        sombre idiot, ahuri/s/e, analphabète/s, illettré/s/e, tête d oiseau, cervelle d oiseau
        cervelle de moineau, tête de linotte
        """,
        of_people="""
        idiot/s/e/es, débile/s, débilos, niais, niaise/s, niaiseux, simplet/s/te, benêt/s
        inculte/s, {he} est bête, {he} sont bêtes, {very} bête/s, peu bête, pas malin/s
        pas maligne/s, pas très malin/s, pas très maligne/s, pas futé/s/e, pas très futé/s/e
        pas finaud/s/e, pas très intelligent/s/e, peu intelligent/s/e, pas intelligent/s/e
        stupide/s, ne comprend rien, comprend rien, comprend jamais rien, ne comprennent rien
        ne pige rien, pige rien, ne capte rien, capte rien, n a rien compris, rien dans la tête
        rien dans le crâne, {very} bouché/s/e, bouché/e à l émeri, {very} limité/s/e, peu limité/e
        lent/e à la détente, {he} est nul/le, trop nul/le/s, gros nul, grosse nulle, vraie nulle
        un demeuré, {very} attardé/s/e/es, {person} attardé/s/e/es, {he} est lent/e, ne percute pas
        percute pas, ne sait pas lire, sait à peine lire
        """,
    ),
    Rows(
        Category.MONEY,
        Wording.PRICE,
        always="""
        radin/s, radine/s, pingre/s, rapiat/s/e, grippe sou/s, rat comme tout, près de ses sous
        oursins dans les poches, pas un radis, pas un rond, sans le sou, cas social, cas sociaux
        cas soc, pas un sou, sans domicile, fauché/s/e/es comme les blés, cassos, cassoce
        crève la faim, clodo/s, sdf, clochard/s/e, crevard/s/e, smicard/s/e, touche le rsa, au rsa
        vit du rsa, vit des allocs, vit des aides, vit du chômage, gratteur/s, gratteuse/s
        pique assiette/s, profiteur/s, profiteuse/s, bourge/s, friqué/s/e/es, plein/e aux as
        plein/e/s de fric, plein de thune, pété/e de thune/s, pété/e de fric, du fric, a du pognon
        plein/e de pognon, nouveau riche, nouveaux riches, gosse de riche/s, gosses de riches
        fils à papa, fille à papa, pauvre/s comme job
        """,
        of_people="""
        avare/s, toujours fauché/s/e, {he} est fauché/e, {he} sont fauchés, est fauchée, un fauché
        complètement fauché/e, a pas un sou, n a pas d argent, a pas d argent, pas les moyens
        dans la dèche, dans la misère, ont rien, un assisté, une assistée, des assistés
        c est des pauvres, famille pauvre, gens pauvres, {is} pauvre/s, {he} est riche
        {he} sont riches, très riche/s, marchand/e de tapis, toujours à marchander
        """,
    ),
    Rows(
        Category.MONEY,
        Wording.PAYMENT,
        always="""
        mauvais payeur/s, mauvaise payeuse, mauvaise paye, mauvaise paie, ne paie jamais
        paie jamais, paye jamais, paient jamais, paie pas ses, paye pas ses, paiera jamais
        ne paie pas ses, surendetté/s/e/es, surendettement, interdit/s/e bancaire/s
        en faillite personnelle, chèque/s en bois, criblé/e de dettes, couvert/e de dettes
        huissier/s aux fesses, insolvable/s
        """,
    ),
    Rows(
        Category.OFFENCE,
        Wording.OBSERVED,
        always="""
        voleur de poules, escroc/s, escroque, arnaqueur/s, arnaqueuse/s, nous arnaque
        délinquant/s/e/es, ex détenu/e, ancien détenu, ancien taulard, taulard/s/e
        repris de justice, casier judiciaire, sort de prison, sorti/e de prison, sortait de prison
        en prison, fait de la prison, en taule, sort de taule, sous bracelet électronique
        bracelet électronique à la cheville, garde à vue, en cavale, trafiquant/s
        dealer/s de shit, un dealer, deale/nt, vend du shit, vend de la drogue, trafic de drogue
        pédophile/s, pédo/s, violeur/s, proxénète/s, bat sa femme, battait sa femme, tape sa femme
        cogne sa femme, frappe sa femme, violent avec sa femme, femme battue, bat ses enfants
        tape ses gosses, retrait de permis, permis suspendu, permis retiré, perdu son permis
        plus de permis, suspension de permis, alcool au volant, alcoolémie au volant
        conduit bourré, conduit saoul, état d ivresse, état d ébriété, travail au noir
        travaille au noir, travaillent au noir, payé au noir, paie au noir, paye au noir, au black
        fraude fiscale, fraudeur/s, fraudeuse/s, fraude le fisc, fraude la caf
        fraude aux allocations, criminel/s/le, assassin/s, meurtrier/s, mafieux, malfrat/s
        truand/s, voyou/s, gangster/s, {he} nous a volé/s, nous a volés, nous vole, a volé dans
        a volé une, a volé un, a volé des, a volé le, a volé la, vole dans, sans papier/s
        en situation irrégulière, a fait de la taule, mis/e en examen, fiché/e s
        plusieurs condamnations
        """,
        of_people="""
        condamné/s/e/es, récidiviste/s, voleur/s, voleuse/s, menteur/s, menteuse/s, tricheur/s
        tricheuse/s, malhonnête/s, pas honnête/s, pas net/te, type louche, pas clair/e dans
        """,
    ),
    Rows(
        Category.SEXUALITY,
        Wording.NOTHING,
        always="""
        homo/s, homosexuel/s/le/les, mariage de deux hommes, mariage de deux femmes
        hommes en couple, femmes en couple, bisexuel/s/le/les, lesbienne/s, gay/s
        transsexuel/s/le, transgenre/s, un trans, une trans, c est un travesti, travesti/s
        travelo/s, drag queen, vit avec un autre homme, aime les hommes, préfère les hommes
        préfère les garçons, de l autre bord, de la jaquette, pédale douce, efféminé/s/e
        garçon manqué, trompe sa femme, trompe son mari, trompait sa femme, infidèle/s
        sa maîtresse, a une maîtresse, son amant, a un amant, couche avec, couchent ensemble
        cocu/s/e, coureur de jupons, chaud lapin, queutard, allumeuse/s, aguicheuse/s, nymphomane
        nympho, obsédé/s sexuel/s, vieil obsédé, gros obsédé, obsédé/e du sexe, libertin/s/e
        échangiste/s, prostituée/s, escort girl, gros seins, gros nichons, belle paire de
        gros lolos, beau cul, joli cul, gros cul, bonnasse/s, bombasse/s, bombe sexuelle, sexy
        baisable/s, se la taper, bien roulée
        """,
        of_people="chaudasse/s, vieux garçon, vieille fille, frigide/s, impuissant/s",
    ),
)
