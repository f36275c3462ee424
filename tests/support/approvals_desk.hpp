#pragma once
// A branch, an office above it and the approvals between them, for the tests of approvals.

#include "modules/approvals/store.hpp"
#include "modules/meetings/approved.hpp"
#include "modules/meetings/minutes.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

namespace xinglin::approvals::testing {

/// A late entry decided in one step, another time in two.
inline constexpr char const* two_steps = R"(
late_minutes:
  title: 补录会议记录
  article: 约定
  versions:
    - version: 1
      running: finish
      steps: [{code: office, title: 党办核对, role: party_office}]
slot_change:
  title: 改期
  article: 约定
  versions:
    - version: 1
      running: finish
      steps:
        - {code: secretary, title: 书记同意, role: branch_secretary}
        - {code: office, title: 党办同意, role: party_office}
)";

inline Definitions defined(std::string const& yaml) {
    auto made = Definitions::parse(yaml, "test.yaml");
    REQUIRE(made);
    return *made;
}

/// The branch of the meetings' tests with approvals at work: who decides is who holds the role, the office is open.
struct Desk : meetings::testing::Branch {
    explicit Desk(db::Database& database, std::string const& yaml = two_steps)
        : Branch(database),
          definitions(defined(yaml)),
          approvals(Tools{database, hospital.ids, hospital.clock, hospital.trail, notices, *hospital.vault, definitions,
                          [this](db::Reader&, AccountId account) -> std::optional<auth::Actor> {
                              if (account == office.account) return office_open ? std::optional(office) : std::nullopt;
                              for (auto const& one : accounts)
                                  if (one.account == account) return one;
                              return std::nullopt;
                          },
                          [this](PersonId person) {
                              std::vector<auth::Actor> out;
                              for (auto const& one : accounts)
                                  if (one.person == person) out.push_back(one);
                              return out;
                          },
                          &hub}),
          approved(service, approvals) {
        secretary = with_role(secretary, "branch_secretary");
        office = with_role(office, "party_office");
        office.person = outsider;
        office.name = "党办";
    }
    static auth::Actor with_role(auth::Actor actor, std::string role) {
        for (auto& grant : actor.grants) grant.role = role;
        return actor;
    }
    /// A member with an account of their own and no role.
    auth::Actor member(std::size_t which) {
        auto out = hospital.plain(members[which]);
        out.account = AccountId{900 + static_cast<std::int64_t>(which)};
        out.name = "党员";
        return out;
    }
    /// Gives a member a post of the committee, and an account.
    auth::Actor colleague(std::size_t which) {
        organisations::NewPost post;
        post.organisation_id = hospital.committee;
        post.person_id = members[which];
        post.kind = organisations::PostKind::organisation;
        post.from = *Date::parse("2026-01-01");
        post.basis = "选举";
        REQUIRE(hospital.tree.give_post(hospital.system, post));
        accounts.push_back(member(which));
        return accounts.back();
    }
    CaseId other_time() {
        meeting = called();
        auto const made = approved.ask_other_time(member(2), meeting, *Instant::parse("2026-09-17T10:00:00Z"),
                                                  *Instant::parse("2026-09-17T11:00:00Z"), "当天值班");
        if (!made) FAIL(made.error().code);
        return *made;
    }
    Case at(CaseId id) {
        return *hospital.db.read([&](db::Reader& r) { return store::find(r, *hospital.vault, id); });
    }
    using Branch::at;
    Result<Done> decide(auth::Actor const& who, CaseId id, Outcome outcome = Outcome::approve,
                        std::string const& reason = "") {
        return approvals.decide(who, id, at(id).version, outcome, reason);
    }
    std::vector<Case> waiting(auth::Actor const& who) {
        return hospital.db.read([&](db::Reader& r) { return approvals.waiting(r, who, 50); });
    }
    std::vector<Act> acts(CaseId id) {
        return hospital.db.read([&](db::Reader& r) { return store::acts(r, *hospital.vault, id); });
    }
    /// Held, and closed eight days later: a late entry.
    meetings::MeetingId late() {
        auto const id = under_way();
        auto plan = this->plan();
        plan.chair = members[0];
        plan.recorder = members[1];
        plan.items.clear();
        REQUIRE(service.change(secretary, id, at(id).version, plan));
        come(id, {members[0], members[1], members[2], members[3], members[4], probationary});
        hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
        REQUIRE(service.end(secretary, id, at(id).version, std::nullopt));
        hospital.clock.advance(8 * day_ms);
        auto const closed = meetings::Minutes(service).close(secretary, id, at(id).version, "记录人外出");
        if (!closed) FAIL(closed.error().code);
        return id;
    }

    Definitions definitions;
    bool office_open{true};
    std::vector<auth::Actor> accounts;  ///< open ones, besides those above
    Service approvals;
    meetings::Approved approved;
    meetings::MeetingId meeting;
};

}  // namespace xinglin::approvals::testing
