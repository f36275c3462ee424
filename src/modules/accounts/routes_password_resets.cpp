#include "modules/accounts/parts.hpp"
#include "modules/accounts/wire.hpp"
#include "platform/http/router.hpp"

namespace xinglin::accounts {

namespace {

struct OneAccount {
    AccountId id;
};
BOOST_DESCRIBE_STRUCT(OneAccount, (), (id))

struct ResetMade {
    InvitationId id;
    std::string url;
    std::string qr;  ///< SVG
    bool waits{false};  ///< the link opens nothing before a second person has confirmed it
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ResetMade, (), (id, url, qr, waits, expires_at))

struct ResetRow {
    InvitationId id;
    AccountId account;
    std::string name;
    std::string login;
    std::string asked_by;
    bool may_decide{false};
    Instant created_at;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ResetRow, (), (id, account, name, login, asked_by, may_decide, created_at, expires_at))

struct ResetList {
    std::vector<ResetRow> items;
};
BOOST_DESCRIBE_STRUCT(ResetList, (), (items))

struct DecideReset {
    InvitationId id;
    bool accepted{false};
};
BOOST_DESCRIBE_STRUCT(DecideReset, (), (id, accepted))

}  // namespace

void Accounts::Parts::mount_password_resets(http::Router& router) {
    using http::Nothing;
    router.post<OneAccount, ResetMade>(
        "/v1/accounts/{id}/password-resets", rights::invite, "Make a link by which the holder sets a new password",
        {.errors = {{Kind::refused, "accounts.not_oneself"}}},
        [this](http::Call const& call, OneAccount const& input) -> Result<ResetMade> {
            TRY_ASSIGN(auto made, inviting.reset(call.actor(), input.id, call.client_address(), call.now()));
            return ResetMade{made.invitation.id, std::move(made.url), std::move(made.qr), made.invitation.waits,
                             made.invitation.expires_at};
        });
    router.get<Nothing, ResetList>(
        "/v1/password-resets", rights::confirm, "New passwords that wait for a second person", {},
        [this](http::Call const& call, Nothing const&) -> Result<ResetList> {
            ResetList list;
            for (auto& row : inviting.waiting_resets(call.reader(), call.actor(), call.now()))
                list.items.push_back({row.invitation.id, row.invitation.resets, row.invitation.name,
                                      row.invitation.login, std::move(row.asked_by), row.may_decide,
                                      row.invitation.created_at, row.invitation.expires_at});
            return list;
        });
    router.put<DecideReset, Nothing>(
        "/v1/password-resets/{id}/confirmation", rights::confirm, "The second person's word on a new password",
        {.errors = {{Kind::refused, "accounts.reset_second_person"}, {Kind::conflict, "accounts.invitation_closed"}}},
        [this](http::Call const& call, DecideReset const& input) -> Result<Nothing> {
            TRY(inviting.decide_reset(call.actor(), input.id, input.accepted, call.client_address(), call.now()));
            return Nothing{};
        });
}

}  // namespace xinglin::accounts
