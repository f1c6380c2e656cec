#!/usr/bin/env python3
"""Makes the files of a release of built programs; the same programs give the same bytes.

pack.py --program FILE… --out FOLDER --epoch SECONDS [--revision N] [--key FILE]
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import image  # noqa: E402
import sbom  # noqa: E402
from archive import Tree, ar, gz, sha256, xz  # noqa: E402
from libraries import ROOT, closure, depends, is_carried, machine_of  # noqa: E402

DEB_BYTES_MAX = 15_000_000
IMAGE_BYTES_MAX = 80_000_000
CONFIG = "etc/koine/koine.toml"


def source(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def stripped(program, folder, debug):
    """The program without its symbols, which go into the file `debug`."""
    out = os.path.join(folder, os.path.basename(program))
    machine = machine_of(program)
    subprocess.run([machine.tool("objcopy"), "--only-keep-debug", program, debug], check=True)
    subprocess.run([machine.tool("strip"), "-o", out, program], check=True)
    return out


def said(program, *words):
    """What a command of the program prints, whatever the environment is."""
    return subprocess.run([*machine_of(program).command(program), *words], check=True,
                          capture_output=True, text=True, env={"PATH": "/usr/bin"}).stdout


def manual(text, version):
    """The page koine(1), of what `koine help` says."""
    escaped = re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e").replace("-", "\\-"),
                     flags=re.M)
    return (f'.TH KOINE 1 "" "Koine {version}" "Koine"\n.SH NAME\n'
            "koine \\- instant\\-messaging server\n.SH DESCRIPTION\n.nf\n" + escaped + ".fi\n"
            ".SH FILES\n/etc/koine/koine.toml, /var/lib/koine\n")


def completion(text):
    words = sorted(set(re.findall(r"^  ([a-z]+)\b", text.split("\nsettings ")[0], re.M)))
    settings = re.findall(r"^  (--[a-z0-9_.]+)", text, re.M)
    return ("# Completion of koine's commands and settings for bash.\n_koine() {\n"
            "  local words\n"
            "  if ((COMP_CWORD == 1)); then\n"
            f"    words='{' '.join(words)}'\n  else\n    words='{' '.join(settings)}'\n  fi\n"
            '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")\n'
            "}\ncomplete -o default -F _koine koine\n")


def shared(tree, program, version):
    """What the package and the archive both have beside the program, under share/."""
    text = said(program, "help")
    tree.file("share/man/man1/koine.1.gz", gz(manual(text, version).encode()))
    tree.file("share/bash-completion/completions/koine", completion(text))
    doc = "share/doc/koine/"
    tree.copy(doc + "copyright", os.path.join(ROOT, "packaging/debian/copyright"))
    tree.file(doc + "changelog.gz", gz(source("CHANGELOG.md").encode()))
    tree.copy(doc + "LICENSE", os.path.join(ROOT, "LICENSE"))
    for folder in ("docs/operate", "docs/guide", "docs/zh"):
        for name in sorted(os.listdir(os.path.join(ROOT, folder))):
            if name.endswith(".md"):
                tree.copy(f"{doc}{folder[5:]}/{name}", os.path.join(ROOT, folder, name))
    examples = os.path.join(ROOT, "packaging/examples")
    for name in sorted(os.listdir(examples)):
        tree.copy(f"{doc}examples/{name}", os.path.join(examples, name))


def common(program, carried, version, epoch):
    tree = Tree(epoch)
    tree.copy("bin/koine", program, 0o755)
    tree.copy("bin/koine-certificate", os.path.join(ROOT, "packaging/koine-certificate"), 0o755)
    for soname, path in carried.items():
        tree.copy(f"lib/koine/{soname}", path)
    shared(tree, program, version)
    return tree


def debian_tree(base):
    """The files of the package: those of all, in their places, and the service."""
    tree = Tree(base.epoch)
    tree.folder("usr")
    for path, entry in base.entries.items():
        tree.entries["usr/" + path] = entry
    unit = os.path.join(ROOT, "packaging/koine.service")
    tree.copy("usr/lib/systemd/system/koine.service", unit)
    tree.copy("usr/lib/sysusers.d/koine.conf", os.path.join(ROOT, "packaging/debian/sysusers"))
    # Its group comes when the package is installed; settings may hold passwords.
    tree.file(CONFIG, source("packaging/koine.toml"), 0o640)
    return tree


def debian_package(tree, needs, version, revision, machine):
    control = Tree(tree.epoch)
    text = source("packaging/debian/control")
    for name, value in (("VERSION", f"{version}-{revision}"), ("DEPENDS", needs),
                        ("SIZE", tree.installed_kib()), ("ARCHITECTURE", machine.debian)):
        text = text.replace(f"@{name}@", str(value))
    control.file("control", text)
    control.file("conffiles", f"/{CONFIG}\n")
    control.file("md5sums", tree.md5sums())
    for name in ("postinst", "prerm", "postrm"):
        control.file(name, source(f"packaging/debian/{name}"), 0o755)
    return ar([("debian-binary", b"2.0\n"), ("control.tar.xz", xz(control.tar("./"))),
               ("data.tar.xz", xz(tree.tar("./")))], tree.epoch)


def sign(folder, key):
    """SHA256SUMS.sig, made with the private key of whoever releases (Ed25519, PEM)."""
    if os.path.realpath(key).startswith(ROOT + os.sep):
        raise SystemExit(f"{key} lies in the tree of the sources; keep keys elsewhere")
    sums = os.path.join(folder, "SHA256SUMS")
    for command in (["pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", sums,
                     "-out", sums + ".sig"],
                    ["pkey", "-in", key, "-pubout", "-out",
                     os.path.join(folder, "koine-release.pub")]):
        result = subprocess.run(["openssl", *command], capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(f"cannot sign with {key}: {result.stderr.strip()}")


def bounded(name, data, limit):
    if len(data) >= limit:
        raise SystemExit(f"{name} has {len(data)} bytes; the limit is {limit}")
    return data


def release(built, args, work):
    """{name: bytes} of the files of a program."""
    version = said(built, "version").split()[-1]
    debug = os.path.join(work, "koine.debug")
    program = stripped(built, work, debug)
    # The loader finds these beside the built program's own libraries.
    carried = {name: path for name, path in sorted(closure(built).items()) if is_carried(name)}
    base = common(program, carried, version, args.epoch)
    tree = debian_tree(base)
    tarball = Tree(args.epoch)
    tarball.entries = dict(base.entries)
    tarball.file("share/koine/koine.service", source("packaging/koine.service"))
    tarball.file("share/koine/koine.toml", source("packaging/koine.toml"))
    machine = machine_of(program)
    folder = f"koine-{version}-linux-{machine.debian}"
    package = debian_package(tree, depends(program, carried), version, args.revision, machine)
    layer = bounded("the image, unpacked,",
                    image.root(tree, built, args.epoch, work).tar(), IMAGE_BYTES_MAX)
    with open(debug, "rb") as file:
        symbols = xz(file.read())
    return {
        f"koine_{version}-{args.revision}_{machine.debian}.deb": bounded(
            "the package", package, DEB_BYTES_MAX),
        f"{folder}.tar.gz": gz(tarball.tar(folder + "/")),
        f"koine-{version}-{machine.debian}-image.tar": image.archive(
            layer, version, args.epoch, machine),
        f"koine-{version}-{machine.debian}.debug.xz": symbols,
        f"koine-{version}-{machine.debian}.cdx.json": sbom.document(
            built, os.path.join(ROOT, "web/package-lock.json"), version,
            args.epoch).encode(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epoch", type=int, required=True)
    parser.add_argument("--revision", type=int, default=1)
    parser.add_argument("--key")
    args = parser.parse_args()
    files = {}
    for built in args.program:
        with tempfile.TemporaryDirectory() as work:
            files |= release(built, args, work)
    os.makedirs(args.out, exist_ok=True)
    for name in os.listdir(args.out):
        os.unlink(os.path.join(args.out, name))
    files["SHA256SUMS"] = "".join(f"{sha256(data)}  {name}\n"
                                  for name, data in sorted(files.items())).encode()
    for name, data in files.items():
        with open(os.path.join(args.out, name), "wb") as file:
            file.write(data)
        print(f"{len(data):>10}  {name}")
    if args.key:
        sign(args.out, args.key)


main()
