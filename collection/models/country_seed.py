"""Countries from pycountry (ISO 3166-1 and 3166-3), with the years and successors ISO does not tell."""

import pycountry

from .country import Country

# ISO 3166-3 code: (first year, last year, ISO 3166-1 or 3166-3 codes of the successors). Years of statehood or rule
# under that name; where pycountry's withdrawal of the code came later than the state's end, the state's end stands.
FORMER = {
    "AIDJ": (1967, 1977, ["DJ"]),
    "ANHH": (1954, 2010, ["BQ", "CW", "SX"]),
    "BQAQ": (1962, 1979, ["AQ"]),
    "BUMM": (1948, 1989, ["MM"]),
    "BYAA": (1919, 1991, ["BY"]),
    "CSHH": (1918, 1992, ["CZ", "SK"]),
    "CSXX": (2003, 2006, ["RS", "ME"]),
    "CTKI": (1939, 1979, ["KI"]),
    "DDDE": (1949, 1990, ["DE"]),
    "DYBJ": (1960, 1975, ["BJ"]),
    "FQHH": (1955, 1979, ["AQ", "TF"]),
    "FXFR": (None, 1997, ["FR"]),
    "GEHH": (1892, 1979, ["KI", "TV"]),
    "HVBF": (1960, 1984, ["BF"]),
    "JTUM": (1858, 1986, ["UM"]),
    "MIUM": (1867, 1986, ["UM"]),
    "NHVU": (1906, 1980, ["VU"]),
    "NQAQ": (1939, 1983, ["AQ"]),
    "NTHH": (1922, 1993, ["IQ", "SA"]),
    "PCHH": (1947, 1986, ["FM", "MH", "MP", "PW"]),
    "PUUM": (None, 1986, ["UM"]),
    "PZPA": (1903, 1979, ["PA"]),
    "RHZW": (1965, 1979, ["ZW"]),
    "SKIN": (1642, 1975, ["IN"]),
    "SUHH": (1922, 1991, ["AM", "AZ", "BY", "EE", "GE", "KZ", "KG", "LV", "LT", "MD", "RU", "TJ", "TM", "UA", "UZ"]),
    "TPTL": (1702, 2002, ["TL"]),
    "VDVN": (1945, 1976, ["VN"]),
    "WKUM": (1899, 1986, ["UM"]),
    "YDYE": (1967, 1990, ["YE"]),
    "YUCS": (1918, 2003, ["BA", "HR", "MK", "SI", "CSXX"]),
    "ZRCD": (1971, 1997, ["CD"]),
}
# Names as the museum writes them, where ISO's are built for alphabetical lists or carry a state's long form.
PLAIN = {
    "KP": "North Korea",
    "KR": "South Korea",
    "BO": "Bolivia",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "IR": "Iran",
    "LA": "Laos",
    "MD": "Moldova",
    "PS": "Palestine",
    "RU": "Russia",
    "SY": "Syria",
    "TW": "Taiwan",
    "TZ": "Tanzania",
    "VE": "Venezuela",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
    "VN": "Vietnam",
    "CD": "Democratic Republic of the Congo",
    "GB": "United Kingdom",
    "BN": "Brunei",
    "MF": "Saint Martin (French part)",
    "SX": "Sint Maarten (Dutch part)",
    "VA": "Vatican City",
    "TR": "Türkiye",
    "SUHH": "Soviet Union",
    "DDDE": "East Germany",
    "CSHH": "Czechoslovakia",
    "YUCS": "Yugoslavia",
    "YDYE": "South Yemen",
    "VDVN": "North Vietnam",
    "BUMM": "Burma",
    "ZRCD": "Zaire",
    "RHZW": "Rhodesia",
    "HVBF": "Upper Volta",
    "DYBJ": "Dahomey",
    "CSXX": "Serbia and Montenegro",
    "TPTL": "East Timor",
    "BYAA": "Byelorussian SSR",
    "SKIN": "Sikkim",
    "NTHH": "Neutral Zone (Iraq and Saudi Arabia)",
}


def seed_countries(using: str | None = None) -> int:
    """Add the countries that are missing, leave the others as the museum has them, and say how many were added."""
    have = set(Country.objects.using(using).values_list("code", flat=True))
    wanted = {}
    for row in pycountry.countries:
        wanted[row.alpha_2] = Country(code=row.alpha_2, alpha3=row.alpha_3, name=PLAIN.get(row.alpha_2, row.name))
    for row in pycountry.historic_countries:
        first, last, _ = FORMER.get(row.alpha_4, (None, int(row.withdrawal_date[:4]), []))
        wanted[row.alpha_4] = Country(
            code=row.alpha_4,
            alpha3=row.alpha_3,
            name=PLAIN.get(row.alpha_4, row.name.split(",")[0]),
            existed_from=first,
            existed_until=last,
        )
    new = [country for code, country in wanted.items() if code not in have]
    if not new:
        return 0
    Country.objects.using(using).bulk_create(new)
    by_code = {country.code: country for country in Country.objects.using(using)}
    for code, (_, _, successors) in FORMER.items():
        if code not in have and code in by_code:
            by_code[code].successors.add(*(by_code[s] for s in successors if s in by_code))
    return len(new)
