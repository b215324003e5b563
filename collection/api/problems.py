"""Problem documents (RFC 9457): every refusal says what was wrong, where, and what would be right."""

from http import HTTPStatus

from django.core import exceptions as django
from django.db import DataError, IntegrityError
from django.http import Http404
from django.http.request import RawPostDataException, UnreadablePostError
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from collection.models.base import StaleRecord

CONTENT_TYPE = "application/problem+json"
NOT_FOUND = "There is nothing at this address, or nothing you may read."
WHOLE = {"__all__", "non_field_errors"}  # keys of errors that belong to no one field


class Conflict(exceptions.APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = (
        "Somebody else saved something that stands in the way of this. Nothing was saved: read again and retry."
    )
    default_code = "conflict"


class PreconditionFailed(exceptions.APIException):
    status_code = HTTPStatus.PRECONDITION_FAILED
    default_detail = (
        "The record was changed since you read it, so nothing was saved. Read it again, compare, and send its new ETag."
    )
    default_code = "precondition_failed"


class PreconditionRequired(exceptions.APIException):
    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_detail = (
        "Send the header If-Match with the ETag of the record as you read it, so that nobody's change is overwritten."
    )
    default_code = "precondition_required"


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is larger than a record can be."
    default_code = "too_large"


class Gone(exceptions.APIException):
    status_code = HTTPStatus.GONE
    default_code = "gone"


class ErrorSerializer(serializers.Serializer):
    """One thing that is wrong."""

    field = serializers.CharField(allow_null=True, help_text="The field, parameter or header; null: the whole record.")
    message = serializers.CharField(help_text="What was wrong and how to mend it.")
    example = serializers.JSONField(required=False, help_text="A value that would be accepted.")


class ProblemSerializer(serializers.Serializer):
    """Why a request was refused (RFC 9457). Nothing was changed."""

    type = serializers.CharField(help_text="about:blank: the status says it all.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ErrorSerializer(many=True, required=False, help_text="Each thing that is wrong.")


def handler(exc, context):
    """DRF's exception handler: known refusals become problem documents, anything else is a bug and passes."""
    exc = _translated(exc)
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = exc.auth_header
    body = {
        "type": "about:blank",
        "title": HTTPStatus(exc.status_code).phrase,
        "status": int(exc.status_code),
        "detail": str(exc.detail),
    }
    if isinstance(exc, exceptions.ValidationError):
        body["errors"] = list(_errors(exc.detail, _examples(context.get("view"))))
        body["detail"] = " ".join(_sentence(error) for error in body["errors"])[:1000]
    return Response(body, status=exc.status_code, headers=headers, content_type=CONTENT_TYPE)


def invalid(error: django.ValidationError, names: dict[str, str] | None = None) -> exceptions.ValidationError:
    """A model's ValidationError with the API's field names: `names` maps the model's to those that differ."""
    if hasattr(error, "error_dict"):
        return exceptions.ValidationError(
            {(names or {}).get(name, name): messages for name, messages in error.message_dict.items()}
        )
    return exceptions.ValidationError({"__all__": error.messages})


def _translated(exc):
    if isinstance(exc, StaleRecord):
        return PreconditionFailed()
    if isinstance(exc, django.ValidationError):
        return invalid(exc)
    if isinstance(exc, Http404 | exceptions.NotFound):
        return exceptions.NotFound(NOT_FOUND)
    if isinstance(exc, django.PermissionDenied):
        return exceptions.PermissionDenied(*exc.args)
    if isinstance(exc, django.RequestDataTooBig):
        return TooLarge()
    if isinstance(exc, django.SuspiciousOperation | UnreadablePostError | RawPostDataException):
        return exceptions.ParseError("The request could not be read.")
    if isinstance(exc, exceptions.NotAuthenticated):
        exc.detail = "Sign in first, or send the header Authorization: Bearer with a token made at /accounts/tokens/."
    if isinstance(exc, IntegrityError):
        return Conflict()
    if isinstance(exc, DataError):
        return exceptions.ParseError("A value does not fit where it should be kept. Nothing was saved.")
    return exc


def _examples(view) -> dict:
    examples = getattr(view, "examples", None)
    return examples() if examples else {}


def _errors(detail, examples: dict, path: str = ""):
    """Flatten DRF's nested lists and dicts into errors with paths such as donors[0].party."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            if isinstance(name, int):
                step = f"{path}[{name}]"
            elif name in WHOLE:
                step = path
            else:
                step = f"{path}.{name}" if path else name
            yield from _errors(inner, examples, step)
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            if inner or not nested:
                yield from _errors(inner, examples, f"{path}[{index}]" if nested else path)
    else:
        error = {"field": path or None, "message": str(detail)}
        if (top := path.split(".")[0].split("[")[0]) in examples:
            error["example"] = examples[top]
        yield error


def _sentence(error: dict) -> str:
    return f"{error['field']}: {error['message']}" if error["field"] else error["message"]
