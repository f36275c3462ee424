"""What the program is made of: a CycloneDX list of its parts with version and licence, from the packages it was built with.

usage: sbom.py ROOT [OUT]
Debian's parts are those of PACKAGES_build in tools/run/common.sh that are linked into the program (…-dev), as dpkg knows them;
the web's are the production packages of web/package-lock.json. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

# A copyright file names its licences in fields of this form (DEP-5); free texts are told as "see package".
LICENSE = re.compile(r"^License:\s*(\S.*?)\s*$", re.MULTILINE)


def linked_packages(common: str) -> list[str]:
    """The -dev packages of PACKAGES_build, without tools and what only tests link."""
    words = re.search(r'PACKAGES_build="([^"]*)"', common).group(1).split()
    return sorted(word for word in words if word.endswith("-dev") and word != "doctest-dev")


def debian_component(name: str, version: str, copyright_text: str) -> dict:
    licenses = sorted(set(LICENSE.findall(copyright_text))) or ["see package"]
    return {
        "type": "library", "name": name, "version": version, "purl": f"pkg:deb/debian/{name}@{version}?distro=debian-12",
        "licenses": [{"license": {"name": text}} for text in licenses],
    }


def npm_components(lock: dict) -> list[dict]:
    """What reaches a browser: the packages of the lock file that are not for development only."""
    found = []
    for place, about in lock["packages"].items():
        if not place or about.get("dev") or about.get("devOptional"):
            continue
        name = place.rsplit("node_modules/", 1)[1]
        one = {"type": "library", "name": name, "version": about["version"], "purl": f"pkg:npm/{name.replace('@', '%40')}@{about['version']}",
               "licenses": [{"license": {"name": about.get("license", "see package")}}]}
        if "integrity" in about:
            algorithm, digest = about["integrity"].split("-", 1)
            one["properties"] = [{"name": f"integrity:{algorithm}", "value": digest}]
        found.append(one)
    return sorted(found, key=lambda one: (one["name"], one["version"]))


def dpkg_version(name: str) -> str | None:
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True)
    return done.stdout.strip() or None if done.returncode == 0 else None


def bill(root: Path, version: str) -> dict:
    components = []
    for name in linked_packages((root / "tools" / "run" / "common.sh").read_text(encoding="utf-8")):
        known = dpkg_version(name)
        if known is None:
            continue
        about = Path("/usr/share/doc") / name / "copyright"
        text = about.read_text(encoding="utf-8", errors="replace") if about.exists() else ""
        components.append(debian_component(name, known, text))
    lock = root / "web" / "package-lock.json"
    if lock.exists():
        components += npm_components(json.loads(lock.read_text(encoding="utf-8")))
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"component": {"type": "application", "name": "xinglin", "version": version,
                                       "licenses": [{"license": {"id": "Apache-2.0"}}]}},
            "components": components}


def main(arguments: list[str]) -> int:
    root = Path(arguments[0])
    version = re.search(r"project\(xinglin VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8")).group(1)
    text = json.dumps(bill(root, version), ensure_ascii=False, indent=1) + "\n"
    if len(arguments) > 1:
        Path(arguments[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
