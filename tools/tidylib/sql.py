"""Where SQL may stand, and that it binds the tenant."""

import re

from tidylib import config
from tidylib.source import is_test, layer_of

STATEMENT = re.compile(
    r"\s*(?:select\s|insert\s+(?:or\s+\w+\s+)?into\s|replace\s+into\s|update\s+\w+\s+(?:as\s+)?"
    r"(?:\w+\s+)?set\s|delete\s+from\s|create\s+(?:unique\s+|virtual\s+|temp\s+)*"
    r"(?:table|index|view|trigger)\s|drop\s+(?:table|index)\s|alter\s+table\s"
    r"|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\))?\s+as\s|truncate\s+table\s)", re.I)
TABLE = re.compile(r"\b(?:(?:from|join|update)\s+([a-z_]\w*)\b(?!\s*\()|into\s+([a-z_]\w*))", re.I)
LOCK = re.compile(r"\bfor\s+update\b(?:\s+of\s+\w+(?:\s*,\s*\w+)*)?", re.I)
DEFINITION = re.compile(r"\s*(?:create|alter|drop|truncate)\s", re.I)
NEW_TABLE = re.compile(r"\bcreate\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)([^;]*)",
                       re.I)
LISTED = re.compile(
    r"\bfrom\s+[a-z_]\w*(?:\s+(?:as\s+)?\w+)?((?:\s*,\s*[a-z_]\w*(?:\s+\w+)?)+)", re.I)
CTE = re.compile(r"(?:\bwith\s+(?:recursive\s+)?|,\s*)([a-z_]\w*)\s*(?:\([^()]*\))?\s+as\s+"
                 r"(?:not\s+)?(?:materialized\s+)?\(", re.I)
BOUND = re.compile(r"\btenant_id\s*=\s*\?|\?\s*=\s*(?:\w+\.)?tenant_id\b", re.I)
INSERT = re.compile(r"\binsert\s+(?:or\s+\w+\s+)?into\s+\w+\s*(?:as\s+\w+\s*)?\(([^)]*)\)", re.I)
NOT_TABLES = {"set", "select", "unnest", "json_each", "lateral", "values"}


def is_rows(path):
    """rows.cc of a noun, or one of its parts: reaction_rows.cc."""
    return re.search(r"(?:/|_)rows\.cc$", path) is not None


def _may_hold_sql(path):
    layer, _ = layer_of(path)
    return (layer in (None, "store") or is_test(path)
            or layer == "core" and is_rows(path))


def sql_place(tree):
    """SQL stands in rows.cc and *_rows.cc of core, and in store; tests are free."""
    for path in tree.files(*config.CPP, under="src/"):
        if _may_hold_sql(path):
            continue
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            if STATEMENT.match(value):
                yield path, cpp.line(offset), "SQL outside rows.cc and store: %s…" % (
                    " ".join(value.split())[:40])


# A statement, as it is made. What may stand in one besides literals: macros of literals.
MADE = re.compile(r"(?<![\w:])(?:store::)?Sql\b\s*(?:\w+\s*)?[({]")
PARTS = re.compile(r"(?:[A-Z][A-Z0-9_]*|nullptr|[\s,()])*")


def constant_sql(tree):
    """A statement is made of literals alone: nothing that came from outside gets into its text."""
    for path in tree.files(".cc", under="src/"):
        if is_test(path) or not _may_hold_sql(path) or path == "src/store/sql.cc":
            continue
        cpp = tree.cpp(path)
        # Within a macro what stands between literals can only be a literal.
        code = cpp.MACRO.sub(lambda macro: re.sub(r"[^\n]", " ", macro.group()), cpp.code)
        for match in MADE.finditer(code):
            depth, end = 1, match.end()
            while depth and end < len(code):
                depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(code[end], 0)
                end += 1
            if not PARTS.fullmatch(code[match.end():end - 1]):
                yield path, cpp.line(match.start()), "a statement is made of literals alone"


def tables_of(statement):
    """The tables that a statement touches, without its own common table expressions."""
    statement = LOCK.sub(" ", statement)
    names = {(one or other).lower() for one, other in TABLE.findall(statement)}
    for more in LISTED.findall(statement):
        names |= {part.split()[0].lower() for part in more.split(",") if part.strip()}
    return names - {name.lower() for name in CTE.findall(statement)} - NOT_TABLES


def _unescaped(value):
    return value.replace("\\n", " ").replace('\\"', '"')


def tenant_bound(tree):
    """A statement on tenant data binds tenant_id, or a comment `// proof: …` right before it says
    which proof of access stands for it."""
    for path in filter(is_rows, tree.files(".cc", under="src/")):
        cpp = tree.cpp(path)
        for offset, value in cpp.expanded(_shared(tree, cpp)):
            statement = _unescaped(value)
            if not STATEMENT.match(statement) or DEFINITION.match(statement):
                continue
            tables = sorted(tables_of(statement) - config.TABLES_WITHOUT_TENANT)
            if not tables or _binds(statement) or said_before(cpp, offset, "proof"):
                continue
            yield path, cpp.line(offset), (
                "the statement on %s binds no tenant_id and has no comment `// proof: …`"
                % ", ".join(tables))


def _shared(tree, cpp):
    """The macros of literals in the headers of core that a file includes."""
    out = {}
    for _, header in cpp.includes():
        path = "src/" + header
        if header.startswith("core/") and path in tree.paths:
            out.update(tree.cpp(path).macros())
    return out


def tenant_column(tree):
    """A table of tenant data has the column tenant_id."""
    for path in tree.files(".cc", under="src/"):
        if is_test(path) or not _may_hold_sql(path):
            continue
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            if not DEFINITION.match(value):
                continue
            for match in NEW_TABLE.finditer(value):
                name = match.group(1).lower()
                if name in config.TABLES_WITHOUT_TENANT or re.search(
                        r"\btenant_id\b", match.group(2)):
                    continue
                yield path, cpp.line(offset) + value.count("\n", 0, match.start()), (
                    "table %s has no tenant_id" % name)


def _binds(statement):
    if BOUND.search(statement):
        return True
    insert = INSERT.search(statement)
    return bool(insert) and "tenant_id" in insert.group(1)


def said_before(cpp, offset, word):
    """True when a comment with the word and a colon stands between the end of the declaration
    before and the offset."""
    begin = max(cpp.code.rfind(";", 0, offset), cpp.code.rfind("}", 0, offset))
    return any(begin < at < offset and re.search(r"\b%s:\s*\S" % word, text)
               for at, text in cpp.comments)
