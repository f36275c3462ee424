#include "modules/accounts/parts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/wire.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/router.hpp"

#include <set>

namespace xinglin::accounts {

namespace {

struct SignInInput {
    std::string login;
    std::string password;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(SignInInput, (), (login, password, code))

struct SessionRole {
    std::string id;
    std::string title;
    std::optional<std::string> organisation;
    std::optional<std::string> organisation_name;
};
BOOST_DESCRIBE_STRUCT(SessionRole, (), (id, title, organisation, organisation_name))

struct SessionBranch {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(SessionBranch, (), (id, name))

struct Preferences {
    DisplaySize size{DisplaySize::standard};
    DisplayTheme theme{DisplayTheme::system};
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (size, theme))

struct OwnSessionState {
    AccountId account;
    std::optional<PersonId> person;
    std::string name;
    std::vector<SessionRole> roles;
    std::vector<std::string> rights;
    std::optional<SessionBranch> branch;
    std::string institution;
    Preferences preferences;
    TotpState totp{TotpState::off};
    bool must_change_password{false};
    std::int64_t recovery_codes{0};
    std::string home;
    bool demo{false};
    std::string csrf_token;
};
BOOST_DESCRIBE_STRUCT(OwnSessionState, (),
                      (account, person, name, roles, rights, branch, institution, preferences, totp,
                       must_change_password, recovery_codes, home, demo, csrf_token))

struct OwnSession {
    SessionId id;
    Instant created_at;
    Instant last_seen_at;
    std::string address;
    std::string agent;
    bool current{false};
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (id, created_at, last_seen_at, address, agent, current))

struct OwnSessions {
    std::vector<OwnSession> items;
};
BOOST_DESCRIBE_STRUCT(OwnSessions, (), (items))

struct OneSession {
    SessionId id;
};
BOOST_DESCRIBE_STRUCT(OneSession, (), (id))

struct LinkInput {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(LinkInput, (), (token))

std::vector<SessionRole> roles_of(db::Reader& reader, Context const& context, Standing const& standing) {
    std::vector<SessionRole> roles;
    for (std::size_t i = 0; i < standing.grants.size(); ++i) {
        SessionRole role{standing.roles[i]->id, standing.roles[i]->title, std::nullopt, std::nullopt};
        if (auto const id = standing.grants[i].organisation; !id.none()) {
            role.organisation = id.text();
            if (context.surroundings.organisation)
                if (auto const found = context.surroundings.organisation(reader, id))
                    role.organisation_name = found->name;
        }
        roles.push_back(std::move(role));
    }
    return roles;
}

Result<OwnSessionState> me(Context const& context, http::Call const& call) {
    auto const& actor = call.actor();
    auto& reader = call.reader();
    auto const standing = standing_of(reader, context, actor.account, call.now());
    if (!standing) return fail(not_found());
    OwnSessionState state;
    state.account = actor.account;
    state.name = standing->account.name;
    state.roles = roles_of(reader, context, *standing);
    std::set<std::string> rights;
    for (auto const& grant : actor.grants) rights.insert(grant.rights.begin(), grant.rights.end());
    state.rights.assign(rights.begin(), rights.end());
    if (!actor.person.none()) {
        state.person = actor.person;
        if (context.surroundings.branch_of)
            if (auto const branch = context.surroundings.branch_of(reader, actor.person))
                state.branch = SessionBranch{branch->id, branch->name};
    }
    if (auto const setup = store::setup(reader); setup.institution) state.institution = setup.institution->name;
    state.preferences = {size_of(standing->account.size), theme_of(standing->account.theme)};
    state.totp = standing->account.totp_on ? TotpState::on
                 : standing->totp_required ? TotpState::required
                                           : TotpState::off;
    state.must_change_password = standing->next == NextStep::change_password;
    state.recovery_codes = store::count_recovery_codes(reader, actor.account);
    state.home = standing->home();
    state.demo = context.options.demo;
    state.csrf_token =
        Sessions::csrf_token(call.cookie(http::session_cookie_name(context.options.secure)).value_or(""));
    return state;
}

Result<OwnSessions> own_sessions(http::Call const& call) {
    OwnSessions answer;
    for (auto& session : store::sessions_of(call.reader(), call.actor().account))
        if (session.expires_at > call.now())
            answer.items.push_back({session.id, session.created_at, session.seen_at, std::move(session.address),
                                    std::move(session.agent), session.id == call.actor().session});
    return answer;
}

}  // namespace

void Accounts::Parts::mount_session(http::Router& router) {
    using http::Nothing;
    router.work<SignInInput, Nothing>(
        "POST", "/v1/session", auth::anybody, "Sign in",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::unauthenticated, "accounts.sign_in_wrong"},
                    {Kind::unauthenticated, "accounts.code_required"},
                    {Kind::unauthenticated, "accounts.code_wrong"},
                    {Kind::too_many, "accounts.locked_for_a_while"},
                    {Kind::forbidden, "accounts.account_locked"},
                    {Kind::unavailable, "auth.busy"}},
         .body_limit = 16 << 10},
        [this](http::Call const& call, SignInInput const& input) -> Result<Nothing> {
            TRY_ASSIGN(auto const opened,
                       sign_in.sign_in({input.login, input.password, input.code, std::string(call.client_address()),
                                        std::string(call.user_agent())},
                                       call.now()));
            give_cookie(call, context, opened);
            return Nothing{};
        });
    router.get<Nothing, OwnSessionState>(
        "/v1/session", auth::signed_in, "The own session: name, roles, rights, preferences",
        {.scope = http::ScopeKind::own}, [this](http::Call const& call, Nothing const&) { return me(context, call); });
    router.del<Nothing, Nothing>("/v1/session", auth::signed_in, "Sign out", {.scope = http::ScopeKind::own},
                                 [this](http::Call const& call, Nothing const&) -> Result<Nothing> {
                                     sign_in.sign_out(call.actor(), call.client_address());
                                     call.set_cookie(http::expired_session_cookie(context.options.secure));
                                     return Nothing{};
                                 });
    router.get<Nothing, OwnSessions>("/v1/sessions", auth::signed_in, "The own sessions",
                                     {.scope = http::ScopeKind::own},
                                     [](http::Call const& call, Nothing const&) { return own_sessions(call); });
    router.del<OneSession, Nothing>("/v1/sessions/{id}", auth::signed_in, "End one of the own sessions",
                                    {.scope = http::ScopeKind::own},
                                    [this](http::Call const& call, OneSession const& input) -> Result<Nothing> {
                                        TRY(own.end_session(call.actor(), input.id, call.client_address()));
                                        return Nothing{};
                                    });
    router.work<LinkInput, http::Redirect>(
        "GET", "/sign-in/{token}", auth::anybody, "Follow a sign-in link of the demo", {.scope = http::ScopeKind::none},
        [this](http::Call const& call, LinkInput const& input) -> Result<http::Redirect> {
            TRY_ASSIGN(auto const followed,
                       sign_in.follow_link(input.token, call.client_address(), call.user_agent(), call.now()));
            give_cookie(call, context, followed.first);
            return http::Redirect{followed.second};
        });
}

}  // namespace xinglin::accounts
