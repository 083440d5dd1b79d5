"""Put everything that a computer without a network needs into one folder: make bundle."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "dist" / "policyqa-bundle"
# Only for models other than the one inside, and larger than all the rest together.
LEFT_OUT = {"torch", "sentence-transformers", "transformers"}
TAKEN_ALONG = ("corpus", "README.md", "LICENSE", "docs/operations.md")


def main() -> None:
    """Build the wheel, fetch the others in the versions that are installed here."""
    shutil.rmtree(TARGET, ignore_errors=True)
    wheels = TARGET / "wheels"
    wheels.mkdir(parents=True)
    shutil.rmtree(ROOT / "build", ignore_errors=True)  # of an earlier state of the sources
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    fixed = TARGET / "requirements.txt"
    fixed.write_text("".join(f"{line}\n" for line in sorted(_needed(_own_needs(), set()))))
    fetch = ("--no-deps", "--requirement", str(fixed), "--wheel-dir", str(wheels))
    _pip("wheel", *fetch)
    for name in TAKEN_ALONG:
        source, place = ROOT / name, TARGET / Path(name).name
        shutil.copytree(source, place) if source.is_dir() else shutil.copy(source, place)
    shutil.copy(Path(__file__).with_name("install.sh"), TARGET / "install.sh")
    # Wheels fit one minor version, and some ask for a newer patch of it than others have.
    (TARGET / "python-version").write_text(".".join(map(str, sys.version_info[:3])) + "\n")
    size = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file())
    print(f"已放好：{TARGET}（{size / 1e6:.0f} MB）。整个文件夹拷到那台电脑，运行 sh install.sh")


def _pip(*arguments: str) -> None:
    command = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)
    subprocess.run(command, check=True)


def _own_needs() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs: list[str] = project["dependencies"]
    return needs


def _needed(lines: Iterable[str], seen: set[str], extras: Iterable[str] = ()) -> Iterator[str]:
    """`name==version` of everything that these requirements need to run."""
    for line in lines:
        needed = Requirement(line)
        key = canonicalize_name(needed.name)
        wanted = [{"extra": extra} for extra in (*extras, "")]
        if needed.marker and not any(needed.marker.evaluate(one) for one in wanted):
            continue
        if key in seen or key in LEFT_OUT:
            continue
        seen.add(key)
        found = distribution(needed.name)
        yield f"{key}=={found.version.partition('+')[0]}"
        yield from _needed(found.requires or (), seen, needed.extras)


if __name__ == "__main__":
    main()
