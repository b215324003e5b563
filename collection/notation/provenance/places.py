"""Whether words are a place: countries, states and counties as provenances write them, and the cities of the trade.

A place that is not listed is still one where a listed place follows it, "Cornbury Park, Charlbury, Oxfordshire".
"""

import re
from functools import lru_cache

_COUNTRIES = """Afghanistan,Albania,Algeria,Argentina,Armenia,Australia,Austria,Austria-Hungary,Azerbaijan,Bavaria,
Belgium,Belguim,Benin,Bohemia,Bolivia,Bosnia,Brazil,Britain,Bulgaria,Burma,Cambodia,Cameroon,Canada,Chile,China,
Colombia,Congo,Costa Rica,Côte d'Ivoire,Croatia,Cuba,Cyprus,Czech Republic,Czechoslovakia,Denmark,
Dominican Republic,East Germany,Ecuador,Egypt,El Salvador,England,Estonia,Ethiopia,Finland,France,Gabon,
Georgia,Germany,Ghana,Great Britain,Greece,Guatemala,Haiti,Holland,Honduras,Hong Kong,Hungary,Iceland,India,Indonesia,
Iran,Iraq,Ireland,Israel,Italy,Ivory Coast,Jamaica,Japan,Jordan,Kenya,Korea,Kuwait,Laos,Latvia,Lebanon,Liberia,Libya,
Liechtenstein,Lithuania,Luxembourg,Malaysia,Mali,Malta,Mexico,Moldova,Monaco,Mongolia,Montenegro,Morocco,Moravia,
Myanmar,Namibia,Nepal,Netherlands,New Zealand,Nicaragua,Nigeria,North Korea,North Macedonia,Norway,Pakistan,Palestine,
Panama,Papua New Guinea,Paraguay,Persia,Peru,Philippines,Poland,Portugal,Prussia,Qatar,Romania,Russia,Saudi Arabia,
Saxony,Scotland,Senegal,Serbia,Sicily,Silesia,Singapore,Slovakia,Slovenia,South Africa,South Korea,Soviet Union,Spain,
Sri Lanka,Sudan,Sweden,Switzerland,Syria,Taiwan,Tanzania,Thailand,Tibet,Tunisia,Turkey,Tuscany,UAE,UK,U.K.,USA,U.S.A.,
US,U.S.,USSR,U.S.S.R.,Uganda,Ukraine,United Arab Emirates,United Kingdom,United States,United States of America,Uruguay,
Uzbekistan,Vatican City,Venezuela,Vietnam,Wales,West Germany,Yemen,Yugoslavia,Zambia,Zimbabwe,
Allemagne,Angleterre,Autriche,Belgien,Belgique,Deutschland,Espagne,Frankreich,Grande-Bretagne,Großbritannien,Italie,
Italien,Niederlande,Österreich,Pays-Bas,Russie,Schweiz,Spanien,Suisse,Etats-Unis,États-Unis"""
_STATES = """Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,
Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,
Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,
Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,
Wisconsin,Wyoming,Puerto Rico,Ontario,Quebec,Québec,British Columbia,Alberta,Manitoba,Nova Scotia,New Brunswick,
Saskatchewan,New South Wales,Victoria,Queensland"""
_ABBREVIATED = """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND
OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC D.C. N.Y. N.J. R.I. N.H. N.C. S.C. ILL Ill. Pa. Mass. Conn. Calif.
Md. Va. Vt. Mich. Wis. Minn. Tenn. Tex. Fla. Wash. Ga. Me. Del. Ky. La. Mo. Ind. Kans. Colo. Ore. Mass Conn Calif NYC
L.I. Ont. BC ON QC"""
_COUNTIES = """Aberdeenshire,Bedfordshire,Berkshire,Buckinghamshire,Cambridgeshire,Cheshire,Cornwall,Cumberland,
Cumbria,Derbyshire,Devon,Devonshire,Dorset,Durham,East Sussex,Essex,Gloucestershire,Hampshire,Herefordshire,
Hertfordshire,Huntingdonshire,Kent,Lancashire,Leicestershire,Lincolnshire,Middlesex,Norfolk,Northamptonshire,
Northumberland,Nottinghamshire,Oxfordshire,Perthshire,Rutland,Shropshire,Somerset,Staffordshire,Suffolk,Surrey,Sussex,
Warwickshire,West Sussex,Westmorland,Wiltshire,Worcestershire,Yorkshire,North Yorkshire,Isle of Wight,Isle of Man,
Midlothian,Fife,Ayrshire,County Cork,County Meath,County Kildare,Hesse,Brandenburg,Westphalia,Rhineland,Normandy,
Brittany,Provence,Burgundy,Seine-et-Oise,Seine-et-Marne,Lombardy,Umbria,Piedmont,Veneto,Catalonia,Andalusia,Flanders"""
_CITIES = """Aix-en-Provence,Albany,Alexandria,Amsterdam,Ancona,Ann Arbor,Antwerp,Antwerpen,Athens,Atlanta,Augsburg,
Austin,Baltimore,Bamberg,Barcelona,Basel,Basle,Bath,Bayreuth,Beijing,Beirut,Bergamo,Bergen,Berkeley,Berlin,Bern,Berne,
Besançon,Bethesda,Beverly Hills,Birmingham,Bloomfield Hills,Bologna,Bonn,Bordeaux,Boston,Bremen,Brescia,Breslau,
Brighton,Bristol,Bronx,Brooklyn,Bruges,Brünn,Brno,Brussels,Bruxelles,Bucharest,Budapest,Buenos Aires,Buffalo,Cairo,
Calcutta,Cambridge,Canterbury,Caracas,Cardiff,Charleston,Chicago,Cincinnati,Clermont-Ferrand,Cleveland,Colmar,Cologne,
Columbus,Como,Constantinople,Copenhagen,Cracow,Kraków,Cremona,Dallas,Danzig,Darmstadt,Davenport,Delft,Delhi,New Delhi,
Denver,Detroit,Dijon,Dordrecht,Dortmund,Douai,Dresden,Dubai,Dublin,Dubrovnik,Düsseldorf,Dusseldorf,Edinburgh,Essen,
Exeter,Ferrara,Florence,Firenze,Fort Worth,Frankfurt,Frankfurt am Main,Frankfurt a. M.,Frankfurt a.M.,
Freiburg,Geneva,Genève,Genf,
Genoa,Genova,Ghent,Gent,Giverny,Glasgow,Göttingen,Granada,Graz,Greenwich,Grenoble,Haarlem,Hamburg,Hannover,Hanover,
Hartford,Havana,Heidelberg,Helsinki,Hollywood,Honolulu,Houston,Indianapolis,Innsbruck,Istanbul,Jakarta,Jerusalem,
Johannesburg,Johnstown,Kansas City,Karlsruhe,Kassel,Kiel,Kiev,Kyiv,Köln,Koln,Königsberg,Kyoto,La Haye,Lausanne,
Le Havre,Leeds,Leiden,Leipzig,Leningrad,Leuven,Lexington,Liège,Lille,Lima,Linz,Lisbon,Liverpool,Ljubljana,London,
Londres,Los Angeles,Louisville,Lübeck,Lucca,Lucerne,Lugano,Luzern,Lwów,Lviv,Lyon,Lyons,Madrid,Magdeburg,Mainz,Malibu,
Manchester,Mannheim,Mantua,Marburg,Marseille,Marseilles,Melbourne,Mexico City,Miami,Milan,Milano,Milwaukee,
Minneapolis,Modena,Montpellier,Montreal,Montréal,Moscow,Munich,München,Münster,Mumbai,Bombay,Nagoya,Nancy,Nantes,
Naples,Napoli,Nashville,New Haven,New Orleans,New York City,Newark,Newcastle,Newport,Nice,Nîmes,Nuremberg,Nürnberg,
Oakland,Odessa,Orléans,Osaka,Oslo,Ottawa,Oxford,Padua,Palermo,Palm Beach,Paris,Parma,Pasadena,Perugia,Philadelphia,
Phoenix,Pisa,Pittsburgh,Poitiers,Portland,Posen,Potsdam,Poznań,Prag,Prague,Princeton,Providence,Ravenna,Reims,Rennes,
Richmond,Riga,Rio de Janeiro,Rochester,Rom,Roma,Rome,Rotterdam,Rouen,Saint Louis,Saint Petersburg,St. Louis,
St. Petersburg,St Petersburg,Salzburg,San Antonio,San Diego,San Francisco,SanFrancisco,San Marino,Santa Barbara,
Santa Fe,Santa Monica,Santiago,São Paulo,Sao Paulo,Sapporo,Savannah,Schwerin,Seattle,Seoul,Sewickley,
Sewickley Heights,Seville,Shanghai,Sheffield,Siena,Sofia,Stockholm,Strasbourg,Stuttgart,Sydney,Taipei,Tampa,Tehran,
Tel Aviv,The Hague,Den Haag,Tokyo,Toledo,Torino,Toronto,Toulouse,Tours,Trieste,Troyes,Tübingen,Tucson,Tunis,Turin,Ulm,
Urbino,Utrecht,Vaduz,Valencia,Vancouver,Venedig,Venezia,Venice,Verona,Versailles,Vevey,Vicenza,Vienna,Wien,Vienne,
Warsaw,Weimar,Wiesbaden,Winterthur,Worcester,Würzburg,York,Zagreb,Zürich,Zurich,Long Island,Brooklyn Heights,
Manhattan,Beverley Hills,Colonia,Londra,Londen,Parigi,Parijs,Berlino,Berlijn,Wenen,Zurigo,Monaco di Baviera,Brussel,
Keulen,Sevilla,Lisboa,Lisbona,Bruselas,Nueva York,Nuova York,Ginevra,Ginebra,Breda,Nijmegen,Groningen,Den Bosch,
Arnhem,Apeldoorn,Wassenaar,Hilversum,Aachen,Halle,Chemnitz,Braunschweig,Erfurt,Jena,St. Gallen,St.Gallen,Metz,Avignon,
Aix,Dieppe,Amiens,Caen,Angers,Perpignan,Cannes,Antibes,Saint-Germain-en-Laye,Aleppo,Damascus,Teheran,Isfahan,Kabul,
Baghdad,Luxor,Northampton,Nottingham,Leicester,Norwich,Southampton,Plymouth,Hastings,Winchester,Salisbury,
Wolverhampton,Sunderland,Huddersfield,Aberdeen,Dundee,Inverness,Belfast,Swansea,Harrogate,Cheltenham,Tunbridge Wells,
Folkestone,Ravello,Springhouse,Ligonier,Teddington,Evanston,Moline,Greensburg,Neuilly-sur-Seine,Neuilly,
Auvers-sur-Oise,Rutland"""


def _names(listed: str) -> set[str]:
    return {" ".join(name.split()).casefold() for name in listed.split(",")}


_STATES_OF_THE_WORLD = _names(_COUNTRIES)
_ABBREVIATIONS = {name.casefold() for name in _ABBREVIATED.split()}
CITIES = _names(_CITIES) | {"new york"}
PLACES = _names(_COUNTRIES) | _names(_STATES) | _names(_COUNTIES) | CITIES | _ABBREVIATIONS
_STATE_ENDS = _names(_STATES) | _names(_COUNTRIES) | _ABBREVIATIONS
_JOINTS = re.compile(r"\s+(?:and|und|et|or|&|also|then|later)\s+|\s*/\s*|\s*,\s*")
_EDGES = re.compile(r"^(?:the|of|in|near|nr\.|from|at|both|and|bei|à|zu)\s+|\s*(?:\(\?\)|\?|\.)$", re.IGNORECASE)
_CAPITALISED = re.compile(
    r"(?:(?:near|nr\.|Bad|St\.|Saint|Château|Schloss|Mt\.) )?[^\W\d_a-z](?:[^\W\d_]|[.'’-])*"
    r"(?: (?:(?:on|upon|the|of|de|des|du|del|der|am|an|in|near|bei|sur|la|le|les|and) )*"
    r"[^\W\d_a-z](?:[^\W\d_]|[.'’-])*){0,4}"
)


@lru_cache(maxsize=4096)
def is_place(words: str) -> bool:
    """Whether all of the words are listed places: "Paris and Neuilly", "Pittsburgh PA", "London (?)"."""
    parts = _JOINTS.split(words)
    return all(_is_listed(part) for part in parts if part.strip() or len(parts) == 1)


def _is_listed(part: str) -> bool:
    if " ".join(part.split()).casefold() in PLACES:
        return True
    name = " ".join(_EDGES.sub("", part.strip()).split()).casefold().replace(". ", ".")
    if name in PLACES or name + "." in PLACES or name.startswith(("county ", "co. ", "province of ")):
        return True
    trimmed = _EDGES.sub("", name)
    if trimmed in PLACES:
        return True
    head, _, tail = trimmed.rpartition(" ")  # "Pittsburgh PA", "London England"
    return (tail in _STATE_ENDS or tail + "." in _STATE_ENDS) and head in PLACES


def is_state_name(words: str) -> bool:
    """Whether the words name a country, which can be a party: "returned to France"."""
    return " ".join(words.split()).casefold().removeprefix("the ") in _STATES_OF_THE_WORLD


def may_be_place(words: str) -> bool:
    """Whether the words are capitalised as the name of a house, village or district is."""
    return _CAPITALISED.fullmatch(_EDGES.sub("", words.strip())) is not None
