"""English expressions that deserve a quiet warning.

No word here is also an innocent French one: « retard », « lame », « mental », « sale » are left
out, since both languages are read in one pass.
"""

from models.rules.free_text.kinds import Category, Rows, Wording

ENGLISH = (
    Rows(
        Category.INSULT,
        Wording.FACTS,
        always="""
        asshole/s, arsehole/s, bastard/s, bitch/es, bitchy, bloody idiot/s, bollocks, bullshit
        cunt/s, dick head, dickhead/s, fuck/s, fucking, fucker/s, jerk/s, motherfucker/s, prick/s
        scumbag/s, shit/s, shithead/s, shitty, slut/s, son of a bitch, tosser/s, twat/s, wanker/s
        whore/s, faggot/s, dyke/s, tranny, old hag, old bag, old cow, fat cow, fat pig, ugly cow
        pain in the neck, pain in the arse, pain in the ass, loudmouth/s, weirdo/s, creepy
        a creep, drunkard/s, old drunk, a drunk, always drunk, old fool/s, grumpy, grouch/es
        grouchy, know it all/s, drama queen/s, control freak/s, time waster/s, busybody
        """,
        of_people="""
        is crazy, are crazy, crazy man, crazy woman, crazy lady, nutcase/s, nutter/s, is nuts
        psycho/s, hysterical, obnoxious, unbearable, whiner/s, moaner/s, stinks, smells bad
        ugly man, ugly woman, arrogant, lazy, bossy, nosy, moody
        """,
    ),
    Rows(
        Category.MIND,
        Wording.EXPLAIN,
        always="""
        moron/s, imbecile/s, idiot/s, halfwit/s, half wit/s, dimwit/s, retarded, a retard, dumbass
        thick as a brick, thick as two, not the sharpest, not very bright, not too bright
        slow witted, illiterate, airhead/s, bird brain
        """,
        of_people="stupid, dumb, is thick, is dense, understands nothing, never understands",
    ),
    Rows(
        Category.MONEY,
        Wording.PRICE,
        always="""
        cheapskate/s, tightfisted, tight fisted, penny pincher/s, stingy, skinflint/s, miser/s
        miserly, scrooge, scrounger/s, freeloader/s, on benefits, on the dole, filthy rich
        loaded with money, dirt poor, white trash, chav/s, homeless, tramp/s, beggar/s
        gold digger/s, benefit cheat/s
        """,
        of_people="{he} is poor, {he} are poor, poor people, {he} is rich, {he} are rich",
    ),
    Rows(
        Category.MONEY,
        Wording.PAYMENT,
        always="bad payer/s, never pays, bankrupt, in debt, bounced cheque/s",
    ),
    Rows(
        Category.OFFENCE,
        Wording.OBSERVED,
        always="""
        crook/s, con man, con artist/s, scammer/s, swindler/s, shoplifter/s, stole from
        steals from, is a thief, thieves, fraudster/s, criminal record, a criminal, ex convict
        ex con, convict/s, in jail, in prison, out of jail, out of prison, on parole, on probation
        drink driving, drunk driving, lost his licence, lost her licence, drug dealer/s
        sells drugs, paedophile/s, beats his wife, wife beater, illegal immigrant/s
        works off the books, paid off the books, did time for, did time in, has done time
        ex offender/s
        """,
        of_people="convicted, liar/s, thief, dishonest, cheats",
    ),
    Rows(
        Category.SEXUALITY,
        Wording.NOTHING,
        always="""
        homosexual/s, lesbian/s, bisexual/s, transgender, queer/s, cheats on his, cheats on her
        his mistress, her lover, sleeps with, sleeping with, sleeps around, hot chick, nice tits
        nice ass, big boobs, slutty, pervert/s, trans man, trans woman
        """,
    ),
    Rows(
        Category.HEALTH,
        Wording.AWAY,
        always="""
        chemo, chemotherapy, heart attack, had a stroke, in hospital, hospitalised, hospitalized
        sick leave, hiv positive, has aids, depressed, bipolar disorder, schizophrenic, is bipolar
        mentally ill, mental illness, psychiatrist, rehab, drug addict/s, alcoholic/s, suicidal
        miscarriage, abortion, epileptic, had surgery, surgery on, has covid, terminally ill
        nervous breakdown, antidepressants, breast cancer, lung cancer, cancer patient
        """,
        of_people="is ill, is sick, very ill, very sick, seriously ill",
    ),
    Rows(
        Category.HEALTH,
        Wording.ACCESS,
        of_people="disabled, handicapped, crippled, lame man, lame woman",
        always="wheelchair, paraplegic, cripple/s, obese, overweight, fat man, fat woman, fat lady",
    ),
    Rows(
        Category.HEALTH, Wording.FACE, of_people="is deaf, deaf, hard of hearing", always="stutters"
    ),
    Rows(
        Category.HEALTH,
        Wording.ALOUD,
        of_people="is blind, {person} blind, blind man, blind woman, nearly blind, blind customer",
        always="visually impaired, partially sighted",
    ),
    Rows(
        Category.HEALTH, Wording.WITHOUT, always="allergic to, allergy to, intolerant to, allergic"
    ),
    Rows(Category.HEALTH, Wording.NO_SUGAR, always="diabetic/s, diabetes"),
    Rows(Category.HEALTH, Wording.NO_GLUTEN, always="celiac"),
    Rows(Category.HEALTH, Wording.SEAT, always="pregnant, expecting a baby, expecting twins"),
    Rows(
        Category.HEALTH, Wording.CARRY, always="bad back, back pain, asthma, asthmatic, arthritis"
    ),
    Rows(Category.HEALTH, Wording.WRITTEN, always="dementia, senile, autistic, autism"),
    Rows(
        Category.RELIGION,
        Wording.NEED,
        of_people="""
        muslim/s, jewish, jew/s, christian/s, hindu/s, buddhist/s, atheist/s, catholic/s
        """,
        always="""
        islamist/s, jehovah s witness, jehovah s witnesses, goes to church, goes to mosque
        goes to the church, goes to the mosque, goes to mass, goes to synagogue
        goes to the synagogue, goes to the temple, prays five
        wears a veil, wears a headscarf, fasts for ramadan, very religious, born again
        bible basher
        """,
    ),
    Rows(
        Category.ORIGIN,
        Wording.LANGUAGE,
        of_people="""
        {he} is {people}, {he} are {people}, {people} origin, of {people} origin, is an arab
        is a {people}, {people} man, {people} woman, {people} guy/s, {people} family
        {people} customer/s, gypsy, black man, black woman, black guy/s, black lady, black family
        black customer/s
        """,
        always="""
        paki/s, nigger/s, chink/s, wog/s, gypsies, gyppo/s, pikey/s, coloured man, immigrants
        """,
    ),
    Rows(
        Category.OPINION,
        Wording.NOTHING,
        of_people="leftist/s, right winger/s, left winger/s, racist/s, commie/s, activist/s",
        always="""
        votes {party}, voted {party}, votes for, voted for, trade unionist/s, union member/s
        union rep, shop steward, anti vaxxer/s, brexiteer/s, conspiracy theorist/s
        """,
    ),
)
INNOCENT_ENGLISH = """
pros and cons, blind rivet/s, blind hole/s, roller blind/s, venetian blind/s, disabled parking
crazy paving, crazy price/s, chinese food, dense foam, disabled toilet/s, disabled access
lazy susan, gypsy kings
"""
