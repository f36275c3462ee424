#include "modules/accounts/parts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/wire.hpp"
#include "platform/http/router.hpp"

namespace xinglin::accounts {

namespace {

struct ChangePassword {
    std::string current;
    std::string replacement;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (current, replacement))

struct SetPreferences {
    DisplaySize size{DisplaySize::standard};
    DisplayTheme theme{DisplayTheme::system};
};
BOOST_DESCRIBE_STRUCT(SetPreferences, (), (size, theme))

struct TotpBegun {
    std::string secret;
    std::string uri;
    std::string qr;
};
BOOST_DESCRIBE_STRUCT(TotpBegun, (), (secret, uri, qr))

struct ConfirmTotp {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(ConfirmTotp, (), (code))

struct TotpCodes {
    std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(TotpCodes, (), (recovery_codes))

// A code, not the password: it stands in the address, and a code used once is worth nothing afterwards.
struct EndTotp {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(EndTotp, (), (code))

}  // namespace

void Accounts::Parts::mount_own_account(http::Router& router) {
    using http::Nothing;
    auto const own_scope = http::ScopeKind::own;
    router.work<ChangePassword, Nothing>(
        "PUT", "/v1/account/password", auth::signed_in, "Change the own password; ends every other session",
        {.scope = own_scope,
         .errors = {{Kind::forbidden, "accounts.current_wrong"},
                    {Kind::too_many, "accounts.locked_for_a_while"},
                    {Kind::malformed, "accounts.password_short"},
                    {Kind::malformed, "accounts.password_long"},
                    {Kind::malformed, "accounts.password_classes"},
                    {Kind::malformed, "accounts.password_common"},
                    {Kind::malformed, "accounts.password_context"},
                    {Kind::malformed, "accounts.password_used"},
                    {Kind::conflict, "accounts.changed_meanwhile"},
                    {Kind::unavailable, "auth.busy"}},
         .body_limit = 16 << 10},
        [this](http::Call const& call, ChangePassword const& input) -> Result<Nothing> {
            TRY_ASSIGN(auto const opened, own.change_password(call.actor(), input.current, input.replacement,
                                                              call.client_address(), call.user_agent(), call.now()));
            give_cookie(call, context, opened);
            return Nothing{};
        });
    router.small_write<SetPreferences, Nothing>(
        "PUT", "/v1/account/preferences", auth::signed_in, "Set size and theme of the own screens",
        {.scope = own_scope}, [this](http::Call const& call, SetPreferences const& input) -> Result<Nothing> {
            own.set_preferences(call.actor(), theme_names[static_cast<int>(input.theme)],
                                size_names[static_cast<int>(input.size)]);
            return Nothing{};
        });
    router.post<Nothing, TotpBegun>("/v1/account/totp", auth::signed_in, "Begin to set up the second factor",
                                    {.scope = own_scope, .errors = {{Kind::conflict, "accounts.totp_on"}}},
                                    [this](http::Call const& call, Nothing const&) -> Result<TotpBegun> {
                                        TRY_ASSIGN(auto begun, own.begin_totp(call.actor()));
                                        return TotpBegun{begun.secret, begun.uri, begun.qr};
                                    });
    router.put<ConfirmTotp, TotpCodes>(
        "/v1/account/totp", auth::signed_in, "Confirm the second factor with a first code",
        {.scope = own_scope,
         .errors = {{Kind::conflict, "accounts.totp_not_begun"},
                    {Kind::conflict, "accounts.totp_on"},
                    {Kind::malformed, "accounts.code_wrong"}}},
        [this](http::Call const& call, ConfirmTotp const& input) -> Result<TotpCodes> {
            TRY_ASSIGN(auto confirmed, own.confirm_totp(call.actor(), input.code, call.client_address(),
                                                        call.user_agent(), call.now()));
            give_cookie(call, context, confirmed.session);
            return TotpCodes{std::move(confirmed.recovery_codes)};
        });
    router.del<EndTotp, Nothing>("/v1/account/totp", auth::signed_in, "End the second factor",
                                 {.scope = own_scope,
                                  .errors = {{Kind::malformed, "accounts.code_wrong"},
                                             {Kind::too_many, "accounts.locked_for_a_while"},
                                             {Kind::refused, "accounts.totp_required"}}},
                                 [this](http::Call const& call, EndTotp const& input) -> Result<Nothing> {
                                     TRY(own.end_totp(call.actor(), input.code, call.client_address(), call.now()));
                                     return Nothing{};
                                 });
}

}  // namespace xinglin::accounts
