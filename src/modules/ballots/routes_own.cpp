// What a voter does: looks what waits, asks for a permit under the own name, hands a slip in under none.
#include "modules/ballots/routes.hpp"
#include "modules/ballots/routes_shapes.hpp"

namespace xinglin::ballots {

namespace {

struct BlindedToken : Text<BlindedToken> {
    static constexpr TextRule rule{.name = "BlindedToken", .min = 512, .max = 512, .pattern = "[0-9a-f]+"};
};
struct PermitSignature : Text<PermitSignature> {
    static constexpr TextRule rule{.name = "PermitSignature", .min = 512, .max = 512, .pattern = "[0-9a-f]+"};
};
struct SlipToken : Text<SlipToken> {
    static constexpr TextRule rule{.name = "SlipToken", .min = 32, .max = 32, .pattern = "[0-9a-f]+"};
};
struct WriteIn : Text<WriteIn> {
    static constexpr TextRule rule{.name = "WriteIn", .min = 1, .max = 20};
};

struct NewPermit {
    BallotId id;
    BlindedToken blinded;
};
BOOST_DESCRIBE_STRUCT(NewPermit, (), (id, blinded))
struct PermitGiven {
    std::string signature;  ///< blind, hex
};
BOOST_DESCRIBE_STRUCT(PermitGiven, (), (signature))

struct NewCast {
    BallotId ballot;
    SlipToken token;
    PermitSignature signature;
    SlipToken nonce;
    std::vector<MarkCode> marks;
    std::vector<WriteIn> write_ins;
};
BOOST_DESCRIBE_STRUCT(NewCast, (), (ballot, token, signature, nonce, marks, write_ins))
struct CastTaken {
    std::string receipt;
};
BOOST_DESCRIBE_STRUCT(CastTaken, (), (receipt))

Slip slip_of(NewCast const& in) {
    Slip out{in.token.value, in.signature.value, in.nonce.value, {}};
    for (auto const mark : in.marks) out.choice.marks.push_back(letter_of(mark));
    for (auto const& name : in.write_ins) out.choice.write_ins.push_back(name.value);
    return out;
}

}  // namespace

void mount_own(http::Router& router, Service& service) {
    router.get<http::Nothing, BallotList>(
        "/v1/own-ballots", auth::signed_in, "Ballots that wait for me: to vote, or to confirm the count",
        {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, http::Nothing const&) -> Result<BallotList> {
            return shown(service.waiting(call.actor()));
        });
    router.put<NewPermit, PermitGiven>(
        "/v1/own-ballots/{id}/permit", auth::signed_in, "A permit for one slip: a blind signature, once a voter",
        {.scope = http::ScopeKind::own,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::conflict, "ballots.over"},
                    {Kind::conflict, "ballots.permit_given"},
                    {Kind::malformed, "ballots.blinded_wrong"},
                    {Kind::conflict, "meetings.ballot_over"},
                    {Kind::conflict, "appraisal.grades_set"},
                    {Kind::refused, "appraisal.not_asked"},
                    {Kind::refused, "meetings.ballot_not_asked"},
                    {Kind::refused, "meetings.ballot_no_vote"},
                    {Kind::refused, "meetings.ballot_not_present"}}},
        [&service](http::Call const& call, NewPermit const& in) -> Result<PermitGiven> {
            TRY_ASSIGN(auto signature, service.permit(call.actor(), in.id, in.blinded.value));
            return PermitGiven{std::move(signature)};
        });
    // The address names no ballot and the request no voter: a session that comes along is refused, so that no client sends one.
    router.post<NewCast, CastTaken>("/v1/anonymous/ballot-casts", auth::anybody,
                                    "Hand a slip in, under a permit and without a name",
                                    {.scope = http::ScopeKind::none,
                                     .errors = {{Kind::conflict, "ballots.over"},
                                                {Kind::conflict, "meetings.ballot_over"},
                                                {Kind::conflict, "appraisal.grades_set"},
                                                {Kind::conflict, "ballots.already_cast"},
                                                {Kind::malformed, "ballots.marks_wrong"},
                                                {Kind::refused, "ballots.permit_wrong"},
                                                {Kind::refused, "ballots.not_anonymous"},
                                                {Kind::refused, "ballots.too_many_marked"},
                                                {Kind::refused, "ballots.write_in_not_here"},
                                                {Kind::refused, "ballots.write_in_several"},
                                                {Kind::refused, "ballots.write_in_twice"},
                                                {Kind::refused, "ballots.write_in_without_against"}},
                                     .body_limit = 64 * 1024},
                                    [&service](http::Call const& call, NewCast const& in) -> Result<CastTaken> {
                                        if (call.actor().known()) return fail(refused("ballots.not_anonymous"));
                                        TRY_ASSIGN(auto receipt, service.cast(in.ballot, slip_of(in)));
                                        return CastTaken{std::move(receipt)};
                                    });
}

}  // namespace xinglin::ballots
