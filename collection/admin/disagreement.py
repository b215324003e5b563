"""Claims to weigh: the queue of notes that say different things, and the page where a curator weighs one group."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from collection.models import Disagreement, Weighing
from collection.models.claims import QUESTIONS, alike
from collection.models.history import Via, recording
from collection.models.weighing import Overtaken
from collection.templatetags.museum import quoted

from .base import RecordAdmin
from .evidence import ReadOnlyMixin
from .steps import place_errors
from .weigh_form import WeighForm

EVERY = "all"
SHOWN = 4  # answers in the list


class StateFilter(admin.SimpleListFilter):
    """What waits is shown unless something else is asked for."""

    title, parameter_name = "state", "state"

    def lookups(self, request, model_admin):
        return Disagreement.State.choices

    def choices(self, changelist):
        chosen = self.value() or Disagreement.State.TO_WEIGH
        for value, label in [*self.lookup_choices, (EVERY, "all")]:
            query = changelist.get_query_string({self.parameter_name: value}, ["p"])
            yield {"selected": chosen == value, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        value = self.value() or Disagreement.State.TO_WEIGH
        return queryset if value == EVERY else queryset.filter(state=value)


@admin.register(Disagreement)
class DisagreementAdmin(ReadOnlyMixin, RecordAdmin):
    list_display = ("what_is_said", "claim", "about", "state", "since")
    list_filter = (StateFilter, "claim")
    ordering = ("since", "id")
    sortable_by = ()
    related = ("exhibit", "occasion", "location")
    search_begins = ("exhibit__accession_key",)
    search_help_text = "The beginning of the exhibit's accession number."
    actions = None

    def get_urls(self):
        """The list and the page of one: what the system finds is neither added nor deleted by anybody."""
        return [url for url in super().get_urls() if not url.name or url.name.endswith(("_changelist", "_change"))]

    @admin.display(description="What is said")
    def what_is_said(self, disagreement):
        some = [Truncator(answer).chars(70) for answer in disagreement.answers[:SHOWN]]
        named = format_html_join(" / ", "{}", ((quoted(answer),) for answer in some))
        return format_html("{}{}", named, " / …" if len(disagreement.answers) > SHOWN else "")

    @admin.display(description="About")
    def about(self, disagreement):
        return disagreement.exhibit or disagreement.occasion or disagreement.location

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        disagreement = self.get_object(request, object_id)
        if disagreement is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        may_weigh = request.user.has_perm("collection.assess_provenancenote")
        if request.method == "POST" and not may_weigh:
            raise PermissionDenied
        (group,) = Weighing.objects.groups([(disagreement.about, disagreement.claim)])
        group.mark_since(request.POST.get("seen", group.version))
        may_link = request.user.has_perm("collection.add_contradiction")
        form = WeighForm(group, disagreement.claim, request.POST or None, may_link=may_link)
        if request.method == "POST" and form.is_valid():
            try:
                with recording(request.user, reason=form.cleaned_data["reason"], via=Via.ADMIN):
                    weighing = Weighing.objects.weigh(
                        about=disagreement.about, claim=disagreement.claim, by=request.user, **form.weighed()
                    )
            except Overtaken as overtaken:
                form = self._again(request, form, overtaken, disagreement.claim)
            except ValidationError as error:
                place_errors(form, error)
            except (IntegrityError, DataError):
                form.add_error(None, "Somebody saved something that this contradicts. Nothing was changed: look again.")
            else:
                self.message_user(request, f"Weighed: {weighing.get_outcome_display()}.", messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:collection_disagreement_changelist"))
        return self._page(request, disagreement, form, may_weigh)

    def _again(self, request, form, overtaken, claim):
        """The same input over what stands now, which the next attempt has then seen."""
        overtaken.group.mark_since(form.cleaned_data["seen"])
        data = request.POST.copy()
        data["seen"] = overtaken.group.version
        again = WeighForm(overtaken.group, claim, data, may_link=form.may_link)
        again.full_clean()
        again.add_error(None, overtaken)
        return again

    def _page(self, request, disagreement, form, may_weigh):
        subject = disagreement.exhibit or disagreement.occasion or disagreement.location
        for weighing in form.group.weighings:
            weighing.alike = alike(form.group.notes, weighing.same)
        context = {
            **self.admin_site.each_context(request),
            "title": QUESTIONS[disagreement.claim],
            "opts": self.opts,
            "media": self.media + form.media,
            "disagreement": disagreement,
            "subject": subject,
            "subject_url": reverse(f"admin:collection_{subject._meta.model_name}_change", args=[quote(subject.pk)]),
            "group": form.group,
            "form": form,
            "may_weigh": may_weigh,
        }
        return TemplateResponse(request, "admin/collection/disagreement/weigh.html", context)
