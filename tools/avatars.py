#!/usr/bin/env python3
"""Draws the default avatars: src/server/static/avatar/default.png and group_default.png.

avatars.py [--out DIR]. Plain Python; the files are kept in the repository, run it again only to
change how they look.
"""

import argparse
import os
import struct
import zlib

SIZE = 128
SAMPLES = 4  # per pixel and axis
GROUND = (222, 227, 234)
FIGURE = (148, 160, 176)
BEHIND = (184, 194, 207)


def ellipse(cx, cy, rx, ry):
    return lambda x, y: ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1


def person(cx, head_y, head, shoulder_y, width, height):
    """A head above shoulders; the rim between them stays free."""
    top = ellipse(cx, head_y, head, head * 1.06)
    body = ellipse(cx, shoulder_y + height, width, height)
    return lambda x, y: top(x, y) or body(x, y)


def draw(layers):
    """Rows of RGB bytes; the first layer that covers a point wins."""
    rows = []
    for py in range(SIZE):
        row = bytearray()
        for px in range(SIZE):
            total = [0, 0, 0]
            for sy in range(SAMPLES):
                for sx in range(SAMPLES):
                    x = px + (sx + 0.5) / SAMPLES
                    y = py + (sy + 0.5) / SAMPLES
                    color = next((c for inside, c in layers if inside(x, y)), GROUND)
                    for i in range(3):
                        total[i] += color[i]
            row += bytes(round(t / SAMPLES**2) for t in total)
        rows.append(bytes(row))
    return rows


def png(rows):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    raw = b"".join(b"\0" + row for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9))
            + chunk(b"IEND", b""))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    parser.add_argument("--out", default=os.path.join(root, "src/server/static/avatar"))
    out = parser.parse_args().out
    one = [(person(64, 50, 22, 80, 40, 44), FIGURE)]
    gap = person(64, 55, 23, 83, 37, 43)  # a rim of ground around the one in front
    group = [
        (person(64, 55, 19, 87, 33, 39), FIGURE),
        (gap, GROUND),
        (person(32, 48, 15, 74, 26, 40), BEHIND),
        (person(96, 48, 15, 74, 26, 40), BEHIND),
    ]
    os.makedirs(out, exist_ok=True)
    for name, layers in (("default.png", one), ("group_default.png", group)):
        with open(os.path.join(out, name), "wb") as file:
            file.write(png(draw(layers)))


if __name__ == "__main__":
    main()
