// The meetings of whoever is signed in: what they were asked to, and their answer.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/rules_materials.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

struct ListOwn {
    std::optional<Date> from;
    Within<1, 100> limit{20};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ListOwn, (), (from, limit, cursor))

/// What came of a point that was voted on: the words the chair reads out.
struct OwnResult {
    ItemId item;
    std::string title;
    bool good{false};  ///< passed, elected
    std::string text;
};
BOOST_DESCRIBE_STRUCT(OwnResult, (), (item, title, good, text))

struct OwnMeeting {
    MeetingId id;
    std::string organisation_name;
    MeetingKind kind_{};
    std::string kind_title;
    std::string ordinal;
    std::string title;
    Instant starts_at;
    Instant ends_at;
    std::string place;
    MeetingState state{};
    std::string state_title;
    std::optional<std::string> cancel_reason;
    std::optional<std::string> chair_name;
    Part part{};
    Reply reply{};
    std::optional<AbsenceReason> reason;
    std::optional<std::string> reason_title;
    std::optional<std::string> text;
    bool may_reply{false};
    bool may_keep{false};  ///< chairs or records it: takes attendance, types points
    Presence presence{};
    std::vector<ItemShown> items;
    std::vector<Material> materials;  ///< links
    std::vector<MaterialShown> files;  ///< of one meeting, not in lists
    bool may_prepare{false};           ///< attaches files to it; of one meeting
    std::vector<OwnResult> results;  ///< of one meeting, not in lists; an election's last count
};
BOOST_DESCRIBE_STRUCT(OwnMeeting, (),
                      (id, organisation_name, kind_, kind_title, ordinal, title, starts_at, ends_at, place, state,
                       state_title, cancel_reason, chair_name, part, reply, reason, reason_title, text, may_reply,
                       may_keep, presence, items, materials, files, may_prepare, results))

struct OwnReply {
    MeetingId id;
    Reply reply{Reply::coming};
    std::optional<AbsenceReason> reason;
    std::optional<ShortText> text;
};
BOOST_DESCRIBE_STRUCT(OwnReply, (), (id, reply, reason, text))

OwnMeeting own_view(db::Reader& reader, Meeting const& m, Attendee const& mine, Instant now) {
    auto const item = item_of(reader, m);
    OwnMeeting out;
    out.id = m.id;
    out.organisation_name = item.organisation_name;
    out.kind_ = m.kind;
    out.kind_title = item.kind_title;
    out.ordinal = ordinal(m);
    out.title = m.title;
    out.starts_at = m.starts_at;
    out.ends_at = m.ends_at;
    out.place = m.place;
    out.state = m.state;
    out.state_title = item.state_title;
    if (!m.cancel_reason.empty()) out.cancel_reason = m.cancel_reason;
    if (auto const chair = named(reader, m.chair)) out.chair_name = chair->name;
    out.part = mine.part;
    out.reply = mine.reply;
    out.reason = mine.reply_reason;
    if (mine.reply_reason) out.reason_title = std::string(title(*mine.reply_reason));
    if (!mine.reply_text.empty()) out.text = mine.reply_text;
    out.may_reply = m.state == MeetingState::called && m.starts_at > now;
    out.may_keep = !mine.person.none() && (m.chair == mine.person || m.recorder == mine.person) &&
                   (m.state == MeetingState::under_way || m.state == MeetingState::held);
    out.presence = mine.presence;
    out.items = shown(store::items(reader, m.id));
    out.materials = store::materials(reader, m.id);
    return out;
}

std::vector<OwnResult> results_of(db::Reader& reader, MeetingId id) {
    std::vector<OwnResult> out;
    for (auto const& vote : votes_shown(reader, id))
        out.push_back({vote.item, vote.result_title, vote.result == VoteResult::passed,
                       "赞成" + std::to_string(vote.in_favour) + "票，反对" + std::to_string(vote.against) +
                           "票，弃权" + std::to_string(vote.abstained) + "票"});
    for (auto const& round : elections_shown(reader, id)) {
        if (!round.counted_at) continue;
        std::vector<std::string> elected;
        for (auto const& one : round.candidates)
            if (one.result == CandidateResult::elected)
                elected.push_back(one.name + std::to_string(one.in_favour.value_or(0)) + "票");
        auto const before =
            std::find_if(out.begin(), out.end(), [&](OwnResult const& one) { return one.item == round.item; });
        auto& line = before == out.end() ? out.emplace_back() : *before;
        line = {round.item, round.result_title, round.result == BallotResult::elected, text::join(elected, "，")};
    }
    return out;
}

Page<OwnMeeting> list(db::Reader& reader, crypto::Vault const& vault, http::Call const& call, ListOwn const& in) {
    auto const person = call.actor().person;
    if (person.none()) return {};
    store::ListKey before;
    if (in.cursor) {
        before.starts_at.ms = in.cursor->number(0).value_or(0);
        before.id.value = in.cursor->number(1).value_or(0);
    }
    auto const from = in.from ? std::optional(start_of_day(*in.from)) : std::nullopt;
    std::vector<OwnMeeting> rows;
    for (auto const& meeting : store::of_person(reader, person, from, before, static_cast<int>(in.limit.value) + 1))
        if (auto const mine = store::attendee(reader, vault, meeting.id, person))
            rows.push_back(own_view(reader, meeting, *mine, call.now()));
    return Page<OwnMeeting>::of(std::move(rows), static_cast<std::size_t>(in.limit.value), [](OwnMeeting const& last) {
        return std::vector<std::string>{std::to_string(last.starts_at.ms), last.id.text()};
    });
}

/// Read as the program: who chairs is told to everybody asked, whether or not they may see that person's file.
Result<OwnMeeting> own_one(Service const& service, http::Call const& call, MeetingId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<OwnMeeting> {
        TRY_ASSIGN(auto const found, service.own(reader, call.actor(), id));
        auto shown = own_view(reader, found.first, found.second, call.now());
        shown.files = materials_shown(reader, found.first, found.second.told_at);
        shown.may_prepare = takes_materials(found.first.state) && service.kept(reader, call.actor(), id).has_value();
        if (found.first.started_at) shown.results = results_of(reader, id);
        return shown;
    });
}

}  // namespace

void mount_own(http::Router& router, Service& service) {
    router.get<ListOwn, Page<OwnMeeting>>(
        "/v1/own-meetings", auth::signed_in, "Meetings I was asked to, the latest first",
        {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, ListOwn const& in) -> Result<Page<OwnMeeting>> {
            return service.tools().db.read(
                [&](db::Reader& reader) { return list(reader, service.tools().vault, call, in); });
        });
    router.get<OneMeeting, OwnMeeting>(
        "/v1/own-meetings/{id}", auth::signed_in, "A meeting I was asked to",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneMeeting const& in) { return own_one(service, call, in.id); });
    router.put<OwnReply, OwnMeeting>(
        "/v1/own-meetings/{id}/reply", auth::signed_in, "Say whether I come, and why not",
        {.scope = http::ScopeKind::own,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.reason_missing"},
                    {Kind::malformed, "meetings.reason_text_missing"},
                    {Kind::malformed, "meetings.reply_missing"},
                    {Kind::conflict, "meetings.reply_closed"},
                    {Kind::conflict, "meetings.reply_cancelled"}}},
        [&service](http::Call const& call, OwnReply const& in) -> Result<OwnMeeting> {
            if (in.reply == Reply::none) return fail(malformed("meetings.reply_missing"));
            TRY(service.reply(call.actor(), in.id,
                              {in.reply == Reply::coming, in.reason, in.text ? in.text->value : ""}));
            return own_one(service, call, in.id);
        });
    router.get<OneMeeting, http::Content>(
        "/v1/own-meetings/{id}/calendar", auth::signed_in, "My meeting as a calendar file",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneMeeting const& in) -> Result<http::Content> {
            TRY_ASSIGN(auto const found, service.own(call.reader(), call.actor(), in.id));
            return calendar_of(call.reader(), found.first, call.now());
        });
}

}  // namespace xinglin::meetings
