"""How a work changed hands: the acquisition methods of the field and the phrases that name them.

The slugs are those of the Art Tracks vocabulary of acquisition methods, so that a chain can be given as linked data;
the phrases are what English, German and French provenances say, and the commonest of Dutch, Italian and Spanish ones.
"""

import re
from typing import NamedTuple


class Method(NamedTuple):
    """owns: whether the receiver comes to own the work, and does not merely hold it."""

    slug: str
    label: str
    owns: bool
    phrases: tuple[str, ...]


# slug | label | + ownership passes, - only custody; below it the phrases, the commonest first.
_TABLE = """
acquisition | Acquisition | +
    acquired; by acquisition; acquired directly; obtained; received; received directly; secured; accessioned;
    erworben; erwerbung; acquis; acquise; verworven; adquirido; adquirida
sale | Purchase | +
    purchased; bought; by purchase; purchase; museum purchase; acquired by purchase; purchased directly;
    puchased; sold directly; sold again; resold; sold; gekauft; angekauft; ankauf; kauf; verkauft; verkauf;
    acheté; achetée; achat; vendu; vendue; gekocht; aangekocht; aankoop; verkocht; acquistato; acquistata;
    acquisto; bt; bt.; venduto; venduta; comprado; comprada; vendido; vendida
private_sale | Private sale | +
    privately purchased; sold privately; private sale; by private treaty; sold by private treaty; purchased
    privately; by private sale
purchase_at_auction | Purchase at auction | +
    purchased at auction; bought at auction; acquired at auction; by auction; sold at auction; auctioned;
    auctioned off; bought at sale; purchased at sale; purchased at the sale; bought at the sale; purchased at
    public sale; ersteigert
forced_sale | Forced sale | +
    forced sale; by forced sale; sold under duress; sale under duress; sold under pressure; sold by force;
    forced to sell; zwangsverkauf; zwangsverkauft; zwangsversteigerung; vente forcée;
    vendu de force; gedwongen verkoop; vendita forzata; venta forzada
exchange | Exchange | +
    by exchange; in exchange; exchange; exchanged; acquired by exchange; acquired in exchange; acquired through
    exchange; traded; by trade; tausch; im tausch; durch tausch; échange; par échange; échangé;
    ruil; door ruil; permuta
exchange_of_value | Exchange of value | +
    through an exchange of value; in payment; in payment of debt; in lieu of payment; in settlement of debt; in
    lieu of tax; accepted in lieu; accepted in lieu of tax; dation
assignment | Assignment | +
    assigned; by assignment; allocated; awarded by the court; zugewiesen; attribué; toegewezen; assegnato
gift | Gift | +
    gift; by gift; promised gift; gifted; given; given as a gift; given anonymously; anonymous gift; as a gift; donated;
    donation; by donation; presented; gft; geschenk; schenkung; schenkte; don; donné;
    donnée; offert; schenking; geschonken; dono; donato; donata; donazione; donación; donado; donada
partial_gift | Partial gift | +
    partial gift; partial gifts; via partial gift; fractional gift; fractional gifts; fractional and promised
    gift; partial and promised gift
bequest | Bequest | +
    bequest; by bequest; bequeathed; bequest of the estate; life estate bequest; left; willed; by will; legacy;
    devised; vermächtnis; legat; legs; légué; léguée; legaat; gelegateerd; nagelaten; legato;
    legado
by_descent | Descent | +
    by descent; by decent; be descent; thence by descent; then by descent; by descent in the family; by
    inheritance; by descent and inheritance; inherited; by succession; inheritance; descended; passed by
    descent; passed by inheritance; by family descent; by gift or descent; by bequest or descent; geerbt;
    erbschaft; durch erbschaft; durch erbgang; im erbgang; durch vererbung; vererbt; par descendance; par
    héritage; par succession; hérité; thence by inheritance; door vererving; vererving; geërfd; per eredità; per
    discendenza; ereditato; por herencia; por descendencia; heredado
prize | Prize | +
    won; awarded; purchase award; purchase prize; as a prize
commission | Commission | +
    commissioned; by commission; commission; ordered; painted for; made for; created for; designed for; executed
    for; im auftrag; commandé; commandée; commissionato; encargado; peint pour;
    peinte pour; exécuté pour
creation | Creation | +
    created; made; painted; drawn; executed; produced
origin | Origin | +
    originated
conceptualization | Conception | +
    conceptualized; conceived
fabrication | Fabrication | +
    fabricated; printed; published; manufactured; issued; cast; woven
found | Find | +
    found
discovery | Discovery | +
    discovered; unearthed; entdeckt
excavated | Excavation | +
    excavated; excavation; ausgegraben; fouilles
field_collection | Field collection | +
    field collected; by field collection; collected; collected in the field; extracted
illegal_extraction | Illegal extraction | +
    illegally extracted; illegally excavated; clandestinely excavated; illicitly excavated
recleared | Reclearing | +
    recleared
recognization | Recognition | +
    recognized; recognised
assumption | Assumption of ownership | +
    ownership assumed; assumed ownership
appropriation | Appropriation | +
    appropriation; by appropriation; appropriated; museum appropriation; nationalized; nationalised;
    expropriated; sequestered; sequestrated; verstaatlicht; nationalisé
conversion | Conversion | +
    by conversion; conversion
confiscation | Confiscation | +
    confiscated; by confiscation; confiscation; seized; impounded; requisitioned; declared forfeit; taken;
    beschlagnahmt; beschlagnahme; sichergestellt; eingezogen; entzogen; konfisziert; confisqué; confisquée;
    saisi; saisie; réquisitionné;
    in beslag genomen; confiscato; sequestrato; confiscado; incautado
looting | Looting | +
    looted; by looting; plundered; spoliated; spoliated during; geraubt; geplündert; spolié; spoliée; pillé;
    geroofd; saqueado
theft | Theft | +
    stolen; by theft; via theft; theft; gestohlen; entwendet; volé; gestolen; rubato;
    robado
restitution | Restitution | +
    restituted; by restitution; via restitution; restitution; restored; returned by restitution; repatriated;
    restituiert; rückerstattet; restitué; restituée; rückgestellt;
    rückstellung; rapatrié; rapatriée; zurückerstattet; teruggegeven; gerestitueerd; restituito; restituido
returned | Return | -
    returned; recovered; bought in; repossessed; reclaimed; redeemed; zurückgegeben; rückgabe; rendu; récupéré;
    récupérée; recuperated; war recuperation
transfer | Transfer | +
    transferred; transfered; by transfer; transfer; passed; ceded; deeded; conveyed; turned over; übertragen;
    überführt; übergeben; überwiesen; transféré; versé; cédé; übereignet; überweisung; overgedragen;
    trasferito; transferido
delivered | Delivery | -
    delivered; sent; shipped; forwarded; brought; eingeliefert
consignment | Consignment for sale | -
    consigned; on consignment; sale; sales; his sale; estate sale; auction; auction sale; anonymous sale;
    posthumous sale; studio sale; executors' sale; sold in sale; in sale; in sale at; offered; offered for sale;
    unsold; withdrawn; versteigert; versteigerung; auktion; in kommission; kommission; vente; ventes; vente
    anonyme; vente publique; vente après décès; veiling; asta; subasta
on_deposit | Deposit | -
    on deposit; deposited; placed on deposit; in storage; stored; held in storage; in safekeeping; entrusted;
    deponiert; depot; dépôt; déposé; en dépôt; in deposito; en depósito
on_loan | Loan | -
    on loan; on long-term loan; on long term loan; on longterm loan; on permanent loan; on extended loan; on
    indefinite loan; loaned; lent; loan; borrowed; leihgabe; dauerleihgabe; als leihgabe; prêt; prêté;
    bruikleen; in bruikleen;     in prestito; en préstamo
on_tour | Tour | -
    toured; on tour
possessed_by | Custody | -
    with; in custody of; in the custody of; in possession of; in the possession of; possessed; possessed by;
    held by; in the hands of; bei; chez
party_transformation | Change of the party | +
    who became; which became; renamed; succeeded by; reorganized as; reorganised as
consolidation | Merger | +
    via consolidation; by consolidation; via merger; by merger; merged
death | Death | +
    via death; via his death; via her death; via their death; upon the death; upon his death; upon her death; on
    the death; on his death; on her death; at his death; at her death
marriage | Marriage | +
    via marriage; by marriage; through marriage; by dowry; as dowry; as part of the dowry
divorce | Divorce | +
    via divorce; by divorce; in divorce settlement; as part of a divorce settlement
widowhood | Widowhood | +
    via widowhood
lost | Loss | +
    lost; missing; disappeared from
disappearance | Disappearance | +
    disappeared
destruction | Destruction | +
    destroyed; zerstört; détruit
expiration | End by intent | +
    expired
"""


def _methods():
    for row in re.findall(r"^(\S.*\n)((?: .*\n)+)", _TABLE, re.MULTILINE):
        slug, label, mark = row[0].strip().split(" | ")
        yield Method(slug, label, mark == "+", tuple(" ".join(row[1].split()).split("; ")))


METHODS = {method.slug: method for method in _methods()}
SLUGS = {phrase: method.slug for method in METHODS.values() for phrase in method.phrases}

# A giver stands behind the "by" of these, and a receiver behind that of all others: "sold by", "purchased by".
_GIVING = re.compile(
    r"(?:re)?sold|sale|auctioned|gift|gft|given|donated|donation|presented|bequest|bequeathed|left|willed|legacy|"
    r"devised|transferr?ed|passed|ceded|deeded|conveyed|turned|lent|loan|returned|restituted|restitution|restored|"
    r"consigned|deposited|placed|delivered|sent|shipped|forwarded|offered|entrusted|assigned|exchanged|descended|"
    r"partial|fractional|verkauft|vendue?|donnée?|léguée?|cédé|eingeliefert|übergeben|restituiert|prêté|offert|"
    r"verkocht|gedwongen|vend[iu]t?[oa]|geschonken|donat[oa]|donad[oa]|attribué|assegnato|toegewezen|rückgestellt|"
    r"übereignet|overgedragen|restitu[ié]|"
    r"on (?:consignment|loan|deposit)|privately sold|printed|published|painted|made|created|drawn|fabricated",
)
_POSSESSIVES = (
    r"(?:(?:his|her|their|its|the|[Tt]he \w{2,12}['’]s|artist['’]s|sein|seine|ihre|son|sa|leur|zijn|haar|sua|su)\s)?"
)
_ADVERBS = (
    r"(?:deaccessioned(?:,| and) |then |later |subsequently |again |first |and |which was |was |were |dann |später |"
    r"puis )?"
)
_PHRASES = "|".join(re.escape(phrase) for phrase in sorted(SLUGS, key=len, reverse=True))
PHRASE = re.compile(rf"{_ADVERBS}{_POSSESSIVES}(?P<phrase>{_PHRASES})(?![\w'’-])", re.IGNORECASE)

# Behind a name: "Paul Howard Manship by commission", "Museum, by exchange".
# In these the words of the commonest phrases begin with a preposition of their own.
ABROAD = set(
    "verworven;gekocht;aangekocht;aankoop;verkocht;schenking;geschonken;legaat;gelegateerd;nagelaten;vererving;geërfd;"
    "overgedragen;bruikleen;veiling;teruggegeven;gerestitueerd;toegewezen;door vererving;in bruikleen;"
    "in beslag genomen;gedwongen verkoop;acquistato;acquistata;acquisto;venduto;venduta;dono;donato;donata;donazione;"
    "legato;ereditato;assegnato;trasferito;restituito;confiscato;sequestrato;asta;per eredità;per discendenza;"
    "in deposito;in prestito;adquirido;adquirida;comprado;comprada;vendido;vendida;donación;donado;donada;legado;"
    "heredado;confiscado;incautado;restituido;transferido;subasta;por herencia;por descendencia;en depósito;"
    "en préstamo".split(";")
)
# Nouns behind which the giver stands without a preposition: "Vermächtnis Clara Huber".
OF_THE_GIVER = set("vermächtnis schenkung geschenk legat legs legato schenking legaat dono donación legado".split())
SUFFIX = re.compile(
    r"(?<=[\s,])(?:(?:by|in|via|through) (?:descent|inheritance|exchange|appropriation|confiscation|gift|bequest|"
    r"commission|purchase|transfer|"
    r"conversion|auction|marriage|divorce|restitution|consolidation|merger|widowhood|succession|trade)"
    r"|via (?:his |her |their )?death|bought in|on consignment|par descendance|par héritage|durch Erbschaft"
    r"|im Erbgang|(?<=, )(?:acquired|purchased|bought|inherited|received|erworben|angekauft|acquis))(?= *(?:[,;.)\]]|"
    r"$|  ))",
    re.IGNORECASE,
)


def slug_of(phrase: str) -> str:
    """The method that a matched phrase names, whatever its case."""
    return SLUGS[phrase.casefold()]


def is_giving(phrase: str) -> bool:
    """Whether the party behind "by" gave the work away ("sold by") rather than got it ("purchased by")."""
    return _GIVING.match(phrase.casefold()) is not None
