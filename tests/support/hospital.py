"""The demo hospital as tests use it: built once per run, copied for each test, with a named person of each role."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import threading
import urllib.parse
from pathlib import Path

from tests.support.api import Answer, Api, Contract
from tests.support.postgres import Postgres
from tests.support.server import Server, folder, run

ROLES = ("system_admin", "security_admin", "audit_admin", "party_office", "branch_secretary", "member", "applicant", "staff")

# XINGLIN_TEST_ENGINE=postgres runs every hospital on PostgreSQL: a database of its own, copied from one that was made once.
ON_POSTGRES = os.environ.get("XINGLIN_TEST_ENGINE") == "postgres"

_prepared: Path | None = None
_postgres: Postgres | None = None
_numbers = itertools.count(1)
_lock = threading.Lock()


def prepared() -> Path:
    """A data folder with the whole hospital, made by the program itself; read only."""
    global _prepared
    with _lock:
        if _prepared is None:
            made = folder("hospital")
            run("demo", "--prepare-only", "--data", str(made / "data"), "--log-level", "error")
            atexit.register(shutil.rmtree, made, ignore_errors=True)
            _prepared = made / "data"
    return _prepared


def database() -> str:
    """A PostgreSQL database with the whole hospital. @returns its URL"""
    global _postgres
    source = prepared()
    with _lock:
        if _postgres is None:
            _postgres = Postgres().__enter__()
            atexit.register(_postgres.__exit__)
            run("copy", "--from", f"sqlite:{source}/xinglin.db", "--to", _postgres.database("hospital"), "--log-level", "error")
        return _postgres.database(f"hospital{next(_numbers)}", template="hospital")


class Hospital:
    """`with Hospital() as hospital:` – a server of its own with every role signed in."""

    def __init__(self, contract: Contract | None = None, flags: tuple[str, ...] = (), before: tuple[str, ...] = (), data: Path | None = None,
                 postgres: bool = ON_POSTGRES, log_level: str = "warn"):
        self.contract = contract
        self.folder = folder("test")
        self.data = data or self.folder / "data"
        if data is None:
            shutil.copytree(prepared(), self.data, copy_function=shutil.copy2)
        # Where commands beside the server find the same data.
        self.place: tuple[str, ...] = ("--data", str(self.data))
        if data is None and postgres:
            self.place += ("--database", database())
            flags = (*self.place[2:], *flags)
        self.server = Server(self.data, "demo", ("--requests-per-minute", "0", "--log-level", log_level, *flags), before)
        self.people: dict[str, Api] = {}
        self.accounts: list[Api] = []

    def __enter__(self) -> "Hospital":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def start(self) -> None:
        self.server.start()
        self.sign_in()

    def sign_in(self) -> None:
        """Takes up a session for each role by its link."""
        for link in self.server.ready["links"]:
            person = Api(self.server.url, self.contract)
            person.follow(link["url"])
            self.people[link["role"]] = person

    def stranger(self) -> Api:
        return Api(self.server.url, self.contract)

    def account_of(self, person: str, login: str) -> Api:
        """An account for somebody of the roster, invited, accepted and signed in. It is closed with the hospital."""
        made = self.security_admin.post("/v1/invitations", {"person": person, "login": login})
        parts = urllib.parse.urlsplit(expected(made, 200, 201).json["url"])
        token = (parts.fragment or parts.path).rsplit("/", 1)[-1]
        api, password = self.stranger(), "four quiet lanterns by the river"
        expected(api.put("/v1/invitation-acceptance", {"token": token, "login": login, "password": password}), 200, 204)
        expected(api.post("/v1/session", {"login": login, "password": password}), 200, 201, 204)
        api.take_up()
        self.accounts.append(api)
        return api

    def close(self) -> None:
        for account in self.accounts:
            account.close()
        for person in self.people.values():
            person.close()
        self.server.kill()
        shutil.rmtree(self.server.ready_file.parent, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __getattr__(self, role: str) -> Api:
        try:
            return self.__dict__["people"][role]
        except KeyError:
            raise AttributeError(role) from None


def expected(answer: Answer, *statuses: int) -> Answer:
    """The answer of a step that only prepares a test."""
    if answer.status not in statuses:
        raise AssertionError(f"{answer.status} {answer.text}")
    return answer


def upload(api: Api, content: bytes, name: str, purpose: str = "import") -> str:
    """Sends a file by the tus protocol. Returns the upload's id."""
    import base64

    def coded(text: str) -> str:
        return base64.b64encode(text.encode()).decode()

    begun = api.call("POST", "/v1/uploads", headers={
        "Tus-Resumable": "1.0.0", "Upload-Length": str(len(content)),
        "Upload-Metadata": f"filename {coded(name)},purpose {coded(purpose)}"})
    if begun.status != 201:
        raise AssertionError(f"upload refused: {begun.status} {begun.text}")
    location = begun.headers["location"]
    sent = api.call("PATCH", location, body=content, headers={
        "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"})
    if sent.status != 204:
        raise AssertionError(f"upload broke off: {sent.status} {sent.text}")
    return location.rsplit("/", 1)[1]
