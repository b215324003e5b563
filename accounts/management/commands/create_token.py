from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from accounts.models import ApiToken, User


class Command(BaseCommand):
    help = "Create an API token for a user and print it. It cannot be shown again."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="what will use the token, e.g. website")
        parser.add_argument("--days", type=int, default=365, help="how long it lives (default: 365)")

    def handle(self, *, username, name, days, **options):
        if not 1 <= days <= 3650:
            raise CommandError(f"--days is {days}: give a number from 1 to 3650, such as 365.")
        if not 1 <= len(name.strip()) <= 100:
            raise CommandError("--name must have 1 to 100 characters, such as website.")
        try:
            user = User.objects.get(username=username, is_active=True)
        except User.DoesNotExist:
            raise CommandError(
                f"There is no active user {username!r}. `manage.py createsuperuser` makes the first one."
            ) from None
        _, secret = ApiToken.objects.create(user=user, name=name.strip(), expiry=timedelta(days=days))
        self.stdout.write(secret)
