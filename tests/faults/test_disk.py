"""A full disk and an input/output error: a clear Chinese answer, reads go on, nothing acknowledged is lost, and the server
recovers by itself once there is space again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from tests.support.hospital import Hospital, prepared
from tests.support.server import folder, run


def mounted(megabytes: int) -> Path | None:
    """A small file system of its own, or nothing where we may not mount."""
    if os.geteuid() != 0:
        return None
    point = folder("small")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0711", "tmpfs", str(point)],
                          capture_output=True)
    return point if done.returncode == 0 else None


def save(hospital: Hospital, name: str):
    """Creates a person of this staff number."""
    office = hospital.party_office
    if not hasattr(hospital, "branch"):
        hospital.branch = office.get("/v1/people", q="E01001").json["items"][0]["organisation"]
    return office.post("/v1/people", {"organisation": hospital.branch, "state": "staff", "reason": "试验",
                                      "fields": [{"name": "name", "value": "试验人员"}, {"name": "staff_no", "value": name}]})


def names(hospital: Hospital) -> set[str]:
    found: set[str] = set()
    query: dict = {"state": "staff", "limit": 200}
    while True:
        answer = hospital.party_office.get("/v1/people", **query)
        found.update(item["staff_no"] for item in answer.json["items"])
        if not answer.json.get("next"):
            return found
        query["cursor"] = answer.json["next"]


def becomes(hospital: Hospital, status: int, seconds: float = 45) -> bool:
    """Whether /readyz comes to answer so: it tries every half minute while all is well."""
    until = time.monotonic() + seconds
    while hospital.party_office.get("/readyz").status != status:
        if time.monotonic() > until:
            return False
        time.sleep(0.5)
    return True


class FullDisk(unittest.TestCase):
    def test_writes_are_refused_clearly_reads_go_on_and_it_recovers(self):
        point = mounted(64)
        if point is None:
            self.skipTest("mounting a small file system needs root")
        self.addCleanup(subprocess.run, ["umount", "-l", str(point)])
        data = point / "data"
        shutil.copytree(prepared(), data)
        hospital = Hospital(data=data)
        self.addCleanup(hospital.close)
        hospital.start()
        self.assertIn(save(hospital, "K-SPACE").status, (200, 201))
        ballast = point / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 65536)
            except OSError:
                pass
        acknowledged, refused = ["K-SPACE"], None
        for number in range(3000):
            answer = save(hospital, f"K-{number}")
            if answer.status not in (200, 201):
                refused = answer
                break
            acknowledged.append(f"K-{number}")
        self.assertIsNotNone(refused, "the disk never filled")
        self.assertIn(refused.status, (507, 503), refused.text)
        self.assertRegex(refused.json["detail"], "空间|写入|保存")
        self.assertEqual(hospital.party_office.get("/v1/people-count").status, 200, "reads go on")
        self.assertTrue(becomes(hospital, 503), "a full disk never showed at /readyz")
        ballast.unlink()
        until = time.monotonic() + 20
        while save(hospital, "K-AGAIN").status not in (200, 201, 409):  # 409: an earlier try was kept though not acknowledged
            self.assertLess(time.monotonic(), until, "it did not recover by itself")
            time.sleep(0.2)
        self.assertTrue(becomes(hospital, 200), "/readyz did not recover")
        self.assertFalse(set(acknowledged) - names(hospital))
        hospital.server.stop()
        self.assertEqual(run("verify-audit", "--data", str(data), check=False).returncode, 0)


class BrokenDisk(unittest.TestCase):
    def survives(self, what: str) -> None:
        """Runs the hospital's server with faults put into its system calls from some call on."""
        if not shutil.which("strace"):
            self.skipTest("strace is not installed")
        if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
            self.skipTest("strace may not trace here")
        wrapper = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync,pwrite64", "-e", what)
        hospital = Hospital(before=wrapper)
        self.addCleanup(hospital.close)
        hospital.start()
        acknowledged, refusals = [], 0
        for number in range(60):
            answer = save(hospital, f"K-{number}")
            if answer.status in (200, 201):
                acknowledged.append(f"K-{number}")
                continue
            refusals += 1
            self.assertIn(answer.status, (503, 507), answer.text)
            self.assertTrue(answer.json["detail"])
        self.assertEqual(hospital.party_office.get("/v1/people-count").status, 200, "reads go on")
        self.assertGreater(refusals, 0, "no fault reached the program")
        hospital.server.kill()
        # The same folder without faults: what was acknowledged is there, and the trail is whole.
        hospital.server.arguments = hospital.server.arguments[len(wrapper):]
        hospital.start()
        self.assertFalse(set(acknowledged) - names(hospital))
        hospital.server.stop()
        self.assertEqual(run("verify-audit", *hospital.place, check=False).returncode, 0)

    def test_a_failing_sync(self):
        self.survives("inject=fdatasync,fsync:error=EIO:when=60+3")

    def test_a_failing_write(self):
        self.survives("inject=pwrite64:error=EIO:when=400+37")


if __name__ == "__main__":
    unittest.main()
