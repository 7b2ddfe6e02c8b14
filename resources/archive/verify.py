#!/usr/bin/env python3
"""Checks an archive package of 政府信息公开工作年度报告 without the program that made it.

    python3 verify.py 年报.zip             the package as it was filed
    python3 verify.py 年报.zip 年报.pdf     and whether that PDF is one of those in it
    python3 verify.py                      the package that this file lies in, unpacked
    python3 verify.py --expect 摘要 年报.zip     and whether its SHA-256 or SM3 is the one that was written down on paper

Needs nothing but Python 3.6 or newer. Ends with 0 if everything holds, 1 if something does not, 2 if it cannot be read.
What a package is, and how the lines of data/trail.jsonl hang together, README.txt says.
"""

import hashlib
import io
import json
import os
import runpy
import stat
import sys
import zipfile

FILE = runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), "package_file.py"))
ONE, MOST_PART, MOST_FILES, DIGESTS = (FILE[name] for name in ("ONE", "MOST_PART", "MOST_FILES", "DIGESTS"))
Unreadable, refuse_long_list, refuse_large = FILE["Unreadable"], FILE["refuse_long_list"], FILE["refuse_large"]


class Broken(Exception):
    """A file of the package that does not say what it should; the message says which."""


class Zipped:
    """The files of a package in a zip, by their paths within its one folder."""

    def __init__(self, path):
        refuse_long_list(path)
        try:
            self.archive = zipfile.ZipFile(path)
        except Exception as error:  # whatever a broken file makes the library say
            raise Unreadable("不是完整的 zip 文件") from error
        members = [one for one in self.archive.infolist() if not one.filename.endswith("/")]
        for one in members:
            is_link = stat.S_ISLNK(one.external_attr >> 16) or set(one.filename) & {"\\", ":"}
            if is_link or any(part in ("", ".", "..") for part in one.filename.split("/")):
                raise Unreadable("里面的“%s”指向别处，可能有害，没有读" % shown(one.filename))
        if len({one.filename.lower() for one in members}) != len(members):
            raise Unreadable("里面有同名的文件，说不清哪个是真的，没有读")
        folders = {one.filename.split("/", 1)[0] for one in members}
        if len(folders) != 1:
            raise Unreadable("里面不是一个文件夹")
        self.folder = folders.pop() + "/"
        self.paths = {one.filename[len(self.folder) :]: one.file_size for one in members}
        refuse_large(self.paths, sum(one.compress_size for one in members))

    def open(self, path):
        return self.archive.open(self.folder + path)


class Unpacked:
    """The files of a package in a folder."""

    def __init__(self, path):
        self.folder, self.paths = path, {}
        for base, folders, names in os.walk(path):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for one in [os.path.join(base, name) for name in folders + names]:
                found = os.lstat(one)
                if stat.S_ISREG(found.st_mode):
                    self.paths[os.path.relpath(one, path).replace(os.sep, "/")] = found.st_size
                elif not stat.S_ISDIR(found.st_mode):
                    raise Unreadable("里面的“%s”指向别处，或者不是文件，没有读" % shown(os.path.basename(one)))
            if len(self.paths) > MOST_FILES:
                raise Unreadable("里面的文件太多，不像年报的档案包，没有读")
        refuse_large(self.paths, sum(self.paths.values()))

    def open(self, path):
        return open(os.path.join(self.folder, *path.split("/")), "rb")


def shown(value, most=24):
    """A name or value as it is printed: in one line, and not too long."""
    text = "空" if value in (None, "") else "".join(char if char.isprintable() else " " for char in str(value))
    return text if len(text) <= most else text[:most] + "…"


def digest(package, path, algorithm):
    return DIGESTS[algorithm](content(package, path))


def content(package, path):
    """The bytes of a file, read piece by piece: never more than the zip says that there are."""
    with package.open(path) as file:
        return b"".join(iter(lambda: file.read(ONE), b""))


def text(package, path):
    if path not in package.paths:
        raise Broken("%s 不见了" % path)
    try:
        return content(package, path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Broken("%s 里有不是 UTF-8 的字" % path) from error


def document(package, path):
    try:
        return json.loads(text(package, path))
    except (ValueError, RecursionError) as error:
        raise Broken("%s 不是完整的 JSON" % path) from error


def listed(package, path):
    """Path -> digest, as a manifest has it."""
    pairs = [line.split(None, 1) for line in text(package, path).split("\n") if line.strip()]
    if len(pairs) > MOST_FILES or any(len(pair) != 2 for pair in pairs):
        raise Broken("%s 太长，或者里面有看不懂的行" % path)
    return {name.strip().lstrip("*"): value.lower() for value, name in pairs}


def bag_info(package, name):
    lines = text(package, "bag-info.txt").splitlines()
    return "".join(line.split(":", 1)[1].strip() for line in lines if line.startswith(name + ":"))


def check_declaration(package):
    if "BagIt-Version: 1.0" not in text(package, "bagit.txt"):
        yield "bagit.txt 说的不是 BagIt 1.0"
    sizes = [package.paths[path] for path in package.paths if path.startswith("data/")]
    if bag_info(package, "Payload-Oxum") != "%d.%d" % (sum(sizes), len(sizes)):
        yield "bag-info.txt 说的文件数和字节数与实际（%d 个文件，%d 字节）不符" % (len(sizes), sum(sizes))


def check_manifests(package):
    """Every file is listed, is there, and has the digest that is listed."""
    names = {path.split("manifest-", 1)[1][: -len(".txt")] for path in package.paths if "manifest-" in path}
    for algorithm in sorted(names & set(DIGESTS) | {"sha256"}):
        for kind, within in (("manifest-", True), ("tagmanifest-", False)):
            yield from check_manifest(package, kind + algorithm + ".txt", algorithm, within)


def check_manifest(package, manifest, algorithm, within):
    told = listed(package, manifest)
    wanted = {path for path in package.paths if path.startswith("data/") == within} - FILE["UNLISTED"]
    for path in sorted(wanted - set(told)):
        yield "%s 没有列出 %s：这个文件是后来加进去的" % (manifest, shown(path))
    for path in sorted(set(told) - wanted):
        yield "%s 列出的 %s 不见了" % (manifest, shown(path))
    for path in sorted(wanted & set(told)):
        if digest(package, path, algorithm) != told[path]:
            yield "%s 被改过：和 %s 里的摘要不符" % (path, manifest)


def events(package):
    """The events that stand whole in the trail, its chain checked; raises Broken at the first that does not hold."""
    number = 0
    try:
        lines = io.BytesIO(content(package, "data/trail.jsonl"))
        desk = json.loads(lines.readline().decode("utf-8"))["desk"]
        previous = hashlib.sha256(("disclosure-desk " + desk).encode()).hexdigest()
        start = len('{"digest":"","event":') + len(previous)
        for line in lines:
            told = json.loads(line[:MOST_PART].decode("utf-8"))
            if "hidden" in told:
                number, previous = number + told["hidden"], told["digest"]
                continue
            previous = hashlib.sha256(previous.encode() + line.rstrip(b"\n")[start:-1]).hexdigest()
            if told["digest"] != previous or told["event"]["seq"] != number + 1:
                raise ValueError(number)
            number += 1
            yield told["event"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Broken("修改记录 data/trail.jsonl 从第 %d 条起对不上" % (number + 1)) from error


def replayed(package, report):
    """What the trail says of a report: unit, year, cells, texts; and its approvals since the last change, by step."""
    state, approvals = None, {}
    for event in events(package):
        if event["report"] != report:
            continue
        if "draft" in event:
            draft = event["draft"]
            state = dict(draft["cells"], unit=draft["unit"], year=draft["year"], **draft["texts"])
        elif "after" in event:
            if event["place"] != "notes" and state.get(event["place"], "") != event["before"]:
                raise Broken("修改记录第 %d 条说的原来的内容，和它前面的记录不符" % event["seq"])
            state[event["place"]] = event["after"]
        elif event["action"] == "approve":
            approvals[event["about"]["step"]] = dict(event["about"], at=event["at"], why=event["why"])
        if "draft" in event or "after" in event or event["action"] in ("return", "correct"):
            approvals = {}
    return state, approvals


def check_trail(package):
    """The record holds together, and tells the same report and the same approvals as the other files."""
    report, about = document(package, "data/report.json"), document(package, "data/version.json")
    names = document(package, "data/places.json") if "data/places.json" in package.paths else {}
    state, approvals = replayed(package, about["report"])
    if state is None:
        raise Broken("修改记录里没有这份报告")
    computed = {note["place"] for note in report["notes"] if note["kind"] == "computed"}
    told = dict(report["cells"], unit=report["unit"], year=report["year"], **report["texts"], **report["explanations"])
    for place in sorted(set(told) | {place for place in state if state[place] not in ("", None)}):
        here, there = told.get(place, ""), state.get(place, "")
        if place not in computed and place != "notes" and here != there:
            yield "%s：报告里是“%s”，修改记录里是“%s”" % (names.get(place, place), shown(here), shown(there))
    acts = [(event["action"], event["why"]) for event in events(package) if event["report"] == about["report"]]
    why = "".join([why for action, why in acts if action == "correct"][-1:])
    told = dict(report, version=1 + [action for action, _ in acts].count("seal"), why=why)
    wrong = [one for one in ("unit", "year", "form", "version", "why") if about[one] != told[one]]
    yield from ("data/version.json 里的 %s 不是“%s”" % (one, shown(told[one])) for one in wrong)
    yield from check_approvals(package, about, approvals)


def check_approvals(package, about, approvals):
    """Who approved it, as the record has it, approved this; and it is the version that it says it is."""
    whole = digest(package, "data/report.json", "sha256")
    if about["digest"] != whole:
        yield "data/version.json 里的摘要不是 data/report.json 的"
    told = {approval["step"]: approval for approval in about["approvals"]}
    for step in sorted(set(told) | set(approvals)):
        here, there = told.get(step, {}), approvals.get(step, {})
        name = shown(here.get("name") or there.get("name"))
        if there.get("digest", whole) != whole:
            yield "%s 审核的不是这份内容" % name
        if any(here.get(key) != there.get(key) for key in ("name", "opinion", "at", "digest", "why")):
            yield "%s 的审核意见，data/version.json 里的和修改记录里的不一样" % name
    if bag_info(package, "Bagging-Date") != about["sealed"][:10]:
        yield "bag-info.txt 的日期不是 data/version.json 里定稿的那一天"


def check_pdf(package, path):
    """Whether a PDF from elsewhere is one of those in the package."""
    inside = [one for one in package.paths if one.startswith("data/") and one.endswith(".pdf")]
    with open(path, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() not in {digest(package, one, "sha256") for one in inside}:
            yield "%s 不是档案包里的那份 PDF" % path


def opened(path):
    return Unpacked(path) if os.path.isdir(path) else Zipped(path)


def verify(path, pdf=None):
    """The faults of a package, each a sentence; none if everything holds. Raises Unreadable and OSError."""
    package = opened(path)
    if "data/report.json" not in package.paths or "data/trail.jsonl" not in package.paths:
        raise Unreadable("里面没有 data/report.json 和 data/trail.jsonl，不是年报档案包")
    faults = []
    for check in (check_declaration, check_manifests, check_trail):
        try:
            faults += check(package)
        except Broken as error:
            faults.append(str(error))
        except Exception:  # whatever a broken file makes the library say
            faults.append("读到一半读不下去了：文件已经损坏，或者里面不是该有的内容")
    return list(dict.fromkeys([*faults, *(check_pdf(package, pdf) if pdf else [])]))


def whole_digests(path):
    """The digests of a package as one file, by name; of one that is unpacked, of the zip that it came in."""
    package = opened(path)
    if isinstance(package, Zipped):
        with open(path, "rb") as file:
            return FILE["whole_digests"](file.read())
    try:
        about = document(package, "data/version.json")
        folder = "annual-report-%s-v%s" % (about["year"], about["version"])
        files = {name: content(package, name) for name in package.paths}
    except (Broken, LookupError, TypeError):  # a fault that is told already
        return {}
    return FILE["whole_digests"](FILE["zipped"](folder, files))


def main(arguments):
    expected = arguments[1] if arguments[:1] == ["--expect"] and len(arguments) > 1 else None
    arguments = arguments if expected is None else arguments[2:]
    path = arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__))
    try:
        faults, digests = verify(path, *arguments[1:2]), whole_digests(path)
    except (Unreadable, OSError) as error:
        print(
            shown("读不了 %s：%s。" % (path, error if isinstance(error, Unreadable) else "没有它，或者没有权限"), ONE)
        )
        return 2
    faults += FILE["expected_faults"](digests, expected)
    for fault in faults:
        print(shown("不符：%s。" % fault, ONE))
    for name in digests:
        print("整个档案包的 %s：%s" % (name, digests[name]))
    good = FILE["ALONE" if expected is None else "SAME"]
    print("结论：%s。" % ("有 %d 处不符，这个档案包不可信" % len(faults) if faults else good))
    return 1 if faults else 0


if __name__ == "__main__":
    readable = "utf-8" if "年".encode(sys.stdout.encoding, "replace") == b"?" else sys.stdout.encoding
    sys.stdout = open(sys.stdout.fileno(), "w", encoding=readable, errors="replace", closefd=False)
    sys.exit(main(sys.argv[1:]))
