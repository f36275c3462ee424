#include "modules/accounts/parts.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/accounts/wire.hpp"
#include "platform/db/db.hpp"
#include "platform/http/router.hpp"

namespace xinglin::accounts {

/// Where an invitation stands.
enum class InvitationState { open, accepted, withdrawn, expired };
BOOST_DESCRIBE_ENUM(InvitationState, open, accepted, withdrawn, expired)

namespace {

struct ListInvitations {
    std::optional<InvitationState> state;
    std::optional<Cursor> cursor;
    Within<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListInvitations, (), (state, cursor, limit))

struct PersonDisplayName : Text<PersonDisplayName> {
    static constexpr TextRule rule{.name = "PersonDisplayName", .max = 60, .example = "闻佩"};
};
struct Login : Text<Login> {
    static constexpr TextRule rule{.name = "Login",
                                   .min = 2,
                                   .max = 40,
                                   .pattern = "[a-z0-9][a-z0-9._@-]*",
                                   .code = "accounts.login_form",
                                   .example = "h0123"};
    static std::string tidy(std::string_view typed) { return normal_login(typed); }
};

struct InviteSomebody {
    std::optional<PersonId> person;
    std::optional<PersonDisplayName> name;
    std::optional<Login> login;
    std::optional<std::string> role;
    std::optional<OrganisationId> organisation;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;
    Within<1, 30> valid_days{7};
};
BOOST_DESCRIBE_STRUCT(InviteSomebody, (), (person, name, login, role, organisation, valid_from, valid_to, valid_days))

struct InvitationRow {
    InvitationId id;
    std::optional<PersonId> person;
    std::string name;
    std::optional<std::string> login;
    std::string role;
    std::string role_title;
    std::optional<OrganisationId> organisation;
    InvitationState state{InvitationState::open};
    Instant created_at;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationRow, (),
                      (id, person, name, login, role, role_title, organisation, state, created_at, expires_at))

struct InvitationMade : InvitationRow {
    std::string url;
    std::string qr;
};
BOOST_DESCRIBE_STRUCT(InvitationMade, (InvitationRow), (url, qr))

struct OneInvitation {
    InvitationId id;
};
BOOST_DESCRIBE_STRUCT(OneInvitation, (), (id))

struct ByToken {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(ByToken, (), (token))

struct InvitationShown {
    std::string name;
    std::optional<std::string> login;
    std::string role_title;
    std::string institution;
    Instant expires_at;
    bool resets{false};  ///< a new password for the account of this login, no other account
    int min_password_length{12};
};
BOOST_DESCRIBE_STRUCT(InvitationShown, (),
                      (name, login, role_title, institution, expires_at, resets, min_password_length))

struct AcceptInvitation {
    std::string token;
    std::optional<Login> login;  ///< left out where the invitation sets the password of an account that is there
    std::string password;
};
BOOST_DESCRIBE_STRUCT(AcceptInvitation, (), (token, login, password))

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

template <class Row>
void fill(Row& row, Context const& context, Invitation const& invitation, Instant now) {
    row.id = invitation.id;
    row.person = present(invitation.person);
    row.name = invitation.name;
    row.login = unless_empty(invitation.login);
    row.role = invitation.role;
    auto const* role = context.roles.find(invitation.role);
    row.role_title = !invitation.resets.none() ? "重设密码" : role != nullptr ? role->title : invitation.role;
    row.organisation = present(invitation.organisation);
    row.state = invitation.accepted_at         ? InvitationState::accepted
                : invitation.revoked_at        ? InvitationState::withdrawn
                : invitation.expires_at <= now ? InvitationState::expired
                                               : InvitationState::open;
    row.created_at = invitation.created_at;
    row.expires_at = invitation.expires_at;
}

Result<Page<InvitationRow>> list(Context const& context, http::Call const& call, ListInvitations const& query) {
    auto const limit = static_cast<int>(query.limit);
    InvitationId before{query.cursor ? query.cursor->number(0).value_or(0) : 0};
    bool const only_open = query.state == InvitationState::open;
    std::vector<InvitationRow> rows;
    // A state other than open is rare to ask for: rows are read on until the page is full.
    while (rows.size() <= static_cast<std::size_t>(limit)) {
        auto const found = store::list_invitations(call.reader(), call.actor().scope(rights::invite), only_open,
                                                   call.now(), before, limit + 1);
        for (auto const& invitation : found) {
            InvitationRow row;
            fill(row, context, invitation, call.now());
            if (!query.state || row.state == *query.state) rows.push_back(std::move(row));
            before = invitation.id;
        }
        if (found.size() <= static_cast<std::size_t>(limit)) break;
    }
    return Page<InvitationRow>::of(std::move(rows), static_cast<std::size_t>(limit),
                                   [](InvitationRow const& last) { return std::vector{last.id.text()}; });
}

/// What whoever holds a link may ask: no session yet.
void mount_invited(http::Router& router, Context const& context, Inviting& inviting) {
    using http::Nothing;
    // The token travels in bodies only: an address stands in every log on the way.
    router.work<ByToken, InvitationShown>(
        "POST", "/v1/invitation-views", auth::anybody, "What an invitation is about, for the one who holds its link",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::not_found, "accounts.invitation_closed"}, {Kind::conflict, "accounts.invitation_waits"}},
         .body_limit = 16 << 10},
        [&context, &inviting](http::Call const& call, ByToken const& input) -> Result<InvitationShown> {
            TRY_ASSIGN(auto const open, context.database.read([&](db::Reader& reader) {
                return inviting.look(reader, input.token, call.now());
            }));
            return InvitationShown{open.name,
                                   unless_empty(open.login),
                                   open.role_title,
                                   open.institution,
                                   open.expires_at,
                                   open.resets,
                                   password_rules(context.options.passwords).min_length};
        });
    router.work<AcceptInvitation, Nothing>(
        "PUT", "/v1/invitation-acceptance", auth::anybody, "Accept an invitation: choose login and password",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::not_found, "accounts.invitation_closed"},
                    {Kind::conflict, "accounts.invitation_waits"},
                    {Kind::conflict, "accounts.login_taken"},
                    {Kind::malformed, "accounts.password_used"},
                    {Kind::malformed, "accounts.password_short"},
                    {Kind::malformed, "accounts.password_long"},
                    {Kind::malformed, "accounts.password_classes"},
                    {Kind::malformed, "accounts.password_common"},
                    {Kind::malformed, "accounts.password_context"},
                    {Kind::conflict, "accounts.role_held"},
                    {Kind::refused, "accounts.roles_separate"},
                    {Kind::unavailable, "auth.busy"}},
         .body_limit = 16 << 10},
        [&inviting](http::Call const& call, AcceptInvitation const& input) -> Result<Nothing> {
            TRY(inviting.accept(input.token, input.login ? input.login->value : "", input.password,
                                call.client_address(), call.now()));
            return Nothing{};
        });
}

}  // namespace

void Accounts::Parts::mount_invitations(http::Router& router) {
    using http::Nothing;
    router.get<ListInvitations, Page<InvitationRow>>(
        "/v1/invitations", rights::invite, "Invitations, newest first", {},
        [this](http::Call const& call, ListInvitations const& query) { return list(context, call, query); });
    router.post<InviteSomebody, InvitationMade>(
        "/v1/invitations", rights::invite, "Invite somebody by link or QR code; the link is shown once",
        {.errors = {{Kind::malformed, "accounts.no_role"},
                    {Kind::malformed, "accounts.no_organisation"},
                    {Kind::malformed, "accounts.no_person"},
                    {Kind::malformed, "accounts.no_name"},
                    {Kind::malformed, "accounts.period"}}},
        [this](http::Call const& call, InviteSomebody const& input) -> Result<InvitationMade> {
            NewInvitation command;
            command.person = input.person;
            command.name = input.name ? input.name->value : "";
            command.login = input.login ? input.login->value : "";
            command.role = input.role.value_or("member");
            command.organisation = input.organisation;
            command.from = input.valid_from;
            command.to = input.valid_to;
            command.valid_days = static_cast<int>(input.valid_days);
            TRY_ASSIGN(auto made, inviting.invite(call.actor(), command, call.client_address(), call.now()));
            InvitationMade answer;
            fill(answer, context, made.invitation, call.now());
            answer.url = std::move(made.url);
            answer.qr = std::move(made.qr);
            return answer;
        });
    router.del<OneInvitation, Nothing>(
        "/v1/invitations/{id}", rights::invite, "Withdraw an invitation",
        {.errors = {{Kind::conflict, "accounts.invitation_closed"}}},
        [this](http::Call const& call, OneInvitation const& input) -> Result<Nothing> {
            TRY(inviting.revoke(call.actor(), input.id, call.client_address(), call.now()));
            return Nothing{};
        });
    mount_invited(router, context, inviting);
}

}  // namespace xinglin::accounts
