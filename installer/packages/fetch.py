"""Fetches what a package is made of, from the registries' own clients, and takes it only by the digest of its bytes.

What was fetched lies in a cache outside the checkout and is checked again at each use.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from packages.stop import BuildStopped, run_step

_HERE = Path(__file__).resolve().parent
ROOT = _HERE.parents[1]
_LOCK = ROOT / "requirements.lock"
INPUTS = tomllib.loads((_HERE / "inputs.toml").read_text(encoding="utf-8"))
MACHINES = INPUTS["machines"]
PYTHON = "3.11"
"""The version of Python in every package; the one of `machine` wheels and of the interpreter's source."""


def cache_folder() -> Path:
    """Where fetched and built things are kept: DISCLOSURE_DESK_CACHE, else in the user's own cache."""
    told = os.environ.get("DISCLOSURE_DESK_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(told) if told else Path(base) / "disclosure-desk-build"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def checked(path: Path, sha256: str) -> Path:
    """Return the path if the file has these bytes; else remove it and stop."""
    found = digest(path)
    if found != sha256:
        path.unlink()
        raise BuildStopped(f"{path.name} has other bytes than locked: {found}. If a new one is wanted: inputs.toml")
    return path


def run(command: Sequence[str | Path], missing: str, cwd: Path | None = None) -> str:
    """Run a program and return what it prints; where it fails, stop with `missing` and its last line."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BuildStopped(f"The program {command[0]} is not installed. {missing}") from None
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise BuildStopped(f"{missing} ({lines[-1] if lines else f'exit {done.returncode}'})")
    return done.stdout


def locked_requirements(machine: str) -> Iterator[str]:
    """Yield the requirements of the program for a machine, each with its digests, without markers and line breaks."""
    from packaging.markers import Marker  # noqa: PLC0415 - in the build's own environment, not in every test's

    environment = {**MACHINES[machine]["markers"], "python_version": PYTHON, "python_full_version": f"{PYTHON}.2"}
    joined = _LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        requirement = line.partition(" #")[0].strip()
        if not requirement or requirement.startswith("#"):
            continue
        condition, *digests = requirement.split(" --hash=")
        name, _, marker = condition.partition(" ; ")
        if not marker or Marker(marker).evaluate(environment):
            yield " --hash=".join([name.strip(), *(one.strip() for one in digests)])


def wheels(machine: str) -> Path:
    """Return the folder that holds every wheel of the lock for a machine, fetched where it is not there."""
    wanted = "\n".join(locked_requirements(machine)) + "\n"
    folder = cache_folder() / "wheels" / f"{machine}-{hashlib.sha256(wanted.encode()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    fresh = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    lock = fresh / "requirements.lock"
    lock.write_text(wanted, encoding="utf-8")
    tags = [part for tag in MACHINES[machine]["wheel_tags"] for part in ("--platform", tag)]
    python = ["--python-version", PYTHON, "--implementation", "cp"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    run([*pip, *tags, *python, "-d", fresh, "-r", lock], f"The locked wheels for {machine} could not be fetched.")
    fresh.rename(folder)
    return folder


def tool_wheel(name: str) -> Path:
    """Return the checked wheel of a tool of `[[wheels]]`, such as ziglang."""
    (entry,) = (one for one in INPUTS["wheels"] if one["requirement"].startswith(f"{name}=="))
    path = cache_folder() / "inputs" / entry["file"]
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "-d",
            path.parent,
        ]
        run([*pip, entry["requirement"]], f"{entry['requirement']} could not be fetched.")
    return checked(path, entry["sha256"])


def source_files(package: str) -> list[Path]:
    """Return the checked files of a Debian source package, in the order of inputs.toml."""
    (entry,) = (one for one in INPUTS["sources"] if one["package"] == package)
    folder = cache_folder() / "inputs"
    lacking = [name for name in entry["files"] if not (folder / name).is_file()]
    if lacking:
        _fetch_sources(package, entry["suite"], {name: entry["files"][name] for name in lacking}, folder)
    return [checked(folder / name, sha256) for name, sha256 in entry["files"].items()]


def _fetch_sources(package: str, suite: str, files: Mapping[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    options = apt_options(suite, "deb-src", ())
    told = run(
        ["apt-get", *options, "source", "--print-uris", "--only-source", package], f"No Debian source {package}."
    )
    addresses = [line.split("'")[1] for line in told.splitlines() if line.startswith("'")]
    if not addresses:
        raise BuildStopped(f"Debian's lists name no source of {package} in {suite}.")
    for name, sha256 in files.items():
        _download(addresses[0], folder / name, sha256)


def _download(beside: str, path: Path, sha256: str) -> None:
    """Fetch a file of Debian that lies in the same folder of the registry as another one."""
    own, _, rest = path.name.partition("_")  # apt calls it by its whole version, the registry without the epoch
    name = f"{own}_{rest.partition('%3a')[2] or rest}".replace("+", "%2b").replace("~", "%7e")
    address = f"{beside.rpartition('/')[0]}/{name}"
    helper = ["/usr/lib/apt/apt-helper", "-o", "APT::Sandbox::User=root", "download-file"]
    failure = f"{path.name} is not to be had any more; put a newer one into inputs.toml."
    run([*helper, address, path, f"SHA256:{sha256}"], failure)


def libraries(machine: str) -> list[Path]:
    """Return the checked Debian packages of `[[libraries]]` for a machine."""
    deb, folder = MACHINES[machine]["deb"], cache_folder() / "inputs"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for entry in INPUTS["libraries"]:
        ((name, sha256),) = ((name, one) for name, one in entry["files"].items() if name.endswith(f"_{deb}.deb"))
        if not (folder / name).is_file():
            package = f"{entry['package']}:{deb}"
            options = apt_options(entry["suite"], "deb", (deb,))
            told = run(["apt-get", *options, "download", "--print-uris", package], f"There is no {package} to be had.")
            _download(told.split("'")[1], folder / name, sha256)
        found.append(checked(folder / name, sha256))
    return found


def tools(group: str) -> list[Path]:
    """Return the checked Debian packages of a group of `[[tools]]`."""
    (entry,) = (one for one in INPUTS["tools"] if one["group"] == group)
    folder = cache_folder() / "inputs"
    folder.mkdir(parents=True, exist_ok=True)
    for name, sha256 in entry["files"].items():
        if not (folder / name).is_file():
            package = name.partition("_")[0]
            options = apt_options(entry["suite"], "deb", ("amd64",))
            told = run(["apt-get", *options, "download", "--print-uris", package], f"There is no {package} to be had.")
            _download(told.split("'")[1], folder / name, sha256)
    return [checked(folder / name, sha256) for name, sha256 in entry["files"].items()]


def apt_options(suite: str, kind: str, architectures: Sequence[str]) -> list[str]:
    """Return options by which apt reads one suite's lists (`deb` or `deb-src`), apart from those of this computer."""
    folder = cache_folder() / "apt" / f"{suite}-{kind}-{'-'.join(architectures) or 'source'}"
    listed = folder / "sources" / "one.list"
    options = [
        f"Dir::Etc::SourceList={listed}",
        "Dir::Etc::SourceParts=/dev/null",
        f"Dir::State::Lists={folder / 'lists'}",
        f"Dir::Cache::pkgcache={folder / 'packages.bin'}",
        f"Dir::Cache::srcpkgcache={folder / 'sources.bin'}",
        "Dir::State::status=/dev/null",
        "APT::Sandbox::User=root",
        *(f"APT::Architectures::={one}" for one in architectures),
        *([f"APT::Architecture={architectures[0]}"] if architectures else []),
    ]
    flat = [part for option in options for part in ("-o", option)]
    if not listed.is_file():
        told = run(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"], "No list of Debian.")
        mirror = next((one for one in sorted(told.split()) if "security" not in one), None)
        if mirror is None:
            raise BuildStopped("This computer knows no Debian registry: run apt-get update once.")
        (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        listed.parent.mkdir(exist_ok=True)
        key = "/usr/share/keyrings/debian-archive-keyring.gpg"
        listed.write_text(f"{kind} [signed-by={key}] {mirror} {suite} main\n", encoding="utf-8")
        try:
            run(["apt-get", *flat, "update"], f"The lists of Debian {suite} could not be read.")
        except BuildStopped:
            listed.unlink()
            raise
    return flat


def main(arguments: Sequence[str]) -> None:
    """Fetch for the machines named; print where their wheels lie."""
    for machine in arguments or MACHINES:
        if machine not in MACHINES:
            raise BuildStopped(f"There is no machine {machine}; there are: {', '.join(MACHINES)}")
        print(wheels(machine))


if __name__ == "__main__":
    run_step(main)
