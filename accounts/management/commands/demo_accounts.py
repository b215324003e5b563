from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.roles import ROLES

PASSWORD = "myohyangsan-1978"


class Command(BaseCommand):
    help = "Create one user per role, and a superuser, all with a password that everybody knows."

    def handle(self, **options):
        if not settings.DEMO_ACCOUNTS_ALLOWED:
            raise CommandError(
                "These settings are not for a demonstration: everybody knows the password. "
                "Use `manage.py createsuperuser`."
            )
        for role in ROLES:
            user = self.make(role)
            user.groups.add(Group.objects.get(name=role))
        self.make("admin", is_superuser=True)
        for username in (*ROLES, "admin"):
            self.stdout.write(f"  {username:<12}{PASSWORD}")

    def make(self, username, **extra):
        """The user, as they are if they exist: a second run gives nobody their password back."""
        user = User.objects.filter(username=username).first()
        return user or User.objects.create_user(username, password=PASSWORD, is_staff=True, **extra)
