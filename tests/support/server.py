"""Starts the real program on a folder of its own and ends it by its process."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("XINGLIN_PROGRAM", ROOT / "build" / "xinglin"))


def folder(name: str) -> Path:
    """A new folder the unprivileged user can reach, too, when the tests run as root."""
    made = Path(tempfile.mkdtemp(prefix=f"xinglin-{name}-", dir="/tmp"))
    made.chmod(0o711)
    return made


def run(*arguments: str, timeout: float = 120, check: bool = True) -> subprocess.CompletedProcess[str]:
    """One command of the program, to its end."""
    done = subprocess.run([str(PROGRAM), *arguments], capture_output=True, text=True, timeout=timeout)
    if check and done.returncode != 0:
        raise AssertionError(f"xinglin {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


class Server:
    """`with Server(data) as server:` – serve (or demo) on a free loopback port until the block ends."""

    def __init__(self, data: Path, command: str = "serve", flags: tuple[str, ...] = (), before: tuple[str, ...] = (),
                 ready_seconds: float = 60):
        self.data = Path(data)
        self.ready_file = Path(tempfile.mkdtemp(prefix="xinglin-ready-", dir="/tmp")) / "ready.json"
        self.ready_file.parent.chmod(0o1777)  # the server writes it as the unprivileged user it becomes
        self.log_path = self.ready_file.with_name("log")
        self.arguments = [*before, str(PROGRAM), command, "--data", str(data), "--listen", "127.0.0.1:0",
                          "--ready-file", str(self.ready_file), *flags]
        self.ready_seconds = ready_seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.ready: dict = {}

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()
        shutil.rmtree(self.ready_file.parent, ignore_errors=True)

    def start(self) -> "Server":
        self.ready_file.unlink(missing_ok=True)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.arguments, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + self.ready_seconds
        while not self.ready_file.exists():
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError(f"the server did not start:\n{self.log()}")
            time.sleep(0.005)
        self.ready = json.loads(self.ready_file.read_text(encoding="utf-8"))
        return self

    @property
    def url(self) -> str:
        return self.ready["url"]

    @property
    def pid(self) -> int:
        """Process of the program itself, also behind a wrapper such as strace."""
        return self.ready["pid"]

    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace")[-20000:]

    def kill(self) -> None:
        """kill -9: no farewell, no flush."""
        if self.process is None:
            return
        for pid in {self.ready.get("pid", self.process.pid), self.process.pid}:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.process = None

    def stop(self) -> int:
        if self.process is None:
            return 0
        os.kill(self.ready.get("pid", self.process.pid), signal.SIGTERM)
        try:
            status = self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop within 30 s:\n{self.log()}") from None
        self.process = None
        return status
