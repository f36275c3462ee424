#include "modules/meetings/arrival.hpp"

#include "platform/crypto/crypto.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

/// How long a code stands on the screen. It is taken for one turn longer, so that nobody is too slow for it.
constexpr std::int64_t turn_ms = 5 * 60 * 1000;

std::string code_of(crypto::Vault const& vault, MeetingId id, std::int64_t turn) {
    auto const digest = vault.blind_index("meetings.arrival", id.text() + ":" + std::to_string(turn));
    return crypto::base32(digest).substr(0, 12);
}

}  // namespace

Result<std::optional<ArrivalCode>> Arrivals::code(db::Reader& reader, auth::Actor const& actor, MeetingId id) const {
    TRY_ASSIGN(auto const meeting, service_.kept(reader, actor, id));
    if (meeting.state != MeetingState::under_way) return std::optional<ArrivalCode>{};
    auto const turn = service_.tools().clock.now().ms / turn_ms;
    return std::optional<ArrivalCode>{{code_of(service_.tools().vault, id, turn), Instant{(turn + 1) * turn_ms}}};
}

Result<Done> Arrivals::arrive(auth::Actor const& actor, MeetingId id, std::string const& code) const {
    auto const& tools = service_.tools();
    return tools.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const found, service_.own(tx, actor, id));
        auto const& meeting = found.first;
        if (meeting.state != MeetingState::under_way)
            return fail(conflict("meetings.arrival_closed").fact("state", std::string(title(meeting.state))));
        auto const turn = tools.clock.now().ms / turn_ms;
        if (code != code_of(tools.vault, id, turn) && code != code_of(tools.vault, id, turn - 1))
            return fail(refused("meetings.arrival_code"));
        auto people = settle_people(tx, tools.vault, tools.ids, meeting);
        auto const mine =
            std::find_if(people.begin(), people.end(), [&](Attendee const& one) { return one.person == actor.person; });
        if (mine == people.end()) return fail(not_found());
        if (mine->presence == Presence::present) return Done{};  // read twice, or marked on the list before
        mine->presence = Presence::present;
        mine->absence_reason.reset();
        mine->absence_text.clear();
        store::update(tx, tools.vault, *mine);
        audit::Event event;
        event.action = "meetings.arrived";
        event.subject_kind = "meeting";
        event.subject = meeting.id.value;
        event.path = meeting.path;
        event.summary = ordinal(meeting) + "扫会场二维码登记到会";
        tools.trail.record(tx, actor, event);
        tx.after_commit([&hub = tools.hub, path = meeting.path, id, version = meeting.version] {
            hub.notify(push::Audience::over(path), {"meeting", id.value, version});
        });
        return Done{};
    });
}

}  // namespace xinglin::meetings
