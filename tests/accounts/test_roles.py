"""The table of roles becomes groups, exactly, and a right that does not exist is not passed over."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from accounts import roles

# What is derived from the records, and written by the program alone.
INDEX = ("bitmap", "disagreement", "generation", "indexentry", "partyname", "run", "seal", "stale", "word")

pytestmark = pytest.mark.django_db


def granted(role):
    group = Group.objects.get(name=role)
    return {f"{app}.{code}" for app, code in group.permissions.values_list("content_type__app_label", "codename")}


@pytest.mark.parametrize("role", roles.ROLES)
def test_migrated_group_has_exactly_the_permissions_of_the_table(role):
    assert granted(role) == roles.permissions_of(role)


def test_migrating_again_changes_nothing():
    through = Group.permissions.through
    before = list(through.objects.order_by("pk").values_list())

    call_command("migrate", verbosity=0)

    assert list(through.objects.order_by("pk").values_list()) == before


def test_right_given_by_hand_is_gone_after_migrate():
    group = Group.objects.get(name="researcher")
    group.permissions.add(Permission.objects.get(codename="publish_exhibit"))
    group.permissions.remove(Permission.objects.get(codename="view_exhibit"))

    call_command("migrate", verbosity=0)

    assert granted("researcher") == roles.permissions_of("researcher")


def test_unknown_permission_fails_loudly(monkeypatch):
    monkeypatch.setitem(roles.STEPS, "collection.polish_exhibit", ("curator",))

    with pytest.raises(ImproperlyConfigured, match="polish_exhibit"):
        call_command("migrate", verbosity=0)


def test_unknown_permission_waits_while_migrations_are_missing(monkeypatch):
    monkeypatch.setitem(roles.STEPS, "collection.polish_exhibit", ("curator",))
    monkeypatch.setattr(roles, "_fully_migrated", lambda app_label, using: False)

    call_command("migrate", verbosity=0)

    assert granted("curator") == roles.permissions_of("curator") - {"collection.polish_exhibit"}


def test_no_role_deletes_or_rewrites_evidence():
    kept = ("provenancenote", "position", "weighing", "restriction", "source", "movement", "deaccession", "change")
    kept += ("changeset",)
    written_once = ("movement", "position", "weighing", "change", "changeset", *INDEX)
    forbidden = {f"collection.delete_{model}" for model in kept}
    forbidden |= {f"collection.{verb}_{model}" for model in written_once for verb in ("change", "delete")}

    for role in roles.ROLES:
        assert not roles.permissions_of(role) & forbidden, role


def test_every_record_is_in_the_table():
    """A new model must be given a line, be it of dashes: what nobody decided, nobody may do."""
    internal = {f"collection.{name}" for name in ("changecontext", *INDEX)}
    models = {model._meta.label_lower for model in apps.get_app_config("collection").get_models()}

    assert models == roles.RECORDS.keys() | internal


def test_every_step_is_in_the_table():
    steps = {
        f"collection.{codename}"
        for model in apps.get_app_config("collection").get_models()
        for codename, _ in model._meta.permissions
    }

    assert steps == roles.STEPS.keys()


def test_accounts_are_in_no_roles_hands():
    for role in roles.ROLES:
        assert all(name.startswith("collection.") for name in roles.permissions_of(role))
