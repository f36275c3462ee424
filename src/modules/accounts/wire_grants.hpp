#pragma once
// A grant as the contract shows it. Include from routes only.

#include "modules/accounts/store.hpp"
#include "modules/accounts/wire.hpp"

#include <boost/describe/class.hpp>

namespace xinglin::accounts {

BOOST_DESCRIBE_ENUM(GrantState, proposed, active, refused, withdrawn, ended)

struct GrantRow {
    GrantId id;
    AccountId account;
    std::string account_name;
    std::string role;
    std::string role_title;
    std::optional<OrganisationId> organisation;
    std::optional<std::string> organisation_name;
    Date valid_from;
    std::optional<Date> valid_to;
    GrantState state{GrantState::proposed};
    std::optional<GrantId> replaces;
    std::string reason;
    std::optional<std::string> proposed_by;
    Instant proposed_at;
    std::optional<std::string> decided_by;
};
BOOST_DESCRIBE_STRUCT(GrantRow, (),
                      (id, account, account_name, role, role_title, organisation, organisation_name, valid_from,
                       valid_to, state, replaces, reason, proposed_by, proposed_at, decided_by))

inline std::optional<std::string> name_of(db::Reader& reader, AccountId id) {
    auto const account = id.none() ? std::nullopt : store::find(reader, id);
    return account ? std::optional(account->name) : std::nullopt;
}

inline GrantRow shown(db::Reader& reader, Context const& context, Grant const& grant) {
    GrantRow row;
    row.id = grant.id;
    row.account = grant.account;
    row.account_name = name_of(reader, grant.account).value_or("");
    row.role = grant.role;
    auto const* role = context.roles.find(grant.role);
    row.role_title = role != nullptr ? role->title : grant.role;
    row.organisation = present(grant.organisation);
    if (row.organisation && context.surroundings.organisation)
        if (auto const found = context.surroundings.organisation(reader, grant.organisation))
            row.organisation_name = found->name;
    row.valid_from = grant.from;
    row.valid_to = grant.to;
    row.state = grant.state;
    row.replaces = present(grant.replaces);
    row.reason = grant.reason;
    row.proposed_by = name_of(reader, grant.proposed_by);
    row.proposed_at = grant.proposed_at;
    row.decided_by = name_of(reader, grant.decided_by);
    return row;
}

}  // namespace xinglin::accounts
