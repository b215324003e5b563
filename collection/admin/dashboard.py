"""The desk: what waits for somebody. Every list is short, every count stops at a thousand, all of it gated."""

from datetime import timedelta

from django.utils import timezone

from collection.models import ChangeSet, Contradiction, Disagreement, Exhibit, Restriction, RestrictionCandidate

from .paging import CappedPaginator

SHOWN = 6
PAIRS = 10  # looked through for each question shown
SOON = timedelta(days=30)


def dashboard(request) -> dict:
    """What the first page shows this person; a panel is None where their role may not see it."""
    user = request.user

    def sees(model):
        return user.has_perm(f"collection.view_{model._meta.model_name}")

    return {
        "counts": _counts(user) if sees(Exhibit) else None,
        "lately": _lately(user) if sees(Exhibit) else None,
        "claims": _claims(user) if sees(Disagreement) else None,
        "contradictions": _contradictions(user) if sees(Contradiction) else None,
        "restrictions": _restrictions(user) if sees(Restriction) else None,
        "acts": _acts() if sees(ChangeSet) else None,
    }


def _counts(user):
    visible = Exhibit.objects.visible_to(user)
    return [
        {"status": status, "label": status.label, "count": page.count, "capped": page.is_capped}
        for status in (Exhibit.Status.DRAFT, Exhibit.Status.IN_REVIEW, Exhibit.Status.WITHDRAWN)
        for page in [CappedPaginator(visible.filter(status=status), SHOWN)]
    ]


def _lately(user):
    return Exhibit.objects.visible_to(user).order_by("-updated_at", "-id")[:SHOWN]


def _claims(user):
    """The first of the queue, those that wait longest, and how many there are."""
    waiting = Disagreement.objects.visible_to(user).filter(state=Disagreement.State.TO_WEIGH).order_by("since", "id")
    page = CappedPaginator(waiting, SHOWN)
    return {
        "first": waiting.select_related("exhibit", "occasion", "location")[:SHOWN],
        "count": page.count,
        "capped": page.is_capped,
    }


def _contradictions(user):
    """One link for each question: a question among five sources is ten pairs of notes."""
    undecided = Contradiction.objects.visible_to(user).filter(finding="")
    pairs = undecided.select_related("first__exhibit", "second__exhibit")[: SHOWN * PAIRS]
    questions = {(pair.question, pair.first.exhibit_id): pair for pair in reversed(pairs)}
    return list(reversed(questions.values()))[:SHOWN]


def _restrictions(user):
    """Those under assessment, then those whose review falls due within a month."""
    standing = Restriction.objects.visible_to(user).standing().select_related("exhibit")
    waiting = standing.filter(conclusion=Restriction.Conclusion.UNDER_ASSESSMENT).order_by("-id")[:SHOWN]
    due = standing.filter(review_by__lte=timezone.localdate() + SOON).order_by("review_by", "id")[:SHOWN]
    return {"waiting": waiting, "due": due, "proposed": _proposed(user)}


def _proposed(user):
    """How many candidates of the rule book wait for somebody."""
    page = CappedPaginator(RestrictionCandidate.objects.visible_to(user).open(), SHOWN)
    return f"{page.count}+" if page.is_capped else str(page.count)


def _acts():
    return ChangeSet.objects.exclude(user=None).order_by("-id")[:SHOWN]
