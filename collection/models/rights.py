"""Rights statements: the twelve of rightsstatements.org and the two Creative Commons marks for works that are free."""

from django.db import models

_RS = "http://rightsstatements.org/vocab/"


class RightsStatement(models.TextChoices):
    """The URI is what is stored and served."""

    IN_COPYRIGHT = _RS + "InC/1.0/", "In Copyright"
    ORPHAN = _RS + "InC-OW-EU/1.0/", "In Copyright – EU Orphan Work"
    EDUCATIONAL = _RS + "InC-EDU/1.0/", "In Copyright – Educational Use Permitted"
    NON_COMMERCIAL = _RS + "InC-NC/1.0/", "In Copyright – Non-Commercial Use Permitted"
    UNLOCATABLE = _RS + "InC-RUU/1.0/", "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable"
    NO_COPYRIGHT_CONTRACT = _RS + "NoC-CR/1.0/", "No Copyright – Contractual Restrictions"
    NO_COPYRIGHT_NON_COMMERCIAL = _RS + "NoC-NC/1.0/", "No Copyright – Non-Commercial Use Only"
    NO_COPYRIGHT_OTHER = _RS + "NoC-OKLR/1.0/", "No Copyright – Other Known Legal Restrictions"
    NO_COPYRIGHT_US = _RS + "NoC-US/1.0/", "No Copyright – United States"
    NOT_EVALUATED = _RS + "CNE/1.0/", "Copyright Not Evaluated"
    UNDETERMINED = _RS + "UND/1.0/", "Copyright Undetermined"
    NO_KNOWN = _RS + "NKC/1.0/", "No Known Copyright"
    PUBLIC_DOMAIN = "https://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark"
    CC0 = "https://creativecommons.org/publicdomain/zero/1.0/", "CC0"
