"""Free text as museums write it, and what it is read as. None: no safe reading exists."""

import pytest

from collection.notation import dates

READINGS = {
    # years, decades, centuries
    "1860": "1860",
    "c. 1860": "1860~",
    "ca 1860": "1860~",
    "c1860": "1860~",
    "1860?": "1860?",
    "1860 (?)": "1860?",
    "[ca. 1860]": "1860~",
    "probably 1777": "1777?",
    "c. 1885?": "1885%",
    "1950s": "195X",
    "1950's": "195X",
    "c. 1920s": "192X~",
    "1950s–60s": "195X/196X",
    "1800s": "18XX",
    "2000s": "200X",
    "198x": "198X",
    "19th century": "18XX",
    "nineteenth century": "18XX",
    "19thC": "18XX",
    "19. Jahrhundert": "18XX",
    "XIXe siècle": "18XX",
    "siglo XIX": "18XX",
    "1st century": "0001/0099",
    "5th century BCE": "-0499/-0400",
    "2nd millennium BCE": "-1999/-1000",
    # parts
    "early 19th century": "1800~/1833~",
    "mid-19th century": "1834~/1866~",
    "late 19th century": "1867~/1899~",
    "later 18th century": "1750~/1799~",
    "3rd or 4th quarter of the 19th century": "1850/1899",
    "mid- to late-19th century": "1834~/1899~",
    "early 1900s": "1900~/1933~",
    "late 1870s": "1875~/1879~",
    "2nd half 18th c.": "1750/1799",
    "2. Hälfte 19. Jahrhundert": "1850/1899",
    "last quarter of the 19th century": "1875/1899",
    "second third of the 19th century": "1834/1866",
    "first half of the 5th century BCE": "-0499/-0450",
    "late May 1912": "1912-05",
    # months, days, seasons
    "May 1912": "1912-05",
    "1932, December": "1932-12",
    "5 May 1912": "1912-05-05",
    "May 5th, 1912": "1912-05-05",
    "5. Mai 1912": "1912-05-05",
    "13/04/1999": "1999-04-13",
    "04/13/1999": "1999-04-13",
    "4/4/1999": "1999-04-04",
    "03/04/1999": "[1999-03-04,1999-04-03]",
    "31/02/1999": None,
    "30 February 1999": None,
    "29 February 1900": None,
    "8/1959": "1959-08",
    "spring 1999": "1999-21",
    "Summer of 1969": "1969-22",
    "winter 1962-63": "1962-24",
    "spring-summer 1920": "1920-03/1920-08",
    # ranges
    "c. 1925-1940": "1925~/1940~",
    "1656-c.1680": "1656/1680~",
    "1640?-1650": "1640?/1650",
    "ca. 1600–10": "1600~/1610~",
    "1920/30": "1920/1930",
    "1963-4": "1963/1964",
    "1910–12": "1910/1912",
    "1911/12": None,  # the winter of 1911, or December 1911
    "1858/2": None,
    "between 1933 and 1945": "1933/1945",
    "from 1905 to 1910": "1905/1910",
    "ca. 500-450 BCE": "-0499~/-0449~",
    "206 BCE-220 CE": "-0205/0220",
    "202 BCE-8 CE": "-0201/0008",
    "500-1000 B.C.": None,
    "500 B.C.-1000": None,
    "1800-1700": None,
    "between 1900": None,
    "?-1860": None,
    "A.D. 2nd–3rd century": "01XX/02XX",
    "4.-3. Jh. v. Chr.": "-0399/-0200",
    "18th or 19th century": "17XX/18XX",
    "late 18th–first half of 19th century": "1767~/1849",
    "mid-2nd–3rd quarter 19th century": None,
    "late 18th-early 19th century": "1767~/1833~",
    "June 19-20, 1964": "1964-06-19/1964-06-20",
    "28 May–3 June 1912": "1912-05-28/1912-06-03",
    "April - May 1954": "1954-04/1954-05",
    "December 1949 - January 1950": "1949-12/1950-01",
    # limits
    "before 1800": "../1800",
    "by 1905": "../1905",
    "no later than 1906": "../1906",
    "1922 or earlier": "../1922",
    "after 1650 (?)": "1650?/..",
    "no earlier than 1906": "1906/..",
    "1916 or later": "1916/..",
    "1989-present": "1989/..",
    "after 1945, before 1957": "1945/1957",
    "18th century, after 1713": "1713/17XX",
    # two dates of one work
    "1923, printed 1960": "{1923,1960}",
    "ca. 1923, printed later": "1923~/..",
    "1953 (designed) c. 1977 (manufactured)": "{1953,1977~}",
    "c. 1941-1945, printed c. 2000": "1941~/2000~",
    "designed 1939, manufactured before 1962": "1939/1962",
    "1991 (produced 1987-91)": "1987/1991",
    "begun 1905, completed 1910": "1905/1910",
    "1933, 1937": "{1933,1937}",
    "1912 (1915)": None,
    "1921 or 1924": "[1921,1924]",
    "dated 1785": "1785",
    "published 1881": "1881",
    "1785 (later copy)": None,
    # dynasties
    "Qing dynasty (1644–1911)": "1644/1911",
    "Qing dynasty": None,
    "Edo period (1603-1867), c. 1750": "1750~",
    "Edo period (1603-1867), c. 1950": None,
    "Ming dynasty (1368–1644), Wanli period (1573–1620)": "1573/1620",
    "New Kingdom, Dynasty 18, reign of Amenhotep III, ca. 1390–1352 B.C.": "-1389~/-1351~",
    "possibly Western Han Dynasty, 202 BCE-8 CE": "-0201?/0008?",
    "Qing dynasty style, 1900": None,
    # years of few digits
    "AD 50": "0050",
    "c. 225": "0225~",
    "618-906": "0618/0906",
    "607": None,
    "50": None,
    "'99": None,
    # no date
    "": None,
    "   ": None,
    None: None,
    "n.d.": None,
    "undated": None,
    "unknown": None,
    "?": None,
    "turn of the century": None,
    "A.H. 1215": None,
    # EDTF comes back as it is
    " 1860~ ": "1860~",
    "XXXX": "XXXX",
    "1989/2005": "1989/2005",
    "2004?-06-~11": "2004?-06-~11",
    "[1667,1668, 1670..1672]": "[1667,1668, 1670..1672]",
    "1910-12": "1910-12",
    "197~": "197~",
    # unless it is more likely to be something else
    "19": "19",
    "193": "193",
    "197?": "197?",
    "1936-39": "1936-39",
    "12345": None,
    "[1999": None,
}


@pytest.mark.parametrize(("text", "edtf"), READINGS.items())
def test_reading(text, edtf):
    assert dates.read(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1936-39", "1936/1939"),
        ("1920-24", "1920/1924"),
        ("1910-12", None),  # December 1910 to EDTF, 1910 to 1912 to most catalogues
        ("-1860", None),
        ("1999-05", "1999-05"),
        ("1860~", "1860~"),
    ],
)
def test_prose_is_not_taken_for_edtf(text, edtf):
    assert dates.read(text, prose=True) == edtf


def test_a_known_order_of_day_and_month_settles_what_is_ambiguous():
    assert dates.read("03/04/1999", day_first=True) == "1999-04-03"
    assert dates.read("03/04/1999", day_first=False) == "1999-03-04"
    assert dates.read("13/04/1999", day_first=False) == "1999-04-13"


@pytest.mark.parametrize("text", [5, 1860.0, b"1860", ["1860"]])
def test_what_is_no_text_has_no_reading(text):
    assert dates.read(text) is None
