"""Bytes of a sound file, spoiled: cut, flipped, and zips whose list says what is not so."""

import io
import random
import re
import struct
import warnings
import zipfile

_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_SIZES = {_LOCAL: (14, 18, 22), _CENTRAL: (16, 20, 24)}  # where checksum, packed and unpacked size stand
_FLAGS = {_LOCAL: 6, _CENTRAL: 8}
_METHOD = {_LOCAL: 8, _CENTRAL: 10}


def cut(data: bytes, chance: random.Random) -> bytes:
    """The beginning only, at times of no length at all."""
    return data[: chance.choice((0, 1, 4, 100, *(chance.randrange(len(data) + 1) for _turn in range(8))))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Up to 30 bytes changed."""
    changed = bytearray(data)
    for _turn in range(chance.choice((1, 1, 3, 10, 30))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def moved(data: bytes, chance: random.Random) -> bytes:
    """A stretch doubled, taken out, or blanked."""
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 16, 512, 4096))
    piece = data[at : at + length]
    return data[:at] + chance.choice((b"", piece * 2, b"\0" * len(piece), piece[::-1])) + data[at + length :]


def foreign(data: bytes, chance: random.Random) -> bytes:
    """Something else under the same name."""
    return chance.choice((
        b"%PDF-1.7\n" + bytes(range(32)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data,
        b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\0" * 5000,
        b"<html><table><tr><td>Publication Number</td></tr></table>",
        b"{\\rtf1 x}", b"\xff\xfe", b"\xef\xbb\xbf", b"\n" * 3000, b",\n" * 3000, b'"', b"<?xml", b"sep=;\n" + data,
        chance.randbytes(3000), b"7z\xbc\xaf\x27\x1c" + data[:500], b"\x1f\x8b\x08" + data[:500],
    ))  # fmt: skip


def parts(data: bytes, chance: random.Random) -> bytes:
    """One part of an office document dropped, emptied, doubled, or broken as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([one for one in found if one.endswith((".xml", ".rels"))])
    text = found[name]
    tags = re.findall(rb"<[^>]+>", text) or [b"<"]
    put = (
        b"", b"<a>", b'<c r="ZZZZZZ99999999"><v>1</v></c>', b'<c r="A0" t="s"><v>999999</v></c>', b"&#0;",
        b"\xff\xfe",
        b'<row r="-1">', b'<dimension ref="A1:XFD1048576"/>',
        b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
    )  # fmt: skip
    found[name] = chance.choice((
        b"", text[: len(text) // 2], text.replace(chance.choice(tags), chance.choice(put), 1), chance.randbytes(200),
        text.replace(b"UTF-8", chance.choice((b"UTF-16", b"GB18030", b"x"))),
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + text,
        re.sub(rb"<v>\d+</v>", b"<v>4294967295</v>", text),
        text.replace(b't="s"', chance.choice((b't="d"', b't="e"', b""))),
    ))  # fmt: skip
    if chance.random() < 0.2:
        del found[name]
    return zipped(found)


def lies(data: bytes, chance: random.Random) -> bytes:
    """A list whose sizes, checksums, methods or encryption marks are not so; at times a bomb."""
    if chance.random() < 0.25:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
        bomb = chance.choice((b"0", b"a,b\n", b"<a/>")) * chance.choice((2_000_000, 12_000_000))
        return zipped(found | {chance.choice((*found, "xl/media/big.bin")): bomb})
    changed = bytearray(data)
    for mark in (_LOCAL, _CENTRAL):
        places = [match.start() for match in re.finditer(re.escape(mark), data)]
        for at in places:
            if chance.random() < 0.5 and at + 30 < len(data):
                _lie(changed, at, mark, chance)
    return bytes(changed)


def _lie(changed: bytearray, at: int, mark: bytes, chance: random.Random) -> None:
    if chance.random() < 0.6:
        size = chance.choice((0, 1, 2**31, 2**32 - 1, 10**6))
        struct.pack_into("<I", changed, at + chance.choice(_SIZES[mark]), size)
    elif chance.random() < 0.5:
        struct.pack_into("<H", changed, at + _FLAGS[mark], chance.choice((1, 8, 0x41, 0x2000, 0xFFFF)))
    else:
        struct.pack_into("<H", changed, at + _METHOD[mark], chance.choice((0, 1, 9, 12, 14, 93, 99)))


def members(data: bytes, chance: random.Random) -> bytes:
    """Names that lead out, repeat, or are no names; archives in archives; very many; folders; nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [(name, archive.read(name)) for name in archive.namelist()]
    odd = (
        "../../out.csv", "/etc/out.csv", "C:\\out.csv", "a\x00b.csv", "x" * 5000 + ".csv", "folder/",
        "__MACOSX/._a", "\u202efdp.csv",
        found[0][0], "con.csv", ".hidden.csv", "导出.csv",
    )  # fmt: skip
    for _turn in range(chance.randint(1, 4)):
        content = chance.choice((found[0][1], b"", b"x", data, chance.randbytes(500)))
        found.insert(chance.randrange(len(found) + 1), (chance.choice(odd), content))
    choice = chance.random()
    if choice < 0.15:
        found = [(f"{at}.csv", b"a,b\n1,2\n") for at in range(chance.choice((51, 300)))]
    elif choice < 0.2:
        found = []
    return zipped(found)


def zipped(found: "dict[str, bytes] | list[tuple[str, bytes]]") -> bytes:
    """An archive of these members, repeated names and all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice is meant
        for name, content in found.items() if isinstance(found, dict) else found:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
