#!/usr/bin/env python3
"""Checks an archive package of 政府信息公开工作年度报告 without the program that made it.

    python3 verify.py 年报.zip             the package as it was filed
    python3 verify.py 年报.zip 年报.pdf     and whether that PDF is the one in it
    python3 verify.py                      the package that this file lies in, unpacked

Needs nothing but Python 3.8 or newer. Ends with 0 if everything holds, 1 if something does not, 2 if it cannot be read.
What a package is: a BagIt bag (RFC 8493). data/trail.jsonl is the whole record of the desk it comes from, a line for
every event; the digest of a line is the SHA-256 of the digest before it and of the event's own bytes.
"""

import hashlib
import json
import os
import sys
import zipfile

ONE = 1 << 20
NOT_HERE, BROKEN, WHOLE = 2, 1, 0
STEPS = {"edit", "paste", "clear", "fill_zero", "undo", "redo", "rename", "update"}
STARTS = {"create", "import"}
EXPLANATION = "explanation."


class Unreadable(Exception):
    """Not a package at all; the message says why."""


class Zipped:
    """The files of a package in a zip, by their paths within its one folder."""

    def __init__(self, path):
        try:
            self.archive = zipfile.ZipFile(path)
        except Exception as error:  # whatever a broken file makes the library say
            raise Unreadable("不是完整的 zip 文件") from error
        names = [name for name in self.archive.namelist() if not name.endswith("/")]
        folders = {name.split("/", 1)[0] for name in names}
        if len(folders) != 1 or len(set(names)) != len(names) or any(".." in name.split("/") for name in names):
            raise Unreadable("里面不是一个文件夹")
        self.folder = folders.pop() + "/"
        self.paths = {name[len(self.folder) :] for name in names}

    def open(self, path):
        return self.archive.open(self.folder + path)


class Unpacked:
    """The files of a package in a folder."""

    def __init__(self, path):
        self.folder = path
        found = ((base, name) for base, _, names in os.walk(path) for name in names if "__pycache__" not in base)
        self.paths = {os.path.relpath(os.path.join(*one), path).replace(os.sep, "/") for one in found}

    def open(self, path):
        return open(os.path.join(self.folder, *path.split("/")), "rb")


def digest(package, path, algorithm):
    """The digest of a file in hex."""
    summed = hashlib.new(algorithm)
    with package.open(path) as file:
        for piece in iter(lambda: file.read(ONE), b""):
            summed.update(piece)
    return summed.hexdigest()


def content(package, path):
    with package.open(path) as file:
        return file.read()


def listed(package, path):
    """Path -> digest, as a manifest has it."""
    lines = content(package, path).decode("utf-8").splitlines()
    pairs = (line.split(None, 1) for line in lines if line.strip())
    return {name.strip().lstrip("*"): value.lower() for value, name in pairs}


def check_declaration(package):
    """It says that it is a bag, and how much is in it."""
    if "bagit.txt" not in package.paths or b"BagIt-Version: 1.0" not in content(package, "bagit.txt"):
        yield "bagit.txt 不见了，或者不是 BagIt 1.0"
    info = content(package, "bag-info.txt").decode("utf-8") if "bag-info.txt" in package.paths else ""
    told = [line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("Payload-Oxum:")]
    inside = [path for path in package.paths if path.startswith("data/")]
    size = sum(len(content(package, path)) for path in inside)
    if told != ["%d.%d" % (size, len(inside))]:
        yield "bag-info.txt 说的文件数和字节数与实际（%d 个文件，%d 字节）不符" % (len(inside), size)


def check_manifests(package):
    """Every file is listed, is there, and has the digest that is listed."""
    algorithms = {path.split("manifest-", 1)[1][: -len(".txt")] for path in package.paths if "manifest-" in path}
    for kind, within in (("manifest-", True), ("tagmanifest-", False)):
        manifests = [path for path in package.paths if path.startswith(kind)]
        for algorithm in sorted(algorithms | {"sha256"}):
            if kind + algorithm + ".txt" not in manifests:
                yield kind + algorithm + ".txt 不见了"
        for manifest in sorted(manifests):
            yield from check_manifest(package, manifest, within)


def check_manifest(package, manifest, within):
    algorithm = manifest.split("-", 1)[1][: -len(".txt")]
    try:
        hashlib.new(algorithm)
    except ValueError:
        return  # this computer does not know it; sha256 is always there
    told = listed(package, manifest)
    wanted = {
        path for path in package.paths if path.startswith("data/") == within and not path.startswith("tagmanifest-")
    }
    for path in sorted(wanted - set(told)):
        yield "%s 没有列出 %s：这个文件是后来加进去的" % (manifest, path)
    for path in sorted(set(told) - wanted):
        yield "%s 列出的 %s 不见了" % (manifest, path)
    for path in sorted(wanted & set(told)):
        if digest(package, path, algorithm) != told[path]:
            yield "%s 被改过：和 %s 里的摘要不符" % (path, manifest)


def events(package):
    """Every event of the trail, the chain checked; raises ValueError with the number of the first that does not hold."""
    with package.open("data/trail.jsonl") as file:
        header = json.loads(file.readline())
        previous = hashlib.sha256(("disclosure-desk " + header["desk"]).encode()).hexdigest()
        start = len('{"digest":"","event":') + len(previous)
        for number, line in enumerate(file, 1):
            told = json.loads(line)
            event = line.rstrip(b"\n")[start:-1]
            previous = hashlib.sha256(previous.encode() + event).hexdigest()
            if told["digest"] != previous or told["event"]["seq"] != number:
                raise ValueError(number)
            yield told["event"]


def replayed(package, report):
    """What the trail says of a report: unit, year, cells, texts; and its approvals since the last change."""
    state, approvals = None, []
    for event in events(package):
        if event["report"] != report:
            continue
        action = event["action"]
        if action in STARTS:
            draft = event["draft"]
            state = {"unit": draft["unit"], "year": draft["year"], **draft["cells"], **draft["texts"]}
        elif action in STEPS:
            state[event["place"]] = event["after"]
        elif action == "approve":
            approvals.append(event["about"])
        if action in STARTS or action in STEPS or action == "return":
            approvals = []
    return state, approvals


def check_trail(package):
    """The record holds together, and tells the same report as report.json."""
    document = json.loads(content(package, "data/report.json").decode("utf-8"))
    report = json.loads(content(package, "data/version.json").decode("utf-8"))["report"]
    try:
        state, approvals = replayed(package, report)
    except (ValueError, KeyError, TypeError) as error:
        yield "修改记录 data/trail.jsonl 从第 %s 条起对不上" % error
        return
    if state is None:
        yield "修改记录里没有这份报告"
        return
    computed = {note["place"] for note in document["notes"] if note["kind"] == "computed"}
    told = {"unit": document["unit"], "year": document["year"]}
    for part in ("cells", "texts", "explanations"):
        told.update(document[part])
    for place in sorted(set(told) | {place for place in state if state[place] not in ("", None)}):
        if place not in computed and told.get(place, "") != state.get(place, ""):
            yield "报告里的 %s 是 %r，修改记录里是 %r" % (place, told.get(place), state.get(place))
    whole = digest(package, "data/report.json", "sha256")
    for approval in approvals:
        if approval["digest"] != whole:
            yield "%s 审核的不是这份内容" % approval["name"]


def check_pdf(package, path):
    """Whether a PDF from elsewhere is the one in the package."""
    with open(path, "rb") as file:
        summed = hashlib.sha256(file.read()).hexdigest()
    if summed != digest(package, "data/report.pdf", "sha256"):
        yield "%s 不是档案包里的那份 PDF" % path


def opened(path):
    if os.path.isdir(path):
        return Unpacked(path)
    if not os.path.isfile(path):
        raise Unreadable("没有这个文件")
    return Zipped(path)


def verify(path, pdf=None):
    """The faults of a package, each a sentence; none if everything holds. Raises Unreadable."""
    package = opened(path)
    if "data/report.json" not in package.paths or "data/trail.jsonl" not in package.paths:
        raise Unreadable("里面没有 data/report.json 和 data/trail.jsonl，不是年报档案包")
    faults = []
    try:
        for check in (check_declaration, check_manifests, check_trail):
            faults += check(package)
        if pdf:
            faults += check_pdf(package, pdf)
    except Exception as error:  # whatever a broken file makes the library say
        faults.append("读到一半读不下去了（%s）：文件已经损坏" % type(error).__name__)
    return faults


def main(arguments):
    path = arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__))
    try:
        faults = verify(path, *arguments[1:2])
    except Unreadable as error:
        print("读不了 %s：%s。" % (path, error))
        return NOT_HERE
    for fault in faults:
        print("不符：%s。" % fault)
    print("结论：%s" % ("有 %d 处不符，这个档案包不可信。" % len(faults) if faults else "完整，没有被改过。"))
    return BROKEN if faults else WHOLE


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
