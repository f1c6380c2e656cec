"""Who may say who acts."""

import re

from tidylib import config
from tidylib.source import is_test, layer_of

# A principal that is written and not only looked at.
DECLARED = re.compile(r"(?<!const )\b(?:access::)?Principal (\w+)(?: = (?!access::)|;|\{)")
MEMBERS = r"(?:tenant|user|login|role|policy|session|trusted|address)"
WHO = re.compile(r"\bwho_?\.%s = " % MEMBERS)
SERVER = re.compile(r"\baccess::ServerOf\(")


def principals(tree):
    """Only core/access and the gateway say who acts and what they may (core/access/behalf.h)."""
    for path in tree.files(*config.CPP, under="src/"):
        layer, folder = layer_of(path)
        if layer not in ("dialect", "core", "server", "cluster") or is_test(path):
            continue
        if (layer, folder) == ("core", "access"):
            continue
        cpp = tree.cpp(path)
        for match in WHO.finditer(cpp.code):
            yield path, cpp.line(match.start()), "a principal is made by core/access/behalf.h"
        for match in DECLARED.finditer(cpp.code):
            written = r"\b%s\.%s = " % (match.group(1), MEMBERS)
            if match.group(1) not in ("who", "who_") and re.search(written, cpp.code):
                yield path, cpp.line(match.start()), "a principal is made by core/access/behalf.h"
        if layer == "dialect":
            for match in SERVER.finditer(cpp.code):
                yield path, cpp.line(match.start()), "ServerOf is for the verbs of core/app"
