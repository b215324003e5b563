"""How other museums write: each text is made up in the manner of a house, and read as that house means it."""

from collection.notation.provenance import parse


def chain(text):
    """Each period in short: method, party, former owner, place, dates."""
    return [_short(period) for period in parse(text).periods]


def _short(period):
    return {
        "method": period.method and period.method.value,
        "party": period.party and period.party.name.value,
        "former": period.former and period.former.name.value,
        "place": period.party and period.party.place and period.party.place.value,
        "dates": " ".join(bound or "-" for bound in period.dates[:4]) if period.dates else None,
    }


def told(found, *fields):
    return [tuple(period[field] for field in fields) for period in found]


def test_narrative_with_dealers_in_parentheses_and_notes_by_number():
    text = (
        "Painted for Sir Edmund Harcastle [1701-1768], Bellworth Manor, Lincolnshire;[1] by inheritance to his son, "
        "Charles Harcastle [1730-1799], Bellworth; (his sale, Christie's, London, 12-13 May 1794, 2nd day, no. 47); "
        "sold 1803 to (Thomas Ackley, London). (Galerie Sedel, Paris), by 1898;[2] sold 2 June 1901 to Alfred "
        "Brenner "
        "[1850-1921], Berlin;[3] by inheritance to his widow, Klara Brenner [née Hirsch, 1861-1943], Berlin; "
        "confiscated "
        "1938 by the Gestapo; restituted 1949 to the heirs of Klara Brenner; purchased 1951 by the Hill Foundation, "
        "New "
        "York; gift 1961 to the National Museum.\n\n"
        "[1] According to a label on the reverse.\n[2] Lent to an exhibition.\n[3] Stock book 4, no. 1234."
    )
    found = chain(text)
    provenance = parse(text)

    assert told(found, "method", "party") == [
        ("commission", "Sir Edmund Harcastle"),
        ("by_descent", "Charles Harcastle"),
        ("consignment", "Christie's"),
        ("sale", "Thomas Ackley"),
        (None, "Galerie Sedel"),
        ("sale", "Alfred Brenner"),
        ("by_descent", "Klara Brenner"),
        ("confiscation", "Gestapo"),
        ("restitution", "the heirs of Klara Brenner"),
        ("sale", "Hill Foundation"),
        ("gift", "National Museum"),
    ]
    assert [period.party.is_dealer for period in provenance.periods][2:5] == [True, True, True]
    assert [note.periods for note in provenance.notes] == [(0,), (4,), (5,)]
    assert provenance.periods[3].direct is False


def test_ownership_in_parentheses_and_dealers_in_brackets_with_what_came_next():
    text = (
        "Jean-Louis Perrault, Rouen (until d. 1871; his estate sale, Hôtel Drouot, Paris, March 3–4, 1872, no. 18, "
        "for "
        "Fr 2,100, to Durand); [Durand, Paris, 1872–81; sold to Whitman]; Mr. and Mrs. Henry Whitman, Boston "
        "(1881–his "
        "d. 1901); her niece, Alice Boyd, Boston and New York (1917–29; sold to Knoedler); [Knoedler, New York, "
        "1929; "
        "stock no. A774; sold for $45,000 to Lewis]; Adelaide Lewis, New York (1929–1956; her bequest to the museum)"
    )
    found = chain(text)
    periods = parse(text).periods

    assert told(found, "party", "place", "dates") == [
        ("Jean-Louis Perrault", "Rouen", "- - 1871 1871"),
        ("Durand", "Paris", "1872 1872 1881 1881"),
        ("Mr. and Mrs. Henry Whitman", "Boston", "1881 1881 1901 1901"),
        ("Alice Boyd", "Boston and New York", "1917 1917 1929 1929"),
        ("Knoedler", "New York", "1929 1929 - -"),
        ("Adelaide Lewis", "New York", "1929 1929 1956 1956"),
    ]
    assert periods[1].is_bracketed
    assert periods[4].party.is_dealer
    assert [period.onward and (period.onward.method.value, period.onward.party.name.value) for period in periods] == [
        ("purchase_at_auction", "Durand"),
        ("sale", "Whitman"),
        None,
        ("sale", "Knoedler"),
        ("sale", "Lewis"),
        ("bequest", "the museum"),
    ]
    assert periods[0].onward.dates[:2] == ("1872-03-03", "1872-03-04")
    assert periods[4].onward.sale.price.value == "for $45,000"


def test_a_date_in_front_and_who_sold_to_whom():
    text = (
        "By 1842, Count Karl of Lanck, Vienna; 1898, by descent to his son, Georg, Vienna; 1939, confiscated from "
        "Georg by "
        "Nazi forces; 1947, returned to Georg's widow, Zurich; 1950, sold by her to Rosen and Stieb, New York (stock "
        "no. "
        "2210); 1951, sold by Rosen and Stieb to the Museum for $12,500. (Accession Date: May 10, 1951)"
    )
    found = chain(text)

    assert told(found, "method", "party", "former", "dates") == [
        (None, "Count Karl of Lanck", None, "- 1842 - -"),
        ("by_descent", "Georg", None, "1898 1898 - -"),
        ("confiscation", "Nazi forces", "Georg", "1939 1939 - -"),
        ("returned", "Georg's widow", None, "1947 1947 - -"),
        ("sale", "Rosen and Stieb", None, "1950 1950 - -"),
        ("sale", "Museum", "Rosen and Stieb", "1951 1951 - -"),
    ]
    assert [piece.kind for piece in parse(text).pieces][-1] == "remark"


def test_dates_on_a_line_of_their_own_above_the_owner():
    text = (
        "by 1854 - 1886\nJohn Bowl, 1800 - 1886 (London, England), by inheritance to his daughter, Anne Bowl, 1886.\n"
        "1886 - 1912\nAnne Bowl (London, England) [sold, Christie's, London, June 28, 1912, lot 33]\n"
        "1912 - 1913\nThos. Ash & Sons, Ltd. (London, England), sold to Galerie Petit, 1913."
    )

    assert told(chain(text), "party", "place", "dates") == [
        ("John Bowl", "London, England", "- 1854 1886 1886"),
        ("Anne Bowl", "London, England", "1886 1886 1912 1912"),
        ("Thos. Ash & Sons, Ltd.", "London, England", "1912 1912 1913 1913"),
    ]
    assert parse(text).periods[0].party.lives[0][:2] == ("1800", "1886")
    assert parse(text).periods[0].onward.party.name.value == "Anne Bowl"


def test_a_date_at_the_head_of_every_line():
    text = (
        "until 1935: Jakob Asch, Berlin\n1935-11-12: forced sale, Paul Graupe, Berlin, lot 113\n"
        "1936 - 1941: Galerie Fisch, Luzern\n1941: acquired by the Reichskanzlei through Karl Haber\n"
        "since 1950: Städtische Galerie, Bonn"
    )

    assert told(chain(text), "method", "party", "dates") == [
        (None, "Jakob Asch", "- - 1935 1935"),
        ("forced_sale", "Paul Graupe", "1935-11-12 1935-11-12 - -"),
        (None, "Galerie Fisch", "1936 1936 1941 1941"),
        ("acquisition", "Reichskanzlei", "1941 1941 - -"),
        (None, "Städtische Galerie", "1950 1950 - -"),
    ]


def test_doubt_in_front_years_of_ownership_behind():
    text = (
        "(probably) Queen Sofia, Rome (until 1689); Cardinal Alba, Rome (1689-96); (?) Philippe, duc d'Avron (1721/23)"
    )

    assert told(chain(text), "party", "dates") == [
        ("Queen Sofia", "- - 1689 1689"),
        ("Cardinal Alba", "1689 1689 1696 1696"),
        ("Philippe, duc d'Avron", "1721 1723 - -"),
    ]
    assert [period.certainty and period.certainty.value for period in parse(text).periods] == [
        "probably",
        None,
        "possibly",
    ]


def test_a_sale_told_whole():
    text = (
        "By descent to Alexander Gray (died 1866), London; sold, Foster's, London, June 13, 1866, lot 12, to Colna, "
        "London, "
        "for 12 gns. Sold by Agne's, London, to Charles Yerk (d. 1905), Chicago, 1893; given to the Institute, 1920."
    )
    found = chain(text)

    assert told(found, "method", "party", "former") == [
        ("by_descent", "Alexander Gray", None),
        ("purchase_at_auction", "Colna", None),
        ("sale", "Charles Yerk", "Agne's"),
        ("gift", "Institute", None),
    ]
    assert parse(text).periods[1].venue.name.value == "Foster's"


def test_sentences():
    text = "The vase was excavated in 1889 by Flinders Petit at Hawara. Purchased from a dealer by Dr. Ash in 1911."

    assert told(chain(text), "method", "party", "dates") == [
        ("excavated", "Flinders Petit", "1889 1889 - -"),
        ("sale", "Dr. Ash", "1911 1911 - -"),
    ]


def test_german():
    text = (
        "Bis 1933 Slg. Max Roth, Berlin; 1938 beschlagnahmt durch die Gestapo; 12. Mai 1939 versteigert bei Hans "
        "Lange, "
        "Berlin, Los 45; um 1941 verkauft an Galerie Nath, St. Gallen; seit 1952 Leihgabe der Bundesrepublik "
        "Deutschland; "
        "1999 restituiert an die Erben nach Max Roth"
    )

    assert told(chain(text), "method", "party", "former", "dates") == [
        (None, "Max Roth", None, "- - 1933 1933"),
        ("confiscation", "Gestapo", None, "1938 1938 - -"),
        ("consignment", "Hans Lange", None, "1939-05-12 1939-05-12 - -"),
        ("sale", "Galerie Nath", None, "1941~ 1941~ - -"),
        ("on_loan", None, "Bundesrepublik Deutschland", "1952 1952 - -"),
        ("restitution", "Erben nach Max Roth", None, "1999 1999 - -"),
    ]


def test_french():
    text = (
        "Collection Édouard Mala, Paris ; vente Mala, hôtel Drouot, Paris, 12 mai 1891, n° 34 ; acquis par Paul "
        "Gaud, Lyon ; "
        "sa veuve, Mme Gaud, Lyon, jusqu'en 1925 ; don de Mme Gaud au musée, 1925."
    )

    assert told(chain(text), "method", "party", "former", "dates") == [
        (None, "Édouard Mala", None, None),
        ("consignment", "hôtel Drouot", "Mala", "1891-05-12 1891-05-12 - -"),
        ("acquisition", "Paul Gaud", None, None),
        (None, "Mme Gaud", None, "- - 1925 1925"),
        ("gift", "musée", "Mme Gaud", "1925 1925 - -"),
    ]
