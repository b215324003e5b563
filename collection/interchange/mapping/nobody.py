"""Words that stand where a name should, and name nobody: unknown, Künstler unbekannt, auteur inconnu, n/a, "?"."""

import re
import unicodedata
from functools import lru_cache

from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text

_UNKNOWN = set(
    "unknown anonymous anon unidentified unattributed undetermined unnamed unspecified unrecorded none null nil "
    "unbekannt unbekannte unbekannter unbekanntes anonym anonymer anonyme anonymes inconnu inconnue inconnus "
    "onbekend onbekende anoniem anonieme ignoto ignota sconosciuto sconosciuta anonimo anonima desconocido desconocida "
    "desconhecido desconhecida okand ukendt ukjent nieznany nieznana neznamy неизвестен неизвестный неизвестныи "
    "неизвестная неизвестно аноним 미상 불명 佚名 不詳 不详 作者不詳 作者不详 無名氏".split()
)
# What somebody would be, were he known.
_SOMEBODY = set(
    "artist artists maker makers creator creators author authors photographer painter sculptor engraver printmaker "
    "draftsman draughtsman designer architect manufacturer craftsman potter weaver master person people hand name "
    "kunstler kunstlerin hersteller herstellerin fotograf fotografin maler malerin bildhauer verfasser urheber "
    "meister artiste auteur fabricant photographe peintre sculpteur graveur maitre createur artista autore autor "
    "autora fotografo pittore scultore pintor kunstenaar vervaardiger fotograaf schilder artysta konstnar kunstner "
    "художник автор мастер фотограф 작가 작자 제작자 作者 the der die das le la".split()
)
_PHRASE = re.compile(
    r"n ?/ ?a|n\. ?n\.?|(?:(?:artist|maker|creator|author|name) )?(?:not|nicht|non|no|niet) (?:known|identified|"
    r"recorded|stated|given|available|applicable|bekannt|bezeichnet|identifie|identificato|identificado|bekend)"
)


@lru_cache(maxsize=16384)
def names_nobody(text: str) -> bool:
    """Whether a text in the place of a name says no more than that there is none; "Unknown French artist" says more."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", "".join(sign for sign in marked if not unicodedata.combining(sign)))
    words = re.findall(r"\w+", plain)
    if not words or _PHRASE.fullmatch(plain.strip(" \t[](){}<>*\"'.,;:")):
        return bool(text)
    return all(word in _UNKNOWN or word in _SOMEBODY for word in words) and any(word in _UNKNOWN for word in words)


@step(
    "Leaves out what stands for a name and names nobody: unknown, Artist unknown, anonymous, unbekannt, inconnu, n/a. "
    "What is listed counts as a name all the same.",
    '"named", { named = ["Anonymous"] }',
)
def named(kept=()):
    names = {as_text(each).casefold() for each in (kept if isinstance(kept, (list, tuple)) else [kept])}

    def look(value, remarks):
        text = " ".join(as_text(value).split())
        return value if text.casefold() in names or not names_nobody(text) else None

    return look
