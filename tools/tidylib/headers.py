"""Every header compiles alone.

From nothing that takes ten minutes of a processor, most of it for reading the standard library
again and again. With `tree.sample` one header of so many is compiled: others at each state of the
tree.
"""

import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess


CACHE = "build/tidy/headers.json"
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wno-missing-field-initializers",
         "-Werror=return-type"]
PACKAGES = ["sqlite3", "libpq", "libsodium", "simdjson", "spdlog"]
AT_ONCE = 2


def self_contained(tree):
    """Compiles each header with nothing before it. What passed is not compiled again until the
    header or a file of the project that it includes changes."""
    headers = [path for path in tree.files(".h") if path.startswith(("src/", "bench/", "tests/"))]
    cache = _load(tree)
    flags = _flags(tree)
    if tree.sample > 1:
        everything = hashlib.sha256("".join(map(tree.text, headers)).encode()).hexdigest()
        headers = [path for path in headers if _drawn(path + everything, tree.sample)]
    hashes = {}
    fresh = {}
    waiting = []
    for path in headers:
        entry = cache.get(path)
        if entry and entry["sum"] == _sum(tree, entry["files"], flags, hashes):
            fresh[path] = entry
        else:
            waiting.append(path)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for path, (errors, files) in zip(
                waiting, pool.map(lambda name: _compile(tree, name, flags), waiting)):
            if errors is None:
                fresh[path] = {"files": files, "sum": _sum(tree, files, flags, hashes)}
            else:
                yield path, 1, "does not compile alone: %s" % errors
    if tree.sample == 1:
        _save(tree, fresh)


def _drawn(text, of):
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % of == 0


def _flags(tree):
    run = subprocess.run(["pkg-config", "--cflags"] + PACKAGES, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=False)
    return FLAGS + ["-I", os.path.join(tree.root, "src"), "-I", tree.root] + shlex.split(
        run.stdout.decode())


def _compile(tree, path, flags):
    """Returns (first error or None, the project's files that the header includes)."""
    command = [os.environ.get("CXX", "g++")] + flags + [
        "-MMD", "-MF", "/dev/stdout", "-MT", "x", "-include", os.path.join(tree.root, path),
        "-x", "c++", "/dev/null"]
    run = subprocess.run(command, cwd=tree.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         check=False)
    if run.returncode != 0:
        errors = [line for line in run.stderr.decode(errors="replace").splitlines()
                  if "error" in line]
        return (errors or ["the compiler failed"])[0].replace(tree.root + "/", ""), []
    names = run.stdout.decode().replace("\\\n", " ").split(":", 1)[-1].split()
    files = set()
    for name in names:
        relative = os.path.relpath(os.path.join(tree.root, name), tree.root)
        if not relative.startswith("..") and os.path.isfile(os.path.join(tree.root, relative)):
            files.add(relative)
    return None, sorted(files | {path})


def _sum(tree, files, flags, hashes):
    total = hashlib.sha256(" ".join(flags).encode())
    for path in files:
        if path not in hashes:
            try:
                with open(os.path.join(tree.root, path), "rb") as file:
                    hashes[path] = hashlib.sha256(file.read()).hexdigest()
            except OSError:
                hashes[path] = "gone"
        total.update((path + hashes[path]).encode())
    return total.hexdigest()


def _load(tree):
    try:
        with open(os.path.join(tree.root, CACHE), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def _save(tree, entries):
    target = os.path.join(tree.root, CACHE)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target + ".new", "w", encoding="utf-8") as file:
        json.dump(entries, file)
    os.replace(target + ".new", target)


