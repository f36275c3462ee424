// The record of a meeting for whoever chairs or records it without a role over the branch: attendance, points, the draft.
// Starting, ending and closing stay with those who run meetings.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_findings.hpp"
#include "modules/meetings/routes_points.hpp"
#include "modules/meetings/store_minutes.hpp"

namespace xinglin::meetings {

namespace {

struct KeptLine {
    std::optional<AttendeeId> id;  ///< none yet: named by the person
    std::optional<PersonId> person;
    std::string name;
    Part part{};
    std::string state_title;
    Presence presence{};
    std::optional<AbsenceReason> absence_reason;
    std::optional<std::string> absence_reason_title;
};
BOOST_DESCRIBE_STRUCT(KeptLine, (),
                      (id, person, name, part, state_title, presence, absence_reason, absence_reason_title))

struct KeptSection {
    std::string title;
    std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(KeptSection, (), (title, lines))

struct KeptMeeting {
    MeetingId id;
    std::string ordinal;
    std::string title;
    MeetingState state{};
    std::string state_title;
    bool open{false};  ///< under way or over and not closed: may be written in
    std::vector<ItemShown> items;
    std::vector<KeptLine> people;
    std::vector<PointShown> statements;
    std::vector<KeptSection> draft;
    std::vector<FindingShown> findings;  ///< what the minutes still lack
};
BOOST_DESCRIBE_STRUCT(KeptMeeting, (),
                      (id, ordinal, title, state, state_title, open, items, people, statements, draft, findings))

struct KeptMark {
    std::optional<AttendeeId> attendee;
    std::optional<PersonId> person;
    Presence presence{Presence::present};
    std::optional<AbsenceReason> reason;
    std::optional<ShortText> text;
};
BOOST_DESCRIBE_STRUCT(KeptMark, (), (attendee, person, presence, reason, text))

struct KeptMarks {
    MeetingId id;
    std::vector<KeptMark> marks;
};
BOOST_DESCRIBE_STRUCT(KeptMarks, (), (id, marks))

KeptMeeting kept_view(db::Reader& reader, Service const& service, Meeting const& m) {
    auto const record = record_of(reader, service.tools().vault, m);
    KeptMeeting out;
    out.id = m.id;
    out.ordinal = ordinal(m);
    out.title = m.title;
    out.state = m.state;
    out.state_title = std::string(title(m.state));
    out.open = m.state == MeetingState::under_way || m.state == MeetingState::held;
    out.items = shown(record.items);
    for (auto const& one : record.people) {
        if (one.gone) continue;
        KeptLine line;
        if (!one.id.none()) line.id = one.id;
        if (!one.person.none()) line.person = one.person;
        line.name = one.name;
        line.part = one.part;
        line.state_title = one.person.none() ? std::string() : std::string(members::title(one.state));
        line.presence = one.presence;
        line.absence_reason = one.absence_reason;
        if (one.absence_reason) line.absence_reason_title = std::string(title(*one.absence_reason));
        out.people.push_back(std::move(line));
    }
    out.statements = points_shown(record);
    if (!out.open) return out;
    for (auto& section : compose(record)) out.draft.push_back({std::move(section.title), std::move(section.lines)});
    for (auto const& one : checks(reader, record, service.rules(reader), service.tools().clock.now()).findings)
        out.findings.push_back(finding_shown(one));
    return out;
}

/// Read as the program: who was asked may belong to other branches; access is decided by the name on the meeting.
Result<KeptMeeting> again(Service const& service, http::Call const& call, MeetingId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<KeptMeeting> {
        TRY_ASSIGN(auto const meeting, service.kept(reader, call.actor(), id));
        return kept_view(reader, service, meeting);
    });
}

http::Options own_errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.scope = http::ScopeKind::own;
    out.errors = {{Kind::not_found, "not_found"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

}  // namespace

void mount_keeping(http::Router& router, Service& service) {
    router.get<OneMeeting, KeptMeeting>(
        "/v1/kept-meetings/{id}", rights::keep, "The record of a meeting I chair or record, as far as it is written",
        own_errors({}), [&service](http::Call const& call, OneMeeting const& in) -> Result<KeptMeeting> {
            return again(service, call, in.id);
        });
    router.put<KeptMarks, KeptMeeting>("/v1/kept-meetings/{id}/attendance", rights::keep,
                                       "Who is there at a meeting I chair or record",
                                       own_errors({{Kind::conflict, "meetings.wrong_state"},
                                                   {Kind::conflict, "meetings.no_longer_due"},
                                                   {Kind::malformed, "meetings.attendee_unknown"},
                                                   {Kind::malformed, "meetings.reason_text_missing"}}),
                                       [&service](http::Call const& call, KeptMarks const& in) -> Result<KeptMeeting> {
                                           std::vector<Mark> marks;
                                           for (auto const& one : in.marks)
                                               marks.push_back({one.attendee, one.person, one.presence, one.reason,
                                                                one.text ? one.text->value : "", std::nullopt, ""});
                                           TRY(service.mark(call.actor(), in.id, marks));
                                           return again(service, call, in.id);
                                       });
    mount_points<KeptMeeting>(router, service,
                              {"/v1/kept-meetings/{id}/statements", rights::keep,
                               "What somebody said at a meeting I chair or record", http::ScopeKind::own, again});
}

}  // namespace xinglin::meetings
