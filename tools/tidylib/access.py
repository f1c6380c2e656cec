"""Who may say who acts."""

import re

from tidylib import config
from tidylib.source import is_test, layer_of

# A principal has no parts that can be set, and one constructor that is private: of its friends, the
# gateway's is closed itself, and these two are kept where they belong.
MAKER = re.compile(r"core/access/maker\.h$")
WORLD = re.compile(r"core/core_test_util\.h$")

# Functions of core/access/behalf.h whose caller has proved what they say, by a key, a signed link
# or a password: who calls them, besides core.
PROVERS = {
    "AdministratorOf": ["src/dialect/openim/send.cc"],  # whom the settings name
    "AccountOf": ["src/dialect/openim/send.cc"],  # an account of the server
    "ByLink": [
        "src/dialect/appim/file.cc",
        "src/dialect/imchat/file.cc",
        "src/dialect/openim/object_link.cc",
    ],
    "OfApplication": ["src/dialect/appim/auth.cc"],  # the key of the application
    "Proved": ["src/dialect/imchat/auth.cc", "src/dialect/openim/auth.cc"],  # a password
}
CALL = re.compile(r"\baccess::(%s)\(" % "|".join(PROVERS))
# What is for the server's own work, among it principals of any user.
SYSTEM = re.compile(r"core/(?:\w+/)+system\.h$")


def principals(tree):
    """Only core/access and the gateway say who acts and what they may (core/access/principal.h): no
    dialect makes a principal but of a right that somebody has."""
    for path in tree.files(*config.CPP, under="src/"):
        layer, folder = layer_of(path)
        if (layer, folder) == ("core", "access"):
            continue
        cpp = tree.cpp(path)
        for line, target in cpp.includes():
            if MAKER.match(target):
                yield path, line, "%s is for core/access alone" % target
            if WORLD.match(target) and not is_test(path) and "_test_util." not in path:
                yield path, line, "%s is for tests" % target
            if layer == "dialect" and SYSTEM.match(target):
                yield path, line, "%s is for the server's own work" % target
        if layer == "core":
            continue
        for match in CALL.finditer(cpp.code):
            if path not in PROVERS[match.group(1)] and not is_test(path):
                yield path, cpp.line(match.start()), "%s is called where a proof is: PROVERS" % (
                    match.group(1))
