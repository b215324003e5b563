"""How a program signs in to the API: `Authorization: Bearer vitrine_…`."""

import re

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox import auth
from rest_framework.exceptions import AuthenticationFailed

# Anything else cannot be a token, and some of it (NUL, stray bytes) a database refuses loudly.
TOKEN = re.compile(rb"[A-Za-z0-9_]{20,100}")


class TokenAuthentication(auth.TokenAuthentication):
    """Knox's, which looks a token up by its hash, asked only about what can be a token."""

    def authenticate_credentials(self, token):
        if not TOKEN.fullmatch(token):
            raise AuthenticationFailed("Invalid token.")
        return super().authenticate_credentials(token)


class TokenScheme(OpenApiAuthenticationExtension):
    """Says so in the OpenAPI description."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made at /accounts/tokens/.",
        }
