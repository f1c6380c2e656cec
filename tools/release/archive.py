"""Archives of which the same contents are the same bytes: sorted, of one owner and one time."""

import gzip
import hashlib
import io
import lzma
import os
import tarfile


class Tree:
    """The files of an archive, by path: (mode, bytes), a link's target, or None for a folder."""

    def __init__(self, epoch):
        self.epoch = epoch
        self.entries = {}

    def folder(self, path, mode=0o755, owner=0):
        self.entries.setdefault(path, ("folder", mode, owner, None))

    def file(self, path, data, mode=0o644, owner=0):
        self._parents(path)
        data = data.encode() if isinstance(data, str) else data
        self.entries[path] = ("file", mode, owner, data)

    def copy(self, path, source, mode=0o644):
        with open(source, "rb") as file:
            self.file(path, file.read(), mode)

    def link(self, path, target):
        self._parents(path)
        self.entries[path] = ("link", 0o777, 0, target)

    def _parents(self, path):
        parent = os.path.dirname(path)
        if parent and parent not in self.entries:
            self._parents(parent)
            self.folder(parent)

    def tar(self, prefix=""):
        """The whole tree as bytes of a tar file."""
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
            if prefix == "./":
                tar.addfile(self._info("./", "folder", 0o755, 0))
            for path in sorted(self.entries):
                kind, mode, owner, data = self.entries[path]
                info = self._info(prefix + path, kind, mode, owner)
                if kind == "link":
                    info.linkname = data
                    tar.addfile(info)
                elif kind == "file":
                    info.size = len(data)
                    tar.addfile(info, io.BytesIO(data))
                else:
                    tar.addfile(info)
        return out.getvalue()

    def _info(self, name, kind, mode, owner):
        info = tarfile.TarInfo(name)
        info.type = {"file": tarfile.REGTYPE, "folder": tarfile.DIRTYPE,
                     "link": tarfile.SYMTYPE}[kind]
        info.mode, info.mtime = mode, self.epoch
        info.uid = info.gid = owner
        info.uname = info.gname = "" if owner else "root"
        return info

    def installed_kib(self):
        """What it takes on disk, for the package's Installed-Size."""
        sizes = (len(data) for kind, _, _, data in self.entries.values() if kind == "file")
        return sum((size + 1023) // 1024 for size in sizes) + len(self.entries)

    def md5sums(self):
        """The lines of a package's md5sums, but for the files of settings."""
        return "".join(f"{hashlib.md5(data).hexdigest()}  {path}\n"
                       for path, (kind, _, _, data) in sorted(self.entries.items())
                       if kind == "file" and not path.startswith("etc/"))


def gz(data):
    """gzip without name and time, as `gzip -n` makes it."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=6, mtime=0) as file:
        file.write(data)
    return out.getvalue()


def xz(data):
    return lzma.compress(data, preset=6)


def ar(members, epoch):
    """An `ar` archive of [(name, bytes)], which a Debian package is."""
    out = [b"!<arch>\n"]
    for name, data in members:
        out.append(f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode())
        out.append(data + (b"\n" if len(data) % 2 else b""))
    return b"".join(out)


def sha256(data):
    return hashlib.sha256(data).hexdigest()
