#pragma once
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::accounts {

using GrantId = Id<struct GrantTag>;
using InvitationId = Id<struct InvitationTag>;

struct Account {
    AccountId id;
    std::string login;  ///< normalised, unique
    std::string name;
    PersonId person;
    bool locked{false};  ///< by the security administrator
    std::string lock_reason;
    std::string password;  ///< hash
    Instant password_at;
    bool must_change{false};
    std::string totp;  ///< sealed secret, "" when none
    bool totp_on{false};
    std::int64_t totp_step{0};  ///< step of the last code taken
    std::string theme{"system"};
    std::string size{"standard"};
    Instant created_at;
    std::optional<Instant> signed_in_at;
    std::int64_t version{1};
};

struct Session {
    SessionId id;
    std::string token;  ///< digest of the cookie's value
    AccountId account;
    Instant created_at;
    Instant seen_at;
    Instant expires_at;
    std::string address;
    std::string agent;
    bool second_factor{false};
};

enum class GrantState { proposed, active, refused, withdrawn, ended };

/// A role of an account over a part of the tree, for some days.
struct Grant {
    GrantId id;
    AccountId account;
    std::string role;
    OrganisationId organisation;  ///< none: the whole installation, or the own record, as the role says
    Date from;
    std::optional<Date> to;       ///< last day, inclusive
    GrantState state{GrantState::proposed};
    GrantId replaces;             ///< hand-over: the grant that ends when this one begins
    std::string reason;
    AccountId proposed_by;
    Instant proposed_at;
    AccountId decided_by;
    std::optional<Instant> decided_at;

    /// Begins no later than `day` and is not over on it.
    [[nodiscard]] bool holds_on(Date day) const {
        return state == GrantState::active && from <= day && (!to || day <= *to);
    }
    /// Shares a day with another period.
    [[nodiscard]] bool overlaps(Date first, std::optional<Date> last) const {
        return (!to || first <= *to) && (!last || from <= *last);
    }
};

struct Invitation {
    InvitationId id;
    std::string token;  ///< digest
    std::string name;
    std::string login;  ///< proposed; the invited person may choose another
    PersonId person;
    std::string role;
    OrganisationId organisation;
    Date from;
    std::optional<Date> to;
    AccountId invited_by;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> accepted_at;
    AccountId account;
    std::optional<Instant> revoked_at;
    AccountId resets;  ///< sets the password of this account; none: opens another one
    bool waits{false};  ///< for a second person, before it opens anything
    AccountId confirmed_by;

    [[nodiscard]] bool open(Instant now) const { return !accepted_at && !revoked_at && now < expires_at; }
};

/// Failed attempts of one source in a row.
struct Attempts {
    std::int64_t failures{0};
    Instant last_at;
    Instant locked_until;
};

enum class InstitutionKind { hospital, college, other };

/// What somebody must do before anything else opens.
enum class NextStep { ready, change_password, enrol_totp };

struct Institution {
    std::string name;
    InstitutionKind kind{InstitutionKind::hospital};
    Instant set_up_at;
};

}  // namespace xinglin::accounts
