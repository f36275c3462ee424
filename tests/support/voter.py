"""A voter's device: makes a token, blinds it, takes the blind signature off again (RFC 9474, deterministic), hands a slip in."""

from __future__ import annotations

import secrets
import sys

from tests.support.server import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from verify_ballots import encoded  # noqa: E402  the same encoding the independent recount uses


class Voter:
    def __init__(self, ballot: dict):
        self.ballot, self.modulus = ballot["id"], int(ballot["modulus"], 16)
        self.token, self.nonce = secrets.token_hex(16), secrets.token_hex(16)
        self.factor = secrets.randbelow(self.modulus - 2) + 2
        self.blinded = f"{encoded(self.token.encode()) * pow(self.factor, 65537, self.modulus) % self.modulus:0512x}"
        self.signature = ""

    def ask(self, api):
        """Asks for the permit under the own name."""
        answer = api.put(f"/v1/own-ballots/{self.ballot}/permit", {"blinded": self.blinded})
        if answer.status == 200:
            self.signature = f"{int(answer.json['signature'], 16) * pow(self.factor, -1, self.modulus) % self.modulus:0512x}"
        return answer

    def slip(self, *marks: str, write_ins: tuple[str, ...] = ()) -> dict:
        return {"ballot": self.ballot, "token": self.token, "signature": self.signature, "nonce": self.nonce,
                "marks": list(marks), "write_ins": list(write_ins)}
