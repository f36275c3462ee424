#pragma once
// What the routes of re-elections take and answer. Only routes files include this.

#include "modules/meetings/routes_findings.hpp"
#include "modules/re_elections/re_elections.hpp"
#include "platform/http/router.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::organisations {
BOOST_DESCRIBE_ENUM(PostKind, secretary, deputy_secretary, standing_member, organisation, publicity, discipline,
                    united_front, youth, women, member, group_leader, contact)
}

namespace xinglin::re_elections {

BOOST_DESCRIBE_ENUM(Step, request, reply, nomination, candidate_list, candidates_reply, method, meeting, first_meeting,
                    result_report, result_reply, new_term, publication)
BOOST_DESCRIBE_ENUM(State, running, finished, given_up)

struct ReElectionText : Text<ReElectionText> {
    static constexpr TextRule rule{.name = "ReElectionText", .min = 0, .max = 100};
};
struct ReElectionReason : Text<ReElectionReason> {
    static constexpr TextRule rule{.name = "ReElectionReason", .min = 0, .max = 500, .lines = true};
};

struct OneReElection {
    ReElectionId id;
};
BOOST_DESCRIBE_STRUCT(OneReElection, (), (id))
struct NewReElection {
    OrganisationId organisation;
};
BOOST_DESCRIBE_STRUCT(NewReElection, (), (organisation))

struct PersonWritten {
    std::optional<PersonId> person;
    std::optional<ReElectionText> name;
    PostKind post{PostKind::member};
};
BOOST_DESCRIBE_STRUCT(PersonWritten, (), (person, name, post))
struct StepWritten {
    ReElectionId id;
    Step step{};
    std::optional<Date> on;
    std::optional<ReElectionText> reference;
    std::optional<Date> planned_on;  ///< of the request: day of the election
    std::optional<Within<1, 99>> seats;
    std::optional<bool> committee;  ///< a committee is elected, which shares out its posts
    std::optional<std::vector<PersonWritten>> people;  ///< who is nominated, or elected to which post
};
BOOST_DESCRIBE_STRUCT(StepWritten, (), (id, step, on, reference, planned_on, seats, committee, people))
struct GatheringWritten {
    ReElectionId id;
    Instant starts_at;
    Instant ends_at;
    ReElectionText place;
};
BOOST_DESCRIBE_STRUCT(GatheringWritten, (), (id, starts_at, ends_at, place))
struct NewTermWritten {
    ReElectionId id;
    bool dry_run{false};
};
BOOST_DESCRIBE_STRUCT(NewTermWritten, (), (id, dry_run))
struct ExtensionWritten {
    ReElectionId id;
    Date until;
    ReElectionReason reason;
};
BOOST_DESCRIBE_STRUCT(ExtensionWritten, (), (id, until, reason))
struct GivingUp {
    ReElectionId id;
    ReElectionReason reason;
};
BOOST_DESCRIBE_STRUCT(GivingUp, (), (id, reason))

struct ReElectionStep {
    Step step{};
    std::string title;
    bool superior{false};  ///< done by the organisation above
    Date by;
    bool done{false};
    bool current{false};
    std::optional<Date> on;
    std::optional<std::string> who;
    std::optional<std::string> reference;
};
BOOST_DESCRIBE_STRUCT(ReElectionStep, (), (step, title, superior, by, done, current, on, who, reference))
struct ReElectionPerson {
    std::optional<PersonId> person;
    std::string name;
    bool nominated{false};
    std::optional<PostKind> wanted;
    std::optional<std::string> wanted_title;
    bool elected{false};
    std::optional<PostKind> post;
    std::optional<std::string> post_title;
};
BOOST_DESCRIBE_STRUCT(ReElectionPerson, (), (person, name, nominated, wanted, wanted_title, elected, post, post_title))
struct ReElectionMeeting {
    meetings::MeetingId id;
    std::string ordinal;
    std::string when;
    std::string place;
    std::string state_title;
    bool under_way{false};
    bool standing{false};  ///< the candidates stand
};
BOOST_DESCRIBE_STRUCT(ReElectionMeeting, (), (id, ordinal, when, place, state_title, under_way, standing))
struct ReElectionView {
    ReElectionId id;
    OrganisationId organisation;
    std::string organisation_name;
    std::optional<std::string> superior;  ///< none: the organisation above is not in this installation
    State state{};
    std::string state_title;
    Date deadline;
    std::int64_t days_left{0};
    std::optional<Date> extended_to;
    std::optional<Date> planned_on;
    std::int64_t seats{0};
    std::int64_t candidates_needed{0};
    bool committee{true};
    std::vector<ReElectionStep> steps;
    std::optional<Step> next;
    std::vector<ReElectionPerson> people;
    std::optional<ReElectionMeeting> meeting;
    std::optional<std::string> waits_for;
    std::optional<std::string> returned;
    std::optional<std::string> given_up;
    Date latest_extension;
    bool extension_asked{false};
    std::vector<meetings::FindingShown> findings;
    bool may_run{false};
    bool may_record{false};
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(ReElectionView, (),
                      (id, organisation, organisation_name, superior, state, state_title, deadline, days_left,
                       extended_to, planned_on, seats, candidates_needed, committee, steps, next, people, meeting,
                       waits_for, returned, given_up, latest_extension, extension_asked, findings, may_run, may_record,
                       version))

struct ReElectionLine {
    OrganisationId organisation;
    std::string organisation_name;
    std::optional<ReElectionId> id;  ///< none: nobody began it
    Date deadline;
    std::int64_t days_left{0};
    std::optional<Step> next;
    std::optional<std::string> next_title;
    std::optional<Date> by;
    std::int64_t done{0};
    std::int64_t steps{0};
    bool late{false};
    bool asked{false};  ///< waits for the organisation above
    bool returned{false};
};
BOOST_DESCRIBE_STRUCT(ReElectionLine, (),
                      (organisation, organisation_name, id, deadline, days_left, next, next_title, by, done, steps,
                       late, asked, returned))
struct ReElectionLines {
    std::vector<ReElectionLine> items;
};
BOOST_DESCRIBE_STRUCT(ReElectionLines, (), (items))

struct TermPost {
    std::string title;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(TermPost, (), (title, name))
struct NewTermShown {
    bool dry_run{false};
    Date elected_on;
    Date due_on;
    std::int64_t years{0};
    std::string basis;
    std::vector<TermPost> ended;
    std::vector<TermPost> given;
    std::vector<meetings::FindingShown> findings;
};
BOOST_DESCRIBE_STRUCT(NewTermShown, (), (dry_run, elected_on, due_on, years, basis, ended, given, findings))

}  // namespace xinglin::re_elections
