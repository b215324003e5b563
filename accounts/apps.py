from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self):
        from accounts.roles import grant_roles

        # No sender: each app's permissions exist only after that app's own signal.
        post_migrate.connect(grant_roles, dispatch_uid="accounts.roles")
