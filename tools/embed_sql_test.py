"""Tests of embed_sql: python3 -m unittest discover -s tools -p '*_test.py'"""
import contextlib
import io
import pathlib
import tempfile
import unittest

import embed_sql


class EmbedSql(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.src = pathlib.Path(folder.name) / "src"
        self.out = pathlib.Path(folder.name) / "gen"

    def put(self, name, text):
        path = self.src / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run_it(self):
        heard = io.StringIO()
        with contextlib.redirect_stderr(heard):
            code = embed_sql.main(["--src", str(self.src), "--out", str(self.out)])
        return code, heard.getvalue()

    def made(self, name):
        return (self.out / name).read_text(encoding="utf-8")

    def refused(self, *parts):
        code, heard = self.run_it()
        self.assertEqual(code, 1)
        for part in parts:
            self.assertIn(part, heard)

    def test_a_statement_is_declared_and_numbered_for_each_engine(self):
        self.put("modules/dues/sql/dues_find.sql",
                 "-- why\nSELECT '$1 -- kept  ?', a\nFROM dues_x /* no */ WHERE b = $2\n AND c = $1;\n")
        self.assertEqual(self.run_it()[0], 0)
        self.assertIn("namespace xinglin::dues::sql {\nextern db::Statement const find;", self.made("dues/sql.hpp"))
        source = self.made("statements.cpp")
        self.assertIn("R\"sql(SELECT '$1 -- kept  ?', a FROM dues_x WHERE b = ?2 AND c = ?1)sql\"", source)
        self.assertIn("WHERE b = $2 AND c = $1", source)
        self.assertIn('{"dues_find", find_sqlite, find_postgres, {}, 2}', source)
        self.assertIn("&xinglin::dues::sql::find", source)

    def test_blocks_share_an_index_by_name(self):
        self.put("modules/dues/sql/dues_list.sql",
                 "SELECT 1\n--[state\nFROM x\n--]\nWHERE TRUE\n--[kind\nAND k = $1\n--]\n--[state\nAND s = $2\n--]\nLIMIT $3")
        self.assertEqual(self.run_it()[0], 0)
        source = self.made("statements.cpp")
        self.assertIn('list_blocks[] = {"state", "kind"}', source)
        for part in ('FROM x)sql", 0}', 'AND k = ?1)sql", 1}', 'AND s = ?2)sql", 0}', 'LIMIT ?3)sql", -1}'):
            self.assertIn(part, source)

    def test_pairs_are_taken_per_engine_and_keywords_get_a_tail(self):
        self.put("modules/dues/sql/dues_delete.sqlite.sql", "DELETE FROM a WHERE x = $1")
        self.put("modules/dues/sql/dues_delete.postgres.sql", "DELETE FROM a WHERE x = $1::text")
        self.assertEqual(self.run_it()[0], 0)
        self.assertIn("extern db::Statement const delete_;", self.made("dues/sql.hpp"))
        self.assertIn("$1::text", self.made("statements.cpp"))

    def test_nothing_is_written_when_nothing_changed(self):
        self.put("modules/dues/sql/dues_find.sql", "SELECT 1")
        self.run_it()
        before = {path: path.stat().st_mtime_ns for path in self.out.rglob("*.*")}
        self.run_it()
        self.assertEqual(before, {path: path.stat().st_mtime_ns for path in self.out.rglob("*.*")})
        self.assertGreaterEqual(len(before), 3)

    def test_faulty_statements_are_refused_with_their_name(self):
        for name, text, reason in (
                ("dues_a.sql", "SELECT 1; SELECT 2", "more than one statement"),
                ("dues_a.sql", "SELECT $1, $3", "without gaps"),
                ("dues_a.sql", "SELECT $1::text", "CAST"),
                ("dues_a.sql", "-- nothing", "empty"),
                ("dues_a.sql", "SELECT 1\n--[x\nWHERE 1", "not closed"),
                ("dues_a.sql", "SELECT 1\n--[x\n--[y\n--]", "block within"),
                ("dues_a.sql", "SELECT 1\n--]", "without --["),
                ("find.sql", "SELECT 1", "begins with dues_"),
                ("dues_a.sqlite.sql", "SELECT 1", "pair")):
            with self.subTest(reason):
                path = self.src / "modules/dues/sql" / name
                self.put(f"modules/dues/sql/{name}", text)
                self.refused(name.split(".")[0], reason)
                path.unlink()

    def test_migrations_stand_in_one_line_with_each_engines_types(self):
        self.put("modules/dues/migrations/20260102000000_second.sql", "ALTER TABLE dues_x ADD COLUMN note TEXT;")
        self.put("platform/jobs/migrations/20260101000000_first.sql",
                 "CREATE TABLE dues_x (id INTEGER PRIMARY KEY, raw BLOB, name TEXT NOT NULL) WITHOUT ROWID;\n"
                 "CREATE INDEX i ON dues_x (name);\nINSERT INTO dues_x VALUES (1, NULL, CAST(1 AS TEXT));")
        self.assertEqual(self.run_it()[0], 0)
        source = self.made("migrations.cpp")
        self.assertLess(source.index('"first"'), source.index('"second"'))
        self.assertIn("(id INTEGER PRIMARY KEY, raw BLOB, name TEXT NOT NULL) WITHOUT ROWID, STRICT;", source)
        self.assertIn('(id BIGINT PRIMARY KEY, raw BYTEA, name TEXT COLLATE "C" NOT NULL)  ;', source)
        self.assertIn("CAST(1 AS TEXT));", source.split('"second"')[0].rsplit("CREATE TABLE", 1)[1])

    def test_faulty_migrations_are_refused(self):
        self.put("modules/dues/migrations/20260101000000_a.sql", "CREATE TABLE t (x VARCHAR);")
        self.refused("20260101000000_a", "VARCHAR")
        self.put("modules/dues/migrations/20260101000000_a.sql", "CREATE TABLE t (x TEXT);")
        self.put("modules/audit/migrations/20260101000000_b.sql", "CREATE TABLE u (x TEXT);")
        self.refused("stamp is taken")
        (self.src / "modules/audit/migrations/20260101000000_b.sql").unlink()
        self.put("modules/audit/migrations/1_b.sql", "CREATE TABLE u (x TEXT);")
        self.refused("is named")


if __name__ == "__main__":
    unittest.main()
