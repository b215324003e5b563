"""The roles of a museum and what each may do, as one table.

A role is a Django group of the same name. `grant_roles` makes the groups agree
with the table after every `migrate`, so that the table is the whole truth: a
right given to one of these groups by hand is gone after the next one. Accounts
themselves are in no role's hands, only a superuser's.
"""

from django.apps import apps as current_apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.loader import MigrationLoader

ROLES = ("registrar", "curator", "cataloguer", "researcher")

# What each role, in the order above, may do with the records of each model:
# v(iew), a(dd), c(hange), d(elete); "-" is nothing.
#
# Evidence (notes, sources, restrictions, movements, deaccessions, history) is never
# deleted, and what only a rule may write (positions, movements, history) never changed.
# History keeps no donor's contact data, only that it changed, so a researcher may read it.
RECORDS = {
    #                                registrar curator cataloguer researcher
    "collection.exhibit":           ("vacd",   "vac",  "vac",     "v"),
    "collection.party":             ("vac",    "vac",  "vac",     "v"),
    "collection.donor":             ("vac",    "vac",  "vac",     "v"),
    "collection.donorcontact":      ("vacd",   "v",    "-",       "-"),
    "collection.participation":     ("vacd",   "vac",  "vac",     "v"),
    "collection.acquisition":       ("vac",    "vac",  "vac",     "v"),
    "collection.acquisitiondonor":  ("vacd",   "vac",  "vac",     "v"),
    "collection.occasion":          ("vac",    "vac",  "vac",     "v"),
    "collection.occasionstop":      ("vacd",   "vac",  "vac",     "v"),
    "collection.countergift":       ("vac",    "vac",  "vac",     "v"),
    "collection.country":           ("vac",    "v",    "v",       "v"),
    "collection.location":          ("vacd",   "v",    "v",       "v"),
    "collection.showroom":          ("vac",    "v",    "v",       "v"),
    "collection.movement":          ("va",     "va",   "va",      "v"),
    "collection.source":            ("vac",    "vac",  "vac",     "v"),
    "collection.provenancenote":    ("vac",    "vac",  "va",      "v"),
    "collection.provenanceevent":   ("vac",    "vac",  "vac",     "v"),
    "collection.position":          ("v",      "va",   "v",       "v"),
    "collection.contradiction":     ("vac",    "vac",  "va",      "v"),
    "collection.disagreement":      ("v",      "v",    "v",       "v"),
    "collection.weighing":          ("v",      "va",   "v",       "v"),
    "collection.restriction":       ("vac",    "vac",  "va",      "v"),
    "collection.instrument":        ("vac",    "vac",  "v",       "v"),
    "collection.restrictioncandidate": ("v",   "v",    "v",       "v"),
    "collection.term":              ("vacd",   "vac",  "vac",     "v"),
    "collection.deaccession":       ("vac",    "v",    "v",       "v"),
    "collection.importrun":         ("vac",    "vac",  "-",       "-"),
    "collection.importrow":         ("v",      "v",    "-",       "-"),
    "collection.savedmapping":      ("va",     "va",   "-",       "-"),
    "collection.changeset":         ("v",      "v",    "-",       "v"),
    "collection.change":            ("v",      "v",    "-",       "v"),
}

# What is not adding or changing a record but a step of the museum's work, and who may take it.
STEPS = {
    "collection.view_unpublished":         ("registrar", "curator", "cataloguer", "researcher"),
    "collection.submit_exhibit":           ("registrar", "curator", "cataloguer"),
    "collection.publish_exhibit":          ("registrar", "curator"),
    "collection.withdraw_exhibit":         ("registrar", "curator"),
    "collection.change_published_exhibit": ("registrar", "curator"),
    "collection.move_exhibit":             ("registrar", "curator", "cataloguer"),
    "collection.deaccession_exhibit":      ("registrar",),
    "collection.decide_restriction":       ("registrar", "curator"),
    "collection.check_instrument":         ("registrar", "curator"),
    "collection.assess_provenancenote":    ("curator",),
}

VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


def permissions_of(role):
    """Every permission of `role`, as Django writes them: {"collection.view_exhibit", …}."""
    granted = {step for step, roles in STEPS.items() if role in roles}
    for name, letters in RECORDS.items():
        app, model = name.split(".")
        granted |= {f"{app}.{VERBS[letter]}_{model}" for letter in letters[ROLES.index(role)].strip("-")}
    return granted


def grant_roles(sender, using, apps=current_apps, verbosity=1, **kwargs):  # `flush` names no apps
    """Give each role exactly its permissions in the app `sender`: a receiver of `post_migrate`.

    Raises `ImproperlyConfigured` when the table names a permission that a fully
    migrated app does not have; half-way through the migrations it may be still
    to come, and is left for the next run.
    """
    wanted = {role: _codenames(role, sender.label) for role in ROLES}
    declared = set().union(*wanted.values())
    if not declared:
        return
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    existing = {
        permission.codename: permission
        for permission in permissions.filter(content_type__app_label=sender.label)
    }
    unknown = sorted(declared - existing.keys())
    if unknown and _fully_migrated(sender.label, using):
        raise ImproperlyConfigured(
            f"accounts.roles names permissions that {sender.label} does not have: {', '.join(unknown)}. "
            "Mend the table there, or the model's Meta.permissions."
        )
    for role in ROLES:
        group, _ = groups.get_or_create(name=role)
        others = group.permissions.exclude(content_type__app_label=sender.label)
        right = {existing[codename] for codename in wanted[role] & existing.keys()}
        group.permissions.set({*others, *right})


def _codenames(role, app_label):
    return {
        codename
        for app, codename in (name.split(".") for name in permissions_of(role))
        if app == app_label
    }


def _fully_migrated(app_label, using):
    loader = MigrationLoader(connections[using])
    leaves = loader.graph.leaf_nodes(app_label) if app_label in loader.migrated_apps else []
    return bool(leaves) and all(leaf in loader.applied_migrations for leaf in leaves)
