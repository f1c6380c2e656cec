"""Which libraries the program uses, where they lie and to which Debian package they belong."""

import functools
import glob
import os
import platform
import re
import struct
import subprocess
import typing

# Their version is part of their name and each Debian has another one, so the package carries them.
CARRIED = ("libfmt.so", "libnats.so", "libsimdjson.so", "libspdlog.so")
# Loaded when it is needed, if it is there (src/base/http_client.cc).
LOADED = ("libcurl.so.4",)
# Linked in, or headers that became part of the program. Their packages are those of the build.
COMPILED_IN = ("libboost1.81-dev", "libprotobuf-dev", "libpugixml-dev", "libtomlplusplus-dev",
               "libutf8proc-dev")
# The next Debian calls these packages otherwise; either name does.
RENAMED = {"libcurl4": "libcurl4t64", "libical3": "libical3t64", "libpng16-16": "libpng16-16t64",
           "libssl3": "libssl3t64", "libvips42": "libvips42t64"}
AT_LEAST = {"libc6": "2.36", "libstdc++6": "12", "libsqlite3-0": "3.40", "libpq5": "15"}


ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Machine(typing.NamedTuple):
    """For what a program was compiled, and where the loader lies in an image."""
    debian: str
    cpu: str
    loader: str

    @property
    def triplet(self):
        return f"{self.cpu}-linux-gnu"

    @property
    def root(self):
        """Where its Debian lies: this one, or the one that `./dev release --arch` unpacked."""
        return "" if self.cpu == platform.machine() else f"{ROOT}/build/{self.debian}-root"

    def tool(self, name):
        """A program of binutils or gcc that knows the machine."""
        return f"{self.triplet}-{name}"

    def command(self, program):
        """The words by which a program of the machine runs here."""
        return [f"qemu-{self.cpu}-static", "-L", self.root, program] if self.root else [program]


# By e_machine of ELF.
MACHINES = {62: Machine("amd64", "x86_64", "usr/lib64"),
            183: Machine("arm64", "aarch64", "usr/lib")}


def machine_of(path):
    with open(path, "rb") as file:
        head = file.read(20)
    number = struct.unpack_from("<H", head, 18)[0] if head[:4] == b"\x7fELF" else None
    if number not in MACHINES:
        raise SystemExit(f"{path} is no program for " +
                         " or ".join(machine.debian for machine in MACHINES.values()))
    return MACHINES[number]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def needed(path):
    """The sonames that a file names itself."""
    return re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-d", path))


def closure(path):
    """{soname: file} of all that the loader takes for a file, itself left out."""
    machine = machine_of(path)
    found = {}
    waiting = needed(path)
    while waiting:
        soname = waiting.pop()
        if soname in found:
            continue
        found[soname] = library_path(soname, machine)
        if not found[soname]:
            raise SystemExit(f"{path} needs {soname}, which is in no package that is installed")
        waiting += needed(found[soname])
    return found


def shipped(program):
    """{soname: file} of all that the program uses, also of what it loads when it is needed."""
    found = closure(program)
    for soname in LOADED:
        path = library_path(soname, machine_of(program))
        if path:
            found |= {soname: path} | closure(path)
    return found


def is_carried(soname):
    return soname.startswith(CARRIED)


def library_path(soname, machine):
    """Where Debian's loader finds a library for the machine, or None."""
    for folder in ("/lib", "/usr/lib"):
        path = os.path.join(machine.root + folder, machine.triplet, soname)
        if os.path.exists(path):
            return os.path.realpath(path)
    return None


@functools.cache
def unpacked(machine):
    """({file: package}, {package: version}) of the archives that the root of another machine was
    unpacked of; nothing is installed there."""
    files, versions = {}, {}
    for archive in sorted(glob.glob(f"{machine.root}/var/cache/apt/archives/*.deb")):
        package, version = run("dpkg-deb", "-W", "--showformat=${Package} ${Version}",
                               archive).split(" ", 1)
        versions[package] = version
        for line in run("dpkg-deb", "-c", archive).splitlines():
            files[line.split(" ./", 1)[1].split(" -> ")[0]] = package
    return files, versions


@functools.cache
def package_of(path, machine):
    """The Debian package that a file is of, as the package manager knows it."""
    if machine.root:
        package = unpacked(machine)[0].get(path.removeprefix(machine.root + "/"))
        if package:
            return package
    else:
        for candidate in (path, path.removeprefix("/usr")):
            result = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True)
            if result.returncode == 0:
                return result.stdout.split(":")[0]
    raise SystemExit(f"{path} is of no Debian package; the release takes libraries of Debian only")


@functools.cache
def version_of(package, machine):
    if machine.root:
        return unpacked(machine)[1][package]
    lines = run("dpkg-query", "-W", "-f", "${Architecture} ${Version}\n", package).splitlines()
    versions = dict(line.split(" ", 1) for line in lines)
    for architecture in (machine.debian, "all"):
        if versions.get(architecture):
            return versions[architecture]
    return next(iter(versions.values()))


def depends(program, carried):
    """The Depends of the package: what the program and the libraries it carries name."""
    sonames = {name for path in [program, *carried.values()] for name in needed(path)}
    paths = closure(program)
    machine = machine_of(program)
    packages = {package_of(paths[name], machine) for name in sonames
                if not is_carried(name) and name in paths}
    packages -= {"libgcc-s1"}
    packages |= {"libgcc-s1", "passwd"}
    return ", ".join(alternative(name) for name in sorted(packages))


def alternative(package):
    if package in RENAMED:
        return f"{RENAMED[package]} | {package}"
    if package in AT_LEAST:
        return f"{package} (>= {AT_LEAST[package]})"
    return package
