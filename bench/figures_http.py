"""Figures of answers: public page, list, search, durable writes, sign-in."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from bench.measure import BareServer, Load, PROGRAMS, Row, bare, bare_on_all, least, load_of, middle, raw
from bench.stage import Stage
from tests.support.hospital import Hospital

ROUND = 1.5  # seconds of load
# What a sync takes, in microseconds: on the disk of the figures in design.md §6 (one commit a request made 1,841/s there), on a
# common server disk, and 0 for the disk of this machine as it is: a virtual one may answer from memory within 200.
DISKS = {"W6": 500, "W6.slow": 2000, "W6.fast": 0}
SEARCHES = ("王明", "陈海晓", "wangming", "lxm", "P001234", "4321", "欧阳")


def page(stage: Stage) -> list[Row]:
    """W1: the organisation page, rendered each time, beside nginx with the same bytes and head."""
    hospital = stage.small()
    stranger = hospital.stranger()
    answer = stranger.get("/organisations")
    ours = load_of(stage.folder, hospital, [raw(stranger, "GET", "/organisations", signed_in=False)])
    nginx = stage.nginx(answer.body, answer.headers)
    theirs = Load(stage.folder, "127.0.0.1", nginx.port, [raw(stranger, "GET", "/organisations", signed_in=False)], nginx.pids)
    value, limit = least(4, lambda: ours.round(16, ROUND)["cpu_ms"], lambda: theirs.round(16, ROUND)["cpu_ms"])
    what = f"public organisation page ({len(answer.body) // 1024} KB), CPU per request"
    return [Row("W1", what, "ms", value, limit, "nginx, same bytes", limit / value, 0.5),
            Row("W1.cpu", what, "ms", value, limit, "nginx, same bytes", limit / value, 0.06, "value", "<=")]


def list_load(stage: Stage, hospital: Hospital) -> tuple[Load, bytes]:
    """50 members of the whole tree; asked once for its body."""
    office = hospital.party_office
    path = "/v1/people?kind=member&limit=50"
    answer = office.get("/v1/people", kind="member", limit=50)
    if answer.status != 200 or len(answer.json["items"]) != 50:
        raise RuntimeError(f"the list answered {answer.status}")
    return load_of(stage.folder, hospital, [raw(office, "GET", path)]), answer.body


def people(stage: Stage) -> list[Row]:
    """W3: 50 members of a subtree of 20,000, beside a bare loop that writes the same bytes."""
    hospital = stage.large()
    load, body = list_load(stage, hospital)
    kept = stage.folder / "bare-list"

    def bare_list() -> float:
        return bare_on_all("list", hospital.data / "xinglin.db", "0001", "0002", ROUND, told="cpu_ms", kept=kept)

    value, limit = least(8, lambda: load.round(16, ROUND)["cpu_ms"], bare_list)
    if not all(body.startswith(each.read_bytes()) for each in stage.folder.glob("bare-list.*")):
        raise RuntimeError("the bare loop writes other bytes than the server")
    stage.list_20k = value
    return [Row("W3", f"50 members of 20,000, session, scope, masking, JSON ({len(body) // 1024} KB), CPU per request", "ms", value,
                limit, "bare loop over SQLite, same bytes", limit / value, 0.6)]


def search_load(stage: Stage, hospital: Hospital) -> Load:
    office = hospital.party_office
    for words in SEARCHES:
        answer = office.get("/v1/search", q=words)
        if answer.status != 200:
            raise RuntimeError(f"search for {words} answered {answer.status}")
    return load_of(stage.folder, hospital, [raw(office, "GET", "/v1/search?q=" + quote(words)) for words in SEARCHES])


def search(stage: Stage) -> list[Row]:
    """A mix of names, readings, initials, numbers and tails over 20,000 people."""
    load = search_load(stage, stage.large())
    told = min((load.round(8, ROUND) for _ in range(3)), key=lambda each: each["cpu_ms"])
    stage.search_20k = told["cpu_ms"]
    return [Row("search", f"search over 20,000 people, {len(SEARCHES)} kinds of question in turn, CPU per request", "ms",
                told["cpu_ms"], None, "", None, 0.5, "value", "<=")]


def writes(stage: Stage) -> list[Row]:
    """W6: a durable small write on 64 connections, beside a bare group commit of 64 threads, the same on 64 connections, and one
    commit a row; on disks of which a sync takes longer or less, for server and bare programs alike."""
    what = "durable small write, synchronous=FULL, 64 connections"
    library = PROGRAMS / "bench" / "libslow_sync.so"
    if not library.exists():  # the loader would go on without it
        raise RuntimeError(f"{library} is missing")
    rows: list[Row] = []
    for name, sync_us in DISKS.items():
        env = {"LD_PRELOAD": str(library), "XINGLIN_BENCH_SYNC_US": str(sync_us)} if sync_us else {}
        disk = f"a sync takes {sync_us / 1000:g} ms" if sync_us else "the machine's own disk"
        rows += durable_writes(stage, name, f"{what}, {disk}", stage.on_disk(name, env), env)
    return rows


def durable_writes(stage: Stage, name: str, what: str, hospital: Hospital, env: dict[str, str]) -> list[Row]:
    office = hospital.party_office
    bodies = [{"theme": theme, "size": size} for theme in ("light", "dark") for size in ("standard", "large")]
    office.close()  # its connection may have rested too long
    first = office.put("/v1/account/preferences", bodies[0])
    if first.status not in (200, 204):
        raise RuntimeError(f"a preference answered {first.status} {first.text}")
    requests = [raw(office, "PUT", "/v1/account/preferences", body) for body in bodies]
    load = load_of(stage.folder, hospital, requests)
    # Beside the server's own database: the same disk.
    file = hospital.data / "bare-commit.db"
    late: list[float] = []
    cost: list[float] = []

    def served() -> float:
        told = load.round(64, 2)
        late.append(told["p99_ms"])
        cost.append(told["cpu_ms"])
        return told["rate"]

    with BareServer(file.with_suffix(".served.db"), env) as socket:
        plain = Load(stage.folder, "127.0.0.1", socket.port, requests, socket.pids)
        value, limit, group, single = middle(5, served, lambda: plain.round(64, 2)["rate"],
                                             lambda: bare("group", file, 64, 1, env=env)["rows_per_second"],
                                             lambda: bare("commit", file, 1, 1, env=env)["rows_per_second"])
    for path in hospital.data.glob("bare-commit.*"):
        path.unlink()
    return [Row(name, what, "/s", value, group, "bare group commit, 64 waiting threads", value / group, 0.6),
            Row(f"{name}.single", what, "/s", value, single, "bare loop, one row to a commit", value / single, 5),
            Row(f"{name}.served", what, "/s", value, limit, "bare group commit on 64 connections", value / limit, None),
            Row(f"{name}.p99", what + ", 99 in 100 answered within", "ms", sorted(late)[len(late) // 2], None, "", None, None),
            Row(f"{name}.cpu", what + ", CPU per request", "ms", min(cost), None, "", None, None)]


def sign_in(stage: Stage) -> list[Row]:
    """W5: sign-ins beside bare argon2id at the same parameters on as many threads as there are cores."""
    hospital = stage.small()
    password = "Bei-Jing-Xi-Lu-1949"
    hospital.security_admin.close()
    invited = hospital.security_admin.post("/v1/invitations", {"role": "audit_admin", "name": "测量"})
    if invited.status not in (200, 201):
        raise RuntimeError(f"invitation: {invited.status} {invited.text}")
    token = invited.json["url"].rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    newcomer = hospital.stranger()
    accepted = newcomer.put("/v1/invitation-acceptance", {"token": token, "login": "celiang", "password": password})
    if accepted.status not in (200, 201, 204):
        raise RuntimeError(f"acceptance: {accepted.status} {accepted.text}")
    stranger = hospital.stranger()
    body = {"login": "celiang", "password": password}
    once = stranger.post("/v1/session", body)
    if once.status not in (200, 201, 204):
        raise RuntimeError(f"sign-in: {once.status} {once.text}")
    load = load_of(stage.folder, hospital, [raw(hospital.stranger(), "POST", "/v1/session", body, signed_in=False)])
    cores = os.cpu_count() or 1
    passes, memory = hash_parameters(hospital.data)
    value, limit = middle(3, lambda: load.round(2 * cores, 4)["rate"],
                          lambda: bare("hash", cores, 4, passes, memory)["hashes_per_second"])
    return [Row("W5", "sign-ins", "/s", value, limit, f"bare argon2id on {cores} threads", value / limit, 0.95)]


def hash_parameters(data: Path) -> tuple[int, int]:
    """Passes and bytes as they stand in a stored hash: $argon2id$v=19$m=65536,t=3,p=1$…"""
    import sqlite3

    with sqlite3.connect(f"file:{data / 'xinglin.db'}?mode=ro", uri=True) as database:
        for (text,) in database.execute("SELECT password FROM accounts_accounts WHERE password IS NOT NULL AND password <> ''"):
            parts = dict(pair.split("=") for pair in str(text).split("$argon2id$")[1].split("$")[1].split(","))
            return int(parts["t"]), int(parts["m"]) * 1024
    raise RuntimeError("no account has a password")
