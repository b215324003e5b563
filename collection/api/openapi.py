"""The OpenAPI 3.1 description, made from the viewsets: parameters, bodies, answers, problems and who may ask."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework.permissions import SAFE_METHODS

from . import exporting
from .base import REASON, REASON_LENGTH, RecordViewSet
from .problems import CONTENT_TYPE, ProblemSerializer
from .reading import HANDLES

READ_PROBLEMS = {400: "A parameter is unknown or has a value it cannot have.", 406: "Only JSON is served."}
WRITE_PROBLEMS = {
    400: "Something in the body or the parameters is wrong; `errors` names each.",
    401: "Nobody is signed in, or the token is not valid.",
    403: "The role may not do this.",
    409: "It stands in the way of something saved at the same moment, or of a later record.",
    413: "The body is too large.",
    415: "The body is not application/json.",
}
DETAIL_PROBLEMS = {404: "There is no such record, or it is not public."}
CHANGE_PROBLEMS = {412: "The record was changed since it was read.", 428: "If-Match is missing."}
READ_ONE_PROBLEMS = {**READ_PROBLEMS, 401: WRITE_PROBLEMS[401], **DETAIL_PROBLEMS}
WHAT = {"create": "Create", "partial_update": "Change", "list": "List", "retrieve": "Read"}


def refusals(problems: dict[int, str]) -> dict:
    """The answers that refuse something, for an operation: `problems` says of each status what it means."""
    return {
        (status, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, description=text)
        for status, text in sorted(problems.items())
    }


class Schema(AutoSchema):
    """Describes an operation of a resource; other views describe themselves."""

    @property
    def action(self) -> str:
        return getattr(self.view, "action", None) or ""

    @property
    def writes(self) -> bool:
        return self.method not in SAFE_METHODS

    @property
    def changes(self) -> bool:
        """True for a write to a record that stands already."""
        return self.writes and self.action != "create"

    def get_operation_id(self):
        if not isinstance(self.view, RecordViewSet):
            return super().get_operation_id()
        return f"{self.view.resource.replace('-', '_')}_{self.action}"

    def get_summary(self):
        if not isinstance(self.view, RecordViewSet):
            return None
        one = str(self.view.queryset.model._meta.verbose_name)
        verb = WHAT.get(self.action, self.action.capitalize())
        return f"{verb} {self.view.resource.replace('-', ' ')}" if self.action == "list" else f"{verb} one {one}"

    def get_request_serializer(self):
        return self.view.writers[self.action] if self.writes else None

    def get_response_serializers(self):
        if not isinstance(self.view, RecordViewSet):
            return super().get_response_serializers()
        shown = self.view.serializer_class
        created = self.action in {"create", "decide"}
        problems = (
            WRITE_PROBLEMS | (CHANGE_PROBLEMS if self.changes else {}) if self.writes else {401: WRITE_PROBLEMS[401]}
        )
        problems = READ_PROBLEMS | problems
        if self.action not in {"create", "list"}:
            problems |= DETAIL_PROBLEMS
        answers = {(201 if created else 200, "application/json"): shown(names=shown.every_name())}
        if self.action == "list":
            answers |= {(200, media_type): OpenApiTypes.BINARY for media_type in exporting.MEDIA_TYPES}
        if self.action == "retrieve":
            answers[304] = OpenApiResponse(description="Unchanged since the ETag in If-None-Match.")
            if self.view.resource == "exhibits":
                problems[410] = "The exhibit left the collection."
        return answers | refusals(problems)

    def get_override_parameters(self):
        if not isinstance(self.view, RecordViewSet):
            return []
        found = []
        if self.action in {"list", "retrieve"}:
            meta = self.view.serializer_class.Meta
            staff = ", ".join(meta.staff) or "none"
            found.append(
                OpenApiParameter(
                    "fields",
                    {"type": "array", "minItems": 1, "items": {"type": "string", "enum": [*meta.public, *meta.staff]}},
                    style="form",
                    explode=False,
                    description=f"Only these fields, with commas between. Staff only: {staff}.",
                )
            )
        if self.action == "list":
            found.append(OpenApiParameter(exporting.FORMAT, enum=exporting.TYPES, description=exporting.DESCRIPTION))
        if self.action == "retrieve":
            found.append(_header("If-None-Match", "An ETag: answered by 304 while nothing has changed."))
        if self.changes:
            found.append(_header("If-Match", "The ETag of the whole record as you read it. Needed: 428 without."))
        if self.writes:
            found.append(_header(REASON, "Why, for the history.", maxLength=REASON_LENGTH))
        if self.action != "list":
            found.append(
                OpenApiParameter(
                    "ETag",
                    str,
                    OpenApiParameter.HEADER,
                    response=[200, 201],
                    description="Names this state of the record.",
                )
            )
        if self.action in {"create", "decide"}:
            found.append(
                OpenApiParameter(
                    "Location",
                    str,
                    OpenApiParameter.HEADER,
                    response=[201],
                    description="The address of the new record.",
                )
            )
        return found

    def get_examples(self):
        examples = self.view.examples() if isinstance(self.view, RecordViewSet) and self.writes else {}
        return [OpenApiExample("An accepted body", value=examples, request_only=True)] if examples else []

    def get_serializer_name(self, serializer, direction):
        """A record shown inside another has fewer fields, so it is another schema."""
        name = super().get_serializer_name(serializer, direction).replace("Writing", "")
        names = getattr(serializer, "names", None)
        return f"{name.removesuffix('Serializer')}InShort" if names and names != serializer.every_name() else name

    def get_auth(self):
        """Reads are for everyone."""
        return [*super().get_auth(), *([] if self.writes else [{}])]

    def _resolve_path_parameters(self, variables):
        if not variables:
            return []
        handle = HANDLES[self.view.resource]
        number, text = {"type": "integer", "minimum": 1}, {"type": "string", "minLength": 1}
        kinds = {handle: number if handle == "id" else text, "position": number}
        return [{"name": name, "in": "path", "required": True, "schema": dict(kinds[name])} for name in variables]

    def _map_basic_serializer(self, serializer, direction):
        """Say of each field that the public does not get it."""
        schema = super()._map_basic_serializer(serializer, direction)
        if direction == "request":
            schema["additionalProperties"] = False
        for name in getattr(getattr(serializer, "Meta", None), "staff", ()):
            if name in schema["properties"]:
                field = schema["properties"][name]
                field["description"] = f"Staff only. {field.get('description', '')}".strip()
        return schema


def _header(name: str, description: str, **schema) -> OpenApiParameter:
    return OpenApiParameter(name, {"type": "string", **schema}, OpenApiParameter.HEADER, description=description)
