"""The program as the linker left it: position independent, read-only relocations, guarded stacks; and confined once it serves."""

from __future__ import annotations

import subprocess
import unittest

from tests.support.hospital import Hospital
from tests.support.server import PROGRAM, Server, folder


def readelf(*flags: str) -> str:
    return subprocess.run(["readelf", "-W", *flags, str(PROGRAM)], capture_output=True, text=True, check=True).stdout


class Hardening(unittest.TestCase):
    def test_the_program_is_hardened(self):
        self.assertIn("DYN (Position-Independent Executable", readelf("-h"))
        segments = readelf("-l")
        self.assertIn("GNU_RELRO", segments)
        stack = next(line for line in segments.splitlines() if "GNU_STACK" in line)
        self.assertNotIn("RWE", stack)
        dynamic = readelf("-d")
        self.assertTrue("BIND_NOW" in dynamic or "NOW" in dynamic)
        self.assertNotIn("RPATH", dynamic)
        self.assertIn("IBT, SHSTK", readelf("-n"))
        self.assertIn("__stack_chk_fail", readelf("--dyn-syms"))

    def test_a_server_is_confined(self):
        with Hospital() as hospital:
            status = dict(line.split(":\t", 1) for line in open(f"/proc/{hospital.server.pid}/status", encoding="utf-8").read().splitlines()
                          if ":\t" in line)
            self.assertEqual(status["NoNewPrivs"], "1")
            self.assertEqual(status["Seccomp"], "2", "the calls of the kernel are not filtered")
            # At this level the log speaks only of what could not be done.
            self.assertNotIn("server.confined", hospital.server.log())
            self.assertEqual(hospital.people["member"].get("/v1/home").status, 200)

    def test_a_confined_server_makes_its_key_where_the_settings_say(self):
        made = folder("key")
        keys = made / "keys"
        keys.mkdir()
        keys.chmod(0o777)  # the server makes the key as the unprivileged user it becomes
        with Server(made / "data", "serve", ("--key-file", str(keys / "master.key"), "--log-level", "warn")):
            self.assertTrue((keys / "master.key").exists())


if __name__ == "__main__":
    unittest.main()
