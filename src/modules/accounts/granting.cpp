#include "modules/accounts/granting.hpp"

#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/audit.hpp"
#include "platform/auth/second_person.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

NewGrant command_of(Grant const& grant) {
    NewGrant command{grant.account, grant.role, std::nullopt, grant.from, grant.to, grant.reason};
    if (!grant.organisation.none()) command.organisation = grant.organisation;
    return command;
}

bool live(Grant const& grant) { return grant.state == GrantState::active || grant.state == GrantState::proposed; }

}  // namespace

Result<Grant> Granting::propose(auth::Actor const& actor, NewGrant const& command, std::string_view address,
                                Instant now) {
    return context_.database.write(
        [&](db::Tx& tx) -> Result<Grant> { return grant(tx, actor, command, {}, false, address, now); });
}

Result<Grant> Granting::grant(db::Tx& tx, auth::Actor const& actor, NewGrant const& command, GrantId replaces,
                              bool confirmed, std::string_view address, Instant now) {
    auto const* role = context_.roles.find(command.role);
    if (role == nullptr) return fail(malformed("accounts.no_role").field("/role", "accounts.no_role"));
    TRY(check(tx, *role, command, replaces));
    Grant made;
    made.id = context_.ids.next<GrantId>();
    made.account = command.account;
    made.role = role->id;
    if (role->reach == Reach::organisation) made.organisation = *command.organisation;
    made.from = command.from;
    made.to = command.to;
    made.replaces = replaces;
    made.reason = command.reason;
    made.proposed_by = actor.account;
    made.proposed_at = now;
    bool const at_once = confirmed || !needs_second_person(*role);
    if (at_once) begin(tx, made, now);
    store::insert(tx, context_.vault, made);
    note(tx, actor, at_once ? "role.granted" : "role.proposed",
         (at_once ? "授予角色：" : "提出授权，待复核：") + role->title, made, address);
    return made;
}

Result<Done> Granting::check(db::Tx& tx, Role const& role, NewGrant const& command, GrantId replaces) {
    if (!store::find(tx, command.account))
        return fail(malformed("accounts.no_account").field("/account", "accounts.no_account"));
    if (command.to && *command.to < command.from)
        return fail(malformed("accounts.period").field("/valid_to", "accounts.period"));
    if (role.reach == Reach::organisation) {
        bool const known = command.organisation && context_.surroundings.organisation &&
                           context_.surroundings.organisation(tx, *command.organisation);
        if (!known)
            return fail(malformed("accounts.no_organisation").field("/organisation", "accounts.no_organisation"));
    }
    auto const organisation = role.reach == Reach::organisation ? *command.organisation : OrganisationId{};
    for (auto const& stored : store::grants_of(tx, context_.vault, command.account)) {
        auto const& other = stored.grant;
        if (live(other) && other.id != replaces && other.role == role.id && other.organisation == organisation &&
            other.overlaps(command.from, command.to))
            return fail(conflict("accounts.role_held"));
    }
    return separate(tx, role, command, replaces);
}

/// Separation of the administrators, over every account of the same person, on the days asked for.
Result<Done> Granting::separate(db::Tx& tx, Role const& role, NewGrant const& command, GrantId replaces) const {
    auto const account = store::find(tx, command.account);
    std::vector<AccountId> accounts{command.account};
    if (!account->person.none())
        for (auto const id : store::of_person(tx, account->person))
            if (id != command.account) accounts.push_back(id);
    std::vector<Held> held;
    for (auto const id : accounts)
        for (auto const& stored : store::grants_of(tx, context_.vault, id)) {
            auto const* other = context_.roles.find(stored.grant.role);
            bool const the_same = stored.grant.id == replaces;
            if (other != nullptr && live(stored.grant) && !the_same && stored.grant.overlaps(command.from, command.to))
                held.push_back({other, id == command.account});
        }
    return may_hold(role, held);
}

/// Puts a grant in force: the one it replaces ends the day before, in the same transaction.
void Granting::begin(db::Tx& tx, Grant& grant, Instant now) {
    grant.state = GrantState::active;
    grant.decided_at = now;
    if (!grant.replaces.none())
        if (auto const former = store::find_grant(tx, context_.vault, grant.replaces);
            former && former->grant.state == GrantState::active)
            end(tx, former->grant, grant.from.plus_days(-1), now);
    sessions_.end_all(tx, grant.account, {});
    sessions_.note_change(tx);
}

void Granting::end(db::Tx& tx, Grant former, Date last_day, Instant now) {
    // Over before it began, or over today: ended at once. Else it runs out by its date.
    bool const at_once = last_day < former.from || last_day < local_date(now);
    former.to = std::max(last_day, former.from);
    if (at_once) former.state = GrantState::ended;
    former.decided_at = now;
    static_cast<void>(store::update(tx, context_.vault, former, GrantState::active));
    if (at_once) sessions_.end_all(tx, former.account, {});
}

Result<Grant> Granting::decide(auth::Actor const& actor, GrantId id, bool accepted, std::string_view address,
                               Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Grant> {
        auto stored = store::find_grant(tx, context_.vault, id);
        if (!stored || !stored->genuine) return fail(not_found());
        auto grant = stored->grant;
        if (grant.state != GrantState::proposed) return fail(conflict("accounts.grant_decided"));
        // Neither the one who proposed nor the one who gains decides.
        auto const beneficiary = store::find(tx, grant.account);
        auto const proposer = store::find(tx, grant.proposed_by);
        bool const own = auth::same_person(actor, grant.account, beneficiary ? beneficiary->person : PersonId{});
        if (own || auth::same_person(actor, grant.proposed_by, proposer ? proposer->person : PersonId{}))
            return fail(refused("accounts.second_person")
                            .by_rule("accounts.two_persons", "GB/T 22239-2019 8.1.5 安全管理中心"));
        auto const* role = context_.roles.find(grant.role);
        if (role == nullptr) return fail(not_found());
        if (accepted) {
            TRY(separate(tx, *role, command_of(grant), grant.replaces));
            begin(tx, grant, now);
        } else {
            grant.state = GrantState::refused;
            grant.decided_at = now;
        }
        grant.decided_by = actor.account;
        if (!store::update(tx, context_.vault, grant, GrantState::proposed))
            return fail(conflict("accounts.grant_decided"));
        note(tx, actor, accepted ? "role.granted" : "role.refused",
             (accepted ? "复核同意授予角色：" : "复核不同意授予角色：") + role->title, grant, address);
        return grant;
    });
}

Result<Done> Granting::take_back(auth::Actor const& actor, GrantId id, std::string_view address, Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto stored = store::find_grant(tx, context_.vault, id);
        if (!stored) return fail(not_found());
        auto grant = stored->grant;
        auto const from = grant.state;
        if (!live(grant)) return fail(conflict("accounts.grant_decided"));
        auto const* role = context_.roles.find(grant.role);
        auto const today = local_date(now);
        if (role != nullptr && role->kind == RoleKind::administrator && grant.holds_on(today) &&
            store::holders_of_role(tx, role->id, today, grant.account) == 0)
            return fail(refused("accounts.last_administrator").fact("role", role->title));
        grant.state = from == GrantState::proposed ? GrantState::withdrawn : GrantState::ended;
        grant.decided_by = actor.account;
        grant.decided_at = now;
        if (grant.state == GrantState::ended)
            grant.to = std::max(grant.from, grant.to ? std::min(*grant.to, today) : today);
        if (!store::update(tx, context_.vault, grant, from)) return fail(conflict("accounts.grant_decided"));
        if (grant.state == GrantState::ended) {
            sessions_.end_all(tx, grant.account, {});
            sessions_.note_change(tx);
        }
        note(tx, actor, grant.state == GrantState::ended ? "role.ended" : "role.withdrawn",
             (grant.state == GrantState::ended ? "收回角色：" : "撤回授权提议：") +
                 (role != nullptr ? role->title : grant.role),
             grant, address);
        return Done{};
    });
}

Result<Grant> Granting::hand_over(auth::Actor const& actor, GrantId id, AccountId to, Date on, std::string_view address,
                                  Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Grant> {
        auto const stored = store::find_grant(tx, context_.vault, id);
        if (!stored || !stored->genuine) return fail(not_found());
        auto const& former = stored->grant;
        if (former.state != GrantState::active || (former.to && *former.to < on))
            return fail(conflict("accounts.grant_not_active"));
        if (former.account == to) return fail(malformed("accounts.role_held").field("/account", "accounts.role_held"));
        auto command = command_of(former);
        command.account = to;
        command.from = std::max(on, former.from);
        command.reason = "交接";
        return grant(tx, actor, command, former.id, false, address, now);
    });
}

Result<AccountId> Granting::open_account(db::Tx& tx, auth::Actor const& actor, NewAccount const& command, Instant now) {
    Account account;
    account.id = context_.ids.next<AccountId>();
    account.login = normal_login(command.login);
    account.name = command.name;
    account.person = command.person;
    account.password = command.password_hash;
    account.must_change = command.must_change;
    account.created_at = now;
    if (!store::insert(tx, account))
        return fail(conflict("accounts.login_taken").field("/login", "accounts.login_taken"));
    audit::Event event;
    event.action = "account.opened";
    event.subject_kind = "account";
    event.subject = account.id.value;
    event.summary = "开通账号：" + account.name;
    context_.trail.record(tx, actor, event);
    return account.id;
}

void Granting::note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string summary, Grant const& grant,
                    std::string_view address, std::string result) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "account";
    event.subject = grant.account.value;
    event.summary = std::move(summary);
    event.result = std::move(result);
    event.details = {{"grant", grant.id.text()}, {"role", grant.role}, {"from", grant.from.text()}};
    if (grant.to) event.details.emplace_back("to", grant.to->text());
    if (!grant.organisation.none()) {
        event.details.emplace_back("organisation", grant.organisation.text());
        if (context_.surroundings.organisation)
            if (auto const found = context_.surroundings.organisation(tx, grant.organisation)) event.path = found->path;
    }
    event.address = address;
    context_.trail.record(tx, actor, event);
}

}  // namespace xinglin::accounts
