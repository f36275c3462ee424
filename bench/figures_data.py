"""Figures of data going in and out: import, export, start, upload."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import socket
import subprocess
import threading
import time
from pathlib import Path

from bench.measure import Ran, Row, bare, cpu_of, least, memory_of, note, xinglin
from bench.stage import Stage
from tests.support.api import Api
from tests.support.hospital import upload as send

GIB = 1 << 30


def imports(stage: Stage) -> list[Row]:
    """W8: 20,000 people into an empty folder, from CSV and from XLSX."""
    tables = stage.tables("import", "--people", "20000")
    runs: dict[str, list[Ran]] = {"csv": [], "xlsx": []}

    def once(kind: str) -> float:
        data = stage.folder / f"import-{kind}-{len(runs[kind])}"
        xinglin("import", "organisations", tables / "organisations.csv", "--data", data)
        done = xinglin("import", "people", tables / f"people.{kind}", "--data", data)
        counted = done.output.splitlines()[-1]
        if "新建 20000" not in counted:
            raise RuntimeError(f"not everybody came in: {counted}")
        runs[kind].append(done)
        subprocess.run(["rm", "-rf", str(data)], check=True)
        return done.seconds

    def into_sqlite() -> float:
        file = stage.folder / "bare-insert.db"
        seconds = bare("insert", file, tables / "people.csv")["seconds"]
        for path in stage.folder.glob("bare-insert.db*"):
            path.unlink()
        return seconds

    csv, xlsx, limit = least(2, lambda: once("csv"), lambda: once("xlsx"), into_sqlite)
    cpu = {kind: min(done.cpu for done in each) for kind, each in runs.items()}
    peak = max(done.peak_mb for each in runs.values() for done in each)
    what = "import of 20,000 people: every check, encryption, audit, reversible"
    note(f"CPU: csv {cpu['csv']:.2f} s, xlsx {cpu['xlsx']:.2f} s")
    return [Row("W8", what + ", CSV", "s", csv, limit, "bare SQLite, one transaction, no checks", csv / limit, 3, "value", "<="),
            Row("W8.cpu", what + ", CSV, CPU", "s", cpu["csv"], limit, "bare SQLite", cpu["csv"] / limit, None),
            Row("W8.xlsx", "the same from XLSX", "s", xlsx, csv, "from CSV", xlsx / csv, 2, "ratio", "<="),
            Row("W8.memory", "highest memory of both", "MB", peak, None, "", None, 128, "value", "<=")]


def export(stage: Stage) -> list[Row]:
    """20,000 people as XLSX by the program, and the same cells by a plain libxlsxwriter loop."""
    hospital = stage.large()
    office = hospital.party_office
    office.close()  # its connection may have rested too long
    used: list[float] = []

    def content(form: str) -> tuple[float, bytes]:
        begun, before = time.monotonic(), cpu_of(hospital.server.pid)
        asked = office.post("/v1/people-exports", {"filter": {}, "format": form, "columns": []})
        if asked.status not in (200, 201):
            raise RuntimeError(f"export: {asked.status} {asked.text}")
        answer = office.get(asked.json["url"])
        if answer.status != 200:
            raise RuntimeError(f"export: {answer.status} {answer.text[:300]}")
        if form == "xlsx":
            used.append(cpu_of(hospital.server.pid) - before)
        return time.monotonic() - begun, answer.body

    table = stage.folder / "export.csv"
    _, body = content("csv")
    table.write_bytes(body)
    if body.count(b"\n") < 20000:
        raise RuntimeError("the export is not whole")
    book = stage.folder / "export.xlsx"
    value, limit, csv = least(2, lambda: content("xlsx")[0], lambda: bare("sheet", table, book)["seconds"], lambda: content("csv")[0])
    return [Row("export", "XLSX of 20,000 people, 13 columns, masked", "s", value, limit, "plain libxlsxwriter, same cells",
                value / limit, 3, "value", "<="),
            Row("export.cpu", "the same, CPU of the server", "s", min(used), limit, "plain libxlsxwriter", min(used) / limit, None),
            Row("export.csv", "the same as CSV", "s", csv, None, "", None, None)]


def start(stage: Stage) -> list[Row]:
    """W10: from the start of the process to its first answer; memory at rest, with 620 and with 20,000 people."""
    small = stage.data("start")
    rest: list[float] = []

    def first_answer(data: Path, memory: list[float]) -> float:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        begun = time.monotonic()
        with subprocess.Popen([os.environ["XINGLIN_PROGRAM"], "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}",
                               "--log-level", "error"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while not answers(port):
                if process.poll() is not None or time.monotonic() - begun > 30:
                    raise RuntimeError("the server did not start")
            took = time.monotonic() - begun
            time.sleep(0.5)
            memory.append(memory_of(process.pid))
            process.terminate()
            process.wait(timeout=30)
        return took

    value, limit = least(5, lambda: first_answer(small, rest), only_started)
    full: list[float] = []
    first_answer(stage.large_data(), full)
    return [Row("W10", "process start to first answer", "s", value, limit, "start and end of the same program (--version)",
                value / limit, 0.1, "value", "<="),
            Row("W10.memory", "memory at rest, 620 people", "MB", min(rest), None, "", None, 30, "value", "<="),
            Row("W10.memory_20k", "memory at rest, 20,000 people", "MB", full[0], min(rest), "with 620 people", full[0] / min(rest), 30,
                "value", "<=")]


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def only_started() -> float:
    begun = time.monotonic()
    subprocess.run([os.environ["XINGLIN_PROGRAM"], "--version"], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - begun


class Watch(threading.Thread):
    """The highest memory of a process while it works."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self.pid = pid
        self.highest = memory_of(pid)
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.01):
            self.highest = max(self.highest, memory_of(self.pid))


def send_file(api: Api, path: Path) -> float:
    """One upload by tus. @returns seconds"""
    def coded(text: str) -> str:
        return base64.b64encode(text.encode()).decode()

    size = path.stat().st_size
    api.close()
    begun = time.monotonic()
    made = api.call("POST", "/v1/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": str(size),
                                                    "Upload-Metadata": f"filename {coded('large.csv')},purpose {coded('import')}"})
    if made.status != 201:
        raise RuntimeError(f"upload: {made.status} {made.text}")
    connection = http.client.HTTPConnection(api.url.hostname, api.url.port, timeout=600, blocksize=1 << 20)
    with path.open("rb") as file:
        connection.request("PATCH", made.headers["location"], body=file, headers={
            "Cookie": "; ".join(f"{name}={value}" for name, value in api.cookies.items()), "X-CSRF-Token": api.csrf,
            "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(size)})
        answer = connection.getresponse()
        text = answer.read()
    connection.close()
    if answer.status != 204:
        raise RuntimeError(f"upload: {answer.status} {text[:300]!r}")
    return time.monotonic() - begun


def write_bare(source: Path, target: Path) -> float:
    """Read, hash, write and sync: what no upload can do without."""
    begun = time.monotonic()
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(1 << 20):
            digest.update(block)
            written.write(block)
        os.fsync(written.fileno())
    target.unlink()
    return time.monotonic() - begun


def upload(stage: Stage) -> list[Row]:
    """1 GiB into the content-addressed store."""
    hospital = stage.large()
    file = stage.folder / "gibibyte"
    line = b"%s,\xe5\x90\x88\xe6\x88\x90,2020-01-01\n"
    block = b"".join(line % str(number).encode() for number in range(40000))[: 1 << 20]
    with file.open("wb") as out:
        for _ in range(GIB >> 20):
            out.write(block)
    limit = write_bare(file, hospital.data / "bare-upload")
    before = memory_of(hospital.server.pid)
    watch = Watch(hospital.server.pid)
    watch.start()
    seconds = send_file(hospital.party_office, file)
    watch.done.set()
    watch.join()
    file.unlink()
    growth = max(0.0, watch.highest - before)
    return [Row("upload", "growth of memory by an upload of 1 GiB", "MB", growth, GIB / (1 << 20), "the file, were it buffered",
                growth / (GIB >> 20), 16, "value", "<="),
            Row("upload.time", "the same, time", "s", seconds, limit, "read, SHA-256, write, fsync", seconds / limit, None)]


def slots(stage: Stage) -> list[Row]:
    """Times to meet for a branch of 50 and a month, over HTTP, everything read and solved anew each time."""
    hospital = stage.small()
    office = hospital.party_office
    office.close()  # its connection may have rested too long
    month = time.strftime("%Y-%m", time.localtime(time.time() + 31 * 86400))
    organisations = office.get("/v1/organisations", limit=100).json["items"]
    large = next(item["id"] for item in organisations if item["name"].find("离退休") >= 0)
    members = office.get("/v1/people", organisation=large, limit=50).json["items"]
    if len(members) != 50:
        raise RuntimeError(f"a branch of {len(members)} people")
    cycle = ("早", "早", "中", "夜", "下夜", "休", "休")
    rows = [f"测量科室 {month[:4]}年{int(month[5:])}月排班表", "工号,姓名," + ",".join(str(day) for day in range(1, 29))]
    for number, member in enumerate(members):
        shifts = [cycle[(day + 2 * number) % 7] if number % 2 else ("值", "下值", "白", "白", "白")[(day + 3 * number) % 5] for day in range(28)]
        rows.append(f"{member['staff_no']},{member['name']}," + ",".join(shifts))
    begun = office.post("/v1/rosters", {"upload_id": send(office, "\n".join(rows).encode(), "roster.csv", "roster")})
    if begun.status != 200 or office.put(f"/v1/rosters/{begun.json['id']}/commit").status != 200:
        raise RuntimeError(f"roster: {begun.status} {begun.text[:300]}")

    def search(sittings: int, vote: bool) -> float:
        asked = {"branch": large, "vote": vote, "from": f"{month}-01", "to": f"{month}-28", "minutes": 60, "quorum": 20,
                 "times": ["12:20", "16:40", "17:40"], "sittings": sittings, "chaired": False}
        if not vote:
            del asked["quorum"]
        before = time.monotonic()
        answer = office.post("/v1/slot-searches", asked)
        if answer.status != 200 or len(answer.json["proposals"]) != 3:
            raise RuntimeError(f"slots: {answer.status} {answer.text[:300]}")
        return (time.monotonic() - before) * 1000

    vote, study = least(4, lambda: search(1, True), lambda: search(2, False))
    return [Row("slots.vote", "three times for a vote of a branch of 64, 50 of them on a roster, a month", "ms", vote, None, "", None, 1000, "value", "<="),
            Row("slots.study", "three pairs of sittings for the same branch", "ms", study, None, "", None, 1000, "value", "<=")]
