"""Data and servers the figures share, built once a run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bench.measure import Nginx, hospital_of, note, xinglin
from tests.support.hospital import Hospital

GENERATOR = Path(__file__).with_name("people_table.py")


class Stage:
    def __init__(self, folder: Path):
        self.folder = folder
        self._tables: dict[str, Path] = {}
        self._demo: Path | None = None
        self._large: Path | None = None
        self._hospitals: dict[str, Hospital] = {}
        self._nginx: list[Nginx] = []

    def tables(self, name: str, *options: str) -> Path:
        """A folder of organisations.csv, people.csv and people.xlsx."""
        if name not in self._tables:
            made = self.folder / f"tables-{name}"
            subprocess.run([sys.executable, str(GENERATOR), str(made), *options], check=True)
            made.chmod(0o755)
            for file in made.iterdir():
                file.chmod(0o644)
            self._tables[name] = made
        return self._tables[name]

    def demo(self) -> Path:
        """The demo hospital of 620 members, stopped."""
        if self._demo is None:
            self._demo = self.folder / "demo"
            xinglin("demo", "--prepare-only", "--data", self._demo)
        return self._demo

    def data(self, name: str) -> Path:
        """A copy of the demo hospital for one purpose."""
        copy = self.folder / f"data-{name}"
        source = self.demo()
        # cp keeps owners: started as root, the program works as an unprivileged user.
        subprocess.run(["cp", "-a", str(source), str(copy)], check=True)
        return copy

    def filled(self, name: str, *options: str) -> Path:
        """The demo hospital with a table of people below its committee."""
        data = self.data(name)
        tables = self.tables(name, "--top", "D01", "--no-workbook", *options)
        note(f"filling {name}")
        xinglin("import", "organisations", tables / "organisations.csv", "--data", data)
        done = xinglin("import", "people", tables / "people.csv", "--data", data, "--accept-proposals")
        note(f"{name}: {done.output.splitlines()[-1]} ({done.seconds:.1f} s, {done.peak_mb:.0f} MB)")
        return data

    def small(self) -> Hospital:
        """A server over the demo hospital."""
        if "small" not in self._hospitals:
            self._hospitals["small"] = hospital_of(self.data("small"))
        return self._hospitals["small"]

    def on_disk(self, name: str, env: dict[str, str]) -> Hospital:
        """The same with an environment that makes its disk another."""
        if not env:
            return self.small()
        if name not in self._hospitals:
            self._hospitals[name] = hospital_of(self.data(name), env=env)
        return self._hospitals[name]

    def large_data(self) -> Path:
        """20,000 people in 500 branches below the demo hospital; no second server may run on it."""
        if self._large is None:
            self._large = self.filled("large", "--people", "20000")
        return self._large

    def large(self) -> Hospital:
        """A server over large_data()."""
        if "large" not in self._hospitals:
            self._hospitals["large"] = hospital_of(self.large_data(), "--upload-limit-mb", "1100")
        return self._hospitals["large"]

    def nginx(self, body: bytes, headers: dict[str, str]) -> Nginx:
        self._nginx.append(Nginx(self.folder, body, headers))
        return self._nginx[-1]

    def close(self) -> None:
        for hospital in self._hospitals.values():
            hospital.close()
        for each in self._nginx:
            each.close()
        if self._demo:
            shutil.rmtree(self._demo, ignore_errors=True)
