"""What the figures are measured with: CPU time of processes, raw requests, the bare programs, interleaved rounds."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from tests.support.api import Api
from tests.support.hospital import Hospital

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(os.environ["XINGLIN_PROGRAM"]).parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Row:
    """One figure. `ratio` is how it stands to its limit; the bar is held against `on`, from `sense`'s side."""

    id: str
    what: str
    unit: str
    value: float
    limit: float | None
    limit_is: str
    ratio: float | None
    bar: float | None
    on: str = "ratio"
    sense: str = ">="

    @property
    def holds(self) -> bool | None:
        if self.bar is None:
            return None
        measured = self.ratio if self.on == "ratio" else self.value
        return measured is not None and (measured >= self.bar if self.sense == ">=" else measured <= self.bar)

    def told(self) -> dict:
        """The row as JSON."""
        return {"id": self.id, "what": self.what, "unit": self.unit, "value": self.value, "limit": self.limit,
                "limit_is": self.limit_is, "ratio": self.ratio, "bar": self.bar, "bar_on": self.on, "sense": self.sense,
                "holds": self.holds}


def note(text: str) -> None:
    print(f"— {text}", file=sys.stderr, flush=True)


def cpu_of(*pids: int) -> float:
    """CPU seconds these processes have used, all threads, user and system."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_of(pid: int, key: str = "VmRSS") -> float:
    """MB of one process as the kernel counts them: VmRSS now, VmHWM at its highest."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) / 1024
    raise KeyError(key)


def bare(*arguments: object, env: dict[str, str] | None = None) -> dict:
    done = subprocess.run([PROGRAMS / "bench" / "bare", *map(str, arguments)], capture_output=True, text=True, check=False,
                          env={**os.environ, **(env or {})})
    if done.returncode != 0:
        raise RuntimeError(f"bare {' '.join(map(str, arguments))}: {done.stderr}")
    return json.loads(done.stdout)


class BareServer:
    """`bare serve` on a free loopback port: group commit on connections, without protocol."""

    def __init__(self, file: Path, env: dict[str, str]):
        self.process = subprocess.Popen([PROGRAMS / "bench" / "bare", "serve", str(file)], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **env})
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("bare serve did not start")
        self.port = int(json.loads(line)["port"])

    def pids(self) -> list[int]:
        return [self.process.pid]

    def __enter__(self) -> "BareServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(timeout=10)


def bare_on_all(*arguments: object, told: str, kept: Path) -> float:
    """The mean of `told` over as many bare programs at once as there are cores: a server under load keeps them all busy, and cores
    of a virtual machine may share what they are made of."""
    with ThreadPoolExecutor() as threads:
        each = threads.map(lambda number: bare(*arguments, kept.with_suffix(f".{number}"))[told], range(os.cpu_count() or 1))
        values = list(each)
    return sum(values) / len(values)


@dataclass
class Ran:
    seconds: float
    cpu: float
    peak_mb: float
    status: int
    output: str


def ran(*command: object, env: dict[str, str] | None = None, cwd: Path | None = None) -> Ran:
    """One command to its end, with its CPU time and its highest memory."""
    begun = time.monotonic()
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={**os.environ, **(env or {})}, cwd=cwd) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - begun
    return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, output)


def xinglin(*arguments: object) -> Ran:
    done = ran(os.environ["XINGLIN_PROGRAM"], *arguments, "--log-level", "error")
    if done.status != 0:
        raise RuntimeError(f"xinglin {' '.join(map(str, arguments))} ended with {done.status}:\n{done.output[-2000:]}")
    return done


def raw(api: Api, method: str, path: str, body: object = None, signed_in: bool = True) -> bytes:
    """The bytes of a request as a browser's session would send it."""
    text = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    lines = [f"{method} {path} HTTP/1.1", f"Host: {api.url.netloc}"]
    if signed_in:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in api.cookies.items()))
    if method != "GET":
        lines += [f"Content-Length: {len(text)}", f"X-CSRF-Token: {api.csrf}", "Content-Type: application/json"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + text


class Load:
    """Keeps connections to one address busy; counts requests, and the CPU time of the processes that answered them."""

    def __init__(self, folder: Path, host: str, port: int, requests: list[bytes], pids: Callable[[], list[int]]):
        self.address = (host, port)
        self.pids = pids
        self.files = []
        for number, request in enumerate(requests):
            path = folder / f"request-{id(self)}-{number}"
            path.write_bytes(request)
            self.files.append(path)

    def round(self, connections: int, seconds: float) -> dict:
        """Adds cpu_ms per request to what `load` says. Any answer but 2xx is a fault of the measurement."""
        pids = self.pids()
        before = cpu_of(*pids)
        done = subprocess.run([PROGRAMS / "bench" / "load", self.address[0], str(self.address[1]), str(connections), str(seconds),
                               *map(str, self.files)], capture_output=True, text=True, check=True)
        told = json.loads(done.stdout)
        if told["others"]:
            raise RuntimeError(f"{told['others']} answers were not 2xx: {told['other']}")
        told["cpu_ms"] = (cpu_of(*pids) - before) * 1000 / told["requests"]
        told["rate"] = told["requests"] / told["seconds"]
        return told


def least(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """The least of each measure over interleaved rounds: what others do to the machine only adds."""
    best = [float("inf")] * len(measures)
    for _ in range(rounds):
        for number, measure in enumerate(measures):
            best[number] = min(best[number], measure())
    return best


def middle(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """The median of each measure over interleaved rounds: for rates, which noise moves both ways."""
    seen: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for number, measure in enumerate(measures):
            seen[number].append(measure())
    return [sorted(each)[len(each) // 2] for each in seen]


class Nginx:
    """nginx on a free loopback port with one page, the bytes and head lines of an answer of ours."""

    def __init__(self, folder: Path, body: bytes, headers: dict[str, str]):
        self.folder = folder / "nginx"
        self.folder.mkdir()
        self.folder.chmod(0o755)
        page = self.folder / "page"
        page.write_bytes(body)
        page.chmod(0o644)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        same = "".join(f'add_header {name} "{value}";\n' for name, value in headers.items()
                       if name not in ("date", "content-length", "content-type", "connection", "server", "etag"))
        user = "user nobody nogroup;" if os.geteuid() == 0 else ""
        (self.folder / "conf").write_text(f"""
{user} worker_processes 1; daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on; open_file_cache max=16;
 client_body_temp_path {self.folder}/t1; proxy_temp_path {self.folder}/t2; fastcgi_temp_path {self.folder}/t3;
 uwsgi_temp_path {self.folder}/t4; scgi_temp_path {self.folder}/t5;
 server {{ listen 127.0.0.1:{self.port}; location / {{ root {self.folder}; default_type "text/html; charset=utf-8";
 {same} try_files /page =404; }} }} }}
""")
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin") or "nginx"
        self.process = subprocess.Popen([program, "-p", str(self.folder), "-c", str(self.folder / "conf")], stderr=subprocess.PIPE)
        until = time.monotonic() + 10
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("nginx did not start: " + self.process.stderr.read().decode())
            time.sleep(0.02)

    def pids(self) -> list[int]:
        workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, workers)]

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=10)


def hospital_of(data: Path, *flags: str, env: dict[str, str] | None = None) -> Hospital:
    """A server over these data with everybody signed in, not limited in its rate."""
    before = ("/usr/bin/env", *(f"{name}={value}" for name, value in env.items())) if env else ()
    made = Hospital(data=data, flags=flags, before=before)
    made.start()
    return made


def load_of(folder: Path, hospital: Hospital, requests: list[bytes]) -> Load:
    url = hospital.server.ready["url"].split("//")[1].split(":")
    return Load(folder, url[0], int(url[1]), requests, lambda: [hospital.server.pid])


def no_file_limit() -> None:
    """64 connections and their files fit everywhere; a low limit of the shell must not be what is measured."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 4096), hard), hard))
