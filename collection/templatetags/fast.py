"""What a page repeats by the dozen, and what all pages repeat, without the template engine's work for each."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from collection.models.addresses import page

register = template.Library()


@register.simple_tag
def exhibit_cards(cards) -> SafeString:
    """Cards as a list; see `Card` in `collection.public.cards`."""
    return mark_safe(f'<ul class="cards">{"".join(map(_card, cards))}</ul>')


def _card(card) -> str:
    status = (
        f' <span class="badge badge--private">Not public: {escape(card["status"])}</span>' if card["status"] else ""
    )
    title = card["title"]
    came = ", ".join(map(_giver, card["givers"]))
    if card["date"]:
        came += f'<span class="card__date">{escape(card["date"])}</span>'
    lines = [f'<p class="card__from">{came}</p>'] if came else []
    if card["room"]:
        lines.append(f'<p class="card__room">Showroom {escape(card["room"])}</p>')
    for place, text in card["why"]:
        where = f'<span class="card__where">{place}</span> ' if place else ""
        lines.append(f'<p class="card__why">{where}{text}</p>')
    return (
        '<li><article class="card"><div class="tile" aria-hidden="true">'
        f'<span class="glyph glyph--{card["glyph"]}"></span>'
        f'<span class="tile__name">{escape(card["object_name"])}</span></div>'
        f'<div class="card__text"><p class="kicker">{escape(card["number"])}{status}</p>'
        f'<h3><a href="{escape(card["address"])}">{title if isinstance(title, SafeString) else escape(title)}</a></h3>'
        f"{''.join(lines)}</div></article></li>"
    )


def _giver(giver) -> str:
    role = f'<span class="role">{escape(giver["role"])}</span> ' if giver["role"] else ""
    unnamed = ' <span class="badge badge--private">unnamed in public</span>' if giver["unnamed"] else ""
    return f"{role}{escape(giver['name'])}{unnamed}"


@register.simple_tag
def facet_values(facet) -> SafeString:
    """The values of a facet as boxes to tick, each with its count; see `FacetCounts` in `filters.selection`."""
    name = escape(facet.name)
    values = (
        f'<li><label><input type="checkbox" name="{name}" value="{escape(value.handle)}"'
        f'{" checked" if value.selected else ""}> <span class="facet__name">{escape(value.label)}</span> '
        f'<span class="facet__count">{value.count:,}</span></label></li>'
        for value in facet.values
    )
    return mark_safe(f'<ul class="facet__values">{"".join(values)}</ul>')


@register.simple_tag
def term_links(terms, parameter: str) -> SafeString:
    """Terms in a row, each with the list of exhibits that it describes."""
    address = f"{page('exhibit-list')}?{parameter}="
    # Names are escaped; the rest is our own address, a parameter that the template names, and a number.
    return mark_safe(", ".join(f'<a href="{address}{term.pk}">{escape(term.name)}</a>' for term in terms))


@register.tag
def once(parser, token):
    """{% once argument … %}…{% endonce %}: made once for each value of the arguments, on which alone it depends."""
    arguments = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(arguments, nodes)


class Once(template.Node):
    def __init__(self, arguments, nodelist):
        self.arguments, self.nodelist = arguments, nodelist
        self.made: dict[tuple, SafeString] = {}

    def render(self, context):
        key = tuple(argument.resolve(context, ignore_failures=True) for argument in self.arguments)
        if key not in self.made:
            self.made[key] = self.nodelist.render(context)
        return self.made[key]
