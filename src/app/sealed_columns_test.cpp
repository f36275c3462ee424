// Every encrypted column of the program is re-sealed by a rotation: the list against the schema, and with real rows.
#include "app/sealed_columns.hpp"

#include "app/data_folder.hpp"
#include "app/key_watch.hpp"
#include "app/own_data.hpp"
#include "app/parts.hpp"
#include "base/text.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/approvals/store.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/people/proposed_steps.hpp"
#include "platform/crypto/rotation_job.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

using namespace xinglin;
using namespace xinglin::app;

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

struct Installation {
    explicit Installation(std::string const& url) {
        settings.data = folder.file("data");
        settings.database = url;
        settings.demo = true;
        REQUIRE(prepare_data_folder(settings));
        open();
    }
    void open() {
        application.reset();
        auto opened = Application::open(settings, Process::server);
        REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().code));
        application = std::move(*opened);
    }
    Core& core() const { return application->core(); }
    Modules::Parts& parts() const { return application->modules().parts(); }
    testing::TemporaryFolder folder;
    Settings settings;
    std::unique_ptr<Application> application;
};

std::string write_file(testing::TemporaryFolder const& folder, std::string const& name, std::string const& text) {
    auto const path = folder.file(name);
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

/// The first lines of a sample file, and those that begin with one of `also`.
std::string lines_of(std::string const& sample, int first, std::initializer_list<std::string_view> also) {
    std::ifstream in(std::string(XINGLIN_SOURCE_DIR) + "/tests/data/roster/" + sample);
    REQUIRE(in.good());
    std::string out;
    std::string line;
    for (int number = 0; std::getline(in, line); ++number)
        if (number <= first || std::any_of(also.begin(), also.end(), [&](auto head) { return line.starts_with(head); }))
            out += line + "\n";
    return out;
}

void import(Installation const& at, intake::ImportKind kind, std::string const& file, std::string const& answers = {}) {
    std::ostringstream out, err;
    intake::FileImport wanted;
    wanted.kind = kind;
    wanted.file = file;
    wanted.answers = answers;
    CHECK_MESSAGE(intake::run_import(at.parts().intake_tools, wanted, out, err) == 0, out.str(), err.str());
}

/// A meeting with somebody who is ill, its minutes, an approval about it, a ballot set aside and grades sent back for it.
void fill_reasons(Core& core, PersonId person) {
    auto const& vault = *core.vault;
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        meetings::Meeting meeting;
        meeting.id = core.ids.next<meetings::MeetingId>();
        meeting.organisation = OrganisationId{1};
        meeting.ends_at = meeting.starts_at + hour_ms;
        meetings::store::insert(tx, meeting);
        meetings::Attendee ill;
        ill.id = core.ids.next<meetings::AttendeeId>();
        ill.person = person;
        ill.reply_reason = meetings::AbsenceReason::sick_leave;
        ill.reply_text = "化疗复查";
        meetings::store::insert(tx, vault, meeting.id, ill);
        for (int const number : {1, 2}) {
            meetings::MinutesVersion kept;
            kept.number = number;
            kept.facts = "{\"reason_text\":\"化疗复查\"}";
            meetings::store::insert(tx, vault, meeting.id, kept);
        }
        approvals::Case asked;
        asked.id = core.ids.next<approvals::CaseId>();
        asked.organisation = meeting.organisation;
        asked.detail = "原因：化疗复查";
        approvals::store::insert(tx, vault, asked);
        approvals::Act act;
        act.id = core.ids.next<approvals::ActId>();
        act.reason = "化疗可请假";
        approvals::store::insert(tx, vault, asked.id, act);
        approvals::Delegation given;
        given.id = core.ids.next<approvals::DelegationId>();
        given.account = AccountId{78};
        given.delegate = person;
        given.from = given.to = core.clock.today();
        given.reason = "住院";
        approvals::store::insert(tx, vault, given);
        ballots::Ballot set_aside;
        set_aside.id = core.ids.next<ballots::BallotId>();
        set_aside.organisation = meeting.organisation;
        set_aside.scrutineer = person;
        ballots::store::insert(tx, set_aside);
        ballots::store::put_void_reason(tx, vault, set_aside.id, "监票人化疗");
        appraisal::Round sent_back;
        sent_back.id = core.ids.next<appraisal::RoundId>();
        sent_back.organisation = meeting.organisation;
        sent_back.year = 2026;
        appraisal::store::insert(tx, sent_back);
        appraisal::store::put_returned(tx, vault, sent_back.id, "化疗期间可免自评");
        return Done{};
    }));
}

/// A row or more in every encrypted column, made by the modules themselves.
void fill(Installation const& at) {
    import(at, intake::ImportKind::organisations, write_file(at.folder, "orgs.csv", lines_of("orgs.csv", 30, {})));
    auto const answers =
        write_file(at.folder, "answers.jsonl", R"({"row":4,"column":"手机号","action":"mend","value":"15477738683"})");
    // Line 162 has a wrong checksum: a finding.
    import(at, intake::ImportKind::people,
           write_file(at.folder, "people.csv", lines_of("members_messy.csv", 4, {"162,"})), answers);

    auto& core = at.core();
    static testing::MadeStatement const by_number("select id from people_roster where staff_no = $1");
    auto const found = core.database->read([&](db::Reader& reader) {
        return PersonId{reader.value<std::int64_t>(static_cast<db::Statement const&>(by_number), "E01002").value_or(0)};
    });
    REQUIRE_FALSE(found.none());
    auth::Actor self;
    self.account.value = 77;
    self.name = "（合成）本人";
    self.person = found;
    self.grants.push_back({"member", std::string(auth::nowhere), {"people.read"}, {}});
    people::AskCorrection ask;
    ask.person = found;
    ask.field = "education";
    ask.value = "21";
    auto const asked = at.parts().people.ask(self, ask);
    REQUIRE_MESSAGE(asked.has_value(), (asked ? "" : asked.error().code));

    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        Date const day{2026, 9, 1};
        members::store::insert(tx, *core.vault,
                               {core.ids.next_value(),
                                found,
                                members::State::suspended,
                                PartialDate::of(day),
                                "因失联",
                                "",
                                std::nullopt,
                                {"office", 0, {}, core.clock.now()},
                                false});
        people::store::ProposedStep step;
        step.id = core.ids.next_value();
        step.person = found;
        step.to = members::State::left_expelled;
        step.on = day;
        step.reason = "因受贿";
        step.proposed_by = AccountId{77};
        step.proposed_at = core.clock.now();
        people::store::insert(tx, *core.vault, step);
        return Done{};
    }));
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        ballots::Ballot ballot;
        ballot.id = core.ids.next<ballots::BallotId>();
        ballot.organisation = OrganisationId{1};
        ballot.scrutineer = found;
        ballot.subject_kind = "meeting";
        ballots::store::insert(tx, ballot);
        auto const id = ballot.id.value;
        ballots::store::insert_box(tx, ballot.id, {core.vault->seal({"ballots_boxes", "box", id}, "slips")});
        ballots::store::insert_key(tx, ballot.id, {core.vault->seal({"ballots_keys", "private_key", id}, "key")});
        return Done{};
    }));
    fill_reasons(core, found);
    auto const account = at.parts().accounts.open_account({"h1", "（合成）甲", {}, "", {}}, core.clock.today());
    REQUIRE(account);
    static testing::MadeStatement const totp("update accounts_accounts set totp = $2, totp_on = 1 where id = $1");
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        db::Blob const sealed{core.vault->seal({"accounts_accounts", "totp", account->value}, "secret")};
        tx.run(static_cast<db::Statement const&>(totp), *account, sealed);
        return Done{};
    }));
    auto const grid = at.parts().rosters.start(
        auth::Actor::the_system("测试"),
        {write_file(at.folder, "grid.csv", "心血管内科 2026年9月排班表\n工号,姓名,1\nE01002,韦家薇,夜\n"),
         "grid.csv",
         "",
         "",
         {}});
    REQUIRE_MESSAGE(grid.has_value(), (grid ? "" : grid.error().code));
    http::Attempt const attempt{*account, "key-00000001", "digest"};
    REQUIRE(at.parts().keys.begin(attempt).state == http::Earlier::State::fresh);
    http::Earlier answer;
    answer.status = 201;
    answer.body = "{}";
    at.parts().keys.finish(attempt, answer);
    at.parts().keys.flush();
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
            fill(at);
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
            fill_reasons(core, person);
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
            fill(at);
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
TEST_SUITE("own data") {
    TEST_CASE("one takes along what is kept about oneself, in clear, and nobody else's") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            fill(at);
            auto& core = at.core();
            static testing::MadeStatement const by_number("select id from people_roster where staff_no = $1");
            auth::Actor self;
            self.account.value = 77;
            self.name = "（合成）本人";
            auto const copy = [&] {
                return core.database->read([&](db::Reader& reader) { return own_data(reader, at.parts(), self); });
            };
            CHECK(copy()->rows.empty());  // neither a person nor an account of this installation
            self.person = core.database->read([&](db::Reader& reader) {
                return PersonId{
                    reader.value<std::int64_t>(static_cast<db::Statement const&>(by_number), "E01002").value_or(0)};
            });
            self.grants.push_back({"member", std::string(auth::nowhere), {"people.read"}, {}});
            auto const table = copy();
            REQUIRE(table);
            std::string all;
            for (auto const& row : table->rows) {
                REQUIRE(row.size() == table->columns.size());
                all += text::join(row, "|") + "\n";
            }
            CHECK(all.find("|韦家薇|") != std::string::npos);
            CHECK(all.find("429099199105082241") != std::string::npos);  // sealed, and masked for everybody else
            CHECK(all.find("更正申请|education|") != std::string::npos);
            CHECK(all.find("林明旭") == std::string::npos);
            CHECK(all.find("429099197605280130") == std::string::npos);
            CHECK_FALSE(people::write_xlsx(*table).empty());
        });
    }
}
TEST_SUITE("master key") {
    TEST_CASE("a process at work takes over keys of another, and says when the master key is no longer its own") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            auto other = Core::open(at.settings, Process::command);
            REQUIRE(other);
            KeyWatch watch(*at.core().vault);
            watch.start();
            auto const sealed_by_other = [&] {
                auto const key = (*other)->vault->announce_data_key(at.core().clock.now());
                REQUIRE(key);
                std::this_thread::sleep_for(std::chrono::milliseconds(2500));  // what a rotation waits twice over
                REQUIRE((*other)->vault->use_data_key(*key, at.core().clock.now()));
                return (*other)->vault->seal({"t", "c", 1}, "x");
            }();
            CHECK(at.core().vault->open({"t", "c", 1}, sealed_by_other) == "x");
            CHECK_FALSE(watch.stale());
            REQUIRE((*other)->vault->change_master_key(crypto::MasterKey::generate(), at.core().clock.now()));
            for (int i = 0; i < 100 && !watch.stale(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
            CHECK(watch.stale());
            // It reads on, but wraps no new key by the wrong one.
            CHECK(at.core().vault->open({"t", "c", 1}, sealed_by_other) == "x");
            CHECK(at.core().vault->add_data_key(at.core().clock.now()).error().code == "crypto.key_wrong");
        });
    }
    TEST_CASE("a change of the master key that was cut off is finished or forgotten at the next start") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            auto const path = at.settings.master_key_file(), waiting = crypto::next_master_key_file(path);
            auto const sealed = at.core().vault->seal({"t", "c", 1}, "x");
            auto const former = crypto::read_master_key(path)->bytes();
            // Cut off before the database learned of it.
            REQUIRE(crypto::write_master_key(waiting, crypto::MasterKey::generate()));
            at.open();
            CHECK(at.core().vault->open({"t", "c", 1}, sealed) == "x");
            CHECK_FALSE(std::filesystem::exists(waiting));
            // Cut off after it.
            auto const next = crypto::MasterKey::generate();
            REQUIRE(crypto::write_master_key(waiting, next));
            REQUIRE(at.core().vault->change_master_key(next, at.core().clock.now()));
            at.open();
            CHECK(at.core().vault->open({"t", "c", 1}, sealed) == "x");
            CHECK(crypto::read_master_key(path)->bytes() == next.bytes());
            CHECK_FALSE(std::filesystem::exists(waiting));
            bool kept = false;
            for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()))
                if (entry.path().string().find(".until-") != std::string::npos)
                    kept = crypto::read_master_key(entry.path().string())->bytes() == former;
            CHECK(kept);  // old backups are opened with it
        });
    }
}
