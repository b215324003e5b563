"""Names, numbers, dates, grades and addresses as a visitor reads them."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from collection.notation import dates

register = template.Library()


@register.simple_tag(takes_context=True)
def party(context, party, linked=True):
    """A party's name with a link to its page; “Anonymous” where it wants to stay unnamed, but for staff."""
    if party.is_anonymous and not context.get("staff"):
        return "Anonymous"
    name = format_html('<a href="{}">{}</a>', party.get_absolute_url(), party.name) if linked else party.name
    if not party.is_anonymous:
        return name
    return format_html('{} <span class="badge badge--private">unnamed in public</span>', name)


@register.simple_tag(takes_context=True)
def givers(context, links, unnamed, linked=True):
    """Those who gave, in order, with what they did where it was not simply giving."""
    names = [
        party(context, link.party, linked)
        if link.role == link.Role.GIVER
        else format_html('<span class="role">{}</span> {}', link.get_role_display(), party(context, link.party, linked))
        for link in links
    ]
    if unnamed and not context.get("staff"):  # staff have read the names
        names.append("Anonymous")
    return format_html_join(", ", "{}", ((name,) for name in names))


@register.simple_tag
def dated(text, edtf):
    """A date in plain English, and beside it the text as entered where that needed reading."""
    plain = plain_date(text, edtf)
    if text == edtf or _words(text) == _words(plain):
        return plain
    return format_html('{} <span class="entered">as entered: “{}”</span>', plain, text)


def _words(text: str) -> list[str]:
    return text.casefold().replace(",", " ").split()


_described = lru_cache(maxsize=4096)(dates.describe)  # gifts of one day and year are many


@register.filter
def plain_date(text, edtf):
    """A date in plain English, or as entered where it has no reading."""
    return (_described(edtf) if edtf else "") or text


@register.filter
def many(number: int) -> str:
    """12,345."""
    return f"{number:,}"


@register.filter
def grade(label: str) -> str:
    """'C – fairly reliable' without its letter."""
    return label.partition(" – ")[2] or label


@register.filter
def web_address(text: str) -> str:
    """The text if it is an address a visitor may be sent to, else nothing. An import may have left anything there."""
    text = (text or "").strip()
    return text if text.lower().startswith(("https://", "http://")) else ""


@register.filter
def sentence(text: str) -> str:
    """With a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


@register.filter
def quoted(text: str) -> str:
    """In quotation marks, those within it made single."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


@register.filter
def shortened(text, length):
    """At most so many characters, the last one an ellipsis if any are left out; a short text costs nothing."""
    return text if len(text) <= length else Truncator(text).chars(length)
