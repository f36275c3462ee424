#pragma once
// The words of an approval: what is asked, where it stands, what was done with it.

#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::approvals {

using CaseId = Id<struct ApprovalCaseTag>;
using ActId = Id<struct ApprovalActTag>;
using DelegationId = Id<struct ApprovalDelegationTag>;

/// open → approved or returned (back to the asker, who may ask again); withdrawn by the asker.
enum class CaseState : std::uint8_t { open, returned, approved, withdrawn };
[[nodiscard]] std::string_view code(CaseState state);
[[nodiscard]] std::string_view title(CaseState state);
[[nodiscard]] CaseState parse_case_state(std::string_view code);

/// One thing that waits for another person's word.
struct Case {
    CaseId id;
    std::string kind;  ///< a definition: "late_minutes"
    int definition{1};  ///< version of the definition it runs under
    std::string subject_kind;  ///< "meeting"
    std::int64_t subject{0};
    OrganisationId organisation;
    std::string path;
    std::string title;  ///< what is asked, in one line
    std::string detail;  ///< what to compare before agreeing
    std::string payload;  ///< what the asking module keeps with it; never shown
    std::string link;  ///< address in the web app where the thing itself is
    std::string step;  ///< code of the step it waits at
    std::string role;  ///< who that step falls to: a role, or a right
    CaseState state{CaseState::open};
    AccountId asked_by;
    PersonId person;  ///< behind the asking account
    std::string asked_name;
    Instant asked_at;
    std::optional<Instant> finished_at;
    std::int64_t version{1};
};

/// What somebody did with a case; never changed.
struct Act {
    ActId id;
    std::string what;  ///< asked, approved, returned, asked_again, withdrawn, migrated
    std::string step;
    AccountId account;
    std::string name;
    std::string for_name;  ///< on whose behalf, "" when on the own
    std::string reason;
    Instant at;
};

/// Somebody decides for somebody who is away.
struct Delegation {
    DelegationId id;
    AccountId account;  ///< who is away
    PersonId person;
    std::string name;
    PersonId delegate;
    std::string delegate_name;
    std::string grants;  ///< role and path, one a line, as they were held when it was given
    Date from;
    Date to;  ///< last day
    std::string reason;
    bool by_roster{false};  ///< the roster says that the person is away; false: it says nothing of these days
    Instant made_at;
    std::optional<Instant> ended_at;
};

}  // namespace xinglin::approvals
