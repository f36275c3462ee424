#pragma once
// An office that imports, for this module's tests: the sample's organisations, a vault that turns bytes, who acts in jobs.

#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/intake/service.hpp"
#include "modules/people/people.hpp"
#include "modules/people/service.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/roster.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace xinglin::intake::testing {

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
        static xinglin::testing::MadeStatement const insert(
            "INSERT INTO organisations (id, segment, code, kind, name, short_name, parent_id, path, unit_case, unit, "
            "phone, address, founded_on, "
            "published, since, ended_on, version) VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, 'same_as_parent', '', '', "
            "'', NULL, 0, '1990-01-01', NULL, 1)");
        static xinglin::testing::MadeStatement const counts(
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
        static xinglin::testing::MadeStatement const entries(
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
        static xinglin::testing::MadeStatement const count("SELECT COUNT(*) FROM people_roster");
        return db.read([&](db::Reader& reader) { return reader.value<std::int64_t>(count).value_or(-1); });
    }
    /// Everybody's row of the roster as text, without ids and times.
    std::string everybody() {
        static xinglin::testing::MadeStatement const all(
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
inline std::vector<NewAnswer> sample_answers() {
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

inline std::string write_file(xinglin::testing::TemporaryFolder const& folder, std::string const& name,
                              std::string const& text) {
    std::ofstream(folder.file(name), std::ios::binary) << text;
    return folder.file(name);
}

}  // namespace xinglin::intake::testing
