"""A client that holds every answer against the contract, and remembers which statuses it has seen."""

from __future__ import annotations

import http.client
import json
import os
import re
import threading
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.schema import Schemas
from tests.support.server import ROOT

METHODS = ("get", "post", "put", "delete", "patch")


@dataclass
class Operation:
    method: str
    path: str
    spec: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def right(self) -> str:
        return self.spec.get("x-right", "")

    @property
    def scope(self) -> str:
        return self.spec.get("x-scope", "none")


@dataclass
class Contract:
    document: dict[str, Any]
    operations: list[Operation] = field(default_factory=list)
    seen: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @staticmethod
    def load(path: Path = ROOT / "api" / "openapi.json") -> "Contract":
        made = Contract(json.loads(path.read_text(encoding="utf-8")))
        for route, methods in made.document["paths"].items():
            for method, spec in methods.items():
                if method in METHODS:
                    made.operations.append(Operation(method, route, spec))
        made.schemas = Schemas(made.document)
        # Longer literal paths first: /v1/imports/{id}/rows before /v1/imports/{id}, names before {…}.
        made._patterns = sorted(
            ((re.compile(re.sub(r"\{[^}]+\}", "[^/]+", route) + "$"), route) for route in made.document["paths"]),
            key=lambda pair: (pair[1].count("{"), -len(pair[1])))
        return made

    def operation(self, method: str, path: str) -> Operation | None:
        for pattern, route in self._patterns:
            if pattern.match(path):
                for operation in self.operations:
                    if operation.path == route and operation.method == method.lower():
                        return operation
        return None

    def check(self, method: str, path: str, answer: "Answer") -> None:
        """Adds a fault for each way in which the answer is not what the contract promises."""
        operation = self.operation(method, path)
        if operation is None:
            return
        self.seen[(str(operation), answer.status)] += 1
        responses = operation.spec["responses"]
        declared = responses.get(str(answer.status)) or responses.get(f"{answer.status // 100}XX") or responses.get("default")
        where = f"{operation} {answer.status}"
        if declared is None:
            self.faults.append(f"{where}: this status is not in the contract: {answer.text[:200]}")
            return
        declared = self.schemas.resolve(declared)
        content = declared.get("content", {})
        media = answer.headers.get("content-type", "").split(";")[0]
        if not content:
            if answer.text:
                self.faults.append(f"{where}: a body where the contract has none")
            return
        if "*/*" in content and media:  # a file: its type is decided by what was asked for
            return
        if media not in content:
            self.faults.append(f"{where}: {media or 'no type'} where {sorted(content)} is promised")
            return
        if media.endswith("json"):
            for fault in self.schemas.faults(content[media].get("schema", {}), answer.json, ""):
                self.faults.append(f"{where} {fault}")

    def never_seen(self) -> list[str]:
        """Operations × statuses of the contract no test has met."""
        missing = []
        for operation in self.operations:
            for status in operation.spec["responses"]:
                if status.isdigit() and not self.seen[(str(operation), int(status))]:
                    missing.append(f"{operation} {status}")
        return missing


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    @property
    def code(self) -> str:
        """The code of a problem."""
        return (self.json or {}).get("code", "") if "json" in self.headers.get("content-type", "") else ""


class Api:
    """One browser's worth of cookies against one server. Not for several threads at once."""

    def __init__(self, url: str, contract: Contract | None = None):
        self.url = urllib.parse.urlsplit(url)
        self.contract = contract
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        self.address = ""
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, body=body, headers=headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("PUT", path, body=body, headers=headers)

    def delete(self, path: str, **query: Any) -> Answer:
        return self.call("DELETE", path, query=query)

    def call(self, method: str, path: str, body: Any = None, query: dict[str, Any] | None = None,
             headers: dict[str, str] | None = None) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method not in ("GET", "HEAD") and self.csrf:
            sent.setdefault("X-CSRF-Token", self.csrf)
        if self.address:
            sent["X-Forwarded-For"] = self.address
        data = None
        if isinstance(body, bytes):
            data = body
        elif body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            sent.setdefault("Content-Type", "application/json")
        elif method in ("POST", "PUT", "PATCH"):
            data = b""
        target = urllib.parse.quote(path, safe="/%~:@!$&()*+,;=?") + ("?" + urllib.parse.urlencode(query, doseq=True) if query else "")
        answer = self._send(method, target, data, sent)
        for name, value in answer.cookies.items():
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        if self.contract:
            self.contract.check(method, path, answer)
        return answer

    def _send(self, method: str, target: str, data: bytes | None, headers: dict[str, str]) -> Answer:
        for attempt in (0, 1):
            if self._connection is None:
                self._connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
            try:
                self._connection.request(method, target, body=data, headers=headers)
                response = self._connection.getresponse()
                answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
                answer.cookies = cookies_of(response.headers.get_all("Set-Cookie") or [])
                return answer
            except (http.client.RemoteDisconnected, http.client.CannotSendRequest, ConnectionResetError, BrokenPipeError):
                # An idle connection the server has closed; only what cannot have had an effect is sent again.
                self.close()
                if attempt or method not in ("GET", "HEAD"):
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def follow(self, link: str) -> Answer:
        """Opens a one-time sign-in link and takes up the session."""
        answer = self.call("GET", urllib.parse.urlsplit(link).path)
        if answer.status in (302, 303):
            self.take_up()
        return answer

    def take_up(self) -> dict[str, Any]:
        me = self.get("/v1/session")
        if me.status != 200:
            raise AssertionError(f"no session: {me.status} {me.text}")
        self.csrf = me.json.get("csrf_token", "")
        return me.json


def cookies_of(lines: list[str]) -> dict[str, str]:
    found = {}
    for line in lines:
        name, _, rest = line.partition("=")
        value = rest.split(";")[0]
        ended = re.search(r"max-age=0\b", line, re.IGNORECASE)
        found[name.strip()] = "" if ended else value
    return found


class Report:
    """Where the contract tests write what they met; printed at the end of the run."""

    lock = threading.Lock()

    @staticmethod
    def write(name: str, lines: list[str]) -> Path:
        folder = ROOT / ".cache" / "reports"
        os.makedirs(folder, exist_ok=True)
        path = folder / name
        with Report.lock:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path
