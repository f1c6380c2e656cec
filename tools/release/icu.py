"""ICU's data without words of languages, for the image: nothing of ours asks for them.

libical and libxml2 are linked to ICU, whose data are one library of 31 MB without code. Calendars,
time zones, normal forms and encodings stay; names of countries, currencies, units and time zones,
orders of sorting, breaks of lines, transcriptions and spelled numbers go.
"""

import os
import re
import struct
import subprocess

from libraries import machine_of

LEFT_OUT = ("brkitr", "coll", "curr", "lang", "rbnf", "region", "translit", "unit", "zone")
# unicode/udata.h: its size comes first, then these two bytes, and eight bytes on the format.
MAGIC = b"\xda\x27"
FORMAT = (8, b"CmnD")
ALIGNED = 16
SYMBOL = re.compile(rb"icudt\d+_dat")
ASSEMBLER = """  .section .rodata
  .balign 16
  .global {symbol}
  .type {symbol}, %object
{symbol}:
  .incbin "data"
  .size {symbol}, . - {symbol}
  .section .note.GNU-stack, "", %progbits
"""


def is_data(soname):
    return soname.startswith("libicudata.so.")


def files(data):
    """(header, [(name, bytes)]) of the data, which are a header, a table and files."""
    header = struct.unpack_from("<H", data)[0]
    at, kind = FORMAT[0] + 4, FORMAT[1]
    if data[2:4] != MAGIC or data[at:at + 4] != kind:
        raise SystemExit("libicudata has another format than the release knows")
    count = struct.unpack_from("<I", data, header)[0]
    table = list(struct.iter_unpack("<II", data[header + 4:header + 4 + 8 * count]))
    ends = [begin for _, begin in table[1:]] + [len(data) - header]
    found = []
    for (name, begin), end in zip(table, ends):
        name += header
        found.append((data[name:data.index(b"\0", name)], data[header + begin:header + end]))
    return data[:header], found


def joined(header, kept):
    """The reverse of `files`."""
    names = b"".join(name + b"\0" for name, _ in kept)
    at_name, table, contents = 4 + 8 * len(kept), [], []
    begin = at_name + len(names)
    padding = -begin % ALIGNED
    begin += padding
    for name, content in kept:
        content += bytes(-len(content) % ALIGNED)
        table.append(struct.pack("<II", at_name, begin))
        contents.append(content)
        at_name += len(name) + 1
        begin += len(content)
    return b"".join([header, struct.pack("<I", len(kept)), *table, names, bytes(padding),
                     *contents])


def without_words(data):
    """The data without the folders that are left out."""
    header, found = files(data)
    # icudt72l/FOLDER/NAME, or icudt72l/NAME.
    return joined(header, [(name, content) for name, content in found
                           if name.decode().split("/")[1] not in LEFT_OUT])


def library(path, work):
    """The bytes of a library like the one at `path`, with less in it."""
    machine = machine_of(path)
    read = os.path.join(work, "icu.rodata")
    subprocess.run([machine.tool("objcopy"), "-O", "binary", "--only-section=.rodata", path, read],
                   check=True)
    with open(path, "rb") as file:
        symbol = SYMBOL.search(file.read())[0].decode()
    with open(read, "rb") as file:
        data = without_words(file.read())
    with open(os.path.join(work, "data"), "wb") as file:
        file.write(data)
    with open(os.path.join(work, "icu.S"), "w", encoding="ascii") as file:
        file.write(ASSEMBLER.format(symbol=symbol))
    soname = ".".join(os.path.basename(path).split(".")[:3])
    subprocess.run([machine.tool("gcc"), "-shared", "-nostdlib", "-Wl,--build-id=none",
                    f"-Wl,-soname,{soname}", "-Wl,-z,noexecstack,-z,relro,-z,now",
                    "-o", "icu.so", "icu.S"], check=True, cwd=work)
    with open(os.path.join(work, "icu.so"), "rb") as file:
        return file.read()
