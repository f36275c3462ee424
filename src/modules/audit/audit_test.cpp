#include "modules/audit/audit.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "modules/audit/chain.hpp"
#include "modules/audit/store.hpp"
#include "platform/crypto/sign.hpp"
#include "platform/db/db.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <random>

using namespace xinglin;
using namespace xinglin::audit;

namespace {

Instant const start{1'700'000'000'000};

/// A statement by its text; kept to the end of the program, because connections remember statements by address.
db::Statement const& made(std::string const& text) {
    static std::map<std::string, std::unique_ptr<testing::MadeStatement>> all;
    auto& statement = all[text];
    if (!statement) statement = std::make_unique<testing::MadeStatement>(text);
    return *statement;
}

struct World {
    explicit World(db::Database& opened, crypto::Profile profile = crypto::Profile::international)
        : database(opened), trail(clock, 0, profile), signer(crypto::signer_from(crypto::new_signing_key(profile))) {}

    void record(int count, Trail const* other = nullptr) {
        std::vector<Event> events;
        for (int i = 0; i < count; ++i) {
            Event event;
            event.action = i % 3 == 0 ? "people.corrected" : "session.opened";
            event.subject_kind = "person";
            event.subject = 100 + i;
            event.summary = "第 " + std::to_string(i) + " 条，含\n换行与\"引号\"";
            event.details = {{"字段", "phone"}, {"digest", text::hex(crypto::sha256(std::to_string(i)))}};
            event.address = "192.0.2.7";
            events.push_back(std::move(event));
        }
        auth::Actor actor;
        actor.account = {7};
        actor.name = "（合成）办公室";
        REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
            (other != nullptr ? *other : trail).record_all(tx, actor, events);
            return Done{};
        }));
        clock.advance(1000);
    }
    void checkpoint() {
        REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
            write_checkpoint(tx, clock.now(), *signer);
            return Done{};
        }));
    }
    Report check() {
        return database.read([&](db::Reader& reader) { return verify(reader, signer->public_key_pem()); });
    }
    /// Changes rows behind the program's back, as somebody with the file would.
    void tamper(std::string const& text) { run_all({text}); }
    void run_all(std::vector<std::string> const& texts) {
        REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
            for (auto const& text : texts) tx.run(made(text));
            return Done{};
        }));
    }
    void disarm() {
        if (database.engine() == db::Engine::sqlite)
            run_all({"drop trigger audit_entries_no_update", "drop trigger audit_entries_no_delete",
                     "drop trigger audit_checkpoints_no_update", "drop trigger audit_checkpoints_no_delete"});
        else
            run_all({"drop trigger audit_entries_append_only on audit_entries",
                     "drop trigger audit_checkpoints_append_only on audit_checkpoints"});
    }
    std::string exported() {
        std::string text;
        export_lines(database, signer->public_key_pem(), clock.now(), [&](std::string_view line) {
            text += line;
            return true;
        });
        return text;
    }

    db::Database& database;
    FixedClock clock{start};
    Trail trail;
    std::unique_ptr<crypto::Signer> signer;
};

bool has(Report const& report, std::string_view kind) {
    for (auto const& finding : report.findings)
        if (finding.kind == kind) return true;
    return false;
}

/// Exit status of the independent verifier over a text.
int independent(std::string const& text, std::string const& more = "") {
    testing::TemporaryFolder const folder;
    std::ofstream(folder.file("trail.jsonl")) << text;
    auto const command = "python3 " XINGLIN_SOURCE_DIR "/tools/verify_audit.py " + folder.file("trail.jsonl") + " " +
                         more + " >/dev/null 2>&1";
    return WEXITSTATUS(std::system(command.c_str()));
}

}  // namespace

TEST_SUITE("audit") {
    TEST_CASE("an intact trail verifies, here and by the independent verifier, in both digests") {
        for (auto const profile : {crypto::Profile::international, crypto::Profile::guomi})
            testing::with_databases([&](db::Database& database) {
                World world(database, profile);
                CHECK(world.check().intact());  // an empty one too
                world.record(5);
                world.checkpoint();
                world.record(1);
                world.record(7);
                world.checkpoint();
                world.checkpoint();  // nothing happened since: writes nothing
                world.record(2);
                auto const report = world.check();
                CHECK(report.intact());
                CHECK(report.entries == 15);
                CHECK(report.checkpoints == 2);
                CHECK(report.last_checkpoint == start + 3000);
                CHECK(verify(database, world.signer->public_key_pem()).intact());
                CHECK(independent(world.exported()) == 0);
            });
    }
    TEST_CASE("the database refuses to change or delete entries") {
        testing::with_databases([](db::Database& database) {
            World world(database);
            world.record(3);
            world.checkpoint();
            for (auto const* const text : {"update audit_entries set actor = 'x'", "delete from audit_entries",
                                           "update audit_checkpoints set at = 1", "delete from audit_checkpoints"}) {
                CHECK_THROWS(database.write([&](db::Tx& tx) -> Result<Done> {
                    tx.run(made(text));
                    return Done{};
                }));
            }
            CHECK(world.check().entries == 3);
        });
    }
    TEST_CASE("no change without its entry, no entry without its change: a rolled-back use case leaves neither") {
        testing::with_databases([](db::Database& database) {
            World world(database);
            world.record(2);
            auto const refused_case = database.write([&](db::Tx& tx) -> Result<Done> {
                world.trail.record(tx, auth::Actor::the_system("test"), Event{"x.done", "x", 0, "", "", "ok", {}, ""});
                return fail(conflict("x"));
            });
            CHECK_FALSE(refused_case);
            world.record(1);
            auto const report = world.check();
            CHECK(report.intact());
            CHECK(report.entries == 3);
        });
    }
    TEST_CASE("every column of every kind of tampering is found") {
        testing::with_databases([](db::Database& database) {
            struct Tampering {
                char const* text;
                char const* finding;
            };
            Tampering const all[] = {
                {"update audit_entries set actor = 'x' where sequence = 4", "changed"},
                {"update audit_entries set at = at + 1 where sequence = 4", "changed"},
                {"update audit_entries set account = 8 where sequence = 4", "changed"},
                {"update audit_entries set person = 8 where sequence = 4", "changed"},
                {"update audit_entries set action = 'x' where sequence = 4", "changed"},
                {"update audit_entries set subject_kind = 'x' where sequence = 4", "changed"},
                {"update audit_entries set subject = 1 where sequence = 4", "changed"},
                {"update audit_entries set path = '1' where sequence = 4", "changed"},
                {"update audit_entries set summary = 'x' where sequence = 4", "changed"},
                {"update audit_entries set result = 'failed' where sequence = 4", "changed"},
                {"update audit_entries set details = '{}' where sequence = 4", "changed"},
                {"update audit_entries set address = '' where sequence = 4", "changed"},
                {"update audit_entries set hash = (select hash from audit_entries where sequence = 5) where sequence = "
                 "4",
                 "changed"},
                {"delete from audit_entries where sequence = 1", "missing"},
                {"delete from audit_entries where sequence = 4", "missing"},
                {"delete from audit_entries where sequence = 12", "missing"},
                {"delete from audit_entries where sequence > 6", "truncated"},
                {"update audit_heads set hash = (select hash from audit_entries where sequence = 1)", "head"},
                {"delete from audit_heads", "head"},
                {"update audit_checkpoints set at = at + 1 where number = 1", "checkpoint_signature"},
                {"update audit_checkpoints set heads = '' where number = 2", "checkpoint_signature"},
                {"delete from audit_checkpoints where number = 1", "checkpoint_missing"},
            };
            World world(database);
            world.record(6);
            world.checkpoint();
            world.record(4);
            world.checkpoint();
            world.record(2);
            world.disarm();
            REQUIRE(world.check().intact());
            for (auto const& tampering : all) {
                CHECK_FALSE(database.write([&](db::Tx& tx) -> Result<Done> {
                    tx.run(made(tampering.text));
                    auto const report = verify(tx, world.signer->public_key_pem());
                    CHECK_MESSAGE(has(report, tampering.finding), tampering.text);
                    return fail(conflict("undone"));
                }));
            }
            CHECK(world.check().intact());
        });
    }
    TEST_CASE("a cut with its head set back to match is found through the last checkpoint") {
        testing::with_databases([](db::Database& database) {
            World world(database);
            world.record(10);
            world.checkpoint();
            world.disarm();
            world.run_all(
                {"delete from audit_entries where sequence > 7",
                 "update audit_heads set sequence = 7, hash = (select hash from audit_entries where sequence = 7)"});
            auto const report = world.check();
            CHECK(report.findings_total == 1);
            CHECK(has(report, "truncated"));
            CHECK(independent(world.exported()) == 1);
        });
    }
    TEST_CASE("chains of several nodes meet in one checkpoint") {
        testing::with_databases([](db::Database& database) {
            World world(database);
            Trail const second(world.clock, 1);
            world.record(3);
            world.record(4, &second);
            world.checkpoint();
            world.record(1, &second);
            CHECK(world.check().intact());
            CHECK(world.check().entries == 8);
            CHECK(independent(world.exported()) == 0);
            world.disarm();
            world.tamper("update audit_entries set summary = 'x' where node = 1 and sequence = 2");
            CHECK(has(world.check(), "changed"));
            CHECK(independent(world.exported()) == 1);
        });
    }
    TEST_CASE("the list goes from the newest back, by key, narrowed, and only for a scope over everything") {
        testing::with_databases([](db::Database& database) {
            World world(database);
            for (int i = 0; i < 4; ++i) world.record(5);
            database.read([&](db::Reader& reader) {
                auto const everything = auth::Scope::everything();
                auto const first = store::list(reader, everything, {}, {}, 12);
                REQUIRE(first.size() == 12);
                CHECK(first.front().sequence == 20);
                auto const& last = first.back();
                auto const rest = store::list(reader, everything, {}, Position{last.at, last.node, last.sequence}, 100);
                CHECK(rest.size() == 8);
                CHECK(rest.front().sequence == 8);
                Filter filter;
                filter.action = "people.";
                CHECK(store::list(reader, everything, filter, {}, 100).size() == 8);
                filter.action = "people.corrected";
                CHECK(store::list(reader, everything, filter, {}, 100).size() == 8);
                filter.action = "people";
                CHECK(store::list(reader, everything, filter, {}, 100).empty());
                filter = {};
                filter.subject = 102;
                filter.from = start + 1000;
                filter.to = start + 3000;
                CHECK(store::list(reader, everything, filter, {}, 100).size() == 2);
                filter = {};
                filter.account = AccountId{8};
                CHECK(store::list(reader, everything, filter, {}, 100).empty());
                CHECK(store::list(reader, auth::Scope{{auth::subtree("0001")}, {}}, {}, {}, 100).empty());
            });
        });
    }
}

TEST_SUITE("audit verifier") {
    TEST_CASE("flips, deletions, swaps and cuts of an export are all found by the independent verifier") {
        testing::TemporaryFolder const folder;
        db::Options options;
        options.url = "sqlite:" + folder.file("a.db");
        auto const database = db::open(options);
        World world(*database);
        for (int i = 0; i < 8; ++i) {
            world.record(5);
            if (i % 3 == 1) world.checkpoint();
        }
        world.checkpoint();
        auto const whole = world.exported();
        REQUIRE(independent(whole) == 0);
        auto const all = text::split(std::string_view(whole).substr(0, whole.size() - 1), '\n');
        std::vector<std::string> const lines(all.begin(), all.end());
        auto const joined = [](std::vector<std::string> const& kept) { return text::join(kept, "\n") + "\n"; };
        std::mt19937 random(20261122);
        for (int turn = 0; turn < 24; ++turn) {
            auto changed = lines;
            auto const at = 1 + random() % (lines.size() - 1);
            if (turn % 4 == 0) {  // flip one digit or letter of a value
                auto& line = changed[at];
                auto place = line.size() / 3 + random() % (line.size() / 2);
                while (std::isalnum(static_cast<unsigned char>(line[place])) == 0) --place;
                line[place] = line[place] == '1' ? '2' : '1';
            } else if (turn % 4 == 1) {
                changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at));
            } else if (turn % 4 == 2) {
                auto const entry = lines.size() - 2 - random() % 30;
                std::swap(changed[entry], changed[entry + 1]);
            } else {
                changed.resize(lines.size() - 1 - random() % 30);
            }
            CHECK_MESSAGE(independent(joined(changed)) != 0, "turn " << turn << " line " << at);
        }
        std::ofstream(folder.file("key.pem"))
            << crypto::signer_from(crypto::new_signing_key(crypto::Profile::international))->public_key_pem();
        CHECK(independent(whole, "--key " + folder.file("key.pem")) == 1);  // signed by somebody else
        std::ofstream(folder.file("earlier.jsonl")) << whole;
        CHECK(independent(whole, "--earlier " + folder.file("earlier.jsonl")) == 0);
        auto const shorter = [&] {  // everything after the third checkpoint never happened
            world.disarm();
            world.run_all(
                {"delete from audit_checkpoints where number > 2", "delete from audit_entries where sequence > 25",
                 "update audit_heads set sequence = 25, hash = (select hash from audit_entries where sequence = 25)"});
            return world.exported();
        }();
        CHECK(independent(shorter) == 0);  // the file alone cannot know …
        CHECK(independent(shorter, "--earlier " + folder.file("earlier.jsonl")) == 1);  // … a copy kept elsewhere does
        CHECK(independent("{}") == 2);
    }
    TEST_CASE("in a trail of 10,000 entries a flip, deletion, swap or cut anywhere is found") {
        testing::TemporaryFolder const folder;
        db::Options options;
        options.url = "sqlite:" + folder.file("a.db");
        auto const database = db::open(options);
        World world(*database);
        for (int i = 0; i < 10; ++i) world.record(1000);
        world.checkpoint();
        world.disarm();
        REQUIRE(world.check().intact());
        std::mt19937 random(20261122);
        for (int turn = 0; turn < 20; ++turn) {
            auto const at = turn == 0 ? 1 : turn == 1 ? 10'000 : static_cast<int>(2 + random() % 9'998);
            auto const n = std::to_string(at), neighbour = std::to_string(at == 10'000 ? at - 1 : at + 1);
            std::vector<std::vector<std::string>> const tamperings{
                {"update audit_entries set summary = substr(summary, 2) || 'x' where sequence = " + n},
                {"delete from audit_entries where sequence = " + n},
                {"update audit_entries set sequence = -1 where sequence = " + n,
                 "update audit_entries set sequence = " + n + " where sequence = " + neighbour,
                 "update audit_entries set sequence = " + neighbour + " where sequence = -1"},
                {"delete from audit_entries where sequence >= " + n,
                 "update audit_heads set sequence = " + n +
                     " - 1, hash = coalesce((select hash from audit_entries where sequence = " + n +
                     " - 1), zeroblob(32))"}};
            for (auto const& texts : tamperings)
                CHECK_FALSE(database->write([&](db::Tx& tx) -> Result<Done> {
                    for (auto const& text : texts) tx.run(made(text));
                    CHECK_MESSAGE(!verify(tx, world.signer->public_key_pem()).intact(), texts.front());
                    return fail(conflict("undone"));
                }));
        }
        CHECK(world.check().intact());
    }
}
