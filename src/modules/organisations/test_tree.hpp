#pragma once
// A small hospital for this module's tests: a committee, two general branches, five branches, and people in a table of the
// test's own that follows the tree as a module above would.

#include "modules/audit/audit.hpp"
#include "modules/organisations/service.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <map>

namespace xinglin::organisations::testing {

/// The day of the hospital's clock.
inline constexpr Date today{2026, 11, 22};

/// The tree of a Hospital before anything was changed.
inline constexpr auto* as_founded =
    "医院党委\n 内科系统党总支部\n  心血管内科党支部\n  呼吸内科党支部\n  消化内科党支部\n 外科系统党总支部\n  "
    "普外科党支部\n  骨科党支部\n";

/// Seals by reversing: enough to see that nothing is stored in clear.
class MirrorVault final : public crypto::Vault {
  public:
    std::string seal(crypto::Place, std::string_view clear) const override {
        return std::string(clear.rbegin(), clear.rend());
    }
    std::optional<std::string> open(crypto::Place, std::string_view sealed) const override {
        return std::string(sealed.rbegin(), sealed.rend());
    }
    std::string blind_index(std::string_view, std::string_view text) const override { return std::string(text); }
    std::uint32_t current_key() const override { return 1; }
    std::string mac(std::string_view, std::string_view text) const override { return std::string(text); }
};

/// People of the test: moves them, counts them, follows paths.
class TestPeople final : public Follower, public People {
  public:
    explicit TestPeople(db::Database& db);
    void add(db::Tx& tx, PersonId id, OrganisationId organisation, bool full, std::string const& name);
    [[nodiscard]] std::string where(db::Reader& reader, PersonId id) const;

    void path_moved(db::Tx& tx, ChangeContext const& context, std::string const& from, std::string const& to) override;
    Result<std::vector<Effect>> reassign(db::Tx& tx, ChangeContext const& context, Reassignment const& who) override;
    Result<std::vector<Effect>> ended(db::Tx& tx, ChangeContext const& context, Organisation const& ended,
                                      std::optional<Organisation> const& heir) override;
    Result<Done> undo(db::Tx& tx, ChangeContext const& context, ChangeId undone) override;
    std::optional<Holder> holder(db::Tx& tx, PersonId id) const override;
};

struct Hospital {
    explicit Hospital(db::Database& database);

    db::Database& db;
    FixedClock clock{*Instant::parse("2026-11-22T04:00:00Z")};
    IdSource ids{clock, 1};
    audit::Trail trail{clock};
    regulations::Book book;
    MirrorVault vault;
    Service service;
    TestPeople people;
    auth::Actor office = auth::Actor::the_system("党委办公室");
    OrganisationId committee, internal, surgical, heart, lung, stomach, bones, general;
    std::int64_t next_person{0};

    /// Full members (and probationary ones) in an organisation; @returns the ids
    std::vector<PersonId> staff(OrganisationId organisation, int full, int probationary = 0);
    OrganisationId set_up(OrganisationId parent, OrganisationKind kind, std::string const& code,
                          std::string const& name, std::string const& short_name);
    Organisation at(OrganisationId id);
    std::optional<Organisation> at(OrganisationId id, Date day);
    std::string path(OrganisationId id) { return at(id).path; }
    Counts counts(OrganisationId id);
    Counts counts_under(OrganisationId id);
    /// The tree on a day as text: short names, indented by depth, in order of code.
    std::string tree(Date day);
    /// Every present record agrees with the last slice of its timeline, every path with its parent's, every copied path with
    /// its organisation's; "" or what is wrong.
    std::string disagreement();
};

[[nodiscard]] bool has_effect(ChangeOutcome const& outcome, std::string_view kind);
/// Whether this rule said something.
[[nodiscard]] bool speaks(ChangeOutcome const& outcome, std::string_view rule);
[[nodiscard]] ChangeCommand command(ChangeKind kind, Date on);
/// A named actor with one right over a subtree.
[[nodiscard]] auth::Actor actor(std::int64_t account, std::string path, std::vector<std::string_view> rights);

inline NewPost post(OrganisationId organisation, PostKind kind, PersonId person, Date from = {2026, 11, 1}) {
    NewPost made;
    made.organisation_id = organisation;
    made.kind = kind;
    made.person_id = person;
    made.from = from;
    return made;
}

inline NewTerm term(OrganisationId organisation, Date elected_on, std::string approval = "") {
    NewTerm made;
    made.organisation_id = organisation;
    made.elected_on = elected_on;
    made.approval = std::move(approval);
    return made;
}

}  // namespace xinglin::organisations::testing
