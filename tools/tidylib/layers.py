"""Who may include whom."""

import os
import re

from tidylib import config
from tidylib.source import is_test, layer_of


def include_direction(tree):
    """An include goes to the same or a lower layer, and names its file from src/."""
    known = set(tree.paths)
    for path in tree.files(*config.CPP, under="src/"):
        layer, folder = layer_of(path)
        if layer is None:
            if path.count("/") > 1:
                yield path, 1, "src/%s is no layer" % path.split("/")[1]
            continue
        for line, target in tree.cpp(path).includes():
            full = "src/" + target
            to_layer, to_folder = layer_of(full)
            if to_layer is None:
                if os.path.normpath(os.path.join(os.path.dirname(path), target)) in known:
                    yield path, line, 'write the include "%s" from src/' % target
                continue
            if to_layer != layer and to_layer not in config.LAYERS[layer]:
                yield path, line, "%s must not include %s (%s)" % (layer, to_layer, target)
            elif (to_layer == layer and layer in config.SEPARATE_FOLDERS and folder and to_folder
                  and folder != to_folder):
                yield path, line, "%s/%s must not include %s/%s" % (
                    layer, folder, layer, to_folder)


def library_headers(tree):
    """A library's header is included in the file that hides the library."""
    for path in tree.files(*config.CPP, under="src/"):
        if is_test(path):
            continue
        for line, target in tree.cpp(path).library_includes():
            for prefix, homes in config.LIBRARIES.items():
                if target.startswith(prefix) and path not in homes:
                    yield path, line, "<%s> is included in %s alone" % (
                        target, ", ".join(homes) or "no file")


def file_cycles(tree):
    """No file includes itself over others."""
    graph = {}
    known = set(tree.paths)
    for path in tree.files(*config.CPP, under="src/"):
        graph[path] = [("src/" + target, path, line)
                       for line, target in tree.cpp(path).includes() if "src/" + target in known]
    yield from _cycles(graph)


def folder_cycles(tree):
    """Inside core there is no cycle between folders."""
    for layer in config.ACYCLIC_FOLDERS:
        graph = {}
        for path in tree.files(*config.CPP, under="src/%s/" % layer):
            if is_test(path):
                continue
            _, folder = layer_of(path)
            edges = graph.setdefault(folder, [])
            for line, target in tree.cpp(path).includes():
                to_layer, to_folder = layer_of("src/" + target)
                if to_layer == layer and to_folder != folder and folder and to_folder:
                    edges.append((to_folder, path, line))
        yield from _cycles(graph)


def _cycles(graph):
    """graph: node -> [(node, path, line)]. Names each cycle once, at the edge that closes it."""
    state = {}
    stack = []

    def visit(node):
        state[node] = "open"
        stack.append(node)
        for target, path, line in graph.get(node, ()):
            if state.get(target) == "open":
                ring = stack[stack.index(target):] + [target]
                yield path, line, "cycle: " + " -> ".join(ring)
            elif target not in state:
                yield from visit(target)
        stack.pop()
        state[node] = "done"

    for start in sorted(graph):
        if start not in state:
            yield from visit(start)


def layer_readme(tree):
    """Every layer says in README.md what it is for."""
    known = set(tree.paths)
    for layer in sorted({layer_of(path)[0] for path in tree.files(*config.CPP, under="src/")}
                        - {None}):
        if "src/%s/README.md" % layer not in known:
            yield "src/%s" % layer, 1, "the layer has no README.md"


NAMESPACE = re.compile(r"^namespace koine::(\w[\w:]*) \{", re.M)
# What may stand in any folder: a fixture of the tests, and what another layer has specialized.
NAMESPACES_ELSEWHERE = {"core", "store", "json"}


# The rest of a namespace that only says that there is such a class.
FRIEND = re.compile(r"[ {]*\n(?:class|struct) \w+;\n\}")


def namespace_of_folder(tree):
    """In core, folder and namespace are the same: core/office/approval is koine::approval."""
    for path in tree.files(*config.CPP, under="src/core/"):
        _, folder = layer_of(path)
        if not folder:
            continue
        noun = folder.split("/")[-1]
        cpp = tree.cpp(path)
        for match in NAMESPACE.finditer(cpp.text):
            if FRIEND.match(cpp.text, match.end()):
                continue
            if match.group(1) not in NAMESPACES_ELSEWHERE | {noun}:
                yield path, cpp.line(match.start()), "koine::%s in core/%s" % (
                    match.group(1), folder)


# Where a test looks at the plans of all statements.
PLANS = ("core", "schema")
ROWS_HEADER = re.compile(r"core/((?:office/)?\w+)/(?:\w+_)?rows\.h$")


def rows_private(tree):
    """What reads and writes rows of a noun is called inside its folder only: everybody else comes
    through a function that takes a proof or says whose rows it shows."""
    for path in tree.files(*config.CPP, under="src/"):
        layer, folder = layer_of(path)
        for line, target in tree.cpp(path).includes():
            match = ROWS_HEADER.match(target)
            if match and (layer, folder) not in (("core", match.group(1)), PLANS):
                yield path, line, "%s is for core/%s alone" % (target, match.group(1))
