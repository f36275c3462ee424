#include "modules/setups/routes.hpp"

#include "modules/organisations/routes_shapes.hpp"
#include "platform/http/contract.hpp"

namespace xinglin::setups {

namespace {

struct AskedShown {
    std::optional<approvals::CaseId> id;  ///< absent in a preview
    bool dry_run{false};
    bool late{false};
    bool blocked{false};
    std::vector<organisations::EffectShown> effects;
    std::vector<organisations::FindingShown> findings;
};
BOOST_DESCRIBE_STRUCT(AskedShown, (), (id, dry_run, late, blocked, effects, findings))

}  // namespace

Codec json_codec() {
    return {[](ChangeCommand const& command) { return http::to_json(command); },
            [](std::string_view kept) { return http::from_json<ChangeCommand>(kept); }};
}

void mount(http::Router& router, Service& service) {
    router.post<ChangeCommand, AskedShown>(
        "/v1/organisation-requests", rights::ask,
        "Ask the office to change an organisation, or preview what it would do (dry_run)",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "setups.kind"},
                    {Kind::malformed, "setups.organisation"},
                    {Kind::conflict, "setups.may_change"},
                    {Kind::conflict, "approvals.already_asked"},
                    {Kind::conflict, "organisations.future_date"},
                    {Kind::conflict, "organisations.has_people"},
                    {Kind::conflict, "organisations.has_children"},
                    {Kind::conflict, "organisations.code_taken"},
                    {Kind::conflict, "organisations.name_taken"},
                    {Kind::conflict, "organisations.not_live"},
                    {Kind::refused, "organisation.parent_kind"},
                    {Kind::refused, "branch.too_few_full"},
                    {Kind::precondition, "organisations.stale"}}},
        [&service](http::Call const& call, ChangeCommand const& in) -> Result<AskedShown> {
            auto command = in;
            command.expected_version = call.if_match();
            TRY_ASSIGN(auto const asked, service.ask(call.actor(), command));
            AskedShown out;
            out.id = asked.id;
            out.dry_run = in.dry_run;
            out.late = asked.outcome.late;
            out.blocked = asked.outcome.blocked;
            out.effects = organisations::all_shown<organisations::EffectShown>(asked.outcome.effects);
            out.findings = organisations::all_shown<organisations::FindingShown>(asked.outcome.findings);
            return out;
        });
}

}  // namespace xinglin::setups
