"""The board of restrictions: what the rule book proposes, what is under assessment, due for review, and decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from collection.interchange import csv
from collection.interchange.table_records import batches_by_key
from collection.models import AcquisitionDonor, Country, Instrument, Restriction, RestrictionCandidate

from .paging import CappedPaginator
from .restriction_filters import SOON

SHOWN = 20  # of each section
ASKED = {"kind", "rule", "country", "assessor", "export", "e"}  # e: where the admin sends who asked for what is not
OF_RESTRICTION = (
    "exhibit__accession_number", "exhibit__title", "kind", "instrument", "paragraph", "in_force_from",
    "in_force_until", "conclusion", "assessor", "assessed_on", "recorded_by__username", "evidence",
    "exemption_reference", "review_by", "public_statement",
)  # fmt: skip
OF_CANDIDATE = (
    "exhibit__accession_number", "exhibit__title", "instrument__kind", "instrument__name", "instrument__paragraph",
    "instrument__in_force_from", "instrument__in_force_until", "facts",
)  # fmt: skip
COLUMNS = (
    "section", "number", "title", "kind", "instrument", "paragraph", "in force from", "in force until", "conclusion",
    "assessor", "assessed on", "recorded by", "evidence", "exemption", "next review", "public statement",
    "what speaks for it",
)  # fmt: skip


class BoardForm(forms.Form):
    """What narrows the board."""

    kind = forms.ChoiceField(choices=[("", "any kind"), *Restriction.Kind.choices], required=False)
    rule = forms.ModelChoiceField(
        Instrument.objects.order_by("kind", "key"), to_field_name="key", required=False, empty_label="any rule"
    )
    country = forms.ModelChoiceField(
        Country.objects.order_by("name_sort", "id"),
        to_field_name="code",
        required=False,
        empty_label="any country",
        label="Country of the giver or the rule",
    )
    assessor = forms.CharField(max_length=200, required=False, label="Signed by")


@dataclass
class Section:
    """One part of the board: its rows in order, how many there are, and the list that has all of them."""

    name: str
    title: str
    rows: QuerySet
    address: str

    def __post_init__(self):
        page = CappedPaginator(self.rows, SHOWN)
        self.count, self.is_capped = page.count, page.is_capped
        self.shown = list(self.rows[:SHOWN])

    @property
    def more(self) -> bool:
        return self.count > len(self.shown)


class BoardViews:
    """Mixin of the admin of restrictions: the board beside its list."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.board_view)
        return [path("board/", view, name="collection_restriction_board"), *super().get_urls()]

    def board_view(self, request):
        if not (self.has_view_permission(request) and request.user.has_perm("collection.view_restrictioncandidate")):
            raise PermissionDenied
        if unknown := sorted(request.GET.keys() - ASKED):
            raise DisallowedModelAdminLookup(f"The board is not narrowed by {', '.join(unknown)}.")
        form = BoardForm(request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        restrictions, candidates = _narrowed(request.user, asked, nothing=bool(form.errors))
        if request.GET.get("export") == "csv":
            headers = {"Content-Disposition": 'attachment; filename="restrictions.csv"'}
            lines = csv.stream(COLUMNS, _lines(restrictions, candidates))
            return StreamingHttpResponse(lines, content_type="text/csv", headers=headers)
        kept = request.GET.copy()
        kept.pop("e", None)
        today = timezone.localdate()
        context = {
            **self.admin_site.each_context(request),
            "title": "Restrictions",
            "opts": self.opts,
            "form": form,
            "asked": kept.urlencode(),
            "sections": _sections(restrictions, candidates, today, _passed_on(asked)),
            "today": today,
            "may_open": request.user.has_perm("collection.add_restriction"),
            "may_decide": request.user.has_perm("collection.decide_restriction"),
            "unchecked": Instrument.objects.filter(checked_on=None, proposes=True).exists(),
        }
        return TemplateResponse(request, "admin/collection/restriction/board.html", context)


def _narrowed(user, asked: dict, *, nothing: bool):
    """The standing restrictions and the open candidates that the form asks for."""
    restrictions = Restriction.objects.visible_to(user).standing()
    candidates = RestrictionCandidate.objects.visible_to(user).open()
    if nothing:
        return restrictions.none(), candidates.none()
    if kind := asked.get("kind"):
        restrictions, candidates = restrictions.filter(kind=kind), candidates.filter(instrument__kind=kind)
    if rule := asked.get("rule"):
        restrictions, candidates = restrictions.filter(rule=rule), candidates.filter(instrument=rule)
    if country := asked.get("country"):
        given = AcquisitionDonor.objects.filter(
            acquisition=OuterRef("exhibit__acquisition"), party__country=country
        ).order_by()
        named = Instrument.countries.through.objects.filter(country=country)
        restrictions = restrictions.filter(Q(Exists(given)) | Q(Exists(named.filter(instrument=OuterRef("rule")))))
        candidates = candidates.filter(Q(Exists(given)) | Q(Exists(named.filter(instrument=OuterRef("instrument")))))
    if assessor := asked.get("assessor"):
        restrictions, candidates = restrictions.filter(assessor__icontains=assessor), candidates.none()
    return restrictions, candidates


def _passed_on(asked: dict) -> str:
    """What the lists behind the sections are narrowed by as well."""
    rule, kind = asked.get("rule"), asked.get("kind")
    return f"&rule={rule.key}" if rule else f"&kind={kind}" if kind else ""


def _sections(restrictions, candidates, today, passed_on: str) -> list[Section]:
    assessments = restrictions.select_related("exhibit", "rule", "recorded_by")
    listed, proposed = (
        reverse(f"admin:collection_{model}_changelist") for model in ("restriction", "restrictioncandidate")
    )
    on = passed_on.replace("&kind=", "&kind__exact=")
    return [
        Section(
            "candidates",
            "Proposed by the rule book",
            candidates.select_related("exhibit", "instrument").order_by("-id"),
            f"{proposed}?state=open{passed_on}",
        ),
        Section(
            "assessment",
            "Under assessment",
            assessments.under_assessment().order_by("-id"),
            f"{listed}?standing=assess{on}",
        ),
        Section(
            "review",
            "To be reviewed within three months",
            assessments.due(today + SOON).order_by("review_by", "id"),
            f"{listed}?standing=soon{on}",
        ),
        Section("decided", "Decided", assessments.decided().order_by("-id"), f"{listed}?standing=decided{on}"),
    ]


def _lines(restrictions, candidates) -> Iterator[tuple]:
    """Every row of the board for a file, read in batches by key."""
    empty = (None,) * (len(OF_RESTRICTION) - len(OF_CANDIDATE) + 1)
    for rows in batches_by_key(candidates.values_list("pk", *OF_CANDIDATE)):
        yield from (("proposed", *row[:-1], *empty, row[-1]) for _, *row in rows)
    for rows in batches_by_key(restrictions.values_list("pk", *OF_RESTRICTION)):
        for _, *row in rows:
            decided = row[OF_RESTRICTION.index("conclusion")] != Restriction.Conclusion.UNDER_ASSESSMENT
            yield ("decided" if decided else "under assessment", *row, None)
