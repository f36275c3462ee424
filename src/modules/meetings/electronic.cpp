#include "modules/meetings/electronic.hpp"

#include "modules/meetings/attendance.hpp"
#include "modules/meetings/figures.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_votes.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

Problem counted(std::string const& who, Instant at) {
    return conflict("meetings.vote_counted").fact("who", who).fact("at", local_text(at));
}

}  // namespace

Result<BallotSubject> ballot_subject(Service& service, db::Tx& tx, auth::Actor const& actor, MeetingId id,
                                     ItemId item_id, int round) {
    TRY_ASSIGN(auto meeting, service.access(tx, actor, id, rights::write));
    if (meeting.state != MeetingState::under_way)
        return fail(conflict("meetings.wrong_state")
                        .fact("state", std::string(title(meeting.state)))
                        .fact("act", "开始电子投票"));
    auto const items = store::items(tx, id);
    auto const found = std::find_if(items.begin(), items.end(), [&](Item const& one) { return one.id == item_id; });
    if (found == items.end()) return fail(not_found("meetings.item_unknown"));
    BallotSubject out;
    out.item = *found;
    bool const election = found->kind == ItemKind::election;
    if (!election && found->kind != ItemKind::vote && found->kind != ItemKind::decision)
        return fail(refused("meetings.not_to_vote_on").fact("item", found->title));
    // As for a count by hand: what could not be put on record is not voted on.
    if (!store::participants(tx, id).empty())
        return fail(refused("meetings.vote_needs_everybody").fact("item", found->title));
    for (auto const& one : store::votes(tx, id))
        if (one.item == item_id) return fail(counted(one.recorded_name, one.recorded_at));
    if (election) {
        for (auto& one : store::elections(tx, id))
            if (one.item == item_id && one.round == round) out.round = std::move(one);
        if (!out.round) return fail(not_found("meetings.round_unknown"));
        if (out.round->counted_at) return fail(counted(out.round->counted_name, *out.round->counted_at));
    }
    auto const people = settle_people(tx, service.tools().vault, service.tools().ids, meeting);
    auto const figures = figures_of(meeting.kind, people, service.rules(tx), meeting.day());
    out.electorate = {figures.voters_due, figures.voters_present};
    out.meeting = std::move(meeting);
    return out;
}

Electorate electorate(Service const& service, db::Reader& reader, MeetingId id) {
    auto const meeting = store::find(reader, id);
    if (!meeting) return {};
    auto const figures = figures_of(meeting->kind, people_of(reader, service.tools().vault, *meeting),
                                    service.rules(reader), meeting->day());
    return {figures.voters_due, figures.voters_present};
}

Result<Done> voting_goes_on(db::Reader& reader, MeetingId id) {
    auto const meeting = store::find(reader, id);
    if (!meeting || meeting->state != MeetingState::under_way) return fail(conflict("meetings.ballot_over"));
    return Done{};
}

Result<Done> may_vote(db::Reader& reader, crypto::Vault const& vault, MeetingId id, PersonId person) {
    TRY(voting_goes_on(reader, id));
    auto const meeting = store::find(reader, id);
    auto const people = people_of(reader, vault, *meeting);
    auto const mine = std::find_if(people.begin(), people.end(), [&](Attendee const& one) {
        return one.person == person && one.part == Part::due && !one.gone;
    });
    if (mine == people.end()) return fail(refused("meetings.ballot_not_asked"));
    if (mine->counting != Counting::voter) return fail(refused("meetings.ballot_no_vote"));
    if (mine->presence != Presence::present) return fail(refused("meetings.ballot_not_present"));
    return Done{};
}

std::string ballot_about(db::Reader& reader, MeetingId id) {
    auto const meeting = store::find(reader, id);
    return meeting ? ordinal(*meeting) : std::string();
}

}  // namespace xinglin::meetings
