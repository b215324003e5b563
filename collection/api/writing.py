"""What a writer may send: declared keys only, in the types they are declared in, under the models' own rules."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError as ModelError
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError

from .problems import invalid


class Text(serializers.CharField):
    """Text; a number is not one."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number; "7", 7.0 and true are none."""

    def to_internal_value(self, data):
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """true or false; "yes" and 1 are neither."""

    def to_internal_value(self, data):
        if type(data) is not bool:
            self.fail("invalid", input=data)
        return data


class Choice(serializers.ChoiceField):
    """One of a closed list; the refusal says which."""

    def to_internal_value(self, data):
        known = {value for value in self.choices if type(value) is type(data)} if isinstance(data, str | int) else ()
        if data == "" and self.allow_blank:
            return ""
        if data not in known:
            accepted = ", ".join(str(value) for value in self.choices if value != "")
            raise ValidationError(f"“{str(data)[:80]}” is none of: {accepted}.")
        return data


class Link(serializers.URLField):
    """A web address."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


STRICT = {
    serializers.CharField: Text,
    serializers.IntegerField: Whole,
    serializers.BooleanField: Flag,
    serializers.URLField: Link,
}


class HandleField(serializers.Field):
    """Another record by its public handle, read through the gate: hidden and unknown are refused alike."""

    def __init__(self, model, handle: str, *, example, **kwargs):
        self.model, self.handle, self.example = model, handle, example
        self.conditions = kwargs.pop("conditions", {})
        super().__init__(**kwargs)

    def to_internal_value(self, data):
        name = self.model._meta.verbose_name
        if type(data) is not type(self.example):
            raise ValidationError(f"Name the {name} like {self.example!r}.")
        visible = self.model.objects.visible_to(self.context["request"].user)
        found = visible.filter(**{self.handle: data}, **self.conditions).first()
        if found is None:
            raise ValidationError(f"No {name} is known as “{str(data)[:80]}”. Name it like {self.example!r}.")
        return found


class Strict(serializers.Serializer):
    """Refuses every key it does not declare, by name, before it looks at any other."""

    def to_internal_value(self, data):
        if isinstance(data, Mapping):
            accepted = ", ".join(self.fields)
            stray = {
                name[:80]: f"This cannot be written here. Accepted: {accepted}."
                for name in data
                if name not in self.fields
            }
            if stray:
                raise ValidationError(stray)
        return super().to_internal_value(data)


class Writing(Strict, serializers.ModelSerializer):
    """A record for writing. The model's `full_clean()` has the last word, and its words reach the writer.

    Meta.children: field → name of the reverse relation whose rows it writes. In such a list an entry with `id` changes
    that row and one without adds a row; a row left out stays.
    Meta.examples: field → an accepted value, for errors and for the documentation.
    """

    serializer_choice_field = Choice
    serializer_field_mapping = {
        column: STRICT.get(field, field)
        for column, field in serializers.ModelSerializer.serializer_field_mapping.items()
    }

    def get_validators(self):
        return []  # the model's own are run by full_clean()

    def create(self, validated_data):
        stamp = getattr(self.Meta, "stamp", None)
        record = self.Meta.model(**({stamp: self.context["request"].user} if stamp else {}))
        return self.update(record, validated_data)

    def update(self, record, validated_data):
        if not validated_data:
            return record
        children = {
            name: validated_data.pop(name) for name in getattr(self.Meta, "children", {}) if name in validated_data
        }
        many = {
            field.name: validated_data.pop(field.name)
            for field in record._meta.many_to_many
            if field.name in validated_data
        }
        self._save(record, validated_data)
        for name, related in many.items():
            getattr(record, name).set(related)
        for name, rows in children.items():
            self._save_children(record, name, rows)
        return record

    def _save(self, record, values: dict) -> None:
        for name, value in values.items():
            setattr(record, name, value)
        try:
            record.full_clean()
        except ModelError as error:
            raise invalid(error, {field.source: name for name, field in self.fields.items()}) from error
        record.save()

    def _save_children(self, parent, name: str, rows: list[dict]) -> None:
        relation = parent._meta.get_field(self.Meta.children[name])
        model, serializer = relation.related_model, self.fields[name].child
        standing = {child.pk: child for child in getattr(parent, relation.name).all()}
        last = max((getattr(child, "position", 0) for child in standing.values()), default=0)
        for index, row in enumerate(rows):
            pk = row.pop("id", None)
            if pk is not None and pk not in standing:
                raise ValidationError(
                    {name: {index: {"id": "This record has no such entry. Leave id out to add one."}}}
                )
            self._may(model, "add" if pk is None else "change")
            child = model(**{relation.field.name: parent}) if pk is None else standing[pk]
            if pk is None and hasattr(child, "position"):
                last += 1
                row.setdefault("position", last)
            try:
                Writing._save(serializer, child, row)
            except ValidationError as error:
                raise ValidationError({name: {index: error.detail}}) from error

    def _may(self, model, verb: str) -> None:
        meta = model._meta
        if not self.context["request"].user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}"):
            raise PermissionDenied(f"Your role may not {verb} any {meta.verbose_name}.")


class _HandleSchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.writing.HandleField"

    def map_serializer_field(self, auto_schema, direction):
        kind = "integer" if isinstance(self.target.example, int) else "string"
        return {"type": kind, "description": f"Such as {self.target.example}.", "examples": [self.target.example]}
