"""Lists that expressions name between braces: peoples, pronouns, parts of the body."""

from models.rules.phrases import word_list

LISTS = {
    "people": word_list(
        """
        africain/s/e/es albanais/e/es algérien/s/ne/nes allemand/s/e/es américain/s/e/es
        anglais/e/es antillais/e/es arabe/s arménien/s/ne/nes asiatique/s belge/s berbère/s
        bosniaque/s brésilien/s/ne/nes bulgare/s camerounais/e/es chinois/e/es comorien/s/ne/nes
        congolais/e/es coréen/s/ne/nes corse/s égyptien/s/ne/nes espagnol/s/e/es étrangère
        étrangères gitan/s/e/es grec|grecs|grecque/s guadeloupéen/ne guinéen/s/ne/nes
        haïtien/s/ne/nes hongrois/e/es indien/s/ne/nes irakien/s/ne iranien/s/ne italien/s/ne/nes
        ivoirien/s/ne/nes japonais/e/es kabyle/s kurde/s libanais/e/es maghrébin/s/e/es malgache/s
        malien/s/ne/nes marocain/s/e/es martiniquais/e mauritanien/s/ne nigérian/s/e
        pakistanais/e/es polonais/e/es portugais/e/es réunionnais/e roumain/s/e/es russe/s
        sénégalais/e/es serbe/s slave/s syrien/s/ne/nes tchétchène/s togolais/e tunisien/s/ne/nes
        turc/s|turque/s ukrainien/s/ne/nes vietnamien/s/ne/nes yougoslave/s manouche/s rom/s
        tsigane/s african/s arab/s chinese indian/s moroccan/s algerian/s polish romanian/s
        turkish pakistani/s jewish asian/s foreign gypsy portuguese
        """
    ),
    "ethnic": word_list(
        """
        arabe/s gitan/s/e/es manouche/s roms black/s renoi/s rebeu/s asiatique/s maghrébin/s/e/es
        africain/s/e/es immigré/s/e/es migrant/s/e/es clandestin/s/e/es tsigane/s étranger/s
        """
    ),
    "un": word_list(
        "un une ce cet cette ces des les quel quelle vrai vraie sale sales encore deux"
    ),
    "is": word_list("est sont était étaient semble parait parle is are was"),
    "he": word_list("il elle ils elles lui he she they"),
    "very": word_list(
        "très trop complètement totalement vraiment assez un peu si toujours gros grosse sale"
    ),
    "a": word_list("a à au aux"),
    "person": word_list(
        """
        client/s|cliente/s monsieur madame homme/s femme/s dame/s mari fille/s fils enfant/s
        voisin/s/e/es gars type/s mec/s personne/s gens famille/s couple/s patron/ne ouvrier/s
        mère père soeur copine jeune/s
        """
    ),
    "body": word_list(
        """
        genou|genoux dos hanche/s épaule/s coeur tête ventre pied/s main/s poignet cheville oeil
        yeux dents colonne bras jambe/s coude prostate sein vésicule cataracte reins foie poumon/s
        """
    ),
    "his": word_list("son sa ses leur leurs le la l du de mon ma his her their"),
    "of": word_list("de du d des of from"),
    "party": word_list(
        """
        rn fn lfi ps lr modem renaissance reconquête pcf npa eelv macron mélenchon mlc pen zemmour
        bardella hollande sarkozy gauche droite communiste socialiste vert écolo extrême blanc
        front labour tory conservative reform left right trump
        """
    ),
}
