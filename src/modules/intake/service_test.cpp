// The life of an import on both engines: dry run, answers, commit, the same again, differences, reversal, crash.
#include "modules/intake/service.hpp"
#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/intake/branches.hpp"
#include "modules/intake/columns.hpp"
#include "modules/people/people.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/roster.hpp"

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace xinglin;
using intake::NewAnswer;

namespace {

template <class T>
std::string why(Result<T> const& result) {
    return result ? std::string{} : result.error().code;
}

/// Seals by turning every byte over: what is stored is not what was read.
class TurnedVault final : public crypto::Vault {
  public:
    std::string seal(crypto::Place, std::string_view clear) const override { return turned(clear); }
    std::optional<std::string> open(crypto::Place, std::string_view sealed) const override { return turned(sealed); }
    std::string blind_index(std::string_view purpose, std::string_view text) const override {
        return text::hex(crypto::sha256(std::string(purpose) + std::string(text)));
    }
    std::uint32_t current_key() const override { return 1; }
    std::string mac(std::string_view, std::string_view text) const override { return text::hex(crypto::sha256(text)); }

  private:
    static std::string turned(std::string_view bytes) {
        std::string out(bytes);
        for (auto& c : out) c = static_cast<char>(~c);
        return out;
    }
};

/// The organisations of the sample, put into the tables as they are; writing more is not what these tests are about.
class SampleTree final : public intake::OrganisationTarget {
  public:
    explicit SampleTree(db::Database& database) : known_(test::read_organisations(test::sample("roster/orgs.csv"))) {
        static testing::MadeStatement const insert(
            "INSERT INTO organisations (id, segment, code, kind, name, short_name, parent_id, path, unit_case, unit, "
            "phone, address, founded_on, "
            "published, since, ended_on, version) VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, 'same_as_parent', '', '', "
            "'', NULL, 0, '1990-01-01', NULL, 1)");
        static testing::MadeStatement const counts(
            "INSERT INTO organisation_counts (organisation_id, path, full_members, probationary, prospects, activists, "
            "applicants, staff) "
            "VALUES ($1, $2, 0, 0, 0, 0, 0, 0)");
        (void)database.write([&](db::Tx& tx) -> Result<Done> {
            for (auto const& one : known_) {
                auto const segment = "s" + std::to_string(100 + one.id.value);
                tx.run(insert, one.id, segment, one.code, one.holds_members ? "branch" : "committee", one.name,
                       one.short_name, "s101" + segment);
                tx.run(counts, one.id, "s101" + segment);
            }
            return Done{};
        });
    }
    Result<intake::OrganisationOutcome> write(db::Tx&, auth::Actor const&,
                                              std::vector<intake::OrganisationRow> const&) override {
        return fail(not_found());
    }
    Result<Done> undo(db::Tx&, auth::Actor const&, std::int64_t, std::string const&) override {
        return fail(not_found());
    }
    std::vector<intake::Known> living(db::Reader&, std::unordered_map<std::string, OrganisationId>&) override {
        return known_;
    }

  private:
    std::vector<intake::Known> known_;
};

struct Office {
    explicit Office(db::Database& database) : db(database), tree(database) {}

    db::Database& db;
    FixedClock clock{*Instant::parse("2026-09-15T04:00:00Z")};
    IdSource ids{clock, 1};
    audit::Trail trail{clock};
    TurnedVault vault;
    SampleTree tree;
    people::Tools tools{db, ids, clock, trail, vault};
    intake::Service service{intake::Tools{tools, tree}};
    auth::Actor actor = auth::Actor::the_system("党委办公室");
    intake::Silent silent;

    intake::ImportId begin(std::string const& file, intake::ImportKind kind = intake::ImportKind::people) {
        auto const import = service.start_here(actor, {kind, "名册.csv", file, ""});
        REQUIRE_MESSAGE(import.has_value(), why(import));
        auto const read = service.read(import->id, silent);
        REQUIRE_MESSAGE(read.has_value(), why(read));
        return import->id;
    }
    void commit(intake::ImportId id) {
        auto const done = service.commit(actor, id, silent);
        REQUIRE_MESSAGE(done.has_value(), why(done));
    }
    std::vector<intake::Finding> findings(intake::ImportId id, std::string const& handling = "") {
        return db.read([&](db::Reader& reader) {
            std::vector<intake::Finding> out;
            for (auto& [key, finding] :
                 intake::store::findings_after(reader, intake::store::Seal(vault, id), id, {}, handling, "", 100000))
                out.push_back(finding);
            return out;
        });
    }
    std::map<std::string, std::int64_t> rows(intake::ImportId id) {
        return db.read([&](db::Reader& reader) { return intake::store::count_rows(reader, id); });
    }
    std::int64_t count_people() {
        static testing::MadeStatement const count("SELECT COUNT(*) FROM people_roster");
        return db.read([&](db::Reader& reader) { return reader.value<std::int64_t>(count).value_or(-1); });
    }
    /// Everybody's row of the roster as text, without ids and times.
    std::string everybody() {
        static testing::MadeStatement const all(
            "SELECT staff_no, name, sex, birth, education, state, join_date, full_date, mobile_tail, flags FROM "
            "people_roster ORDER BY staff_no");
        return db.read([&](db::Reader& reader) {
            std::string out;
            reader.each(all, [&](db::Row const& row) {
                for (int i = 0; i < 9; ++i) out.append(row.text(i)).append("|");
                out.append(std::to_string(row.integer(9))).append("\n");
            });
            return out;
        });
    }
};

/// The open questions of the messy sample with the answers of the clean one.
std::vector<NewAnswer> sample_answers() {
    std::map<std::string, std::int64_t> lines;
    for (auto const& row : test::read_table(test::sample("roster/members_messy.csv")))
        lines[std::string(row.text(0))] = row.line;
    std::set<std::string> const confirm{"ID_15_DIGIT", "BRANCH_ALIAS", "CAT_SYNONYM"};
    std::set<std::string> const error{
        "ID_CHECKSUM",      "ID_SCIENTIFIC",  "SEX_ID_MISMATCH",        "BIRTH_ID_MISMATCH",   "FULL_BEFORE_JOIN",
        "FULL_EQUALS_JOIN", "JOIN_UNDER_18",  "FULL_DATE_MISSING",      "PROB_WITH_FULL_DATE", "FUTURE_DATE",
        "PHONE_SHORT",      "BRANCH_UNKNOWN", "DUP_ID_DIFFERENT_PERSON"};
    std::vector<NewAnswer> answers;
    for (auto const& row : test::read_table(test::sample("roster/defects.csv"))) {
        auto const code = std::string(row.text(0));
        if (code == "defect") continue;
        auto const line = lines.at(std::string(row.text(1)));
        if (confirm.contains(code)) answers.push_back({0, line, std::string(row.text(3)), "accept", ""});
        if (error.contains(code))
            answers.push_back({0, line, std::string(row.text(3)), "mend", std::string(row.text(4))});
        if (code.starts_with("DUP_ID_T") || code == "DUP_ID_CONFLICT")
            answers.push_back({0, line, "(row)", "skip", ""});
    }
    return answers;
}

std::string write_file(testing::TemporaryFolder const& folder, std::string const& name, std::string const& text) {
    std::ofstream(folder.file(name), std::ios::binary) << text;
    return folder.file(name);
}

}  // namespace

TEST_CASE("intake service: the messy roster with its questions answered gives the people of the clean one") {
    std::string clean_people;
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const messy = office.begin(test::sample("roster/members_messy.csv"));
        CHECK(office.findings(messy).size() == 231);
        CHECK(office.rows(messy)["dropped"] == 2);
        auto const answered = office.service.answer(office.actor, messy, sample_answers());
        REQUIRE_MESSAGE(answered.has_value(), why(answered));
        CHECK(office.findings(messy, "error").empty());
        CHECK(office.findings(messy, "confirm").empty());
        CHECK(office.rows(messy)["held"] == 0);
        office.commit(messy);
        auto const import = *office.service.find(messy);
        CHECK(import.created == 620);
        CHECK(import.refused == 0);
        CHECK(office.count_people() == 620);

        // The same bytes again: what was answered is answered, nothing changes, nothing is asked.
        auto const before = office.everybody();
        auto const again = office.begin(test::sample("roster/members_messy.csv"));
        for (auto const& handling : {"confirm", "error"})
            for (auto const& one : office.findings(again, handling))
                FAIL_CHECK(one.line, " ", intake::header_of(one.column), " ", one.code, " ", one.cell, " ", one.value);
        office.commit(again);
        CHECK(office.service.find(again)->same == 620);
        CHECK(office.service.find(again)->created == 0);
        CHECK(office.everybody() == before);

        // Back to nothing.
        REQUIRE(office.service.request_reversal(office.actor, messy).has_value());
        REQUIRE(office.service.reverse(office.actor, messy, office.silent).has_value());
        CHECK(office.count_people() == 0);
    });
}

TEST_CASE("intake service: without answers the sound rows go in and the others wait") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const messy = office.begin(test::sample("roster/members_messy.csv"));
        office.commit(messy);
        auto const rows = office.rows(messy);
        auto const held = rows.contains("held") ? rows.at("held") : 0;
        CHECK(office.count_people() == 624 - 2 - held);
        // What the questions are about is not in the database in clear.
        static testing::MadeStatement const sealed("SELECT sealed FROM intake_findings");
        database.read([&](db::Reader& reader) {
            reader.each(sealed, [&](db::Row const& row) { CHECK(!text::contains(row.bytes(0), "429099")); });
        });
    });
}

TEST_CASE("intake service: a later file shows the differences, each taken or left") {
    testing::with_databases([&](db::Database& database) {
        testing::TemporaryFolder const folder;
        Office office(database);
        auto const header =
            std::string("工号,姓名,所在党支部,公民身份号码,学历,人员类别,加入党组织日期,转为正式党员日期,手机号\n");
        office.commit(office.begin(write_file(
            folder, "a.csv",
            header + "E1,林明旭,骨科党支部,429099197605280130,大学本科,正式党员,2003-05-28,2004-05-28,15477738682\n"
                     "E2,韦家薇,骨科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n")));
        REQUIRE(office.count_people() == 2);
        auto const later = office.begin(
            write_file(
                folder, "b.csv",
                header +
                    "E1,林明旭,儿科党支部,429099197605280130,硕士研究生,正式党员,2003-05-28,2004-05-28,15477738682\n"
                    "E2,韦家薇,骨科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n"
                    "E3,袁娜,骨科党支部,429099197204034561,大学本科,正式党员,1993-04-03,1994-04-03,15473201747\n"),
            intake::ImportKind::hr);
        auto const found = office.findings(later);
        std::set<std::string> said;
        for (auto const& one : found)
            said.insert(std::to_string(one.line) + std::string(intake::header_of(one.column)) + one.code);
        CHECK(said == std::set<std::string>{"2所在党支部CHANGED", "2学历CHANGED", "4(row)NEW_PERSON"});
        REQUIRE(office.service.answer(office.actor, later, {{0, 2, "学历", "accept", ""}}).has_value());
        office.commit(later);
        auto const people = office.everybody();
        CHECK(text::contains(people, "E1|林明旭|1|1976-05-28|14|full"));
        CHECK(office.count_people() == 2);  // nobody said yes to the new person
        CHECK(office.service.find(later)->changed == 1);
        CHECK(office.service.find(later)->same == 1);
    });
}

TEST_CASE("intake service: interrupted between turns, a commit goes on; cancelled, it leaves nothing") {
    testing::with_databases([&](db::Database& database) {
        class AfterOneTurn final : public intake::Progress {
          public:
            explicit AfterOneTurn(bool cancel) : cancel_(cancel) {}
            void tell(std::int64_t, std::int64_t, std::string_view) override { told_ = true; }
            bool cancelled() const override { return cancel_ && told_; }
            bool stopping() const override { return !cancel_ && told_; }

          private:
            bool cancel_;
            bool told_{false};
        };
        Office office(database);
        auto const import = office.begin(test::sample("roster/members_clean.csv"));
        AfterOneTurn stop(false);
        auto const stopped = office.service.commit(office.actor, import, stop);
        REQUIRE(!stopped);
        CHECK(stopped.error().code == "intake.stopped");
        auto const part = office.count_people();
        CHECK(part > 0);
        CHECK(part < 620);
        office.commit(import);
        CHECK(office.count_people() == 620);
        CHECK(office.service.find(import)->created == 620);

        REQUIRE(office.service.request_reversal(office.actor, import).has_value());
        REQUIRE(office.service.reverse(office.actor, import, office.silent).has_value());
        CHECK(office.count_people() == 0);

        auto const other = office.begin(test::sample("roster/members_clean.csv"));
        AfterOneTurn cancel(true);
        REQUIRE(office.service.commit(office.actor, other, cancel).has_value());
        CHECK(office.count_people() == 0);
        CHECK(office.service.find(other)->state == "cancelled");
    });
}

TEST_CASE("intake service: a personnel file with staff numbers shows its differences and nothing else") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        office.commit(office.begin(test::sample("roster/members_clean.csv")));
        testing::TemporaryFolder folder;
        static testing::MadeStatement const name_of("SELECT name FROM people_roster WHERE staff_no = 'E01017'");
        auto const known =
            office.db.read([&](db::Reader& reader) { return reader.value<std::string>(name_of).value_or(""); });
        auto const file = write_file(folder, "人事.csv", "工号,姓名,科室/岗位\nE01017," + known + ",手术室首席\n");
        auto const import = office.begin(file, intake::ImportKind::hr);
        auto const found = office.findings(import);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == "CHANGED");
        CHECK(found[0].value == "手术室首席");
    });
}

TEST_CASE("intake service: answers that fit nothing are refused") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const messy = office.begin(test::sample("roster/members_messy.csv"));
        auto const code_of = [&](NewAnswer const& answer) {
            auto const done = office.service.answer(office.actor, messy, {answer});
            return done ? std::string("taken") : done.error().code;
        };
        CHECK(code_of({0, 9999, "姓名", "mend", "张三"}) == "intake.no_such_row");
        CHECK(code_of({0, 4, "星座", "mend", "x"}) == "intake.unknown_column");
        CHECK(code_of({0, 4, "姓名", "accept", ""}) == "intake.nothing_to_accept");
        CHECK(code_of({0, 4, "姓名", "keep", "因为"}) == "intake.cannot_keep");
        CHECK(code_of({0, 4, "姓名", "guess", ""}) == "intake.unknown_action");
        // Mending a cell wrongly shows a new finding at once; undoing it takes it away.
        CHECK(code_of({0, 4, "手机号", "mend", "123"}) == "taken");
        CHECK(office.findings(messy).size() == 232);
        auto const said = [&] {
            return office.db.read([&](db::Reader& reader) {
                intake::store::Seal const seal(office.tools.vault, messy);
                return intake::store::answers_of_row(reader, seal, messy, *intake::store::row_at(reader, messy, 0, 4));
            });
        };
        REQUIRE(said().size() == 1);
        CHECK(said()[0].place == "手机号");
        CHECK(said()[0].value == "123");
        CHECK(code_of({0, 4, "手机号", "undo", ""}) == "taken");
        CHECK(said().empty());
        CHECK(office.findings(messy).size() == 231);
    });
}

TEST_CASE("intake command: one JSON object a line, nothing kept by a dry run") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        intake::Tools const tools{office.tools, office.tree};
        std::ostringstream out, err;
        CHECK(intake::run_import(
                  tools,
                  {intake::ImportKind::people, test::sample("roster/members_messy.csv"), "", true, true, false, ""},
                  out, err) == 0);
        std::istringstream lines(out.str());
        std::string line;
        std::int64_t count = 0;
        while (std::getline(lines, line)) {
            auto const value = boost::json::parse(line).as_object();
            for (auto const* key : {"row", "staff_no", "column", "code", "handling", "cell", "value"})
                CHECK(value.contains(key));
            ++count;
        }
        CHECK(count == 231);
        CHECK(office.count_people() == 0);
        static testing::MadeStatement const imports("SELECT COUNT(*) FROM intake_imports");
        CHECK(database.read([&](db::Reader& reader) { return reader.value<std::int64_t>(imports); }) == 0);
        std::ostringstream quiet, complaint;
        CHECK(intake::run_import(tools, {intake::ImportKind::people, "/nonexistent.csv", "", true, true, false, ""},
                                 quiet, complaint) == 1);
        CHECK(text::contains(complaint.str(), "sheets.missing"));
    });
}

TEST_CASE(
    "intake service: an uploaded file goes when no open import needs it, and abandoned imports go by themselves") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder folder;
        std::vector<std::string> forgotten;
        intake::Service service(
            {office.tools, office.tree, [&](std::string const& path) { forgotten.push_back(path); }});
        auto const clean = test::sample("roster/members_clean.csv");
        auto const begin = [&](std::string const& path) {
            auto const import = service.start(office.actor, {intake::ImportKind::people, "名册.csv", path, ""});
            REQUIRE_MESSAGE(import.has_value(), why(import));
            REQUIRE(service.read(import->id, office.silent));
            return import->id;
        };
        auto const first = begin(clean), second = begin(clean);
        CHECK(forgotten.empty());
        CHECK(service.commit(office.actor, first, office.silent));
        CHECK(forgotten.empty());  // the second one may still be read again
        CHECK(service.cancel(office.actor, second));
        CHECK(forgotten == std::vector{clean});
        // A crash behind the last turn of a commit: the job runs again and finishes what is left.
        CHECK(service.commit(office.actor, first, office.silent));
        CHECK(forgotten.size() == 2);

        auto const other = write_file(folder, "other.csv", "姓名,公民身份号码\n");
        auto const broken = service.start(office.actor, {intake::ImportKind::people, "空.csv", other, ""});
        REQUIRE(broken);
        CHECK_FALSE(service.read(broken->id, office.silent));
        auto const waiting = begin(test::sample("roster/members_messy.csv"));
        forgotten.clear();
        CHECK(*service.expire() == 0);
        office.clock.advance(intake::abandoned_after_ms - 1);
        CHECK(*service.expire() == 0);
        office.clock.advance(2);
        CHECK(*service.expire() == 2);
        CHECK(forgotten == std::vector{other, test::sample("roster/members_messy.csv")});
        CHECK_FALSE(service.find(waiting));
        CHECK(service.find(first));  // what was committed stays, to be taken back
    });
}

TEST_CASE("intake service: cancelling a step whose job never began leaves nothing hanging") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const clean = test::sample("roster/members_clean.csv");
        auto const import = office.service.start(office.actor, {intake::ImportKind::people, "名册.csv", clean, ""});
        REQUIRE(import);
        CHECK(office.service.cancel(office.actor, import->id));
        CHECK(office.service.find(import->id)->state == "cancelled");
        CHECK(office.service.cancel(office.actor, import->id));  // thrown away
        CHECK_FALSE(office.service.find(import->id));
        auto const next = office.begin(clean);
        REQUIRE(office.service.request_commit(office.actor, next));
        CHECK(office.service.cancel(office.actor, next));
        CHECK(office.service.find(next)->state == "cancelled");
        CHECK(office.count_people() == 0);
    });
}

namespace {

/// A crash: everything in this process is gone, what was written stays.
struct Crash {};

class CrashAfter final : public intake::Progress {
  public:
    explicit CrashAfter(int turns) : left_(turns) {}
    void tell(std::int64_t, std::int64_t, std::string_view) override {
        if (--left_ == 0) throw Crash{};
    }
    bool cancelled() const override { return false; }
    bool stopping() const override { return false; }

  private:
    int left_;
};

/// Runs a step that crashes after each turn once more than the time before, then to its end. @returns how often it crashed
template <class Step>
int crash_through(Step&& step) {
    for (int crashes = 0;; ++crashes) {
        CrashAfter progress(crashes < 6 ? crashes + 1 : 1000000);
        try {
            bool const done = step(progress);  // outside of REQUIRE, which would catch the crash itself
            REQUIRE(done);
            return crashes;
        } catch (Crash const&) {}
    }
}

}  // namespace

TEST_CASE("intake service: a crash after any turn of reading, writing or taking back changes nothing of the end") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const before = office.begin(test::sample("roster/members_messy.csv"));
        office.commit(before);
        auto const undisturbed = office.everybody();
        REQUIRE(office.service.request_reversal(office.actor, before));
        REQUIRE(office.service.reverse(office.actor, before, office.silent));
        REQUIRE(office.count_people() == 0);

        intake::Tools const tools{office.tools, office.tree};
        auto const import = office.service.start_here(
            office.actor, {intake::ImportKind::people, "名册.csv", test::sample("roster/members_messy.csv"), ""});
        REQUIRE(import);
        auto const readings = crash_through(
            [&](intake::Progress& progress) { return intake::Service(tools).read(import->id, progress).has_value(); });
        CHECK(readings > 3);
        CHECK(office.findings(import->id).size() == 231);
        CHECK(office.rows(import->id)["ready"] == 572);
        auto const commits = crash_through([&](intake::Progress& progress) {
            return intake::Service(tools).commit(office.actor, import->id, progress).has_value();
        });
        CHECK(commits > 1);
        CHECK(office.everybody() == undisturbed);
        CHECK(office.service.find(import->id)->created == 572);
        REQUIRE(office.service.request_reversal(office.actor, import->id));
        auto const reversals = crash_through([&](intake::Progress& progress) {
            return intake::Service(tools).reverse(office.actor, import->id, progress).has_value();
        });
        CHECK(reversals > 3);
        CHECK(office.count_people() == 0);
        CHECK(office.service.find(import->id)->state == "reversed");
    });
}
