"""An archive package as a file: whether it may be opened, and its digests SHA-256 and SM3 (GB/T 32905).

Goes out with each package beside verify.py, which needs it; runs on Python 3.6 with nothing else beside it.
"""

import hashlib
import io
import os
import zipfile

ONE = 1 << 20
MOST_BYTES, MOST_PART, MOST_TIMES, MOST_LIST, MOST_FILES = 48 * ONE, 2 * ONE, 100, ONE // 4, 1000

NAMES = {"sha256": "SHA-256", "sm3": "SM3"}
ALONE = "前后一致；是不是当初定稿的那一份，要拿摘要和纸上登记的核对"
SAME = "前后一致，摘要和登记的相同"
_PLAIN_FILE, _MADE_ON_UNIX = 0o100644 << 16, 3
_START = 0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E
_WORD = 0xFFFFFFFF


class Unreadable(Exception):
    """Not a package at all, or one made to do harm; the message says why."""


def refuse_long_list(path):
    """A zip may list millions of files; one whose list is longer than any package's is not even opened."""
    with open(path, "rb") as file:
        file.seek(max(os.path.getsize(path) - (1 << 16) - 22, 0))
        end = file.read()
    at = end.rfind(b"PK\5\6")
    if at < 0:
        raise Unreadable("不是完整的 zip 文件")
    if int.from_bytes(end[at + 12 : at + 16], "little") > MOST_LIST or end[max(at - 20, 0) : at].startswith(b"PK\6\7"):
        raise Unreadable("里面的文件太多，不像年报的档案包，没有读")


def refuse_large(sizes, packed):
    size, most = sum(sizes.values()), {".jsonl": MOST_BYTES, ".pdf": MOST_BYTES // 3}
    is_large = any(sizes[path] > most.get(os.path.splitext(path)[1], MOST_PART) for path in sizes)
    if is_large or size > min(MOST_BYTES, MOST_TIMES * packed):
        raise Unreadable("解开有 %d MB，不像年报的档案包，没有读" % (size // ONE))


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def sm3(content):
    """By the platform where it has it, because in plain Python a megabyte takes seconds."""
    try:
        return hashlib.new("sm3", content).hexdigest()
    except ValueError:
        return plain_sm3(content)


def plain_sm3(content):
    """By the standard's own steps."""
    padded = content + b"\x80" + b"\0" * (-(len(content) + 9) % 64) + (8 * len(content)).to_bytes(8, "big")
    state = _START
    for at in range(0, len(padded), 64):
        state = tuple(old ^ new for old, new in zip(state, _compressed(state, padded[at : at + 64])))
    return "".join("%08x" % word for word in state)


def _turned(word, by):
    return (word << by % 32 | word >> 32 - by % 32) & _WORD


def _compressed(state, block):
    words = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _turned(words[j - 3], 15)
        words.append(mixed ^ _turned(mixed, 15) ^ _turned(mixed, 23) ^ _turned(words[j - 13], 7) ^ words[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = _turned(0x79CC4519 if j < 16 else 0x7A879D8A, j)
        first = _turned((_turned(a, 12) + e + constant) & _WORD, 7)
        choice = (a ^ b ^ c, e ^ f ^ g) if j < 16 else (a & b | a & c | b & c, e & f | ~e & g)
        left = (choice[0] + d + (first ^ _turned(a, 12)) + (words[j] ^ words[j + 4])) & _WORD
        right = (choice[1] + h + first + words[j]) & _WORD
        a, b, c, d = left, a, _turned(b, 9), c
        e, f, g, h = right ^ _turned(right, 9) ^ _turned(right, 17), e, _turned(f, 19), g
    return a, b, c, d, e, f, g, h


DIGESTS = {"sha256": sha256, "sm3": sm3}
"""By their names in the manifests' file names."""

UNLISTED = {"tagmanifest-%s.txt" % name for name in DIGESTS}
"""The files that no manifest lists, because a file cannot have its own digest; every other one is listed."""


def zipped(folder, files):
    """The zip of files in a folder as a package is made: in the order of their names, without times, not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(folder + "/" + path)
            member.external_attr, member.create_system = _PLAIN_FILE, _MADE_ON_UNIX
            archive.writestr(member, files[path])
    return target.getvalue()


def whole_digests(content):
    """The digests of a package by what they are called."""
    return {name: DIGESTS[algorithm](content) for algorithm, name in NAMES.items()}


def expected_faults(digests, expected):
    """What is wrong where neither digest of a package is the one that is expected; None expects nothing."""
    if expected is None or "".join(expected.split()).lower() in digests.values():
        return []
    return ["摘要不是登记的那一个，这不是登记的那个档案包"]
