#include "modules/accounts/parts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/wire.hpp"
#include "platform/http/router.hpp"

namespace xinglin::accounts {

BOOST_DESCRIBE_ENUM(InstitutionKind, hospital, college, other)

namespace {

struct SetUpState {
    bool done{false};
    int min_password_length{12};
    bool demo{false};  ///< every page says so, also to strangers
};
BOOST_DESCRIBE_STRUCT(SetUpState, (), (done, min_password_length, demo))

struct InstitutionName : Text<InstitutionName> {
    static constexpr TextRule rule{.name = "InstitutionName", .min = 2, .max = 100, .example = "云澜市第一人民医院"};
};
struct OrganisationFullName : Text<OrganisationFullName> {
    static constexpr TextRule rule{
        .name = "OrganisationFullName", .min = 2, .max = 100, .example = "中共云澜市第一人民医院委员会"};
};
struct AdministratorName : Text<AdministratorName> {
    static constexpr TextRule rule{.name = "AdministratorName", .max = 60};
};
struct AdministratorLogin : Text<AdministratorLogin> {
    static constexpr TextRule rule{.name = "AdministratorLogin",
                                   .min = 2,
                                   .max = 40,
                                   .pattern = "[a-z0-9][a-z0-9._@-]*",
                                   .code = "accounts.login_form",
                                   .example = "xtgly"};
    static std::string tidy(std::string_view typed) { return normal_login(typed); }
};

struct SetUpOrganisation {
    OrganisationFullName name;
    std::string kind_;
};
BOOST_DESCRIBE_STRUCT(SetUpOrganisation, (), (name, kind_))

struct SetUpAdministrator {
    std::string role;
    AdministratorLogin login;
    AdministratorName name;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(SetUpAdministrator, (), (role, login, name, password))

struct SetUpInstallation {
    std::string token;
    InstitutionName institution;
    InstitutionKind kind_{InstitutionKind::hospital};
    SetUpOrganisation organisation;
    std::vector<SetUpAdministrator> administrators;
};
BOOST_DESCRIBE_STRUCT(SetUpInstallation, (), (token, institution, kind_, organisation, administrators))

struct SetUpLink {
    std::string role;
    std::string name;
    std::string url;
    std::string qr;
};
BOOST_DESCRIBE_STRUCT(SetUpLink, (), (role, name, url, qr))

struct SetUpAnswer {
    std::string recovery_code;
    std::vector<SetUpLink> invitations;
};
BOOST_DESCRIBE_STRUCT(SetUpAnswer, (), (recovery_code, invitations))

}  // namespace

void Accounts::Parts::mount_set_up(http::Router& router) {
    using http::Nothing;
    router.get<Nothing, SetUpState>(
        "/v1/setup", auth::anybody, "Whether set-up is over", {.scope = http::ScopeKind::none},
        [this](http::Call const& call, Nothing const&) -> Result<SetUpState> {
            return SetUpState{store::setup(call.reader()).institution.has_value(),
                              password_rules(context.options.passwords).min_length, context.options.demo};
        });
    router.work<SetUpInstallation, SetUpAnswer>(
        "POST", "/v1/setup", auth::anybody, "Set up the installation with the one-time link of its first start",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "accounts.setup_over"},
                    {Kind::forbidden, "accounts.setup_token"},
                    {Kind::malformed, "accounts.setup_administrators"},
                    {Kind::malformed, "accounts.setup_passwords"},
                    {Kind::conflict, "accounts.login_taken"},
                    {Kind::unavailable, "auth.busy"}}},
        [this](http::Call const& call, SetUpInstallation const& input) -> Result<SetUpAnswer> {
            SetUp command{input.token,
                          input.institution.value,
                          input.kind_,
                          {input.organisation.name.value, input.organisation.kind_},
                          {}};
            for (auto const& administrator : input.administrators)
                command.administrators.push_back({administrator.role, administrator.login.value,
                                                  administrator.name.value, administrator.password.value_or("")});
            TRY_ASSIGN(auto done, setting_up.set_up(command, call.client_address(), call.now()));
            SetUpAnswer answer{std::move(done.recovery_code), {}};
            for (auto& link : done.invitations)
                answer.invitations.push_back(
                    {std::move(link.role), std::move(link.name), std::move(link.url), std::move(link.qr)});
            return answer;
        });
}

}  // namespace xinglin::accounts
