"""Each rule of check_includes is broken once here, beside a tree that breaks none."""

import os
import tempfile
import unittest

from tools.check_includes import Checker

DEPS = "rank audit\nrank people members\nrank dues\npeople: audit\nmembers: people\ndues: people audit\n"
CLEAN = {
    "src/base/text.hpp": "#include <string>\n",
    "src/platform/db/db.hpp": '#include "base/text.hpp"\n',
    "src/platform/http/router.hpp": '#include "platform/db/db.hpp"\n',
    "src/modules/deps.txt": DEPS,
    "src/modules/audit/README.md": "",
    "src/modules/audit/audit.hpp": '#include "platform/db/db.hpp"\n',
    "src/modules/audit/migrations/20260101000000_trail.sql": "CREATE TABLE audit_entries (id BIGINT PRIMARY KEY);\n",
    "src/modules/people/README.md": "",
    "src/modules/people/people.hpp": '#include "modules/audit/audit.hpp"\n',
    "src/modules/people/types.hpp": '#include "base/text.hpp"\n',
    "src/modules/people/rules.hpp": '#include "modules/people/types.hpp"\n',
    "src/modules/people/store.cpp": '#include "platform/db/db.hpp"\n#include "gen/people/sql.hpp"\n',
    "src/modules/people/service.cpp": '#include "modules/people/store.hpp"\n#include "platform/jobs/jobs.hpp"\n',
    "src/modules/people/routes.cpp": '#include "platform/http/router.hpp"\n#include "modules/people/service.hpp"\n',
    "src/modules/people/sql/people_find.sql": "SELECT id FROM people WHERE id = $1\n",
    "src/modules/people/migrations/20260102000000_people.sql":
        "CREATE TABLE people (id BIGINT PRIMARY KEY, entry BIGINT REFERENCES audit_entries (id));\n",
    "src/modules/people/rules_test.cpp": '#include "modules/people/store.hpp"\nauto s = "SELECT id FROM people";\n',
    "src/app/main.cpp": '#include "modules/people/people.hpp"\n',
}


def findings(extra: dict[str, str | None]) -> list[str]:
    with tempfile.TemporaryDirectory() as root:
        for name, text in {**CLEAN, **extra}.items():
            if text is None:
                continue
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return [str(finding) for finding in Checker(root).run()]


class CheckIncludes(unittest.TestCase):
    def breaks(self, rule: str, extra: dict[str, str | None]) -> None:
        found = findings(extra)
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], rf"^\S+:\d+: {rule}: ")

    def test_a_tree_in_order_has_no_finding(self):
        self.assertEqual(findings({}), [])

    def test_base_may_not_look_up(self):
        self.breaks("layer", {"src/base/money.hpp": '#include "platform/db/db.hpp"\n'})

    def test_platform_may_not_look_up(self):
        self.breaks("layer", {"src/platform/jobs/jobs.hpp": '#include "modules/audit/audit.hpp"\n'})

    def test_modules_may_not_look_up(self):
        self.breaks("layer", {"src/modules/people/helper.hpp": '#include "app/config.hpp"\n'})

    def test_platform_folders_have_no_cycle(self):
        self.breaks("cycle", {"src/platform/db/door.cpp": '#include "platform/http/router.hpp"\n'})

    def test_a_call_needs_an_edge(self):
        self.breaks("deps", {"src/modules/members/README.md": "",
                             "src/modules/members/service.cpp": '#include "modules/audit/audit.hpp"\n'})

    def test_a_module_needs_a_rank(self):
        self.breaks("deps", {"src/modules/voice/README.md": ""})

    def test_an_edge_may_not_point_up(self):
        self.breaks("rank", {"src/modules/deps.txt": DEPS + "members: dues\n"})

    def test_edges_of_one_rank_have_no_cycle(self):
        self.breaks("cycle", {"src/modules/deps.txt": DEPS + "people: members\n"})

    def test_an_edge_names_known_modules(self):
        self.breaks("deps", {"src/modules/deps.txt": DEPS + "people: ghosts\n"})

    def test_other_modules_are_called_through_their_door(self):
        self.breaks("door", {"src/modules/people/service.cpp": '#include "modules/audit/store.hpp"\n'})

    def test_a_door_may_have_files_of_values(self):
        extra = {"src/modules/people/service.cpp": '#include "modules/audit/entry.hpp"\n'}
        self.breaks("door", extra)
        self.assertEqual(findings({**extra, "src/modules/deps.txt": DEPS + "door audit entry.hpp\n"}), [])

    def test_statements_of_another_module_are_its_own(self):
        self.breaks("door", {"src/modules/people/store.cpp": '#include "gen/audit/sql.hpp"\n'})

    def test_types_know_no_database(self):
        self.breaks("table", {"src/modules/people/types.hpp": '#include "platform/db/db.hpp"\n'})

    def test_rules_know_no_io(self):
        self.breaks("table", {"src/modules/people/rules.hpp": '#include "platform/auth/auth.hpp"\n'})

    def test_rules_know_no_other_module(self):
        self.breaks("table", {"src/modules/people/rules.cpp": '#include "modules/audit/audit.hpp"\n'})

    def test_a_store_knows_no_http(self):
        self.breaks("table", {"src/modules/people/store.cpp": '#include "platform/http/call.hpp"\n'})

    def test_a_store_knows_no_service(self):
        self.breaks("table", {"src/modules/people/list_store.cpp": '#include "modules/people/service.hpp"\n'})

    def test_a_service_knows_no_http(self):
        self.breaks("table", {"src/modules/people/service.hpp": '#include "platform/http/call.hpp"\n'})

    def test_a_service_knows_no_json(self):
        self.breaks("table", {"src/modules/people/service.cpp": "#include <boost/json.hpp>\n"})

    def test_a_service_knows_no_routes(self):
        self.breaks("table", {"src/modules/people/service.cpp": '#include "modules/people/routes.hpp"\n'})

    def test_routes_know_no_sql(self):
        self.breaks("table", {"src/modules/people/routes.cpp": '#include "gen/people/sql.hpp"\n'})

    def test_jobs_know_no_http(self):
        self.breaks("table", {"src/modules/people/jobs.cpp": '#include "platform/http/call.hpp"\n'})

    def test_a_module_header_stays_light(self):
        self.breaks("heavy", {"src/modules/people/people.hpp": "#include <boost/json/value.hpp>\n"})
        self.breaks("heavy", {"src/modules/people/names.hpp": "#include <unicode/translit.h>\n"})

    def test_no_module_sees_beast(self):
        self.breaks("heavy", {"src/modules/people/routes.cpp": "#include <boost/beast/http.hpp>\n"})

    def test_includes_start_at_the_root(self):
        self.breaks("path", {"src/modules/people/helper.hpp": '#include "../audit/audit.hpp"\n'})
        self.breaks("path", {"src/modules/people/helper.hpp": '#include "tests/support/people.hpp"\n'})

    def test_sql_text_stays_in_its_folders(self):
        self.breaks("sql", {"src/modules/people/store.cpp": 'auto s = "SELECT id, name FROM people WHERE id = $1";\n'})
        self.breaks("sql", {"src/modules/people/service.cpp": 'auto s = R"(\nDELETE FROM people)";\n'})
        self.assertEqual(findings({"src/modules/people/service.cpp": '// SELECT id FROM people\n'}), [])

    def test_sql_files_lie_in_their_folders(self):
        self.breaks("placement", {"src/modules/people/people_find.sql": "SELECT 1\n"})

    def test_a_statement_carries_its_module(self):
        self.breaks("placement", {"src/modules/people/sql/find.sql": "SELECT 1\n"})

    def test_a_migration_has_a_stamp(self):
        self.breaks("placement", {"src/modules/people/migrations/2_more.sql": "SELECT 1;\n"})

    def test_engines_come_in_pairs(self):
        self.breaks("placement", {"src/modules/people/sql/people_search.sqlite.sql": "SELECT 1\n"})

    def test_folders_are_words_of_the_field(self):
        self.breaks("placement", {"src/modules/people/utils/names.hpp": ""})

    def test_names_are_snake_case(self):
        self.breaks("placement", {"src/modules/people/PersonStore.cpp": ""})

    def test_nothing_lies_beside_the_layers(self):
        self.breaks("placement", {"src/extra/thing.txt": ""})

    def test_a_module_has_a_readme(self):
        self.breaks("placement", {"src/modules/people/README.md": None})

    def test_a_foreign_key_needs_an_edge(self):
        self.breaks("foreign key", {
            "src/modules/members/README.md": "",
            "src/modules/members/migrations/20260103000000_members.sql":
                "CREATE TABLE members (id BIGINT PRIMARY KEY, e BIGINT REFERENCES audit_entries (id));\n"})

    def test_a_foreign_key_needs_its_table(self):
        self.breaks("foreign key", {
            "src/modules/people/migrations/20260103000000_more.sql": "CREATE TABLE p2 (e BIGINT REFERENCES ghosts (id));\n"})

    def test_the_platform_refers_to_no_module(self):
        self.breaks("foreign key", {
            "src/platform/jobs/migrations/20260103000000_jobs.sql": "CREATE TABLE jobs (p BIGINT REFERENCES people (id));\n"})


if __name__ == "__main__":
    unittest.main()
