from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Makes the house's own checks and commands known to Django."""

    name = "config"
    label = "house"
    verbose_name = "House"

    def ready(self):
        from config import checks  # noqa: F401  (importing registers them)
