#pragma once
// Who is due at a meeting: never typed, always what posts, memberships and affiliations say of the meeting's day, until the
// attendance is settled.

#include "modules/meetings/types.hpp"
#include "modules/organisations/organisations.hpp"

#include <string>
#include <vector>

namespace xinglin::crypto {
class Vault;
}
namespace xinglin::db {
class Reader;
class Tx;
}  // namespace xinglin::db

namespace xinglin::meetings {

/// Whether this kind of organisation holds this kind of meeting.
[[nodiscard]] bool may_hold(organisations::OrganisationKind organisation, MeetingKind kind);

/// Somebody who ought to be there on the meeting's day.
struct DuePerson {
    PersonId person;  ///< none: holds a post by name only
    std::string name;
    members::State state{members::State::full};
    Counting counting{Counting::no_vote};
};
/// @param only narrows to these people; empty: everybody the kind asks
/// @source branch regulations, articles 11 to 13; election rules, article 5 (probationary members have no vote)
[[nodiscard]] std::vector<DuePerson> who_is_due(db::Reader& reader, Meeting const& meeting,
                                                std::vector<PersonId> const& only);

/// The people of a meeting as they stand now: what is stored, brought in line with who is due. New ones have no id yet;
/// who is due no more is `gone`. Once the attendance is settled, what is stored.
[[nodiscard]] std::vector<Attendee> people_of(db::Reader& reader, crypto::Vault const& vault, Meeting const& meeting);
/// Stores what people_of says. @returns them, each with an id
std::vector<Attendee> settle_people(db::Tx& tx, crypto::Vault const& vault, IdSource& ids, Meeting const& meeting);

/// What a secretary must hear of since the notice: who is no longer due, who is due and has not been told.
[[nodiscard]] std::vector<std::string> shifts_of(Meeting const& meeting, std::vector<Attendee> const& people);

}  // namespace xinglin::meetings
