// The life of an import on both engines: dry run, answers, commit, the same again, differences, reversal, crash.
#include "modules/intake/service.hpp"
#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/intake/branches.hpp"
#include "modules/intake/columns.hpp"
#include "modules/people/people.hpp"
#include "modules/people/service.hpp"
#include "platform/jobs/runner.hpp"
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
            for (auto& one : known_) {
                auto const segment = "s" + std::to_string(100 + one.id.value);
                one.path = "s101" + segment;
                tx.run(insert, one.id, segment, one.code, one.holds_members ? "branch" : "committee", one.name,
                       one.short_name, "s101" + segment);
                tx.run(counts, one.id, "s101" + segment);
            }
            return Done{};
        });
    }
    Result<intake::OrganisationOutcome> write(db::Tx&, auth::Actor const&, std::vector<intake::OrganisationRow> const&,
                                              std::int64_t) override {
        return fail(not_found());
    }
    Result<Done> take_back(db::Tx&, auth::Actor const&, std::int64_t, std::vector<std::int64_t> const&,
                           std::string const&) override {
        return fail(not_found());
    }
    std::string path_of(std::string_view short_name) const {
        for (auto const& one : known_)
            if (one.short_name == short_name) return one.path;
        return {};
    }
    std::vector<intake::Known> living(db::Reader&, std::unordered_map<std::string, OrganisationId>&) override {
        return known_;
    }

  private:
    std::vector<intake::Known> known_;
};

struct Office {
    explicit Office(db::Database& database, std::vector<people::Subscriber*> told = {})
        : db(database), tree(database), subscribers(std::move(told)) {}

    db::Database& db;
    FixedClock clock{*Instant::parse("2026-09-15T04:00:00Z")};
    IdSource ids{clock, 1};
    audit::Trail trail{clock};
    TurnedVault vault;
    SampleTree tree;
    people::Tools tools{db, ids, clock, trail, vault};
    std::map<std::int64_t, auth::Actor> accounts;  ///< who may act in jobs
    std::vector<people::Subscriber*> subscribers;
    intake::Service service{intake::Tools{tools,
                                          tree,
                                          {},
                                          15,
                                          [this](AccountId id) {
                                              auto const found = accounts.find(id.value);
                                              return found == accounts.end() ? std::nullopt
                                                                             : std::optional(found->second);
                                          },
                                          subscribers}};
    auth::Actor actor = auth::Actor::the_system("党委办公室");
    intake::Silent silent;

    intake::ImportId begin(std::string const& file, intake::ImportKind kind = intake::ImportKind::people) {
        return begin_as(actor, file, kind);
    }
    intake::ImportId begin_as(auth::Actor const& who, std::string const& file,
                              intake::ImportKind kind = intake::ImportKind::people) {
        auto const import = service.start_here(who, {kind, "名册.csv", file, ""});
        REQUIRE_MESSAGE(import.has_value(), why(import));
        auto const read = service.read(who, import->id, silent);
        REQUIRE_MESSAGE(read.has_value(), why(read));
        return import->id;
    }
    /// Somebody who imports for the subtree of this path.
    auth::Actor clerk(std::string const& path, PersonId person = {}) {
        auth::Actor made;
        made.account = ids.next<AccountId>();
        made.person = person;
        made.name = "经办人";
        made.grants = {{"party_office", path, {"intake.run", "members.transition", "members.transfer"}, {}}};
        accounts.emplace(made.account.value, made);
        return made;
    }
    PersonId person(std::string const& staff_no) {
        auto const found = db.read([&](db::Reader& reader) { return people::find_card_by_staff_no(reader, staff_no); });
        return found ? found->id : PersonId{};
    }
    /// Actions of the trail about an import with who did them, oldest first.
    std::vector<std::string> trail_of(intake::ImportId id) {
        static testing::MadeStatement const entries(
            "SELECT action, actor FROM audit_entries WHERE subject_kind = 'import' AND subject = $1 ORDER BY sequence");
        return db.read([&](db::Reader& reader) {
            return reader.all(
                entries, [](db::Row const& row) { return row.get<std::string>(0) + " " + row.get<std::string>(1); },
                id.value);
        });
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
            REQUIRE(service.read(office.actor, import->id, office.silent));
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
        CHECK_FALSE(service.read(office.actor, broken->id, office.silent));
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
        auto const readings = crash_through([&](intake::Progress& progress) {
            return intake::Service(tools).read(office.actor, import->id, progress).has_value();
        });
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

namespace {

std::string const header = "工号,姓名,所在党支部,公民身份号码,学历,人员类别,加入党组织日期,转为正式党员日期,手机号\n";
std::string const lin = "E1,林明旭,骨科党支部,429099197605280130,大学本科,正式党员,2003-05-28,2004-05-28,15477738682\n";
std::string const wei = "E2,韦家薇,儿科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n";

std::set<std::string> said_by(std::vector<intake::Finding> const& findings) {
    std::set<std::string> said;
    for (auto const& one : findings)
        said.insert(std::to_string(one.line) + std::string(intake::header_of(one.column)) + one.code);
    return said;
}

}  // namespace

TEST_CASE("intake scope: whoever imports for a part reaches no import of others") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder const folder;
        auto const file = write_file(folder, "a.csv", header + lin + wei);
        auto const whole = office.clerk("s101");
        auto const part = office.clerk(office.tree.path_of("骨科党支部"));
        auto const theirs = office.begin_as(whole, file);
        auto& service = office.service;
        auto const each = [&](std::string const& wanted) {
            CHECK(office.db.read([&](db::Reader& reader) {
                return why(intake::Service::access(reader, part, theirs));
            }) == wanted);
            CHECK(why(service.choose(part, theirs, "", 0, {})) == wanted);
            CHECK(why(service.answer(part, theirs, {{0, 2, "姓名", "mend", "别人"}})) == wanted);
            CHECK(why(service.accept_all(part, theirs)) == wanted);
            CHECK(why(service.request_commit(part, theirs)) == wanted);
            CHECK(why(service.request_reversal(part, theirs)) == wanted);
            CHECK(why(service.cancel(part, theirs)) == wanted);
        };
        each("not_found");
        REQUIRE(service.commit(whole, theirs, office.silent));
        each("not_found");
        CHECK(why(service.start_here(part, {intake::ImportKind::organisations, "组织.csv", file, ""})) ==
              "intake.whole_only");
        CHECK(service.start_here(whole, {intake::ImportKind::organisations, "组织.csv", file, ""}));
        // The whole institution's office sees what its parts bring in; a part's own stays its own while it holds the right.
        auto const own = office.begin_as(part, file);
        office.db.read([&](db::Reader& reader) {
            CHECK(intake::Service::access(reader, part, own));
            CHECK(intake::Service::access(reader, whole, own));
            auto former = part;
            former.grants.clear();
            CHECK_FALSE(intake::Service::access(reader, former, own));
        });
    });
}

TEST_CASE("intake scope: rows about others' people and branches are refused, and show nothing") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder const folder;
        office.commit(office.begin(write_file(folder, "a.csv", header + lin + wei)));
        auto const before = office.everybody();
        auto const part = office.clerk(office.tree.path_of("骨科党支部"));
        auto const id = office.begin_as(
            part,
            write_file(
                folder, "b.csv",
                header +
                    "E1,林明旭,儿科党支部,429099197605280130,硕士研究生,正式党员,2003-05-28,2004-05-28,15477738682\n"
                    "E2,韦改名,骨科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n"
                    "E3,袁娜,儿科党支部,429099197204034561,大学本科,正式党员,1993-04-03,1994-04-03,15473201747\n"
                    "E4,孔文,骨科党支部,429099198503120042,大学本科,正式党员,2010-07-01,2011-07-01,15490000004\n"));
        auto const said = said_by(office.findings(id, "error"));
        CHECK(said ==
              std::set<std::string>{"2所在党支部BRANCH_OUTSIDE", "3(row)PERSON_OUTSIDE", "4所在党支部BRANCH_OUTSIDE"});
        for (auto const& one : office.findings(id)) {
            CHECK_FALSE((one.line == 3 && one.code == "CHANGED"));  // what is known of others' people is not told
            CHECK_FALSE(one.cell == "韦家薇");
        }
        REQUIRE(office.service.commit(part, id, office.silent));
        auto const import = *office.service.find(id);
        CHECK(import.created == 1);  // the own one
        CHECK(import.changed == 0);
        CHECK(text::contains(office.everybody(), before.substr(0, before.find('\n'))));
        CHECK(text::contains(office.everybody(), "E2|韦家薇"));
        CHECK_FALSE(text::contains(office.everybody(), "袁娜"));
        // The door itself: what no check has seen is refused as well.
        auto const refused = office.db.write([&](db::Tx& tx) -> Result<people::ImportOutcome> {
            people::Import door(office.tools, tx, 99, "hr", {});
            door.act_for(part, part.scope(intake::rights::run));
            people::ImportRow row;
            row.values = {{"staff_no", "E2"}, {"name", "韦改名"}};
            return door.write(row);
        });
        CHECK(why(refused) == "people.outside_scope");
    });
}

TEST_CASE("intake states: what takes two people, is not lawful or is about oneself comes in by no file") {
    testing::with_databases([](db::Database& database) {
        struct News final : people::Subscriber {
            std::vector<std::string> heard;
            void on(db::Tx&, people::StateChanged const& news) override {
                heard.push_back(std::string(members::code(news.to)));
            }
            void on(db::Tx&, people::PersonMoved const&) override { heard.emplace_back("moved"); }
        };
        News news;
        Office office(database, {&news});
        testing::TemporaryFolder const folder;
        auto const columns =
            std::string("工号,姓名,所在党支部,公民身份号码,人员类别,党籍状态,加入党组织日期,转为正式党员日期\n");
        auto const young = [](std::string const& category, std::string const& full, std::string const& branch) {
            return "E2,韦家薇," + branch + ",429099199105082241," + category + ",," + "2025-05-08," + full + "\n";
        };
        office.commit(office.begin(
            write_file(folder, "a.csv",
                       columns + "E1,林明旭,骨科党支部,429099197605280130,正式党员,,2003-05-28,2004-05-28\n" +
                           young("预备党员", "", "骨科党支部"))));
        auto const expelled =
            write_file(folder, "b.csv",
                       columns + "E1,林明旭,骨科党支部,429099197605280130,正式党员,开除党籍,2003-05-28,2004-05-28\n");
        auto const id = office.begin(expelled, intake::ImportKind::hr);
        CHECK(said_by(office.findings(id)) == std::set<std::string>{"2人员类别STATE_STEP"});
        CHECK(why(office.service.answer(office.actor, id, {{0, 2, "人员类别", "accept", ""}})) ==
              "intake.nothing_to_accept");
        REQUIRE(office.service.accept_all(office.actor, id));
        office.commit(id);
        CHECK(text::contains(office.everybody(), "E1|林明旭|1|1976-05-28||full"));
        // The register itself refuses it, whatever an answer of an earlier import says.
        auto const refused = office.db.write([&](db::Tx& tx) -> Result<people::ImportOutcome> {
            people::ImportRow row;
            row.state = members::State::left_expelled;
            return people::Import(office.tools, tx, 99, "hr", {}).write_to(office.person("E1"), row);
        });
        CHECK(why(refused) == "people.state_by_file");

        auto const full = write_file(folder, "c.csv", columns + young("正式党员", "2026-05-08", "骨科党支部"));
        auto const oneself = office.clerk("s101", office.person("E2"));
        auto const own = office.begin_as(oneself, full, intake::ImportKind::hr);
        CHECK(said_by(office.findings(own, "warn")).contains("2人员类别STATE_STEP"));
        REQUIRE(office.service.accept_all(oneself, own));
        REQUIRE(office.service.commit(oneself, own, office.silent));
        CHECK(text::contains(office.everybody(), "E2|韦家薇|2|1991-05-08||probationary"));
        auto const early =
            office.begin(write_file(folder, "d.csv", columns + young("正式党员", "2025-11-08", "骨科党支部")),
                         intake::ImportKind::hr);
        CHECK(said_by(office.findings(early)).contains("2人员类别STATE_STEP"));  // half a year of probation
        CHECK(news.heard.empty());

        // A lawful step of one person about another may come by a file; those concerned are told.
        auto const lawful =
            office.begin(write_file(folder, "e.csv", columns + young("正式党员", "2026-05-08", "儿科党支部")),
                         intake::ImportKind::hr);
        CHECK(said_by(office.findings(lawful)).contains("2人员类别CHANGED"));
        REQUIRE(office.service.accept_all(office.actor, lawful));
        office.commit(lawful);
        CHECK(text::contains(office.everybody(), "E2|韦家薇|2|1991-05-08||full"));
        CHECK(news.heard == std::vector<std::string>{"full", "moved"});
    });
}

TEST_CASE("intake reversal: steps, moves and flags recorded since keep an import from being taken back") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder const folder;
        auto const import = office.begin(write_file(folder, "a.csv", header + lin + wei));
        office.commit(import);
        people::Service people(office.tools);
        auto const person = office.person("E1");
        people::SetFlag const flag{person, "abroad", true, office.clock.today(), ""};
        // Asked for while nothing stood in the way, recorded before the job came to it: that person is left as they are.
        REQUIRE(office.service.request_reversal(office.actor, import));
        REQUIRE(people.set_flag(office.actor, flag));
        REQUIRE(office.service.reverse(office.actor, import, office.silent));
        CHECK(office.count_people() == 1);
        CHECK(office.person("E1") == person);
        CHECK(office.service.find(import)->state == "committed");
        CHECK(office.service.find(import)->problem.starts_with("intake.reversal_kept"));
        CHECK(why(office.service.request_reversal(office.actor, import)) == "intake.built_on");

        auto const clean = office.begin(test::sample("roster/members_clean.csv"));
        office.commit(clean);
        auto const other = office.person("E01002");
        REQUIRE_FALSE(other.none());
        auto const built = [&] {
            return office.db.read([&](db::Reader& reader) { return people::built_on_batch(reader, clean.value, 10); });
        };
        CHECK(built().empty());
        REQUIRE(people.take_step(office.actor, {other, "deceased", office.clock.today(), "病故"}));
        CHECK(built() == std::vector{other});
        CHECK(why(office.service.request_reversal(office.actor, clean)) == "intake.built_on");
        CHECK(office.service.find(clean)->state == "committed");
    });
}

TEST_CASE("intake jobs: work that was given up goes on or is taken back, and never hangs") {
    testing::with_databases([](db::Database& database) {
        class Stopping final : public intake::Progress {
          public:
            void tell(std::int64_t, std::int64_t, std::string_view) override { told_ = true; }
            bool cancelled() const override { return false; }
            bool stopping() const override { return told_; }

          private:
            bool told_{false};
        };
        static testing::MadeStatement const park("UPDATE jobs_jobs SET state = 'parked', tries = 6 WHERE id = $1");
        static testing::MadeStatement const interrupt(
            "UPDATE jobs_jobs SET state = 'waiting', tries = 0 WHERE id = $1");
        static testing::MadeStatement const state("SELECT state FROM jobs_jobs WHERE id = $1");
        Office office(database);
        auto& service = office.service;
        auto const set = [&](testing::MadeStatement const& statement, JobId job) {
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(statement, job);
                return Done{};
            }));
        };
        auto const half = [&] {
            auto const id = office.begin(test::sample("roster/members_clean.csv"));
            auto const job = service.request_commit(office.actor, id);
            REQUIRE(job);
            Stopping stop;
            CHECK(why(service.commit(office.actor, id, stop)) == "intake.stopped");
            auto const part = office.count_people();
            CHECK(part > 0);
            CHECK(part < 620);
            return std::pair(id, *job);
        };
        auto const state_of = [&](intake::ImportId id) { return service.find(id)->state; };
        {
            auto const [id, job] = half();  // its job was given up: asked again, it goes on
            CHECK(why(service.request_commit(office.actor, id)) == "intake.not_checked");
            set(park, job);
            auto const next = service.request_commit(office.actor, id);
            REQUIRE(next);
            CHECK_FALSE(*next == job);
            CHECK(database.read([&](db::Reader& r) { return r.value<std::string>(state, job); }) == "cancelled");
            office.commit(id);
            CHECK(office.count_people() == 620);
            auto const back = service.request_reversal(office.actor, id);
            REQUIRE(back);
            CHECK(why(service.request_reversal(office.actor, id)) == "intake.not_committed");
            set(park, *back);
            REQUIRE(service.request_reversal(office.actor, id));
            REQUIRE(service.reverse(office.actor, id, office.silent));
            CHECK(office.count_people() == 0);
        }
        {
            auto const [id, job] = half();  // or it is cancelled: what was written is taken back
            set(park, job);
            REQUIRE(service.cancel(office.actor, id));
            CHECK(state_of(id) == "reversing");
            REQUIRE(service.reverse(office.actor, id, office.silent));
            CHECK(state_of(id) == "reversed");
            CHECK(office.count_people() == 0);
        }
        {
            // Interrupted by a restart a job waits as if it had never begun; cancelled as a job, its half goes all the same.
            auto const [id, job] = half();
            set(interrupt, job);
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                REQUIRE(jobs::cancel(tx, job));
                service.job_cancelled(tx, office.actor, job);
                return Done{};
            }));
            CHECK(state_of(id) == "reversing");
            REQUIRE(service.reverse(office.actor, id, office.silent));
            CHECK(office.count_people() == 0);
        }
    });
}

TEST_CASE("intake trail: choosing, throwing away and the work of jobs stand in it with the person") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        auto const clerk = office.clerk("s101");
        auto const file = test::sample("roster/members_clean.csv");
        auto const started = office.service.start(clerk, {intake::ImportKind::people, "名册.csv", file, ""});
        REQUIRE(started);
        jobs::Runner runner(database, office.clock);
        intake::add_jobs(runner, office.service);
        CHECK(runner.run_due() == 1);
        REQUIRE(office.service.choose(clerk, started->id, "0", 0, {}));
        CHECK(runner.run_due() == 1);
        REQUIRE(office.service.request_commit(clerk, started->id));
        CHECK(runner.run_due() == 1);
        CHECK(office.count_people() == 620);
        auto const entries = office.trail_of(started->id);
        CHECK(std::count(entries.begin(), entries.end(), "import.mapping_chosen 经办人") == 1);
        CHECK(std::count(entries.begin(), entries.end(), "import.committed 经办人") == 1);
        for (auto const& entry : entries) CHECK(entry.ends_with(" 经办人"));

        auto const other = office.begin_as(clerk, file);
        REQUIRE(office.service.cancel(clerk, other));
        CHECK(office.trail_of(other).back() == "import.discarded 经办人");

        // Nobody's rights outlive them: a job of somebody who may no longer import stops, and the import can be let go.
        auto const gone = office.clerk("s101");
        office.accounts.erase(gone.account.value);
        auto const left = office.service.start(gone, {intake::ImportKind::people, "名册.csv", file, ""});
        REQUIRE(left);
        CHECK(runner.run_due() == 1);
        CHECK(office.service.find(left->id)->state == "reading");
        CHECK(why(office.service.actor_for(gone.account)) == "intake.owner_gone");
        REQUIRE(office.service.cancel(clerk, left->id));
        CHECK(office.service.find(left->id)->state == "cancelled");
    });
}
