#!/usr/bin/env python3
"""Makes a Python client of one dialect: python3 python.py http://127.0.0.1:8080 ruoyi > client.py

Reads /openapi/DIALECT.json and /asyncapi/DIALECT.json of the server. The client needs nothing but
Python: runtime.py is its first part. A function for each operation, named by its operation id,
takes the fields of path, query and body by their names, and returns what the answer holds.
"""

import json
import keyword
import re
import sys
import textwrap
import urllib.request
from pathlib import Path

TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "array": "list",
         "object": "dict"}


def read(url):
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


def name_of(text):
    """A name of Python for a name of the wire."""
    name = re.sub(r"\W", "_", text)
    return name + "_" if keyword.iskeyword(name) or name == "self" else name


class Document:
    def __init__(self, document, dialect):
        self.document = document
        self.dialect = dialect

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].split("/")[-1]]
        return schema

    def fields(self, schema):
        """{name: (schema, whether it is required)} of an object, whichever way it is composed."""
        schema = self.resolve(schema)
        out = {}
        for part in schema.get("allOf", []):
            out.update(self.fields(part))
        for name, one in schema.get("properties", {}).items():
            out[name] = (one, name in schema.get("required", []))
        return out

    def hint(self, schema):
        some = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
        schema = self.resolve(some[0] if some else schema)
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return next((TYPES[kind] for kind in kinds if kind in TYPES), "object")

    def short(self, operation_id):
        return operation_id.removeprefix(self.dialect + "_")


def signature(arguments):
    """Required ones first; all by name."""
    out = []
    for name, (hint, required) in sorted(arguments.items(), key=lambda one: not one[1][1]):
        out.append(f"{name}: {hint}" if required else f"{name}: {hint} | None = None")
    return ", ".join(["self", "*", *out] if out else ["self"])


def function(name, arguments, summary, body):
    head = textwrap.wrap(f"def {name}({signature(arguments)}):", 96, break_long_words=False,
                         subsequent_indent="        ")
    text = summary.replace("\\", "\\\\").replace('"""', "'''")
    lines = [*head, f'    """{text}."""', *("    " + line for line in body), ""]
    return "\n".join("    " + line if line else "" for line in lines) + "\n"


def operation(document, method, path, row):
    arguments = {}
    places = {"path": {}, "query": {}, "body": {}}
    for parameter in row.get("parameters", []):
        if parameter["in"] not in places:
            continue  # a header, which the client has for all of its calls
        name = name_of(parameter["name"])
        places[parameter["in"]][parameter["name"]] = name
        arguments[name] = (document.hint(parameter["schema"]), parameter.get("required", False))
    content = row.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "")
    files = []
    body = document.fields(content.get(kind, {}).get("schema", {}))
    for field, (schema, required) in body.items():
        name = name_of(field)
        if "contentMediaType" in schema and kind.startswith("multipart"):
            files.append(field)
            arguments[name] = ("tuple[str, bytes]", True)
            continue
        places["body"][field] = name
        arguments.setdefault(name, (document.hint(schema), required))

    def table(place):
        return "{" + ", ".join(f"{key!r}: {name}" for key, name in places[place].items()) + "}"

    given = [f"{method.upper()!r}", f"{path!r}", table("path"), table("query")]
    given.append(table("body") if content else "None")
    if files:
        given.append("{" + ", ".join(f"{one!r}: {name_of(one)}" for one in files) + "}")
    call = textwrap.wrap(f"return self.call({', '.join(given)})", 92, break_long_words=False,
                         break_on_hyphens=False, subsequent_indent="    ")
    return function(document.short(row["operationId"]), arguments, row["summary"], call)


def frame(document, operation_id, message):
    """A function that sends a frame; none for frames that hold protobuf."""
    properties = document.resolve(message["payload"])["properties"]
    holder = next((one for one in ("payload", "data") if one in properties), None)
    if holder is None or "contentSchema" in properties[holder]:
        return ""
    kind = properties["type"]["const"]
    arguments = {}
    members = {}
    for field, (schema, required) in document.fields(properties[holder]).items():
        members[field] = name_of(field)
        arguments[name_of(field)] = (document.hint(schema), required)
    table = "{" + ", ".join(f"{key!r}: {name}" for key, name in members.items()) + "}"
    body = textwrap.wrap(f"self.send({kind!r}, {holder!r}, {table})", 92, break_long_words=False,
                         subsequent_indent="    ")
    return function(document.short(operation_id), arguments, message["summary"], body)


def client_of(server, dialect):
    api = Document(read(f"{server}/openapi/{dialect}.json"), dialect)
    sockets = Document(read(f"{server}/asyncapi/{dialect}.json"), dialect)
    out = [(Path(__file__).parent / "runtime.py").read_text(encoding="utf-8")]
    out.append(f'\n\nclass Client(Calls):\n    """The operations of {dialect}."""\n\n')
    for path, methods in api.document["paths"].items():
        out.extend(operation(api, method, path, row) for method, row in methods.items())
    out.append(f'\nclass Socket(Frames):\n    """The frames that clients of {dialect} send."""\n\n')
    messages = sockets.document["components"]["messages"]
    for operation_id, row in sockets.document["operations"].items():
        if row["action"] == "receive":
            out.append(frame(sockets, operation_id, messages[operation_id]))
    return "".join(out).rstrip() + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.stdout.write(client_of(sys.argv[1].rstrip("/"), sys.argv[2]))
