#include "modules/accounts/parts.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/accounts/wire_grants.hpp"
#include "platform/db/db.hpp"
#include "platform/http/router.hpp"

namespace xinglin::accounts {

namespace {

struct ListGrants {
    std::optional<AccountId> account;
    std::optional<std::string> role;
    std::optional<OrganisationId> organisation;
    std::optional<GrantState> state;
    std::optional<Cursor> cursor;
    Within<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListGrants, (), (account, role, organisation, state, cursor, limit))

struct GrantReason : Text<GrantReason> {
    static constexpr TextRule rule{.name = "GrantReason", .max = 200, .description = "授权的原因"};
};
struct ProposeGrant {
    AccountId account;
    std::string role;
    std::optional<OrganisationId> organisation;
    Date valid_from;
    std::optional<Date> valid_to;
    std::optional<GrantReason> reason;
};
BOOST_DESCRIBE_STRUCT(ProposeGrant, (), (account, role, organisation, valid_from, valid_to, reason))

struct OneGrant {
    GrantId id;
};
BOOST_DESCRIBE_STRUCT(OneGrant, (), (id))

struct DecideGrant {
    GrantId id;
    bool accepted{true};
};
BOOST_DESCRIBE_STRUCT(DecideGrant, (), (id, accepted))

struct HandOverGrant {
    GrantId id;
    AccountId account;
    Date on;
};
BOOST_DESCRIBE_STRUCT(HandOverGrant, (), (id, account, on))

Result<Page<GrantRow>> list(Context const& context, http::Call const& call, ListGrants const& query) {
    auto const limit = static_cast<int>(query.limit);
    GrantId const after{query.cursor ? query.cursor->number(0).value_or(0) : 0};
    std::vector<GrantRow> rows;
    for (auto const& stored :
         store::list_grants(call.reader(), context.vault, call.actor().scope(rights::read_grants),
                            {query.state, query.account, query.role, query.organisation}, after, limit + 1))
        rows.push_back(shown(call.reader(), context, stored.grant));
    return Page<GrantRow>::of(std::move(rows), static_cast<std::size_t>(limit),
                              [](GrantRow const& last) { return std::vector{last.id.text()}; });
}

/// What the answer shows of a grant just written.
GrantRow read_again(Context const& context, Grant const& grant) {
    return context.database.read([&](db::Reader& reader) { return shown(reader, context, grant); });
}

}  // namespace

void Accounts::Parts::mount_grants(http::Router& router) {
    using http::Nothing;
    std::vector<http::ErrorCode> const form{
        {Kind::malformed, "accounts.no_account"},      {Kind::malformed, "accounts.no_role"},
        {Kind::malformed, "accounts.no_organisation"}, {Kind::malformed, "accounts.period"},
        {Kind::conflict, "accounts.role_held"},        {Kind::refused, "accounts.roles_separate"}};
    router.get<ListGrants, Page<GrantRow>>(
        "/v1/role-grants", rights::read_grants, "Role grants, oldest first", {},
        [this](http::Call const& call, ListGrants const& query) { return list(context, call, query); });
    router.post<ProposeGrant, GrantRow>(
        "/v1/role-grants", rights::grant, "Give a role over a part of the tree; most wait for a second person",
        {.errors = form}, [this](http::Call const& call, ProposeGrant const& input) -> Result<GrantRow> {
            NewGrant const command{input.account,    input.role,     input.organisation,
                                   input.valid_from, input.valid_to, input.reason ? input.reason->value : ""};
            TRY_ASSIGN(auto const made, granting.propose(call.actor(), command, call.client_address(), call.now()));
            return read_again(context, made);
        });
    router.put<DecideGrant, GrantRow>(
        "/v1/role-grants/{id}/confirmation", rights::confirm, "The second person's word on a proposed grant",
        {.errors = {{Kind::conflict, "accounts.grant_decided"},
                    {Kind::refused, "accounts.second_person"},
                    {Kind::refused, "accounts.roles_separate"}}},
        [this](http::Call const& call, DecideGrant const& input) -> Result<GrantRow> {
            TRY_ASSIGN(auto const made,
                       granting.decide(call.actor(), input.id, input.accepted, call.client_address(), call.now()));
            return read_again(context, made);
        });
    router.del<OneGrant, Nothing>(
        "/v1/role-grants/{id}", rights::grant, "Withdraw a proposal or end a grant at once",
        {.errors = {{Kind::conflict, "accounts.grant_decided"}, {Kind::refused, "accounts.last_administrator"}}},
        [this](http::Call const& call, OneGrant const& input) -> Result<Nothing> {
            TRY(granting.take_back(call.actor(), input.id, call.client_address(), call.now()));
            return Nothing{};
        });
    auto hand_over_errors = form;
    hand_over_errors.push_back({Kind::conflict, "accounts.grant_not_active"});
    router.post<HandOverGrant, GrantRow>(
        "/v1/role-grants/{id}/hand-over", rights::grant, "Hand a role over to another account from a day on",
        {.errors = hand_over_errors}, [this](http::Call const& call, HandOverGrant const& input) -> Result<GrantRow> {
            TRY_ASSIGN(auto const made, granting.hand_over(call.actor(), input.id, input.account, input.on,
                                                           call.client_address(), call.now()));
            return read_again(context, made);
        });
}

}  // namespace xinglin::accounts
