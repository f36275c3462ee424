"""A PostgreSQL server of Debian's postgresql-15 for one test: a folder outside the checkout, a free loopback port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

from tests.support.server import folder

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


class Postgres:
    """`with Postgres() as postgres:` – started by and as `postgres` where the tests run as root; ended by pg_ctl on its folder."""

    def __init__(self):
        self.folder = folder("postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self) -> "Postgres":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start")
        self._run("createuser", *self._server(), "--no-superuser", "xinglin")
        return self

    def __exit__(self, *_) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self, name: str, template: str = "template0") -> str:
        """A new database, empty or like another one, of an ordinary role: row-level security holds. @returns its URL"""
        self._run("createdb", *self._server(), "-O", "xinglin", "-T", template, name)
        return f"postgres://xinglin@127.0.0.1:{self.port}/{name}"

    def operator_url(self, name: str) -> str:
        """A database of the server as who runs the server, whom no row-level security holds."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def run_sql(self, name: str, sql: str) -> None:
        """As who runs the server."""
        self._run("psql", *self._server(), "-v", "ON_ERROR_STOP=1", "-c", sql, name)

    def _server(self) -> tuple[str, ...]:
        return "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"

    def _run(self, program: str, *arguments: object) -> None:
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        done = subprocess.run([*as_user, str(PROGRAMS / program), *map(str, arguments)], stdin=subprocess.DEVNULL, cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"{program}: {done.stdout}")
