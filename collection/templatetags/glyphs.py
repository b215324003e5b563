"""A drawing for each kind of object, until the museum has pictures."""

import re
from functools import lru_cache

from django import template

register = template.Library()

GLYPHS = {
    "weapon": "rifle gun pistol sword dagger sabre knife weapon shotgun revolver spear bow",
    "drone": "drone aircraft plane airplane aeroplane helicopter uav rocket missile satellite",
    "vehicle": "car sedan automobile vehicle limousine train carriage bus truck tractor wagon motorcycle bicycle",
    "ship": "ship boat model submarine junk yacht",
    "hat": "hat cap helmet crown headdress hood",
    "garment": "armour armor vest glove coat robe dress suit spacesuit garment costume shirt uniform shoes",
    "textile": "carpet rug tapestry textile embroidery silk cloth flag banner quilt scarf shawl",
    "cup": "cup cups tea mug teapot coffee goblet glass tumbler",
    "vase": "vase bowl crystal crystalware jar vessel pot urn pitcher plate dish ceramic porcelain ewer dinnerware",
    "ball": "ball basketball football sport racket trophy",
    "screen": "television radio camera telephone computer screen recorder device gramophone phonograph",
    "picture": "photograph photo painting picture print drawing portrait poster watercolor lithograph etching negative",
    "book": "book album manuscript letter document scroll certificate map atlas",
    "sculpture": "sculpture statue bust figure figurine relief mask carving statuette",
    "medal": "medal coin order badge pin plaque medallion stamp",
    "jewel": "jewel jewellery jewelry ring necklace brooch gem stone bracelet",
    "furniture": "chair table cabinet desk furniture throne bench chest sofa lamp clock",
    "music": "violin piano guitar drum lute instrument flute gong bell",
    "animal": "elephant tiger lion horse bird turtle bear fish animal ivory horn tusk",
}
_GLYPH_OF = {word: name for name, words in GLYPHS.items() for word in words.split()}


@register.filter
@lru_cache(maxsize=1024)
def glyph(object_name: str) -> str:
    """The drawing for an object name such as “tea set”: that of its last known word, else a wrapped gift."""
    words = re.findall(r"[a-z]+", object_name.casefold())
    known = [_GLYPH_OF.get(word) or _GLYPH_OF.get(word.removesuffix("s")) for word in words]
    return next((name for name in reversed(known) if name), "gift")
