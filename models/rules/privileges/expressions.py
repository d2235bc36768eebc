"""The words of what is collected, drawn or exchanged, and what only looks like them."""

from models.rules.phrases import word_list

LISTS = {
    "n": word_list(
        "# un une deux trois quatre cinq six sept huit neuf dix douze quinze vingt "
        "trente quarante cinquante cent/s mille hundred thousand "
        "one two three four five six seven eight nine ten twelve"
    ),
    "nth": word_list(
        "#e deuxième second seconde troisième quatrième cinquième sixième septième huitième "
        "neuvième dixième onzième douzième third fourth fifth sixth seventh eighth ninth tenth"
    ),
    # Beyond the second, which is also a second pair, a second look, a second key.
    "later": word_list(
        "#e troisième quatrième cinquième sixième septième huitième neuvième dixième onzième "
        "douzième third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    ),
    "free": word_list("offert/e/s/es gratuit/e/s/es gratuitement free cadeau/x"),
    "given": word_list("offert/e/s/es gratuit/e/s/es gratuitement free"),
    "is": word_list("est sont sera seront is are vous toujours"),
    "your": word_list("vos votre ses son leurs leur mes des les de la your their his her the"),
    "basket": word_list(
        "panier/s achat/s dépense/s commande/s passage/s visite/s ticket/s "
        "basket spend spending purchases orders visits"
    ),
    "gather": word_list(
        "cumulez cumuler cumule cumulent cumul collectionnez collectionner collectez collecter "
        "gagnez gagner accumulez accumuler engrangez récoltez collect earn gather"
    ),
    "bought": word_list("acheté/s/e/es bought"),
    "item": word_list(
        "achat/s article/s baguette/s café/s coupe/s dessert/s formule/s lavage/s menu/s "
        "pain/s passage/s pizza/s plat/s repas révision/s soin/s vidange/s visite/s"
    ),
    "kept": word_list(
        "achat/s bon/s coupon/s crédit/s étiquette/s étoile/s euro/s gain/s jeton/s miles "
        "passage/s point/s tampon/s ticket/s timbre/s vignette/s visite/s"
    ),
    "metal": word_list("or gold argent silver platine platinum bronze vip premium diamant"),
    # Without « or », which joins two words in English: « cash or card ».
    "tier": word_list("gold silver platine platinum bronze vip premium diamant diamond"),
    "turned": word_list("converti/e/s/es transformé/e/s/es changé/e/s/es converted turned"),
    "perk": word_list(
        "avantage/s bon/s cadeau/x point/s récompense/s réduction/s remise/s "
        "discount/s gift/s point/s reward/s voucher/s"
    ),
    "money": word_list("euro/s dollar/s pound/s penny cent/s"),
    # What stands for a sum once it is collected.
    "token": word_list(
        "autocollant/s cœur/s étoile/s gommette/s graine/s jeton/s miles pastille/s pépite/s "
        "point/s tampon/s timbre/s trèfle/s vignette/s "
        "badge/s coin/s credit/s heart/s seed/s stamp/s star/s sticker/s token/s"
    ),
    # Small things with the shop's name on them.
    "gadget": word_list(
        "briquet casquette décapsuleur magnet mug parapluie peluche stylo tablier "
        "tasse tote umbrella cap keyring lighter pen teddy keychain"
    ),
    "time": word_list(
        "jour/s semaine/s mois an/s année/s trimestre/s saison/s heure/s minute/s km kilomètre/s "
        "day/s week/s month/s year/s hour/s minute/s mile/s season/s"
    ),
}
POINTS = """
points de fidélité, point de fidélité, points fidélité, {gather} {your} points, {gather} points
{gather} # points, # points, {n} points, un point par, # point par, # points par, points par euro
points par achat, points bonus, points cadeau/x, vos points, tes points, your points
points cumulés, points acquis, points gagnés, points échangeables, contre des points
échange en points, convertis en points, programme de points, programme à points, système de points
système à points, capital points, solde de points, barème de points, double/s points
double|triple {token}
points doublés, points doubles, bonus points, loyalty points, reward points, rewards points
points per, one point per, # point per, points scheme, points for every, cumulez, miles offerts
air miles, étoiles fidélité, étoiles de fidélité, # étoiles à cumuler, cumulez {n} étoiles
crédit/s de fidélité, crédit/s fidélité, collect stars, {gather} {your} miles, {gather} miles
vos miles, miles cumulés, # miles, {gather} {your} jetons, {gather} jetons, {gather} # jetons
des points à chaque, points à chaque, des points pour chaque
earn double|credit|credits|reward|rewards|stars|tokens|cash, token for each|every, {n} tokens
tokens for a, collection de points|étoiles, loyalty balance, loyalty credit/s, loyalty reward/s
loyalty bonus, rapporte/nt des points|étoiles, points based, loyalty token/s
{token} à|pour chaque, {token} for each|every, {token} gagné/e/s/es, un {money} dépensé un {token}
# {money} dépensé/s un|une|# {token}, # dépensé/s un|une|# {token}
earn a|an|# {token}, {token} earned
{token} collecté/e/s/es, {token} cumulé/e/s/es, votre fidélité * récompensée
votre fidélité récompensée, votre fidélité est récompensée, loyalty adds up, loyalty rewarded
loyalty pays, members earn|collect|gather
"""
STAMPS = """
{n} cases à remplir|cocher|compléter|tamponner, # cases à remplir|cocher|compléter|tamponner
avancez d une case, stamp your way, une étoile par|à, un jeton par|à
un tampon par, un tampon à chaque, un tampon à, {n} tampons, tampons de fidélité, tampon fidélité
tampons fidélité, {gather} {your} tampons, carte à tamponner, carte tamponnée, à tamponner
timbre/s fidélité, timbre/s de fidélité, un timbre par, un timbre à chaque, {n} timbres
timbres à coller, timbres à collectionner, {gather} {your} timbres, {gather} {your} vignettes
vignette/s à coller, vignette/s à collectionner, {n} vignettes, vignette/s fidélité
une gommette par, une vignette par, autocollants à collectionner, carnet à tamponner
case à cocher par passage, loyalty stamp/s, a stamp for, a stamp every, a stamp with, {n} stamps
collect stamps, stamp card/s, stamps to collect, punch card/s, carte à poinçonner
carte poinçonnée, carte à trous, sticker/s to collect, collect stickers, collect the stickers
collect {your} stickers, collect {n} stickers, faites tamponner {your} carte
tamponner {your} carte, collection de vignettes|tampons|timbres, a stamp each
{n} cases {n}, # cases {n}, {n} boxes {n}, collect all {n} {token}, collect the {n} {token}
collectionnez les {n} {token}, stamp each visit|time, stamp on your card, stamp your card
stamp collector/s, stamp collecting
"""
VOUCHERS = """
bon/s d achat, bon/s de réduction, bon/s de remise, bon/s cadeau/x, bon à valoir, bons à valoir
à valoir, coupon/s, couponing, couponnage, chèque/s cadeau/x, chèque/s fidélité, carte/s cadeau/x
code/s promo, code promotionnel, code/s avantage, code/s de réduction, ticket de réduction
chèque/s de réduction, remise différée, à utiliser sur votre prochain|prochaine
à utiliser lors de votre prochain|prochaine, à utiliser au prochain, sur votre prochain achat
sur votre prochaine commande, sur la prochaine commande, sur le prochain achat
à déduire de votre prochain|prochaine, voucher/s, gift card/s, gift voucher/s, promo code/s
discount code/s, store credit, money off your next, off your next, off the next order
chèque/s de fidélité, remise|réduction|rabais sur {your} prochain|prochaine
# sur {your} prochain|prochaine, # euros sur {your} prochain|prochaine, money back card/s
bon/s de #
off next time|visit|month|week, bring this flyer|coupon|ad|leaflet, présentez ce flyer|coupon|bon
sur présentation de ce flyer|coupon|bon, crédit/s boutique, bon/s boutique, shop credit/s
"""
CASH_BACK = """
cagnotte/s, cagnotter, cagnottez, cagnotté/s/e/es, cash back, cashback, euros fidélité
euro/s de fidélité, prime de fidélité, prime fidélité, tirelire fidélité, tirelire
crédité sur votre compte, crédités sur votre compte, créditée sur votre compte
crédité sur son compte, de vos achats remboursés, de vos achats reversés, des achats reversés
remboursé/s en bons, porte monnaie fidélité, portefeuille fidélité, loyalty wallet, rewards wallet
avoir/s de fidélité, avoir/s fidélité, crédité à chaque achat|passage|facture|visite
créditée à chaque achat|passage|facture|visite, crédités à chaque achat|passage|facture|visite
loyalty euros, paid back on, of your purchases back, of what you spend back, euro/s de crédit
spend # get, spend {n} get, get # back, get {n} back, bonus fidélité, bonus de fidélité
{gather} des avantages|euros|remises|réductions|crédits, percent back on|of|at|after|with
# back on, # en bons, bonus credit/s, {n} euros {free}, # euros {free}, # {free} au bout
percent of what you spend, # of what you spend, percent of everything you spend
# of everything you spend, de ce que vous dépensez, sur tout ce que vous dépensez
sur le total|montant|cumul de {your} achat/s|dépense/s|facture/s, ristourne de fin d année
remise|réduction|bon|rabais de fin d année, {turned} en {perk}, {turned} into|to {perk}
se transforme/nt en {perk}, se convertit|convertissent en {perk}, deviennent des {perk}
devient un|une {perk}, transformez {your} * en {perk}, turn your * into {perk}, become/s {perk}
# de {your} achat/s|dépense/s|addition/s|courses, # of your purchases|spending|shopping|bill
straight to|into your wallet|card|account, back in your wallet, back in your pocket on every
into your pot|kitty|purse, dans {your} cagnotte|tirelire|porte monnaie
pourcentage de {your} {basket}, percentage of your {basket}, # turn/s|become/s into|a
every # turn/s|become/s, top up your card|account and, rechargez votre carte|compte et, extra credit
grossit|grandit|augmente|monte avec {your} {basket}, grow/s|rise/s with {your} {basket}
"""
LOTTERY = """
tirage au sort, tirages au sort, tiré/s au sort, tirée/s au sort, tombola/s, loterie/s
jeu concours, jeux concours, grand jeu, grattez, à gratter, roue de la fortune, roue de la chance
gros lot, à gagner, tentez votre chance, tenter sa chance, loto, bingo, jackpot
instant/s gagnant/s, gagnez un, gagnez une, gagnez des, gagnez votre, gagnez peut être, un gagnant
remportez un|une|des|le|la|votre, remporter un|une|des|le|la|votre, une gagnante, les gagnants
le gagnant, raffle, lottery, prize draw, sweepstake/s, spin the wheel, scratch card/s, lucky draw
lucky dip, win a, win an, win your, to be won, chance to win, prize/s, gratte et gagne
grattez et gagnez, gratter et gagner, jeu de la roue, ticket/s gagnant/s, numéro/s gagnant/s
panier gagné, tirage chaque, tirage mensuel|hebdomadaire|annuel, tirage du mois|samedi
tirage de noël, grand tirage, lucky number/s, instant win, enter our draw|raffle
place|chance|ticket au tirage, name in the hat|draw, jeu|ticket/s|carte/s de grattage
un grattage à|par, grattage gagnant, devinez, guess the|how, chasse aux œufs, chasse au trésor
egg|treasure hunt
faites tourner la roue, tournez la roue, la roue tourne, la roue à la caisse
caisse|client|commande|facture|panier|numéro gagnant/e/s, receipt|ticket|number wins
winning receipt/s
winning ticket/s, winning number/s, entered in|into the|a|our draw, enters the|a|our draw
enter the draw|raffle, wins a|an|the, giveaway/s, scratch and win, a draw for|each|every
monthly draw
concours photo, notre concours, grand concours, jeu du|des|de hasard|dés|cloches|gobelets, jeu des #
jeu des {n}, participe/z/nt au tirage, tour gratuit de la roue, tour de roue offert, and win
et gagnez
pull a straw, spin scratch or
"""
GIFTS = """
catalogue de cadeaux, catalogue cadeaux, boutique cadeaux, cadeau au choix, cadeaux au choix
cadeau à choisir, cadeau dès, cadeau surprise, cadeau pour tout achat, cadeau à partir de
cadeau offert, cadeaux offerts, un cadeau offert, cadeau de fidélité, cadeau fidélité
cadeau pour #, cadeaux à échanger, échanger contre, échangez contre, échangez les contre
échangez {your} {kept}, échangez {your} * {kept}, échangez {your} * contre un cadeau|bon|lot
échangez {your} * contre une remise|réduction|récompense
échangez {your} * contre des cadeaux|lots, à échanger contre, échangeable/s contre
échangé/s contre un cadeau, en échange de vos, gadget/s offert/s, goodies
surprise à partir de #, surprise dès #, surprise with any|every|each, surprise pour tout|toute
pour chaque avis, contre un avis, en échange d un avis, for every|each|a review, laissez un avis et
leave a review and|to
{gadget} {free}, {free} {gadget}, {gadget} à nos|notre couleurs|logo|nom, {gadget} pour tout|toute
{gadget} dès, {gadget} à partir de, {gadget} with any|every|each|all, {gadget} when you spend
porte clés {free}, porte clés pour tout|toute, porte clés dès, free gift/s, gift with
choose your gift, choice of gifts, gift catalogue
redeem, redeemable, choose a gift, pick a gift, gift from our catalogue|catalog
gift of your choice, pick your gift, exchange them for, exchange for a gift, swap them for
rapproche/nt d un|de cadeau|récompense|{perk}, vers {your} cadeau|récompense, unlock/s {perk}
unlock * {perk}, débloquez {your} {perk}, débloquer {your} {perk}, parrainez, prime de parrainage
bonus de parrainage, recevez une prime, refer a friend, bring a friend get|and
for each friend you bring|send, referral bonus|reward/s|bounty, free * when you spend
un|une * à partir de # d achat/s, un|une * à partir de # euros d achat/s
un|une * de * dès # d achat/s, un|une * dès # d achat/s, un|une * dès # euros d achat/s
{free} dès # d achat/s|euros
{free} à partir de # d achat/s|euros, {free} à partir de # euros d achat/s
cadeau au bout, cadeaux au bout, cadeau tous les, choisissez {your} cadeau, choisir son cadeau
récompense dès, récompense au bout, récompense à partir, récompense/s de fidélité
récompense/s fidélité, vos récompenses, des récompenses, échangez {n} {kept}, échangez # {kept}
les # premiers clients|repartent|reçoivent|gagnent|inscrits, les {n} premiers clients|repartent
first # customers|clients|visitors, for the first {n}, for the first #, goody|goodie bag/s
sac/s surprise
{given} à chaque passage|achat|visite en caisse, choisissez {your} surprise
faites le plein de cadeaux
pluie de cadeaux
"""
CARD = """
carte/s de fidélité, carte/s fidélité, carte/s avantage/s, carte/s club, carte/s privilège/s
carte/s {metal}, statut {metal}, membre {metal}, niveau {metal}, client/s {metal}
programme de fidélité, programme/s fidélité, club fidélité, club avantages, club des fidèles
application de fidélité, compte fidélité, espace fidélité, carte de membre, carte du club
loyalty card/s, loyalty scheme/s, loyalty program/s, loyalty programme/s, loyalty club
loyalty app, reward/s card/s, rewards program, rewards programme, reward scheme, membership card
{tier} member/s, {tier} status, {tier} card, {tier} club, {tier} tier/s, {tier} client/s
{tier} customer/s|level/s, gold member/s, pass fidélité|privilège|avantages|club, loyalty pass
climb from {tier}, climb to {tier}, {tier} to {tier}, passez {metal}, devenez {metal}
become {tier}, reach {tier}, palier/s {metal}, rang {metal}
carte/s prépayée/s, prepaid card/s, payez # dépensez|recevez|obtenez|profitez
carte/s du bon client, carte/s bon client, carte/s de bon client
"""
COUNTED = """
{n} {bought} {n} {free}, {n} * {bought} {n} {free}, {n} {bought} {n} * {free}
{n} * {bought} {n} * {free}, {n} * {bought} la {nth}, {bought} le {nth}, {bought} la {nth}
{n} {bought} = {n}, {nth} {free}, {nth} {is} {free}, {nth} * {free}, {nth} * {is} {free}
{nth} à moitié prix, {nth} à #, {nth} * à moitié prix, {n} pour le prix de {n}, {n} pour le prix d
{n} au prix de {n}, {n} {item} au prix de {n}, {n} {item} pour le prix d, {n} au prix d {n}
{n} {item} au prix d {n}, {n} pour {n}, {n} plus {n} {free}, # # {free}, {n} {item} la {nth}
tous les # d achat/s, tous les # euros, tous les # # d achat/s, tous les # # euros
tous les # dépensé/s, par tranche de # d achat/s, par tranche de # euros, par tranche d achat
# dépensé/s # {free}, la suivante offerte, la suivante est offerte, le suivant est offert
le suivant offert, {n} offert pour {n}, {n} offerte pour {n}, pour {n} {bought}, buy {n} get
buy {n} * get, get one free, get {n} free, {n} for the price of, {n} for {n}, bogof
{nth} one free, {nth} on the house, {nth} * on the house, {nth} * on us, off for every
for every * spent, for every * you spend, every # spent, every # you spend, {nth} one is free
{nth} * is on us, {nth} is on us, {nth} one is on us, half price on the {nth}
{nth} vous est|sera {free}, {nth} * vous est|sera {free}, next is free, next one is free
next one free, free * for every {n}, for every {n} paid|bought|purchased
offert/e/s/es|gratuit/e/s/es au bout de {n} {item}, {free} après {n} {item}
plus vous achetez|dépensez|venez|consommez
the more you buy|spend|come|shop|visit
{nth} pour nous, {nth} {is} pour nous, {nth} * pour nous, {nth} * {is} pour nous
{later} * {is} pour vous, {later} pour vous, {later} {is} pour vous, {later} * pour vous
{later} * vous attend {free}, {later} vous attend {free}, {later} * for you free
{later} * at no charge
{given} tous|toutes les {n} *, {given} tous|toutes les # *, {given} every {n} *
{given} every # *
chaque {money} dépensé, par {money} dépensé, every|each|per {money} spent
every|each {money} you spend
free * after {n} coffees|drinks|haircuts|cuts|meals|washes|pizzas|purchases, tous les {n} {item}
tous les # {item}, {nth} * * is free, buy {n} pay, buy # pay
{later} * yours, {later} yours, {later} * {is} yours, {later} * est à votre choix|vous
au bout de {n} *, au bout de # *, {n} * make|makes one free, {n} make one free
en avez déjà pris|acheté|commandé {n}, {nth} * à un|# euro/s, {nth} * à {n} euro/s
{nth} * for a|one|# pound/s|euro/s, tous les {n} {money}
{n} * achetés|montés|commandés un|une * {free}
{n} * achetées|montées|commandées un|une * {free}, passez {n} commandes et
"""
# What a shop says and does, and that only looks like one of the above.
INNOCENT = """
# points de contrôle, {n} points de contrôle, {n} points de vérification, {n} points de soudure
{n} points vérifiés, {n} points contrôlés, {n} points d attention, {n} points de fixation
{n} points de graissage, {n} points de couture, {n} points de charge, {n} points de vente
en points de suture, {n} point safety check, {n} point check, # points checked, {n} points checked
coupon/s de tissu, coupon/s de moquette, coupon/s de cuir, coupon/s de soie, coupon/s d étoffe
{n} timbres fiscaux, {n} timbres poste, {n} timbres à poster, à gagner du temps, gagnez du temps
gagnez une heure, gagnez une place, gagnez des heures, du temps à gagner, place à gagner
un tampon à vibration, deuxième clé, #e clé, seconde clé, deuxième avis, second avis
deuxième passage, second passage, deuxième visite, seconde visite, deuxième essai
deuxième rendez vous, second rendez vous, #e passage, #e avis, deuxième retouche, seconde retouche
deuxième couche, rideau à gratter, vernis à gratter, enduit à gratter, bidon gradué, to win back
gros lot de pièces|bois|tissu|vis, win a few minutes, win an hour, second visit, second look
second opinion, {n} for two hours, gagnez votre place, redeem ourselves, redeem itself
coupon sized, prize winning, livraison {free} dès, livraison {free} à partir de
{free} tous|toutes les {n} {time}, {free} tous|toutes les # {time}, {free} every {n} {time}
{free} every # {time}, free delivery|shipping|collection|fitting when, une livraison à|dès
une seconde pour nous
{n} pour cent|mille, au bout de {n} {time}, au bout de # {time}, for the first {n} {time}
for the first # {time}
{n} cents, les # premiers clients servis
"""
