"""Whether every crate of Cargo.lock comes from crates.io and has a licence that deny.toml allows. Needs no network."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

SOURCE = "registry+https://github.com/rust-lang/crates.io-index"


def allowed(expression, licences):
    """Evaluates an SPDX expression; `A/B` is an old way to write `A OR B`."""
    tokens = re.findall(r"[()]|[^\s()/]+|/", expression)
    at = 0

    def peek():
        return tokens[at] if at < len(tokens) else None

    def take():
        nonlocal at
        at += 1
        return tokens[at - 1]

    def one():
        if peek() == "(":
            take()
            value = either()
            if take() != ")":
                raise ValueError(expression)
            return value
        name = take()
        if peek() == "WITH":
            take()
            name += f" WITH {take()}"
        return name in licences

    def both():
        value = one()
        while peek() == "AND":
            take()
            value &= one()
        return value

    def either():
        value = both()
        while peek() in ("OR", "/"):
            take()
            value |= both()
        return value

    value = either()
    if at != len(tokens):
        raise ValueError(expression)
    return value


def main(root):
    licences = set(tomllib.loads((root / "deny.toml").read_text())["licenses"]["allow"])
    wrong = []
    for package in tomllib.loads((root / "Cargo.lock").read_text())["package"]:
        source = package.get("source")
        if source not in (None, SOURCE):
            wrong.append(f"{package['name']} {package['version']}: comes from {source}")
        if source and not package.get("checksum"):
            wrong.append(f"{package['name']} {package['version']}: has no checksum")
    host = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = re.search(r"^host: (.*)$", host, re.M)[1]
    command = ["cargo", "metadata", "--locked", "--offline", "--filter-platform", host, "--format-version", "1"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=root).stdout)["packages"]
    for package in packages:
        licence = package["license"]
        if not licence or not allowed(licence, licences):
            wrong.append(f"{package['name']} {package['version']}: its licence is {licence}")
    print("\n".join(wrong) or f"{len(packages)} crates, all of crates.io and under licences that deny.toml allows")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
