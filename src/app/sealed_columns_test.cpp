// Every encrypted column of the program is re-sealed by a rotation: the list against the schema, and with real rows.
#include "app/sealed_columns.hpp"

#include "modules/approvals/store.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "platform/crypto/rotation_job.hpp"
#include "tests/support/installation.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace xinglin;
using namespace xinglin::app;
using testing::Installation;

namespace {

/// Binary columns that are not sealed: digests, codes of authentication, keys wrapped by the master key.
std::set<std::string> const not_sealed{
    "accounts_grants.mac",        "accounts_institution.token",  "accounts_invitations.token",
    "accounts_links.token",       "accounts_sessions.token",     "accounts_recovery_codes.digest",
    "audit_checkpoints.previous", "audit_checkpoints.signature", "audit_entries.hash",
    "audit_heads.hash",           "crypto_keys.wrapped",         "crypto_recovery.wrapped",
    "members_states.mac",
};

std::set<std::string> binary_columns(db::Database& database) {
    static testing::MadeStatement const of_sqlite(
        "select m.name || '.' || p.name from sqlite_master m join pragma_table_info(m.name) p "
        "where m.type = 'table' and p.type = 'BLOB' and m.name not like 'sqlite%' and m.name not like '%fts%'");
    static testing::MadeStatement const of_postgres(
        "select table_name || '.' || column_name from information_schema.columns "
        "where table_schema = current_schema() and data_type = 'bytea'");
    db::Statement const& statement = database.engine() == db::Engine::sqlite ? of_sqlite : of_postgres;
    std::set<std::string> out;
    database.read(
        [&](db::Reader& reader) { reader.each(statement, [&](db::Row const& row) { out.emplace(row.text(0)); }); });
    return out;
}

std::string name_of(crypto::EncryptedColumn const& column) { return column.table + "." + column.column; }

struct Cell {
    std::uint32_t key;
    std::string clear;
};

/// Every cell of a column by its position, opened.
std::map<std::string, Cell> cells(db::Reader& reader, crypto::Vault const& vault,
                                  crypto::EncryptedColumn const& column) {
    std::map<std::string, Cell> out;
    auto const take = [&](crypto::SealedCell const& cell) {
        auto const clear = vault.open({cell.table.empty() ? column.table : cell.table,
                                       cell.column.empty() ? column.column : cell.column, cell.row},
                                      cell.value.bytes);
        REQUIRE_MESSAGE(clear.has_value(), name_of(column), " ", cell.position);
        CHECK(out.emplace(cell.position, Cell{crypto::Vault::key_of(cell.value.bytes), *clear}).second);
    };
    if (column.cells) {
        for (std::string after;;) {
            auto const some = column.cells(reader, after, 3);
            for (auto const& cell : some) take(cell);
            if (some.empty()) return out;
            after = some.back().position;
        }
    }
    reader.each(
        *column.next,
        [&](db::Row const& row) {
            crypto::SealedCell cell;
            cell.row = row.integer(0);
            cell.position = std::to_string(cell.row);
            cell.value = row.get<db::Blob>(1);
            take(cell);
        },
        0, 100'000);
    return out;
}

using Columns = std::map<std::string, std::map<std::string, Cell>>;

Columns all_cells(Core& core) {
    return core.database->read([&](db::Reader& reader) {
        Columns out;
        for (auto const& column : sealed_columns()) out[name_of(column)] = cells(reader, *core.vault, column);
        return out;
    });
}

}  // namespace

TEST_SUITE("sealed columns") {
    TEST_CASE("every binary column of the schema is in the list of sealed ones, or known not to be sealed") {
        testing::with_databases([](db::Database& database) {
            std::set<std::string> listed;
            for (auto const& column : sealed_columns())
                CHECK_MESSAGE(listed.insert(name_of(column)).second, "twice: ", name_of(column));
            auto const present = binary_columns(database);
            CHECK(present.size() > 15);
            for (auto const& name : present)
                CHECK_MESSAGE(listed.count(name) + not_sealed.count(name) == 1,
                              "sealed, and a rotation would lose it? ", name);
            for (auto const& name : listed) CHECK_MESSAGE(present.count(name) == 1, "no longer there: ", name);
            for (auto const& name : not_sealed) CHECK_MESSAGE(present.count(name) == 1, "no longer there: ", name);
        });
    }
    TEST_CASE(
        "a rotation carries a real row of every column to the new key, goes on after a stop, and then the old key "
        "goes") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            testing::fill(at);
            auto& core = at.core();
            auto const old_key = core.vault->current_key();
            auto const before = all_cells(core);
            for (auto const& [name, rows] : before) CHECK_MESSAGE(!rows.empty(), "no row to prove it with: ", name);

            FixedClock later{core.clock.now()};
            crypto::RotationOptions quick;
            quick.announce_ms = 0;
            quick.batch = 2;
            std::vector<std::string> told;
            quick.told = [&](std::string_view action, std::uint32_t key) {
                told.push_back(std::string(action) + " " + std::to_string(key));
            };
            jobs::Runner runner(*core.database, later, 5);
            crypto::add_rotation_job(runner, *core.database, *core.vault, later, sealed_columns(), quick);
            auto const job = core.database->write([&](db::Tx& tx) -> Result<JobId> {
                return jobs::enqueue(tx, crypto::rotation_kind, "{}", {}, later.now());
            });
            REQUIRE(job);
            {
                // A first, short run, as before a stop: some rows are on the new key, the old one must stay.
                REQUIRE(core.vault->add_data_key(later.now()));
                crypto::Rotation cut_off(*core.database, *core.vault, sealed_columns());
                REQUIRE(cut_off.turn(1));
                CHECK(cut_off.destroy_unused(later.now() + hour_ms, later.now())->empty());
            }
            CHECK(runner.run_due(crypto::rotation_kind) == 1);
            CHECK(core.database->read([&](db::Reader& reader) { return jobs::find(reader, *job)->state; }) == "done");
            auto const new_key = core.vault->current_key();
            CHECK(new_key > old_key);
            auto const after = all_cells(core);
            for (auto const& [name, rows] : before) {
                REQUIRE(after.at(name).size() == rows.size());
                for (auto const& [position, cell] : rows) {
                    CHECK_MESSAGE(after.at(name).at(position).key == new_key, name, " ", position);
                    CHECK_MESSAGE(after.at(name).at(position).clear == cell.clear, name, " ", position);
                }
            }
            CHECK(core.vault->retired_data_keys().size() == 2);  // too young to go

            later.advance(2 * hour_ms);
            runner.run_due(crypto::rotation_tidy_kind);
            CHECK(core.vault->retired_data_keys().empty());
            CHECK(told.size() == 3);
            CHECK(told.front() == "keys.rotated " + std::to_string(new_key));
            // Everything is there for a process that never knew the old key.
            at.open();
            auto const again = all_cells(at.core());
            for (auto const& [name, rows] : before)
                for (auto const& [position, cell] : rows) CHECK(again.at(name).at(position).clear == cell.clear);
        });
    }
    TEST_CASE("reasons an older program left in clear are sealed at the start, and nobody reads them in the file") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            auto& core = at.core();
            PersonId const person{42};
            testing::fill_reasons(core, person);
            static testing::MadeStatement const older[] = {
                testing::MadeStatement(
                    "update meetings_attendees set reasons_sealed = null, basis = '', reply_reason = "
                    "'other', reply_text = '当天化疗', absence_reason = 'sick_leave'"),
                testing::MadeStatement("update meetings_minutes set facts_sealed = null, facts = '{\"n\":\"化疗\"}'"),
                testing::MadeStatement("update approvals_cases set detail_sealed = null, detail = '因化疗改期'"),
                testing::MadeStatement("update approvals_acts set reason_sealed = null, reason = '化疗可请假'"),
                testing::MadeStatement("update approvals_delegations set reason_sealed = null, reason = '化疗'"),
                testing::MadeStatement("update ballots_ballots set void_sealed = null, void_reason = '监票人化疗'"),
                testing::MadeStatement("update appraisal_rounds set returned_sealed = null, returned_reason = '化疗'")};
            REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
                for (auto const& statement : older) CHECK(tx.run(static_cast<db::Statement const&>(statement)) > 0);
                return Done{};
            }));
            static testing::MadeStatement const clear(
                "select count(*) from meetings_attendees a, meetings_minutes m, approvals_cases c, approvals_acts t, "
                "approvals_delegations d, ballots_ballots b, appraisal_rounds r where a.reply_reason || a.reply_text "
                "|| a.absence_reason || a.absence_text || "
                "a.basis || m.facts || c.detail || t.reason || d.reason || "
                "b.void_reason || r.returned_reason <> ''");
            auto const left = [&] {
                return core.database->read([&](db::Reader& reader) {
                    return reader.value<std::int64_t>(static_cast<db::Statement const&>(clear)).value_or(-1);
                });
            };
            CHECK(left() == 2);
            CHECK(crypto::seal_clear(*core.database, *core.vault, clear_columns()).value() == 8);
            CHECK(left() == 0);
            CHECK(crypto::seal_clear(*core.database, *core.vault, clear_columns()).value() == 0);
            core.database->read([&](db::Reader& reader) {
                static testing::MadeStatement const meeting("select meeting from meetings_attendees");
                meetings::MeetingId const id{
                    reader.value<std::int64_t>(static_cast<db::Statement const&>(meeting)).value_or(0)};
                auto const line = meetings::store::attendee(reader, *core.vault, id, person);
                REQUIRE(line);
                CHECK(line->reply_reason == meetings::AbsenceReason::other);
                CHECK(line->reply_text == "当天化疗");
                CHECK(line->absence_reason == meetings::AbsenceReason::sick_leave);
                CHECK(line->absence_text.empty());
                for (auto const& one : meetings::store::minutes(reader, *core.vault, id))
                    CHECK(one.facts == "{\"n\":\"化疗\"}");
                for (auto const& one : approvals::store::delegations_of(reader, *core.vault, AccountId{78}, {}))
                    CHECK(one.reason == "化疗");
            });
        });
    }
    TEST_CASE("a value that a slow node wrote with the old key is carried over before that key goes") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            testing::fill(at);
            auto& core = at.core();
            auto slow = Core::open(at.settings, Process::command);
            REQUIRE(slow);
            auto const now = core.clock.now();
            REQUIRE(core.vault->add_data_key(now));
            crypto::Rotation rotation(*core.database, *core.vault, sealed_columns());
            REQUIRE(rotation.run([](auto const&) { return true; })->finished);
            static testing::MadeStatement const write("update accounts_accounts set totp = $1 where login = 'h1'");
            static testing::MadeStatement const which("select id from accounts_accounts where login = 'h1'");
            REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
                auto const id = *tx.value<std::int64_t>(static_cast<db::Statement const&>(which));
                db::Blob const late{(*slow)->vault->seal({"accounts_accounts", "totp", id}, "late")};
                tx.run(static_cast<db::Statement const&>(write), late);
                return Done{};
            }));
            CHECK(rotation.destroy_unused(now + hour_ms, now)->empty());
            REQUIRE(rotation.run([](auto const&) { return true; })->finished);
            CHECK(rotation.destroy_unused(now + hour_ms, now)->size() == 1);
            auto const cells = all_cells(core);
            CHECK(cells.at("accounts_accounts.totp").begin()->second.clear == "late");
        });
    }
}
