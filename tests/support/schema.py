"""Says where a JSON value departs from a schema of the contract (OpenAPI 3.1, the part of JSON Schema it uses)."""

from __future__ import annotations

import re
from typing import Any, Iterator

TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float),
    "null": type(None),
}
FORMATS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "date-time": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z"),
}
KNOWN = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "oneOf", "anyOf", "allOf", "$ref",
    "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
    "description", "title", "default", "example", "examples", "discriminator", "deprecated", "readOnly", "writeOnly",
    "x-code", "propertyNames", "contentMediaType",
}


class Schemas:
    def __init__(self, document: dict[str, Any]):
        self.document = document

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            node: Any = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                node = node[part.replace("~1", "/").replace("~0", "~")]
            schema = node
        return schema

    def faults(self, schema: Any, value: Any, at: str = "") -> Iterator[str]:
        """Each departure as `pointer: what is wrong`."""
        if schema is True or schema == {}:
            return
        schema = self.resolve(schema)
        unknown = set(schema) - KNOWN - {key for key in schema if key.startswith("x-")}
        if unknown:
            yield f"{at}: this checker does not know {sorted(unknown)}"
        kinds = schema.get("type")
        if kinds is not None and not self._is(value, [kinds] if isinstance(kinds, str) else kinds):
            yield f"{at}: {kinds} expected, {type(value).__name__} found"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{at}: {value!r} is none of {schema['enum']}"
        if "const" in schema and value != schema["const"]:
            yield f"{at}: {schema['const']!r} expected"
        yield from self._branches(schema, value, at)
        if isinstance(value, dict):
            yield from self._object(schema, value, at)
        elif isinstance(value, list):
            yield from self._list(schema, value, at)
        elif isinstance(value, str):
            yield from self._text(schema, value, at)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            if value < schema.get("minimum", value) or value > schema.get("maximum", value):
                yield f"{at}: {value} is out of bounds"

    @staticmethod
    def _is(value: Any, kinds: list[str]) -> bool:
        if isinstance(value, bool):
            return "boolean" in kinds
        return any(isinstance(value, TYPES[kind]) for kind in kinds if kind != "boolean")

    def _branches(self, schema: dict[str, Any], value: Any, at: str) -> Iterator[str]:
        for part in schema.get("allOf", ()):
            yield from self.faults(part, value, at)
        for word, fits in (("oneOf", lambda n: n == 1), ("anyOf", lambda n: n >= 1)):
            if word in schema:
                matching = sum(1 for part in schema[word] if not any(True for _ in self.faults(part, value, at)))
                if not fits(matching):
                    yield f"{at}: fits {matching} of {word}"

    def _object(self, schema: dict[str, Any], value: dict[str, Any], at: str) -> Iterator[str]:
        properties = schema.get("properties", {})
        for name in schema.get("required", ()):
            if name not in value:
                yield f"{at}/{name}: is missing"
        for name, member in value.items():
            if name in properties:
                yield from self.faults(properties[name], member, f"{at}/{name}")
            elif schema.get("additionalProperties", True) is False:
                yield f"{at}/{name}: is not in the contract"
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from self.faults(schema["additionalProperties"], member, f"{at}/{name}")

    def _list(self, schema: dict[str, Any], value: list[Any], at: str) -> Iterator[str]:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: has {len(value)} items"
        for index, item in enumerate(value):
            yield from self.faults(schema.get("items", {}), item, f"{at}/{index}")

    @staticmethod
    def _text(schema: dict[str, Any], value: str, at: str) -> Iterator[str]:
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield f"{at}: has {len(value)} characters"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at}: {value!r} does not match {schema['pattern']}"
        form = FORMATS.get(schema.get("format", ""))
        if form and not form.fullmatch(value):
            yield f"{at}: {value!r} is no {schema['format']}"


def sample(schemas: Schemas, schema: Any, depth: int = 0) -> Any:
    """A small value that fits: what is required, with examples and defaults where the contract gives them."""
    schema = schemas.resolve(schema)
    for key in ("example", "const", "default"):
        if key in schema:
            return schema[key]
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            return sample(schemas, schema[word][0], depth + 1)
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: sample(schemas, properties[name], depth + 1) for name in schema.get("required", ()) if name in properties}
    if kind == "array":
        return [sample(schemas, schema["items"], depth + 1)] if schema.get("minItems", 0) else []
    if kind == "string":
        return {"date": "2026-01-05", "date-time": "2026-01-05T00:00:00Z"}.get(schema.get("format", ""), _text_sample(schema))
    return {"integer": max(1, schema.get("minimum", 1)), "number": 1, "boolean": False}.get(kind)


def _text_sample(schema: dict[str, Any]) -> str:
    pattern = schema.get("pattern", "")
    for text in ("1", "2026-01", "2026-01-05", "A0001", "示例文字" * 3, "a" * schema.get("minLength", 1), "1" * 18):
        if re.search(pattern, text) and schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
            return text
    return "1" * schema.get("minLength", 1)
