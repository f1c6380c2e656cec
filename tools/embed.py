#!/usr/bin/env python3
"""Packs files into one blob with an assembler file and a C++ table for src/server/embedded.h.

embed.py --out DIR --root DIR [--root DIR ...]: the first root that has a path wins. A root that
does not exist is left out; when no root has an index.html, a page that says how to build the web
client takes its place.
"""

import argparse
import gzip
import hashlib
import os
import sys

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
}
# Formats that are compressed already.
PACKED = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2", ".mp3", ".ogg"}

PLACEHOLDER = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Koine</title>
<main>
<h1>Koine</h1>
<p>The server runs. This build has no web client: <code>./dev build</code> adds it.</p>
<p lang="zh">服务器正在运行，但此构建不含网页客户端：请运行 <code>./dev build</code>。</p>
</main>
</html>
"""


def collect(roots):
    """Maps the path in the program to the bytes."""
    found = {}
    for root in roots:
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                if name.startswith(".") or name == "README.md":
                    continue
                full = os.path.join(folder, name)
                path = "/" + os.path.relpath(full, root).replace(os.sep, "/")
                if path not in found:
                    with open(full, "rb") as file:
                        found[path] = file.read()
    if "/index.html" not in found:
        found["/index.html"] = PLACEHOLDER.encode()
    return found


def literal(text):
    """A C++ string literal."""
    out = []
    for byte in text.encode():
        char = chr(byte)
        if char in '"\\':
            out.append("\\" + char)
        elif 32 <= byte < 127:
            out.append(char)
        else:
            out.append("\\%03o" % byte)
    return '"' + "".join(out) + '"'


def pack(found):
    """Returns (blob, rows of the table)."""
    blob = bytearray()
    rows = []

    def place(data):
        offset = len(blob)
        blob.extend(data)
        return "{kBlob + %d, %d}" % (offset, len(data))

    for path in sorted(found, key=lambda name: name.encode()):
        data = found[path]
        extension = os.path.splitext(path)[1].lower()
        packed = b"" if extension in PACKED else gzip.compress(data, 9, mtime=0)
        if len(packed) * 10 > len(data) * 9:
            packed = b""
        etag = '"' + hashlib.sha256(data).hexdigest()[:20] + '"'
        content_type = TYPES.get(extension, "application/octet-stream")
        rows.append("    {%s, %s, %s,\n     %s, %s}," % (
            literal(path), literal(content_type), literal(etag), place(data),
            place(packed) if packed else "{}"))
    return bytes(blob), rows


SOURCE = """// Made by tools/embed.py.
#include "server/embedded.h"

extern "C" const char koine_embedded_blob[];

namespace koine {

std::span<const EmbeddedFile> EmbeddedFiles() {
  static const char* const kBlob = koine_embedded_blob;
  static const EmbeddedFile kFiles[] = {
%s
  };
  return kFiles;
}

}  // namespace koine
"""

ASSEMBLER = """  .section .rodata
  .balign 64
  .global koine_embedded_blob
  .hidden koine_embedded_blob
  .type koine_embedded_blob, %%object
koine_embedded_blob:
  .incbin "%s"
  .byte 0
  .size koine_embedded_blob, . - koine_embedded_blob
  .section .note.GNU-stack, "", %%progbits
"""


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", required=True)
    parser.add_argument("--root", action="append", default=[])
    options = parser.parse_args(arguments)
    blob, rows = pack(collect(options.root))
    os.makedirs(options.out, exist_ok=True)
    blob_path = os.path.join(os.path.abspath(options.out), "embedded.bin")
    with open(blob_path, "wb") as file:
        file.write(blob)
    with open(os.path.join(options.out, "embedded.S"), "w", encoding="utf-8") as file:
        file.write(ASSEMBLER % blob_path)
    with open(os.path.join(options.out, "embedded.cc"), "w", encoding="utf-8") as file:
        file.write(SOURCE % "\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
