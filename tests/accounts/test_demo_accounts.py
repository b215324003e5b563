"""The demonstration's users: one a role, made once, never in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.management.commands.demo_accounts import PASSWORD
from accounts.models import User
from accounts.roles import ROLES

pytestmark = pytest.mark.django_db


def run():
    printed = StringIO()
    call_command("demo_accounts", stdout=printed)
    return printed.getvalue()


def test_one_user_a_role_and_a_superuser_can_sign_in():
    printed = run()

    for name in (*ROLES, "admin"):
        user = User.objects.get(username=name)
        assert user.check_password(PASSWORD)
        assert user.is_staff
        assert [group.name for group in user.groups.all()] == [name] * (name != "admin")
        assert name in printed
    assert PASSWORD in printed


def test_second_run_changes_nothing():
    run()
    User.objects.get(username="curator").set_password("my own, since the demonstration")
    before = list(User.objects.order_by("pk").values())

    run()

    assert list(User.objects.order_by("pk").values()) == before


def test_refused_where_the_settings_do_not_allow_it(settings):
    settings.DEMO_ACCOUNTS_ALLOWED = False

    with pytest.raises(CommandError, match="createsuperuser"):
        run()
    assert not User.objects.exists()
