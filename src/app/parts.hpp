#pragma once
// The services of all modules, in the order they are built: each knows only those above it.

#include "app/application.hpp"
#include "app/intake_joint.hpp"
#include "app/joints.hpp"
#include "app/modules.hpp"
#include "app/people_joints.hpp"
#include "app/portal_source.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/due.hpp"
#include "modules/appraisal/appraisal.hpp"
#include "modules/approvals/due.hpp"
#include "modules/audit/refusals.hpp"
#include "modules/ballots/due.hpp"
#include "modules/ballots/meeting_votes.hpp"
#include "modules/calendar/service.hpp"
#include "modules/duties/duties.hpp"
#include "modules/intake/service.hpp"
#include "modules/meetings/approved.hpp"
#include "modules/meetings/due.hpp"
#include "modules/meetings/followers.hpp"
#include "modules/meetings/materials.hpp"
#include "modules/meetings/service.hpp"
#include "modules/notices/notices.hpp"
#include "modules/notices/quiet.hpp"
#include "modules/organisations/due.hpp"
#include "modules/organisations/service.hpp"
#include "modules/people/due.hpp"
#include "modules/people/followers.hpp"
#include "modules/people/service.hpp"
#include "modules/re_elections/re_elections.hpp"
#include "modules/regulations/regulations.hpp"
#include "modules/rosters/service.hpp"
#include "modules/setups/setups.hpp"
#include "platform/idempotency/keys.hpp"

#include <atomic>
#include <vector>

namespace xinglin::app {

struct Modules::Parts {
    Parts(Core& with, Workshop& workshop, accounts::Roles table, regulations::Book rules, approvals::Definitions asked);

    Core& core;
    Workshop& shop;
    accounts::Roles roles;
    regulations::Book book;
    approvals::Definitions definitions;
    /// The open accounts of a person, as they act now.
    [[nodiscard]] std::vector<auth::Actor> actors_of(PersonId person);
    /// When a person may be reminded, from `at` on: neither at night nor within a shift or the rest after one.
    [[nodiscard]] Instant may_remind(db::Reader& reader, PersonId person, Instant at) const;
    idempotency::Keys keys;
    audit::Refusals refusals;
    audit::RouteParts audit_parts;
    regulations::Service regulations;
    organisations::Service organisations;
    accounts::Accounts accounts;
    notices::Service notices;
    people::Tools people_tools;
    PeopleNews people_news;
    people::TreeFollower people_follower;
    approvals::Service approvals;
    approvals::TreeFollower approvals_tree;
    approvals::DutySource approvals_duties;
    meetings::Service meetings;
    meetings::Approved meetings_approved;
    meetings::TreeFollower meetings_tree;
    meetings::PeopleFollower meetings_people;
    meetings::DutySource meetings_duties;
    meetings::Materials meetings_materials;
    setups::Service setups;
    ballots::Service ballots;
    ballots::MeetingVotes ballots_votes;
    ballots::TreeFollower ballots_tree;
    ballots::DutySource ballots_duties;
    appraisal::Service appraisal;
    appraisal::TreeFollower appraisal_tree;
    appraisal::DutySource appraisal_duties;
    re_elections::Service re_elections;
    re_elections::TreeFollower re_elections_tree;
    re_elections::DutySource re_elections_duties;
    people::Service people;
    people::DutySource people_duties;
    IntakeOrganisations intake_organisations;
    intake::Tools intake_tools;
    intake::Service intake;
    calendar::Service calendar;
    rosters::Tools roster_tools;
    rosters::Service rosters;
    PortalSource portal_source;
    organisations::DutySource organisation_duties;
    accounts::DutySource account_duties;
    std::vector<duties::Source const*> duty_sources;
    db::Listening jobs_heard;           ///< tells open screens that a job moved
    std::atomic<bool> trouble{false};   ///< the database takes no writes (HealthWatch)
};

}  // namespace xinglin::app
