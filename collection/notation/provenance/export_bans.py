"""States that forbade or licensed the export of cultural property, each from when: a short list, not a legal opinion.

It says what to look into. Each row names the law, so that a reader can check it; a state that is not here may have had
one all the same.
"""

import re
import unicodedata
from typing import NamedTuple


class ExportBan(NamedTuple):
    """since: the first year in which the law was in force; names: the state and towns that stand for it alone.

    is_confirmed: whether the law and its year were compared with the act's text or a published account of it.
    """

    state: str
    since: int
    law: str
    names: tuple[str, ...]
    is_confirmed: bool


# state | year | law | other names and towns, folded. A "?" behind the year: set down from general knowledge and not yet
# compared with anything. There may have been older rules: UNESCO's database of cultural heritage laws is where to look.
_TABLE = """
Cambodia | 1996 | Law on the Protection of Cultural Heritage, 25 January 1996 | kampuchea; phnom penh; angkor
China | 1979 | Measures for the export of cultural relics, 31 July 1979; Law of 19 November 1982 | beijing; peking; \
    shanghai; xi'an
Cyprus | 1905 | Law no. IV of 1905 on ancient monuments and antiquities; Antiquities Law of 1935 | nicosia; larnaca; \
    limassol
Egypt | 1880 | Decree of 19 May 1880; Law no. 14 of 1912; Law no. 117 of 1983 | cairo; luxor; alexandria, egypt; giza
Ghana | 1969 | National Museum Decree, NLCD 387 of 1969 | accra; kumasi
Greece | 1932 | Codified Law 5351 of 24 August 1932 on antiquities | athens; thessaloniki; crete; heraklion
Guatemala | 1947? | Decree 425 on archaeological monuments | guatemala city; tikal
India | 1947 | Antiquities (Export Control) Act 1947; Antiquities and Art Treasures Act 1972 | new delhi; mumbai; \
    calcutta
Iran | 1930 | Law on the preservation of national antiquities, 3 November 1930 | persia; tehran; teheran; isfahan
Iraq | 1924 | Antiquities Law of 1924; Antiquities Law no. 59 of 1936 | baghdad; mosul; basra
Italy | 1909 | Law no. 364 of 20 June 1909 | rome; roma; florence; firenze; venice; milan; naples; turin
Jordan | 1988 | Law of Antiquities no. 21 of 17 March 1988 | amman; petra
Libya | 1983? | Antiquities Law no. 3 of 1983 | tripoli; benghazi
Mali | 1985? | Law no. 85-40 of 26 July 1985 | bamako; timbuktu
Mexico | 1972 | Federal Law on Archaeological, Artistic and Historic Monuments, 6 May 1972 | mexico city; oaxaca
Nepal | 1956 | Ancient Monuments Preservation Act 2013 BS | kathmandu; patan; bhaktapur
Nigeria | 1979 | Decree no. 77 of 28 September 1979 on museums and monuments | lagos; benin city; abuja
Pakistan | 1947 | Antiquities (Export Control) Act 1947; Antiquities Act 1975 | karachi; lahore; peshawar
Peru | 1929? | Law no. 6634 on the National Board of Archaeology | lima; cuzco; cusco
Syria | 1963 | Legislative Decree no. 222 of 26 October 1963 | damascus; aleppo; palmyra, syria
Turkey | 1869 | Ottoman regulations on antiquities of 1869, 1884 and 1906 | turkiye; istanbul; constantinople; izmir
"""


def _folded(text: str) -> str:
    signs = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in signs if not unicodedata.combining(sign)).split())


def _bans():
    for line in _TABLE.strip().splitlines():
        state, since, law, names = (part.strip() for part in line.split("|"))
        names = tuple(" ".join(name.split()) for name in (_folded(state), *names.split("; ")))
        yield ExportBan(state, int(since.rstrip("?")), law, names, not since.endswith("?"))


EXPORT_BANS = tuple(_bans())
_BY_NAME = {name: ban for ban in EXPORT_BANS for name in ban.names}


def ban_in(place: str) -> ExportBan | None:
    """The law of the state a place lies in: "Rome", "Florence, Italy", "Cairo (Egypt)"; None where none is known.

    A town counts by itself alone: "Rome, Georgia" lies in no state of the list.
    """
    whole = _folded(place).strip(" .,;")
    last = re.split(r"[,(]\s*", whole.rstrip(")"))[-1].strip()
    return _BY_NAME.get(whole) or (ban if (ban := _BY_NAME.get(last)) and last == ban.names[0] else None)
