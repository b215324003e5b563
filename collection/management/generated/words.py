"""The words that made-up gifts are described with."""

from typing import NamedTuple


def _words(text: str) -> tuple[str, ...]:
    """A list written as prose: items between commas, line breaks ignored."""
    return tuple(item.strip() for item in " ".join(text.split()).split(","))


class Kind(NamedTuple):
    """A kind of object: what it is classified as, what it may be made of, its usual size in centimetres, its theme."""

    name: str
    classification: str
    materials: tuple[str, ...]
    size: int
    theme: str


def _kinds(classification: str, theme: str, size: int, *, names: str, materials: str) -> list[Kind]:
    return [Kind(name, classification, _words(materials), size, theme) for name in _words(names)]


_WOOD = "oak, walnut, ebony, cedar, rosewood, birch bark, bamboo"
_CLOTH = "silk, wool, cotton, linen, felt"
_METAL = "bronze, silver, brass, gilded copper, pewter, steel"

KINDS = [
    *_kinds(
        "vessels",
        "the table",
        30,
        names="""
            vase, bowl, tea set, coffee set, jug, dish, covered jar, goblet, drinking horn, samovar, flask,
            tray, set of six cups, incense burner, rose-water sprinkler
        """,
        materials="porcelain, silver, crystal, lacquered wood, stoneware, jade, brass, enamelled copper",
    ),
    *_kinds(
        "boxes and caskets",
        "daily life",
        22,
        names="""
            box, casket, jewellery box, writing case, cigarette box, chest
        """,
        materials=f"{_WOOD}, lacquered wood, ivory, mother-of-pearl, silver",
    ),
    *_kinds(
        "textiles",
        "the home",
        180,
        names="""
            carpet, wall hanging, tapestry, embroidered panel, shawl, tablecloth, saddle cloth, banner
        """,
        materials=_CLOTH,
    ),
    *_kinds(
        "costume",
        "dress",
        110,
        names="""
            robe, ceremonial cloak, hat, pair of boots, belt, fan, doll in national dress
        """,
        materials=f"{_CLOTH}, leather, fur",
    ),
    *_kinds(
        "sculpture",
        "people and beasts",
        45,
        names="""
            statuette, bust, relief, mask, carved elephant, carved horse, carved eagle, figure group
        """,
        materials=f"marble, malachite, jade, granite, soapstone, lapis lazuli, {_WOOD}, bronze, ivory, terracotta",
    ),
    *_kinds(
        "pictures",
        "landscape",
        80,
        names="""
            painting, scroll, portrait, landscape, screen of four panels, miniature
        """,
        materials="oil on canvas, ink on paper, watercolour, mosaic, inlaid straw",
    ),
    *_kinds(
        "arms and armour",
        "arms",
        95,
        names="""
            sabre, dagger, hunting rifle, shield, spear, bow with quiver
        """,
        materials="steel, silver, horn, walnut, leather",
    ),
    *_kinds(
        "musical instruments",
        "music",
        70,
        names="""
            drum, lute, flute, harp, fiddle, thumb piano, gong
        """,
        materials=f"{_WOOD}, goatskin, brass, horn",
    ),
    *_kinds(
        "models",
        "work and industry",
        60,
        names="""
            model ship, model tractor, model aeroplane, model of a bridge, model of a lighthouse, model
            locomotive, model of a power station, model of an oil rig
        """,
        materials=f"{_METAL}, {_WOOD}, plastic, straw",
    ),
    *_kinds(
        "instruments and appliances",
        "science",
        35,
        names="""
            clock, barometer, radio set, microscope, camera, globe, compass, typewriter, telescope
        """,
        materials="brass, steel, plastic, walnut",
    ),
    *_kinds(
        "medals and tokens",
        "honours",
        9,
        names="""
            medal, plaque, key to a city, commemorative coin, order with sash, trophy
        """,
        materials=f"{_METAL}, enamelled copper",
    ),
    *_kinds(
        "furniture",
        "the home",
        120,
        names="""
            chair, low table, cabinet, chess table, stool, writing desk
        """,
        materials=f"{_WOOD}, lacquered wood, leather, mother-of-pearl",
    ),
    *_kinds(
        "books and documents",
        "letters",
        33,
        names="""
            album of photographs, illuminated address, book of poems, atlas, bound letters, stamp album
        """,
        materials="paper, parchment, leather, birch bark",
    ),
    *_kinds(
        "natural history",
        "nature",
        28,
        names="""
            crystal cluster, polished slab, shell, mineral specimen, fossil
        """,
        materials="quartz, amethyst, petrified wood, amber, coral, meteoritic iron",
    ),
]

MOTIFS = _words("""
    cranes over pines, peonies, a view of the harbour, a lion hunt, two doves, stars and waves, ears of wheat,
    the old city gate, dancers, a caravan at dusk, lotus flowers, a running stag, fishing boats, mountain peaks,
    the national arms, geometric bands, birds of paradise, vine leaves, a tiger among bamboo, terraced fields, a
    village wedding, camels at a well, palm trees, oak leaves, the tree of life, dragons, a sunrise, a cotton
    harvest, snow on the steppe, swallows, irises, an ancient observatory, a river ferry, poppies, a mother with
    child, wild horses, pomegranates, a waterfall, the signs of the zodiac, antelopes, a marketplace, cherry
    blossom, a lighthouse, sea turtles, chrysanthemums, a spiral of fish, sunflowers, a weaver at the loom, a
    llama train, thistles
""")
MANNERS = (
    "carved with {}",
    "painted with {}",
    "showing {}",
    "decorated with {}",
    "with {}",
    "inlaid with {}",
    "engraved with {}",
    "with a border of {}",
)
TECHNIQUES = _words("""
    carving, casting, engraving, embroidery, enamelling, gilding, inlay, lacquering, painting, weaving, turning,
    chasing
""")
# Materials that do not read well before the object's name.
PLAIN_AS_MATERIAL = _words("""
    amethyst, fur, goatskin, horn, ink on paper, inlaid straw, oil on canvas, paper, quartz, watercolour
""")
# Kinds that carry no motif are told apart by what comes with them.
WITHOUT_MOTIF = _words("""
    books and documents, instruments and appliances, models, musical instruments, natural history
""")
ADDITIONS = _words("""
    in a fitted case, on a wooden stand, with a dedication, made by apprentices, from a private collection,
    presented at a congress, the work of three generations, with its certificate, in the original box, made for
    the occasion, the smaller of two, with silver mounts, restored by the giver, from the giver’s desk, one of
    an edition of fifty, with a photograph of its maker
""")

# Given and family names are drawn apart: they are nobody's.
GIVEN_NAMES = _words("""
    Adaeze, Aiko, Alberto, Amina, Anders, Anh, Antonia, Bakary, Beatriz, Boris, Chandra, Cosmin, Dalia, Daniel,
    Diego, Elif, Elena, Emeka, Farid, Fatou, Gabriela, Goran, Hana, Hassan, Ibrahim, Ingrid, Ivan, Jamila, Jean,
    Joaquim, Kamala, Karim, Katarina, Kofi, Laszlo, Leila, Lin, Lucia, Maria, Mateo, Mei, Mikael, Nadia, Narine,
    Nikolai, Oluwa, Omar, Pavel, Petra, Rafael, Ravi, Rosa, Samuel, Selam, Sofia, Stefan, Tariq, Tomas, Usha,
    Viktor, Wanjiru, Yara, Yusuf, Zoltan
""")
FAMILY_NAMES = _words("""
    Abara, Alvares, Amsel, Bandari, Belmonte, Borovik, Calloway, Castellan, Chenoweth, Dabiri, Dimitrov, Dragan,
    Ekwensi, Elmasry, Farrow, Fontaine, Galvane, Ghorbani, Gunnarson, Haddadi, Halloran, Hoang, Ilunga, Ivarsen,
    Jarolim, Kaminer, Katende, Kovalenk, Lindqvist, Lombard, Maseko, Mendoza, Morawec, Nakagiri, Nasr, Ndiaye,
    Obermayr, Okonjo, Oliveto, Pasternik, Petrosi, Quispe, Rahmani, Rautava, Santoro, Saryan, Sefu, Sharmila,
    Silvano, Sokolin, Tamale, Thorvald, Tran, Umarov, Valdez, Vantongeren, Vasarely, Wickrama, Xhosane,
    Yilmazer, Zelenka, Zubairi
""")
OFFICES = _words("""
    Minister of Culture, ambassador, member of parliament, mayor, general secretary of a trade union, head of a
    delegation, rector of a university, director of a museum, publisher, conductor
""")
BODIES = (
    "Society for Friendship, {}",
    "{} Union of Women",
    "Academy of Sciences, {}",
    "{} Federation of Labour",
    "{} Association of Writers",
    "Chamber of Commerce, {}",
    "{} Youth League",
    "National Museum, {}",
    "{} Football Association",
    "Institute of Geology, {}",
    "{} Shipping Company",
    "Press Agency, {}",
)
RECIPIENTS = _words("""
    Office of the Head of State, State Council, Council of Ministers, Ministry of Foreign Affairs, Committee for
    Cultural Relations, Army Chief of Staff, Academy of Sciences, Friendship Exhibition, Union of Writers,
    Central Youth Committee, City of the Friendship Exhibition, State Film Studio
""")
