"""Chains whose faults are known, in the manner of several houses: each fault is found, and nothing else is.

The exhibit of every chain was made in 1860 and received in 1951.
"""

import pytest

from collection.models import Exhibit, ProvenanceEvent
from collection.models.chain import analysed, merged
from collection.models.told_chain import told_chains
from tests import factories as make

MADE, RECEIVED = (18600101, 18601231), (19510101, 19511231)
GAP_1912_1951 = [("gap", (0, 1), 1912, 1951), ("unresolved_1933_1945", (0, 1), 1933, 1945)]
NOT_DIRECT = ("indirect", (0, 1), 1912, 1951)
DEAD_WEBER = [("impossible", (0,), 1920, 1920)]
DEAD_BRANDT = [("impossible", (1,), 1920, 1920)]
TAKEN_1938 = [("unresolved_1933_1945", (2,), 1933, 1945)]
LEFT_ITALY = [("export_ban", (0, 1), 1909, 1925)]
CHAINS = {
    # Without a fault
    "sound": (
        "Anna Weber [1835-1905], Bern, 1860 until 1905; by descent to her son, Carl Weber [1870-1949], Bern, 1905 "
        "until 1949; his estate, 1949 until 1951; purchased by the Museum, 1951.",
        [],
    ),
    "sound, notes by number": (
        "Commissioned 1860 by Anna Weber [1835-1905], Bern; by inheritance to her son, Carl Weber [1870-1949], "
        "Bern;[1] "
        "sold 1949 to (Dent & Co., London); purchased 1951 by the Museum.\n\n[1] Letter.",
        [],
    ),
    "sound, a date in front": (
        "1860, commissioned by Anna Weber (b. 1835 - d. 1905), Bern; 1905, by inheritance to her son, Carl Weber (b. "
        "1870 "
        "- d. 1949), Bern; 1949, by inheritance to his widow, Ida Weber; 1951, sold by Ida Weber to the Museum. "
        "(Accession Date: May 10, 1951)",
        [],
    ),
    "sound, dates on a line of their own": (
        "1860 - 1905\nAnna Weber, 1835 - 1905 (Bern, Switzerland), by inheritance to her son, Carl Weber, 1905.\n"
        "1905 - 1949\nCarl Weber, 1870 - 1949 (Bern, Switzerland), by inheritance to his heirs.\n"
        "1949 - 1951\nHeirs of Carl Weber, sold to the Museum, 1951.",
        [],
    ),
    "sound, a line each": (
        "Anna Weber [1835-1905], Bern, Switzerland (1860-1905)\nCarl Weber [1870-1949], Bern, Switzerland, by descent "
        "(1905-1949)\n(Dent & Co., London, UK, sold to the Museum) (1949-1951)\nThe Museum (1951-)",
        [],
    ),
    "sound, citations in braces": (
        "Commissioned by Anna Weber (1835-1905), Bern, 1860;{Letter.} her son, Carl Weber (1870-1949), Bern, 1905; "
        "sale, "
        "Bern (Dobler), 4 May 1949, no. 12, to the dealer Dent, London; from whom, fl. 12,000, to the museum, 1951",
        [],
    ),
    "sound, German": (
        "Anna Weber, Bern, 1860–1905; durch Erbgang an Carl Weber, Bern, 1905–1951; erworben vom Museum, 1951",
        [],
    ),
    # A gap from 1912 to 1951
    "gap, notes by number": (
        "Commissioned 1860 by Anna Weber [1835-1912], Bern, until 1912.[1] (Dent & Co., London), by 1951; purchased "
        "1951 "
        "by the Museum.\n\n[1] Letter.",
        [GAP_1912_1951[0], NOT_DIRECT, GAP_1912_1951[1]],
    ),
    "gap, though said to be direct": (
        "Anna Weber, Bern (1860–d. 1912); [Dent, London, 1951; sold to Museum]",
        GAP_1912_1951,
    ),
    "gap, dates on a line of their own": (
        "1860 - 1912\nAnna Weber, 1835 - 1912 (Bern, Switzerland)\n1951\nDent & Co. (London, England), sold to the "
        "Museum.",
        GAP_1912_1951,
    ),
    "gap, a line each": (
        "Anna Weber [1835-1912], Bern, Switzerland (1860-1912)\n(Dent & Co., London, UK, sold to the Museum) (1951)\n"
        "The Museum (1951-)",
        GAP_1912_1951,
    ),
    "gap, citations in braces": (
        "Anna Weber, Bern, 1860-1912;{Letter.} …; the dealer Dent, London, 1951; from whom, fl. 12,000, to the "
        "museum, 1951",
        [GAP_1912_1951[0], NOT_DIRECT, GAP_1912_1951[1]],
    ),
    "gap, German": (
        "Anna Weber, Bern, 1860–1912. Kunsthandel Dent, Zürich, 1951; erworben vom Museum, 1951",
        [GAP_1912_1951[0], NOT_DIRECT, GAP_1912_1951[1]],
    ),
    "gap, German lines": (
        "1860–1912: Anna Weber, Bern\n1951: Kunsthandel Dent, Zürich\n1951: erworben vom Museum",
        GAP_1912_1951,
    ),
    # An owner who was dead
    "dead": (
        "Anna Weber [1835-1905], Bern, 1860 until 1920; purchased by Carl Brandt, Berlin, 1920 until 1951; to the "
        "Museum, "
        "1951.",
        DEAD_WEBER,
    ),
    "dead, notes by number": (
        "Commissioned 1860 by Anna Weber [1835-1918], Bern, until 1920; purchased 1920 by Carl Brandt [1850-1912], "
        "Berlin; gift 1951 to the Museum.",
        [DEAD_WEBER[0], DEAD_BRANDT[0]],
    ),
    "dead, years of ownership": (
        "Anna Weber (1835–1905), Bern (1860–1920); Carl Brandt, Berlin (1920–51; sold to Museum)",
        DEAD_WEBER,
    ),
    "dead, a line each": (
        "Anna Weber [1835-1905], Bern, Switzerland (1860-1920)\nCarl Brandt, Berlin, Germany (1920-1951)\n"
        "The Museum (1951-)",
        DEAD_WEBER,
    ),
    "dead, dates on a line of their own": (
        "1860 - 1920\nAnna Weber, 1835 - 1905 (Bern, Switzerland)\n1920 - 1951\nCarl Brandt (Berlin, Germany), sold "
        "to the "
        "Museum, 1951.",
        DEAD_WEBER,
    ),
    "dead when it was bought of her": (
        "Anna Weber [1835-1905], Bern; sold 1920 to Carl Brandt, Berlin, until 1951; gift to the Museum, 1951.",
        [("impossible", (0, 1), 1905, 1920)],
    ),
    # The rest
    "before it was made": (
        "By 1840, Anna Weber, Bern; 1905, by descent to Carl Weber, Bern; 1951, sold by Carl Weber to the Museum.",
        [("impossible", (0,), 1840, 1840)],
    ),
    "after the museum received it": (
        "Anna Weber, Bern, 1860 until 1905; by descent to Carl Weber, Bern, 1905 until 1960; gift to the Museum, 1960.",
        [("impossible", (2,), 1960, 1960)],
    ),
    "had before it was given": (
        "Anna Weber, Bern, 1860 until 1905; by descent to Carl Weber, Bern, 1930; by 1905 with Ida Brandt, Bern; gift "
        "to the "
        "Museum, 1951.",
        [("impossible", (1, 2), 1905, 1930)],
    ),
    "two at once": (
        "Anna Weber, Bern (1860–1930); Carl Brandt, Berlin (1920–51; sold to Museum)",
        [("overlap", (0, 1), 1920, 1930)],
    ),
    "taken in 1938": (
        "Anna Weber [1835-1905], Bern, by 1860; by inheritance to Carl Weber, Vienna; confiscated 1938 by the Gestapo; "
        "restituted 1947 to Carl Weber; sold 1951 to the Museum.",
        TAKEN_1938,
    ),
    "taken in 1938, German": (
        "Anna Weber, Bern, 1860–1905; durch Erbgang an Carl Weber, Wien, 1905–1938; 1938 beschlagnahmt durch die "
        "Gestapo; "
        "1947 restituiert an Carl Weber; erworben vom Museum, 1951",
        TAKEN_1938,
    ),
    "left Italy": (
        "Anna Weber, Florence (1860–1925; sold to Brandt); Carl Brandt, Berlin (1925–51; sold to Museum)",
        LEFT_ITALY,
    ),
    "left Italy, Italian": (
        "Anna Weber, Firenze, dal 1860 al 1925; venduto a Carl Brandt, Berlino, 1925; acquistato dal museo, 1951",
        LEFT_ITALY,
    ),
}


def short(findings):
    return [finding[:4] for finding in findings]


@pytest.mark.parametrize(("text", "expected"), CHAINS.values(), ids=CHAINS)
def test_what_is_known_is_found_and_nothing_else(text, expected):
    exhibit = {"made_earliest": MADE[0], "made_latest": MADE[1], "made_place": ""}
    came = {"date_earliest": RECEIVED[0], "date_latest": RECEIVED[1]}

    assert short(analysed(merged(text), exhibit, came, {})) == expected


@pytest.mark.django_db
def test_the_same_is_found_in_the_records():
    acquisition = make.make_acquisition(date="1951")
    numbers = {}
    for name, (text, _) in CHAINS.items():
        exhibit = make.make_exhibit(provenance_text=text, made="1860", acquisition=acquisition)
        ProvenanceEvent.objects.read(exhibit=exhibit)
        numbers[exhibit.pk] = name
    exhibits = list(Exhibit.objects.filter(pk__in=numbers))

    for chain in told_chains(exhibits, make.make_superuser()):
        assert all(event.pk for event in chain.events)
        assert short(chain.findings) == CHAINS[numbers[chain.exhibit.pk]][1], numbers[chain.exhibit.pk]
