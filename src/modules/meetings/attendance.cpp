#include "modules/meetings/attendance.hpp"

#include "modules/meetings/store.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/people.hpp"

#include <algorithm>
#include <set>

namespace xinglin::meetings {

namespace {

using organisations::OrganisationKind;
using organisations::PostKind;

constexpr int whole_branch = 5000;

bool branch_like(OrganisationKind kind) {
    return kind == OrganisationKind::branch || kind == OrganisationKind::joint_branch ||
           kind == OrganisationKind::temporary_branch || kind == OrganisationKind::temporary_joint_branch ||
           kind == OrganisationKind::floating_branch;
}

bool of_committee(MeetingKind kind) {
    return kind == MeetingKind::committee_meeting || kind == MeetingKind::democratic_life_meeting;
}

void add_members(db::Reader& reader, OrganisationId organisation, Date day, std::vector<DuePerson>& out) {
    for (auto const person : members::store::belonging_on(reader, organisation, day, {}, whole_branch)) {
        auto const standing = members::standing_on(members::store::history(reader, person), day);
        if (!members::is_member(standing.state)) continue;
        auto const card = people::find_card(reader, person);
        if (!card) continue;  // an import that was reversed
        auto const counting = standing.state == members::State::full ? Counting::voter : Counting::no_vote;
        out.push_back({person, card->name, standing.state, counting});
    }
}

void add_committee(db::Reader& reader, OrganisationId organisation, Date day, std::vector<DuePerson>& out) {
    std::set<std::string> seen;  // somebody may hold two posts
    for (auto const& post : organisations::posts_on(reader, organisation, day)) {
        if (post.kind == PostKind::group_leader || post.kind == PostKind::contact) continue;
        if (!seen.insert(post.person.none() ? post.holder : post.person.text()).second) continue;
        out.push_back({post.person, post.holder, members::State::full, Counting::voter});
    }
}

bool same(Attendee const& row, DuePerson const& due) {
    return due.person.none() ? row.person.none() && row.name == due.name : row.person == due.person;
}

/// A new row of somebody due, or the stored one brought in line.
void bring_in_line(Attendee& row, DuePerson const& due) {
    row.person = due.person;
    row.name = due.name;
    row.part = Part::due;
    row.gone = false;
    row.state = due.state;
    // What was decided by hand, on a basis, stays as long as there is a vote to leave out.
    if (row.basis.empty() || due.counting != Counting::voter) row.counting = due.counting, row.basis.clear();
}

bool differ(Attendee const& a, Attendee const& b) {
    return a.name != b.name || a.part != b.part || a.gone != b.gone || a.state != b.state || a.counting != b.counting ||
           a.basis != b.basis;
}

}  // namespace

bool may_hold(OrganisationKind organisation, MeetingKind kind) {
    if (of_committee(kind)) return organisation != OrganisationKind::group;
    if (organisation == OrganisationKind::group)
        return kind != MeetingKind::members_meeting && kind != MeetingKind::democratic_appraisal;
    return branch_like(organisation);
}

std::vector<DuePerson> who_is_due(db::Reader& reader, Meeting const& meeting, std::vector<PersonId> const& only) {
    std::vector<DuePerson> out;
    auto const day = meeting.day();
    if (of_committee(meeting.kind)) {
        add_committee(reader, meeting.organisation, day, out);
    } else {
        add_members(reader, meeting.organisation, day, out);
        for (auto const& group : organisations::groups_on(reader, meeting.organisation, day))
            add_members(reader, group, day, out);
    }
    if (!only.empty())
        out.erase(std::remove_if(out.begin(), out.end(),
                                 [&](DuePerson const& one) {
                                     return std::find(only.begin(), only.end(), one.person) == only.end();
                                 }),
                  out.end());
    return out;
}

std::vector<Attendee> people_of(db::Reader& reader, crypto::Vault const& vault, Meeting const& meeting) {
    auto rows = store::attendees(reader, vault, meeting.id);
    if (!meeting.open()) return rows;
    auto const due = who_is_due(reader, meeting, store::participants(reader, meeting.id));
    for (auto& row : rows) {
        if (row.part != Part::due) continue;
        row.gone = std::none_of(due.begin(), due.end(), [&](DuePerson const& one) { return same(row, one); });
    }
    for (auto const& one : due) {
        auto const row = std::find_if(rows.begin(), rows.end(), [&](Attendee const& a) { return same(a, one); });
        if (row == rows.end()) {
            bring_in_line(rows.emplace_back(), one);
        } else {
            bring_in_line(*row, one);
        }
    }
    return rows;
}

std::vector<Attendee> settle_people(db::Tx& tx, crypto::Vault const& vault, IdSource& ids, Meeting const& meeting) {
    auto const stored = store::attendees(tx, vault, meeting.id);
    auto people = people_of(tx, vault, meeting);
    for (auto& one : people) {
        if (one.id.none()) {
            one.id = ids.next<AttendeeId>();
            store::insert(tx, vault, meeting.id, one);
            continue;
        }
        auto const before =
            std::find_if(stored.begin(), stored.end(), [&](Attendee const& row) { return row.id == one.id; });
        if (differ(*before, one)) store::update(tx, vault, one);
    }
    return people;
}

std::vector<std::string> shifts_of(Meeting const& meeting, std::vector<Attendee> const& people) {
    std::vector<std::string> out;
    if (!meeting.called_at) return out;
    for (auto const& one : people) {
        if (one.part != Part::due) continue;
        if (one.gone && one.told_at) out.push_back(one.name + "在会议当天已不属于应到人员，不再计入应到");
        if (!one.gone && !one.told_at && meeting.state == MeetingState::called)
            out.push_back(one.name + "是通知之后新增的应到人员，还没有通知");
        if (!one.gone && !one.told_at && meeting.state != MeetingState::called)
            out.push_back(one.name + "是通知之后新增的应到人员，未发过通知");
    }
    return out;
}

}  // namespace xinglin::meetings
