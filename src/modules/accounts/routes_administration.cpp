#include "modules/accounts/parts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/wire_grants.hpp"
#include "platform/http/router.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

struct ListAccounts {
    std::optional<std::string> q;
    std::optional<bool> locked;
    std::optional<std::string> role;
    std::optional<Cursor> cursor;
    Within<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListAccounts, (), (q, locked, role, cursor, limit))

struct AccountRow {
    AccountId id;
    std::string login;
    std::string name;
    std::optional<PersonId> person;
    std::vector<std::string> roles;
    bool locked{false};
    std::optional<Instant> locked_until;
    std::optional<std::string> lock_reason;
    bool totp{false};
    std::int64_t sessions{0};
    std::optional<Instant> last_sign_in_at;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (id, login, name, person, roles, locked, locked_until, lock_reason, totp, sessions,
                       last_sign_in_at))

struct AccountDetail : AccountRow {
    std::vector<GrantRow> grants;
    std::int64_t failed_sign_ins{0};
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(AccountDetail, (AccountRow), (grants, failed_sign_ins, created_at))

struct OneAccount {
    AccountId id;
};
BOOST_DESCRIBE_STRUCT(OneAccount, (), (id))

struct LockReason : Text<LockReason> {
    static constexpr TextRule rule{.name = "LockReason", .max = 200, .description = "锁定的原因"};
};
struct LockAccount {
    AccountId id;
    LockReason reason;
};
BOOST_DESCRIBE_STRUCT(LockAccount, (), (id, reason))

struct PermissionRole {
    std::string id;
    std::string title;
    std::string description;
    std::string kind_;
    std::string reach;
    bool second_factor{false};
    std::vector<std::string> clear;
};
BOOST_DESCRIBE_STRUCT(PermissionRole, (), (id, title, description, kind_, reach, second_factor, clear))

struct PermissionRight {
    std::string id;
    std::string title;
    std::string module;
    std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(PermissionRight, (), (id, title, module, roles))

struct PermissionRoute {
    std::string method;
    std::string path;
    std::string summary;
    std::string right;
    std::string scope;
    bool second_factor{false};
    std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(PermissionRoute, (), (method, path, summary, right, scope, second_factor, roles))

struct Permissions {
    std::vector<PermissionRole> roles;
    std::vector<PermissionRight> rights;
    std::vector<PermissionRoute> routes;
};
BOOST_DESCRIBE_STRUCT(Permissions, (), (roles, rights, routes))

template <class Row>
void fill(Row& row, AccountSummary const& summary, Instant now, Date today) {
    auto const& account = summary.account;
    row.id = account.id;
    row.login = account.login;
    row.name = account.name;
    row.person = present(account.person);
    for (auto const& grant : summary.grants)
        if (grant.holds_on(today)) row.roles.push_back(grant.role);
    row.locked = account.locked;
    if (account.locked) row.lock_reason = account.lock_reason;
    if (summary.attempts.locked_until > now) row.locked_until = summary.attempts.locked_until;
    row.totp = account.totp_on;
    row.sessions = summary.sessions;
    row.last_sign_in_at = account.signed_in_at;
}

Result<Page<AccountRow>> list(Accounts::Parts const& parts, http::Call const& call, ListAccounts const& query) {
    auto const limit = static_cast<int>(query.limit);
    auto const after = query.cursor && !query.cursor->keys.empty() ? query.cursor->keys.front() : std::string();
    auto const today = local_date(call.now());
    std::vector<AccountRow> rows;
    for (auto& account : store::list(call.reader(), call.actor().scope(rights::read),
                                     {query.q, query.locked, query.role}, today, after, limit + 1)) {
        rows.emplace_back();
        fill(rows.back(), parts.administration.summary(call.reader(), std::move(account), call.now()), call.now(),
             today);
    }
    return Page<AccountRow>::of(std::move(rows), static_cast<std::size_t>(limit),
                                [](AccountRow const& last) { return std::vector{last.login}; });
}

Result<AccountDetail> detail(Accounts::Parts const& parts, http::Call const& call, OneAccount const& query) {
    auto account = store::find(call.reader(), query.id);
    if (!account || !call.actor().scope(rights::read).covers("")) return fail(not_found());
    auto const summary = parts.administration.summary(call.reader(), std::move(*account), call.now());
    AccountDetail answer;
    fill(answer, summary, call.now(), local_date(call.now()));
    for (auto const& grant : summary.grants) answer.grants.push_back(shown(call.reader(), parts.context, grant));
    answer.failed_sign_ins = summary.attempts.failures;
    answer.created_at = summary.account.created_at;
    return answer;
}

constexpr std::string_view kind_names[] = {"administrator", "business", "base"};
constexpr std::string_view reach_names[] = {"own", "organisation", "installation"};
constexpr std::string_view class_names[] = {"open", "internal", "personal", "sensitive"};
constexpr std::string_view scope_names[] = {"none", "own", "organisation", "audience"};

std::vector<std::string> holders(Roles const& roles, std::string_view right) {
    std::vector<std::string> found;
    for (auto const& role : roles.all())
        if (right == auth::signed_in.name || right == auth::anybody.name ||
            std::find(role.rights.begin(), role.rights.end(), right) != role.rights.end())
            found.push_back(role.id);
    return found;
}

/// Who can do what, from the table of roles and the routes as they are served.
Permissions permissions(Roles const& roles, http::Router const& router) {
    Permissions answer;
    for (auto const& role : roles.all()) {
        PermissionRole row{role.id,
                           role.title,
                           role.description,
                           std::string(kind_names[static_cast<int>(role.kind)]),
                           std::string(reach_names[static_cast<int>(role.reach)]),
                           role.second_factor,
                           {}};
        for (auto const field_class : role.clear) row.clear.emplace_back(class_names[static_cast<int>(field_class)]);
        answer.roles.push_back(std::move(row));
    }
    for (auto const& [right, title] : roles.rights())
        answer.rights.push_back({right, title, right.substr(0, right.find('.')), holders(roles, right)});
    for (auto const& route : router.routes()) {
        if (route.hidden) continue;
        answer.routes.push_back({route.method, route.path, route.summary, std::string(route.right.name),
                                 std::string(scope_names[static_cast<int>(route.scope)]), route.second_factor,
                                 holders(roles, route.right.name)});
    }
    return answer;
}

}  // namespace

void Accounts::Parts::mount_administration(http::Router& router) {
    using http::Nothing;
    router.get<ListAccounts, Page<AccountRow>>(
        "/v1/accounts", rights::read, "Accounts by login", {},
        [this](http::Call const& call, ListAccounts const& query) { return list(*this, call, query); });
    router.get<OneAccount, AccountDetail>(
        "/v1/accounts/{id}", rights::read, "One account with its grants", {},
        [this](http::Call const& call, OneAccount const& query) { return detail(*this, call, query); });
    router.put<LockAccount, Nothing>(
        "/v1/accounts/{id}/lock", rights::manage, "Lock an account and end its sessions",
        {.errors = {{Kind::refused, "accounts.not_oneself"}, {Kind::refused, "accounts.last_administrator"}}},
        [this](http::Call const& call, LockAccount const& input) -> Result<Nothing> {
            TRY(administration.lock(call.actor(), input.id, input.reason.value, call.client_address(), call.now()));
            return Nothing{};
        });
    router.del<OneAccount, Nothing>("/v1/accounts/{id}/lock", rights::manage, "Unlock an account", {},
                                    [this](http::Call const& call, OneAccount const& input) -> Result<Nothing> {
                                        TRY(administration.unlock(call.actor(), input.id, call.client_address()));
                                        return Nothing{};
                                    });
    router.del<OneAccount, Nothing>("/v1/accounts/{id}/sessions", rights::manage, "End all sessions of an account", {},
                                    [this](http::Call const& call, OneAccount const& input) -> Result<Nothing> {
                                        TRY(administration.end_sessions(call.actor(), input.id, call.client_address()));
                                        return Nothing{};
                                    });
    router.del<OneAccount, Nothing>("/v1/accounts/{id}/totp", rights::manage, "Remove a lost second factor",
                                    {.errors = {{Kind::refused, "accounts.not_oneself"}}},
                                    [this](http::Call const& call, OneAccount const& input) -> Result<Nothing> {
                                        TRY(administration.reset_totp(call.actor(), input.id, call.client_address()));
                                        return Nothing{};
                                    });
    router.get<Nothing, Permissions>("/v1/permissions", rights::permissions,
                                     "Who can do what: roles, rights and routes", {.scope = http::ScopeKind::none},
                                     [this, &router](http::Call const&, Nothing const&) -> Result<Permissions> {
                                         return permissions(context.roles, router);
                                     });
}

}  // namespace xinglin::accounts
