#include "modules/people/routes.hpp"
#include "modules/people/service.hpp"
#include "modules/people/wire_texts.hpp"
#include "platform/http/router.hpp"

namespace xinglin::people {

BOOST_DESCRIBE_STRUCT(Saved, (), (id, version, entry))

namespace {

struct AskStep {
    PersonId id;
    std::string to;
    Date on;
    std::optional<Remark> reason;
};
BOOST_DESCRIBE_STRUCT(AskStep, (), (id, to, on, reason))

struct DecideStep {
    StepProposalId id;
    bool approved{false};
};
BOOST_DESCRIBE_STRUCT(DecideStep, (), (id, approved))

struct AskExtension {
    PersonId id;
    Within<6, 12> months{6};
    Date decided_on;
    Remark reason;
};
BOOST_DESCRIBE_STRUCT(AskExtension, (), (id, months, decided_on, reason))

struct AskFlag {
    PersonId id;
    std::string flag;
    bool on{true};
    Date from;
    std::optional<Remark> detail;
};
BOOST_DESCRIBE_STRUCT(AskFlag, (), (id, flag, on, from, detail))

struct AskTransfer {
    PersonId id;
    OrganisationId organisation;
    Date on;
    std::optional<Remark> reason;
};
BOOST_DESCRIBE_STRUCT(AskTransfer, (), (id, organisation, on, reason))

}  // namespace

void mount_membership(http::Router& router, Service& service) {
    router.post<AskStep, Saved>("/v1/people/{id}/transitions", members::rights::transition,
                                "Take one lawful step of the membership",
                                {.errors = {{Kind::refused, "members.no_such_step"},
                                            {Kind::refused, "members.future_step"},
                                            {Kind::refused, "members.before_current"},
                                            {Kind::refused, "members.reason_needed"},
                                            {Kind::refused, "members.too_young"},
                                            {Kind::refused, "members.activist_too_short"},
                                            {Kind::refused, "members.probation_too_short"},
                                            {Kind::refused, "members.readmission_too_early"},
                                            {Kind::refused, "members.lost_too_short"},
                                            {Kind::refused, "people.own_step"},
                                            {Kind::conflict, "people.second_person_waits"}}},
                                [&](http::Call const& call, AskStep const& in) {
                                    return service.take_step(call.actor(), {in.id, in.to, in.on, said(in.reason)});
                                });
    router.put<DecideStep, http::Nothing>("/v1/step-proposals/{id}/decision", members::rights::transition,
                                          "Agree as the second person to a step of the membership, or not",
                                          {.errors = {{Kind::not_found, "not_found"},
                                                      {Kind::conflict, "people.proposal_over"},
                                                      {Kind::refused, "people.own_proposal"},
                                                      {Kind::refused, "people.own_step"}}},
                                          [&](http::Call const& call, DecideStep const& in) -> Result<http::Nothing> {
                                              TRY(service.decide_step(call.actor(), in.id, in.approved));
                                              return http::Nothing{};
                                          });
    router.post<AskExtension, Saved>(
        "/v1/people/{id}/probation-extensions", members::rights::transition, "Extend a probation once",
        {.errors = {{Kind::refused, "members.not_probationary"},
                    {Kind::refused, "members.extended_already"},
                    {Kind::refused, "members.extension_length"},
                    {Kind::malformed, "people.reason_needed"},
                    {Kind::refused, "people.own_step"}}},
        [&](http::Call const& call, AskExtension const& in) {
            return service.extend_probation(call.actor(),
                                            {in.id, static_cast<int>(in.months.value), in.decided_on, in.reason.value});
        });
    router.put<AskFlag, Saved>(
        "/v1/people/{id}/flags/{flag}", members::rights::transition, "Set or clear a circumstance from a day on",
        {.errors = {{Kind::malformed, "people.flag_unknown"},
                    {Kind::conflict, "people.flag_same"},
                    {Kind::refused, "people.own_step"}}},
        [&](http::Call const& call, AskFlag const& in) {
            return service.set_flag(call.actor(), {in.id, in.flag, in.on, in.from, said(in.detail)});
        });
    router.post<AskTransfer, Saved>(
        "/v1/people/{id}/transfers", members::rights::transfer, "Move a person to another branch from a day on",
        {.errors = {{Kind::not_found, "people.organisation_unknown"},
                    {Kind::forbidden, "people.outside_scope"},
                    {Kind::conflict, "people.same_organisation"},
                    {Kind::malformed, "people.transfer_before"},
                    {Kind::malformed, "people.transfer_too_far"},
                    {Kind::refused, "people.own_step"}}},
        [&](http::Call const& call, AskTransfer const& in) {
            return service.transfer(call.actor(), {in.id, in.organisation, in.on, said(in.reason)});
        });
}

}  // namespace xinglin::people
