// The support of this module's tests.
#include "modules/organisations/test_tree.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace xinglin::organisations::testing {

using xinglin::testing::MadeStatement;

namespace {

MadeStatement const make_table(
    "CREATE TABLE test_people (id BIGINT NOT NULL PRIMARY KEY, organisation_id BIGINT NOT NULL, path TEXT NOT NULL, "
    "is_full BIGINT NOT NULL, "
    "name TEXT NOT NULL, moved_by BIGINT, moved_from BIGINT)");
MadeStatement const put(
    "INSERT INTO test_people (id, organisation_id, path, is_full, name) VALUES ($1, $2, $3, $4, $5)");
MadeStatement const shift(
    "UPDATE test_people SET path = CAST($3 AS TEXT) || substr(path, CAST($4 AS INTEGER)) WHERE path >= $1 AND path < "
    "$2");
MadeStatement const of_organisation("SELECT id, is_full FROM test_people WHERE organisation_id = $1 ORDER BY id");
MadeStatement const move_one(
    "UPDATE test_people SET organisation_id = $2, path = $3, moved_by = $4, moved_from = $5 WHERE id = $1");
MadeStatement const one_person("SELECT name, is_full, path, organisation_id FROM test_people WHERE id = $1");
MadeStatement const moved_by("SELECT id, moved_from, organisation_id, is_full FROM test_people WHERE moved_by = $1");
MadeStatement const whole_tree(
    "SELECT v.short_name, v.path FROM organisation_versions v WHERE v.retired_by IS NULL AND v.valid_from <= $1 AND $1 "
    "< v.valid_to "
    "ORDER BY v.path");
MadeStatement const stale_heads(
    "SELECT o.name FROM organisations o LEFT JOIN organisation_versions v ON v.organisation_id = o.id AND v.retired_by "
    "IS NULL AND "
    "v.valid_to = '9999-12-31' WHERE o.ended_on IS NULL AND (v.id IS NULL OR v.name <> o.name OR v.path <> o.path OR "
    "v.kind <> o.kind OR "
    "v.short_name <> o.short_name OR v.phone <> o.phone OR v.code <> o.code)");
MadeStatement const wrong_paths(
    "SELECT o.name FROM organisations o JOIN organisations p ON p.id = o.parent_id WHERE o.ended_on IS NULL AND "
    "(substr(o.path, 1, length(p.path)) <> p.path OR length(o.path) <> length(p.path) + 4)");
MadeStatement const wrong_copies(
    "SELECT o.name FROM organisations o JOIN organisation_counts c ON c.organisation_id = o.id WHERE o.ended_on IS "
    "NULL AND c.path <> o.path");
MadeStatement const wrong_people(
    "SELECT t.name FROM test_people t JOIN organisations o ON o.id = t.organisation_id WHERE t.path <> o.path OR "
    "o.ended_on IS NOT NULL");
MadeStatement const overlaps(
    "SELECT a.name FROM organisation_versions a JOIN organisation_versions b ON b.organisation_id = a.organisation_id "
    "AND b.id <> a.id "
    "WHERE a.retired_by IS NULL AND b.retired_by IS NULL AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to");
MadeStatement const wrong_past(
    "SELECT v.name FROM organisation_versions v WHERE v.retired_by IS NULL AND v.parent_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM "
    "organisation_versions p WHERE p.organisation_id = v.parent_id AND p.retired_by IS NULL AND p.valid_from <= "
    "v.valid_from AND "
    "v.valid_from < p.valid_to AND substr(v.path, 1, length(p.path)) = p.path)");

}  // namespace

TestPeople::TestPeople(db::Database& db) {
    REQUIRE(db.write([](db::Tx& tx) -> Result<Done> {
        tx.run(make_table);
        return Done{};
    }));
}

void TestPeople::add(db::Tx& tx, PersonId id, OrganisationId organisation, bool full, std::string const& name) {
    tx.run(put, id, organisation, find(tx, organisation)->path, full, name);
    adjust_counts(tx, organisation, full ? Counts{1, 0, 0, 0, 0, 0} : Counts{0, 1, 0, 0, 0, 0});
}

std::string TestPeople::where(db::Reader& reader, PersonId id) const {
    return reader
        .one(
            one_person, [](db::Row const& row) { return row.get<std::string>(2); }, id)
        .value_or("");
}

void TestPeople::path_moved(db::Tx& tx, ChangeContext const&, std::string const& from, std::string const& to) {
    auto const range = auth::subtree(from);
    tx.run(shift, range.from, range.to, to, static_cast<std::int64_t>(from.size() + 1));
}

Result<std::vector<Effect>> TestPeople::reassign(db::Tx& tx, ChangeContext const& context, Reassignment const& who) {
    auto const there = tx.all(
        of_organisation, [](db::Row const& row) { return std::pair(row.get<PersonId>(0), row.get<bool>(1)); },
        who.from);
    std::int64_t moved = 0;
    for (auto const& [id, full] : there) {
        if (who.people && std::find(who.people->begin(), who.people->end(), id) == who.people->end()) continue;
        tx.run(move_one, id, who.to, who.to_path, context.change, who.from);
        Counts const one = full ? Counts{1, 0, 0, 0, 0, 0} : Counts{0, 1, 0, 0, 0, 0};
        adjust_counts(tx, who.from, -one);
        adjust_counts(tx, who.to, one);
        ++moved;
    }
    if (who.people && moved != static_cast<std::int64_t>(who.people->size())) return fail(not_found());
    return std::vector<Effect>{{"people_moved", who.from, who.to, moved, std::to_string(moved) + "名人员转入"}};
}

Result<std::vector<Effect>> TestPeople::ended(db::Tx&, ChangeContext const&, Organisation const&,
                                              std::optional<Organisation> const&) {
    return std::vector<Effect>{};
}

Result<Done> TestPeople::undo(db::Tx& tx, ChangeContext const&, ChangeId undone) {
    struct Moved {
        PersonId id;
        OrganisationId from, to;
        bool full;
    };
    for (auto const& m : tx.all(
             moved_by,
             [](db::Row const& row) {
                 return Moved{row.get<PersonId>(0), row.get<OrganisationId>(1), row.get<OrganisationId>(2),
                              row.get<bool>(3)};
             },
             undone)) {
        Counts const one = m.full ? Counts{1, 0, 0, 0, 0, 0} : Counts{0, 1, 0, 0, 0, 0};
        // The organisation they return to may still be marked as ended; its path is kept.
        tx.run(move_one, m.id, m.from, find(tx, m.from)->path, ChangeId{}, OrganisationId{});
        adjust_counts(tx, m.to, -one);
        adjust_counts(tx, m.from, one);
    }
    return Done{};
}

std::optional<Holder> TestPeople::holder(db::Tx& tx, PersonId id) const {
    return tx.one(
        one_person,
        [](db::Row const& row) {
            return Holder{row.get<std::string>(0), row.get<bool>(1), row.get<std::string>(2)};
        },
        id);
}

Hospital::Hospital(db::Database& database)
    : db(database),
      book(regulations::load_embedded().value()),
      service(db, ids, clock, trail, book, vault),
      people(db) {
    service.follow(people);
    service.know(people);
    committee = set_up({}, OrganisationKind::committee, "D01", "中共云澜市第一人民医院委员会", "医院党委");
    internal = set_up(committee, OrganisationKind::general_branch, "Z1", "中共云澜市第一人民医院内科系统党总支部",
                      "内科系统党总支部");
    surgical = set_up(committee, OrganisationKind::general_branch, "Z2", "中共云澜市第一人民医院外科系统党总支部",
                      "外科系统党总支部");
    heart = set_up(internal, OrganisationKind::branch, "Z1B01", "中共云澜市第一人民医院心血管内科支部委员会",
                   "心血管内科党支部");
    lung = set_up(internal, OrganisationKind::branch, "Z1B02", "中共云澜市第一人民医院呼吸内科支部委员会",
                  "呼吸内科党支部");
    stomach = set_up(internal, OrganisationKind::branch, "Z1B03", "中共云澜市第一人民医院消化内科支部委员会",
                     "消化内科党支部");
    general =
        set_up(surgical, OrganisationKind::branch, "Z2B01", "中共云澜市第一人民医院普外科支部委员会", "普外科党支部");
    bones = set_up(surgical, OrganisationKind::branch, "Z2B02", "中共云澜市第一人民医院骨科支部委员会", "骨科党支部");
}

OrganisationId Hospital::set_up(OrganisationId parent, OrganisationKind kind, std::string const& code,
                                std::string const& name, std::string const& short_name) {
    auto create = command(ChangeKind::create, {2020, 1, 1});
    if (!parent.none()) create.parent_id = parent;
    create.to_kind = kind;
    create.code = code;
    create.name = name;
    create.short_name = short_name;
    auto const made = service.change(office, create);
    if (!made) FAIL(made.error().code);
    return made->organisation;
}

std::vector<PersonId> Hospital::staff(OrganisationId organisation, int full, int probationary) {
    std::vector<PersonId> made;
    REQUIRE(db.write([&](db::Tx& tx) -> Result<Done> {
        made.clear();
        for (int i = 0; i < full + probationary; ++i) {
            made.push_back(PersonId{++next_person});
            people.add(tx, made.back(), organisation, i < full, "合成" + std::to_string(next_person));
        }
        return Done{};
    }));
    return made;
}

Organisation Hospital::at(OrganisationId id) {
    return db.read([&](db::Reader& reader) { return *find(reader, id); });
}
std::optional<Organisation> Hospital::at(OrganisationId id, Date day) {
    return db.read([&](db::Reader& reader) { return find_on(reader, id, day); });
}
Counts Hospital::counts(OrganisationId id) {
    return db.read([&](db::Reader& reader) { return counts_of(reader, id); });
}
Counts Hospital::counts_under(OrganisationId id) {
    return db.read([&](db::Reader& reader) { return organisations::counts_under(reader, find(reader, id)->path); });
}

std::string Hospital::tree(Date day) {
    auto const text = day.text();
    std::string shown;
    db.read([&](db::Reader& reader) {
        reader.each(
            whole_tree,
            [&](db::Row const& row) {
                shown += std::string(row.text(1).size() / 4 - 1, ' ') + std::string(row.text(0)) + "\n";
            },
            text);
    });
    return shown;
}

std::string Hospital::disagreement() {
    std::string wrong;
    db.read([&](db::Reader& reader) {
        for (auto const& [what, statement] :
             std::vector<std::pair<std::string, MadeStatement const*>>{{"head", &stale_heads},
                                                                       {"path", &wrong_paths},
                                                                       {"counts", &wrong_copies},
                                                                       {"people", &wrong_people},
                                                                       {"overlap", &overlaps},
                                                                       {"past", &wrong_past}})
            reader.each(static_cast<db::Statement const&>(*statement),
                        [&](db::Row const& row) { wrong += what + ":" + std::string(row.text(0)) + " "; });
    });
    return wrong;
}

bool has_effect(ChangeOutcome const& outcome, std::string_view kind) {
    return std::any_of(outcome.effects.begin(), outcome.effects.end(), [&](Effect const& e) { return e.kind == kind; });
}

bool speaks(ChangeOutcome const& outcome, std::string_view rule) {
    return std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](auto const& f) { return f.rule == rule; });
}

ChangeCommand command(ChangeKind kind, Date on) {
    ChangeCommand made;
    made.kind = kind;
    made.effective_on = on;
    made.reason = "调整设置";
    made.basis = "云医党〔2026〕12号";
    return made;
}

auth::Actor actor(std::int64_t account, std::string path, std::vector<std::string_view> held) {
    auth::Actor made;
    made.account = AccountId{account};
    made.name = "甲" + std::to_string(account);
    auth::Grant grant;
    grant.role = "party_office";
    grant.path = std::move(path);
    grant.rights = std::move(held);
    made.grants.push_back(std::move(grant));
    return made;
}

}  // namespace xinglin::organisations::testing
