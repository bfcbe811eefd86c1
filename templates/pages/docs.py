"""The documentation of the API as one page, made from its OpenAPI document."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from templates.pages.environment import pages

Node = Mapping[str, Any]

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PLACES = {"query": "consulta", "path": "ruta"}
KINDS = {
    "string": "texto",
    "integer": "entero",
    "number": "número",
    "boolean": "verdadero o falso",
    "array": "lista",
    "object": "objeto",
    "null": "nulo",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to give: a parameter or a field of the body."""

    name: str
    place: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One way in which an operation ends; `example` is JSON, empty for refusals."""

    status: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    anchor: str
    summary: str
    description: str
    group: str
    roles: Sequence[str]
    fields: Sequence[Field]
    curl: str
    answers: Sequence[Answer]
    refusals: Sequence[Answer]


def docs_page(document: Node, *, server: str, nonce: str) -> str:
    """The page in Spanish. `server` stands in its examples; `nonce` is that of the style in the page's policy."""
    reader = _Reader(document)
    environment = pages()
    problem = reader.example({"$ref": "#/components/schemas/Problem"})
    return environment.get_template("docs.html").render(
        title=document["info"]["title"],
        operations=list(reader.operations(server)),
        problem=_pretty(problem),
        server=server,
        nonce=nonce,
    )


class _Reader:
    """Reads the parts of an OpenAPI document that the page shows."""

    def __init__(self, document: Node) -> None:
        self._document = document

    def operations(self, server: str) -> Iterator[Operation]:
        """In the order of the document."""
        for path, methods in self._document["paths"].items():
            for method, told in methods.items():
                yield self._operation(method.upper(), path, told, server)

    def _operation(self, method: str, path: str, told: Node, server: str) -> Operation:
        answers = [self._answer(status, answer) for status, answer in told["responses"].items()]
        return Operation(
            method=method,
            path=path,
            anchor=told["operationId"],
            summary=told["summary"],
            description=told.get("description", ""),
            group=next(iter(told.get("tags", ())), ""),
            roles=told.get("x-roles", ()),
            fields=[*self._parameters(told), *self._body(told)],
            curl=self._curl(method, server + self._filled(path, told), told),
            answers=[answer for answer in answers if answer.example],
            refusals=[answer for answer in answers if not answer.example],
        )

    def _answer(self, status: str, answer: Node) -> Answer:
        schema = answer.get("content", {}).get(JSON, {}).get("schema")
        example = _pretty(self.example(schema)) if schema else ""
        return Answer(status, answer["description"], example)

    def _parameters(self, told: Node) -> Iterator[Field]:
        for parameter in told.get("parameters", ()):
            place = PLACES.get(parameter["in"], parameter["in"])
            yield self._field(parameter["name"], place, parameter["schema"], parameter, parameter["required"])

    def _body(self, told: Node) -> Iterator[Field]:
        for media, content in _media(told):
            schema = self._resolved(content["schema"])
            required = schema.get("required", ())
            if "properties" not in schema:
                yield Field("(todo)", f"cuerpo, {media}", "archivo", True, schema.get("description", ""))
            for name, field in schema.get("properties", {}).items():
                place = "formulario" if media == FORM else "cuerpo"
                yield self._field(name, place, field, field, name in required)

    def _field(self, name: str, place: str, schema: Node, told: Node, required: bool) -> Field:
        return Field(name, place, self._kind(schema), required, told.get("description", ""))

    def _kind(self, schema: Node) -> str:
        schema = self._resolved(schema)
        if "anyOf" in schema:
            return " o ".join(self._kind(one) for one in schema["anyOf"])
        if "enum" in schema:
            return " | ".join(str(value) for value in schema["enum"])
        if schema.get("format") == "date-time":
            return "fecha y hora"
        return KINDS[schema["type"]]

    def _filled(self, path: str, told: Node) -> str:
        for parameter in told.get("parameters", ()):
            path = path.replace(f"{{{parameter['name']}}}", str(self.example(parameter["schema"])))
        return path

    def _curl(self, method: str, url: str, told: Node) -> str:
        lines = [f"curl -X {method} '{url}'" if method != "GET" else f"curl '{url}'"]
        if "security" in told:
            lines.append('-H "Authorization: Bearer $CLAVE"')
        for media, content in _media(told):
            example = self.example(content["schema"])
            if media == FORM:
                lines += [f"--data-urlencode '{name}={value}'" for name, value in example.items() if value]
            elif media != JSON:
                lines += [f"-H 'Content-Type: {media}'", "--data-binary @archivo"]
            else:
                lines += [f"-H 'Content-Type: {media}'", f"-d '{_pretty(example)}'"]
        return " \\\n  ".join(lines)

    def example(self, schema: Node) -> Any:
        """A value of that schema: its own example, else one built of its parts."""
        schema = self._resolved(schema)
        if "examples" in schema:
            return _in_order(schema["examples"][0], schema)
        if "enum" in schema:
            return schema["enum"][0]
        if "const" in schema:
            return schema["const"]
        if "anyOf" in schema:
            return self.example(schema["anyOf"][0])
        if "properties" in schema:
            return {name: self.example(part) for name, part in schema["properties"].items()}
        if schema.get("type") == "array":
            return [self.example(schema["items"])]
        return {"boolean": False, "integer": 0, "number": 0}.get(schema.get("type", ""), "")

    def _resolved(self, schema: Node) -> Node:
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].rpartition("/")[2]
        found: Node = self._document["components"]["schemas"][name]
        return found


def _media(told: Node) -> Iterator[tuple[str, Node]]:
    yield from told.get("requestBody", {}).get("content", {}).items()


def _in_order(example: Any, schema: Node) -> Any:
    """The document keeps neither the order of an object's fields nor those that are null."""
    if "properties" not in schema:
        return example
    return {name: example.get(name) for name in schema["properties"]}


def _pretty(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)
