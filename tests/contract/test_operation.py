"""The commands docs/operations names, as an IT person types them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import unittest
from contextlib import closing
from pathlib import Path

from tests.support.hospital import Hospital, prepared
from tests.support.postgres import Postgres
from tests.support.server import ROOT, folder, run


class Operation(unittest.TestCase):
    def setUp(self):
        self.folder = folder("operation")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.data = self.folder / "data"
        subprocess.run(["cp", "-a", str(prepared()), str(self.data)], check=True)

    def said(self, *arguments: str, status: int = 0) -> str:
        done = run(*arguments, "--log-level", "error", check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def health(self, data: Path | None = None, *flags: str) -> dict[str, str]:
        done = run("doctor", "--json", "--data", str(data or self.data), *flags, check=False)
        return {row["name"]: row["health"] for row in map(json.loads, done.stdout.splitlines())}

    def test_doctor_says_what_is_well_and_what_is_not(self):
        before = self.health()
        self.assertEqual(before["数据库"], "well")
        self.assertEqual(before["审计记录"], "well")
        self.assertEqual(before["备份"], "warning")
        self.said("backup", "--data", str(self.data))
        self.assertEqual(self.health()["备份"], "well")
        self.said("doctor", "--data", str(self.data))
        (self.data / "keys" / "master.key").unlink()
        self.said("doctor", "--data", str(self.data), status=1)

    def test_a_word_it_does_not_know_is_answered_with_what_there_is(self):
        for words, said in (((), "请写明要做什么"), (("backups",), "没有“backups”这个命令"),
                            (("invite",), "缺少 --role"), (("doctor", "--quick"), "不认识的参数：--quick")):
            with self.subTest(words=words):
                done = run(*words, check=False)
                self.assertEqual(done.returncode, 2)
                self.assertIn(said, done.stderr)
                self.assertIn("--help", done.stderr)
                self.assertNotIn("required", done.stderr)
        self.assertRegex(run("backups", check=False).stderr, r"(?m)^  backup +在线备份")

    def test_work_that_stopped_is_listed_retried_and_given_up(self):
        place = ("--data", str(self.data))
        with closing(sqlite3.connect(self.data / "xinglin.db")) as database, database:
            for number in (77, 78):
                database.execute("INSERT INTO jobs_jobs (id, kind, payload, state, run_at, tries, fault) "
                                 "VALUES (?, 'uploads.expire', '{}', 'parked', 0, 5, '磁盘已满')", (number,))
        self.assertEqual(self.health()["后台工作"], "warning")
        listed = self.said("jobs", *place)
        for part in ("77", "已停下", "uploads.expire", "磁盘已满"):
            self.assertIn(part, listed)
        self.said("jobs", "retry", "77", *place)
        self.assertRegex(self.said("jobs", "list", *place), r"77  等待")
        self.assertIn("只有停放的作业", self.said("jobs", "retry", "77", *place, status=1))
        self.said("jobs", "cancel", "78", *place)
        self.assertNotIn("78", self.said("jobs", *place))
        self.assertIn("已经结束", self.said("jobs", "cancel", "78", *place, status=1))
        self.assertEqual(self.health()["后台工作"], "well")
        self.said("jobs", "retry", "79", *place, status=1)
        self.assertIn("作业编号", self.said("jobs", "cancel", *place, status=1))
        self.said("jobs", "stop", *place, status=2)
        with closing(sqlite3.connect(self.data / "xinglin.db")) as database:
            told = {row[0] for row in database.execute("SELECT action FROM audit_entries WHERE subject_kind = 'job'")}
        self.assertEqual(told, {"system.job_retried", "system.job_cancelled"})

    def test_a_backup_comes_back_by_the_key(self):
        place = self.folder / "kept"
        place.mkdir()
        place.chmod(0o777)
        self.said("backup", str(place), "--data", str(self.data))
        made = next(one for one in place.iterdir() if one.name != "files")
        again = self.folder / "again"
        self.assertIn("主密钥", self.said("restore", str(made), "--data", str(again), status=1))
        shutil.rmtree(again, ignore_errors=True)
        self.said("restore", str(made), "--data", str(again), "--backup-key", str(self.data / "keys" / "master.key"))
        self.assertIn("完整", self.said("verify-audit", "--data", str(again)))
        subprocess.run(["cp", "-a", str(self.data / "demo.accounts"), str(again)], check=True)
        with Hospital(data=again) as hospital:
            self.assertEqual(hospital.party_office.get("/v1/people-count", kind="member").json["people"], 620)
        self.assertIn("已经有数据", self.said("restore", str(made), "--data", str(again), status=1))

    def test_a_place_that_cannot_be_written_is_named(self):
        if os.geteuid() == 0:
            place = self.folder / "roots"
            place.mkdir(mode=0o755)
        else:
            place = Path("/proc")
        told = self.said("backup", str(place), "--data", str(self.data), status=1)
        self.assertIn(str(place), told)

    def test_a_changed_trail_is_told(self):
        import sqlite3

        with sqlite3.connect(self.data / "xinglin.db") as database:
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'").fetchall():
                database.execute(f"DROP TRIGGER {name}")
            database.execute("UPDATE audit_entries SET summary = 'x' WHERE sequence = (SELECT MAX(sequence) / 2 FROM audit_entries)")
        database.close()
        self.said("verify-audit", "--data", str(self.data), status=1)
        self.assertEqual(self.health()["审计记录"], "ill")

    def test_a_folder_is_copied_to_postgres_and_served_from_there(self):
        with Postgres() as postgres:
            url = postgres.database("hospital")
            self.assertIn("逐行核对一致", self.said("copy", "--from", f"sqlite:{self.data}/xinglin.db", "--to", url))
            self.said("copy", "--from", f"sqlite:{self.data}/xinglin.db", "--to", url, status=1)
            moved = self.folder / "moved"
            moved.mkdir(mode=0o700)
            for name in ("files", "keys", "demo.accounts"):
                subprocess.run(["cp", "-a", str(self.data / name), str(moved)], check=True)
            self.said("doctor", "--data", str(moved), "--database", url)
            self.assertEqual(self.health(moved, "--database", url)["行级安全"], "well")
            self.assertEqual(self.health(moved, "--database", postgres.operator_url("hospital"))["行级安全"], "warning")
            postgres.run_sql("hospital", "ALTER TABLE people_roster NO FORCE ROW LEVEL SECURITY")
            self.assertEqual(self.health(moved, "--database", url)["行级安全"], "warning")
            postgres.run_sql("hospital", "ALTER TABLE people_roster FORCE ROW LEVEL SECURITY")
            with Hospital(data=moved, flags=("--database", url)) as hospital:
                self.assertEqual(hospital.party_office.get("/v1/people-count", kind="member").json["people"], 620)
                self.assertEqual(len(hospital.party_office.get("/v1/search", q="E01486").json["items"]), 1)
            self.assertIn("完整", self.said("verify-audit", "--data", str(moved), "--database", url))
            self.said("backup", "--data", str(moved), "--database", url)

    def test_an_invitation_is_printed_for_who_is_locked_out(self):
        self.assertRegex(self.said("invite", "--role", "security_admin", "--name", "张三", "--data", str(self.data)), r"http://\S+/m/invitation#\S{20,}")
        self.said("invite", "--role", "nobody_knows", "--data", str(self.data), status=1)

    def test_nginx_takes_the_configuration(self):
        key, certificate = self.folder / "key", self.folder / "certificate"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate),
                        "-subj", "/CN=dj.example.cn", "-days", "1"], check=True, capture_output=True)
        site = (ROOT / "deploy/nginx/xinglin.conf").read_text(encoding="utf-8")
        for old, new in (("/etc/nginx/certificates/dj.example.cn.pem", certificate), ("/etc/nginx/certificates/dj.example.cn.key", key),
                         ("/etc/nginx/xinglin_proxy.conf", ROOT / "deploy/nginx/xinglin_proxy.conf"), ("/var/log/nginx", self.folder)):
            self.assertIn(old, site)
            site = site.replace(old, str(new))
        site = re.sub(r"listen (\[::\]:)?(80|443)", r"listen \g<1>1\2", site)
        (self.folder / "site").write_text(site, encoding="utf-8")
        (self.folder / "conf").write_text(f"pid {self.folder}/pid; error_log {self.folder}/error.log; events {{}} http {{ include {self.folder}/site; }}")
        done = subprocess.run(["/usr/sbin/nginx", "-t", "-c", str(self.folder / "conf")], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
