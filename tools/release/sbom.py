"""The list of parts (CycloneDX 1.5, JSON): Debian packages and the npm packages of the client."""

import json
import os
import re
import time
import urllib.parse
import uuid

from libraries import COMPILED_IN, is_carried, machine_of, package_of, shipped, version_of

# Whose file of copyrights names no licence that a program could read.
LICENCES = {"libc6": "LGPL-2.1-or-later", "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
            "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1", "libsqlite3-0": "blessing",
            "zlib1g": "Zlib"}


def licence(package, machine):
    """What Debian's file of copyrights says of most files of a package."""
    if package in LICENCES:
        return LICENCES[package]
    path = f"/usr/share/doc/{package}/copyright"
    if not os.path.exists(machine.root + path):
        return f"as in {path} of Debian"
    with open(machine.root + path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    main = re.search(r"^Files:\s*\*.*?^License:[ \t]*(\S[^\n]*)", text, re.M | re.S)
    match = main or re.search(r"^License:[ \t]*(\S[^\n]*)", text, re.M)
    return match[1].strip() if match else f"as in {path} of Debian"


def quoted(text):
    """A part of a package URL."""
    return urllib.parse.quote(text, safe="/:")


def debian(package, use, machine):
    version = version_of(package, machine)
    return {"type": "library", "bom-ref": f"deb/{package}", "name": package, "version": version,
            "licenses": [{"license": {"name": licence(package, machine)}}],
            "purl": f"pkg:deb/debian/{quoted(package)}@{quoted(version)}"
                    f"?arch={machine.debian}",
            "properties": [{"name": "koine:use", "value": use}]}


def npm(name, entry):
    said = entry.get("license", "unknown")
    kind = {"expression": said} if " " in said else {"license": {"id": said}}
    return {"type": "library", "bom-ref": f"npm/{name}@{entry['version']}", "name": name,
            "version": entry["version"], "licenses": [kind],
            "purl": f"pkg:npm/{quoted(name)}@{quoted(entry['version'])}",
            "properties": [{"name": "koine:use", "value": "web client"}]}


def parts(program, lock):
    """Every component once; how it is used is that of the closest use."""
    found = {}
    machine = machine_of(program)
    for package in COMPILED_IN:
        found.setdefault(package, debian(package, "linked in", machine))
    for soname, path in sorted(shipped(program).items()):
        use = "carried" if is_carried(soname) else "shared"
        package = package_of(path, machine)
        found.setdefault(package, debian(package, use, machine))
    with open(lock, encoding="utf-8") as file:
        entries = json.load(file)["packages"]
    client = {}
    for path, entry in sorted(entries.items()):
        # Tools of the build are `dev`, and programs of other systems have an `os`.
        if path and not entry.get("dev") and not entry.get("os") and not entry.get("optional"):
            part = npm(path.split("node_modules/")[-1], entry)
            client.setdefault(part["bom-ref"], part)
    return [*(found[name] for name in sorted(found)), *client.values()]


def document(program, lock, version, epoch):
    components = parts(program, lock)
    names = " ".join(part["bom-ref"] + part["version"] for part in components)
    return json.dumps({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'koine {version} {names}')}",
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
            "component": {"type": "application", "bom-ref": "koine", "name": "koine",
                          "version": version,
                          "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": components,
        "dependencies": [{"ref": "koine", "dependsOn": [p["bom-ref"] for p in components]}],
    }, indent=1) + "\n"
