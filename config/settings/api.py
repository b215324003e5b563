"""The API: how programs are known, what they may send, and how it describes itself."""

REST_FRAMEWORK = {
    # The token comes first because the first one's challenge makes a refusal a 401.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["collection.api.permissions.RolePermission"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["collection.api.parsing.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "collection.api.openapi.Schema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "collection.api.problems.handler",
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter as unknown as any other
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Museum collection",
    "DESCRIPTION": (
        "What the museum holds, who gave it, where it stands and how we know.\n\n"
        "Anyone may read what is public. Staff sign in by session or token, see what their role may see, and write "
        "under the same rules as in the admin. Fields marked *Staff only* are left out of "
        "every answer to the public.\n\n"
        "The guide at /api/v1/guide/ shows it by example."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],
    "SORT_OPERATION_PARAMETERS": False,
    "LICENSE": {"name": "BSD-3-Clause"},
}
