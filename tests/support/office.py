"""Two people of the party office on a folder that only the command line has filled: one asks, the other consents."""

from __future__ import annotations

import csv
import io
import re
import urllib.parse
from pathlib import Path

from tests.support.api import Api
from tests.support.server import Server, run


class Office:
    """`with Office(data) as office:` – serve on the folder, with office.one and office.other signed in."""

    def __init__(self, data: Path, organisation: str = "D01"):
        self.data, self.organisation = data, organisation
        self.server = Server(data, "serve", ("--require-second-factor", "no", "--requests-per-minute", "0", "--log-level", "warn"))

    def __enter__(self) -> "Office":
        links = [self._invitation(name) for name in ("党办甲", "党办乙")]
        self.server.start()
        self.one, self.other = (self._accept(link, login) for link, login in zip(links, ("dangban.jia", "dangban.yi")))
        return self

    def __exit__(self, *_) -> None:
        self.one.close()
        self.other.close()
        self.server.stop()

    def _invitation(self, name: str) -> str:
        said = run("invite", "--role", "party_office", "--organisation", self.organisation, "--name", name,
                   "--data", str(self.data), "--log-level", "error").stdout
        return re.search(r"https?://\S+", said)[0]

    def _accept(self, link: str, login: str) -> Api:
        parts = urllib.parse.urlsplit(link)
        token = (parts.fragment or parts.path).rstrip("/").rsplit("/", 1)[-1].rsplit("=", 1)[-1]
        api = Api(self.server.url)
        password = "Qing-song-" + login[::-1] + "-7314"
        taken = api.put("/v1/invitation-acceptance", {"token": token, "login": login, "password": password})
        assert taken.status in (200, 204), f"{taken.status} {taken.text} {link}"
        signed = api.post("/v1/session", {"login": login, "password": password})
        assert signed.status in (200, 201, 204), f"{signed.status} {signed.text}"
        api.take_up()
        return api

    def export(self, format: str, columns: list[str] | None = None, purpose: str | None = "核对导入结果") -> bytes:
        """An export of everybody; with a purpose in clear, to which the other one consents."""
        wish: dict = {"filter": {}, "format": format, "columns": columns or []}
        if purpose:
            wish["purpose"] = purpose
        asked = self.one.post("/v1/people-exports", wish)
        assert asked.status in (200, 201), f"{asked.status} {asked.text}"
        id = asked.json["id"]
        if purpose:
            waiting = self.one.get(f"/v1/people-exports/{id}/content")
            assert waiting.status == 409, f"nothing in clear without a second person, but {waiting.status}"
            decided = self.other.put(f"/v1/people-exports/{id}/decision", {"approved": True})
            assert decided.status == 200, f"{decided.status} {decided.text}"
        got = self.one.get(f"/v1/people-exports/{id}/content")
        assert got.status == 200, f"{got.status} {got.text}"
        return got.body

    def table(self, columns: list[str]) -> list[dict[str, str]]:
        text = self.export("csv", columns).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))
