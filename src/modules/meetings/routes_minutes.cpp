// Points, the draft of the minutes with its checks, closing, correcting, countersigning.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_findings.hpp"
#include "modules/meetings/routes_points.hpp"
#include "modules/meetings/store_minutes.hpp"

namespace xinglin::meetings {

BOOST_DESCRIBE_STRUCT(MinutesSection, (), (title, lines))

namespace {

struct VersionShown {
    std::int64_t number{1};
    std::string digest;
    std::optional<std::string> reason;
    Instant closed_at;
    std::string closed_name;
};
BOOST_DESCRIBE_STRUCT(VersionShown, (), (number, digest, reason, closed_at, closed_name))

struct OneVersion {
    MeetingId id;
    std::int64_t number{1};
};
BOOST_DESCRIBE_STRUCT(OneVersion, (), (id, number))

struct KeptVersion {
    std::int64_t number{1};
    std::string digest;  ///< SHA-256 of `facts`, hex
    std::string facts;   ///< JSON, byte for byte as it was kept
    std::vector<MinutesSection> sections;
};
BOOST_DESCRIBE_STRUCT(KeptVersion, (), (number, digest, facts, sections))

struct MinutesView {
    MeetingId meeting;
    MeetingState state{};
    std::vector<PointShown> statements;
    std::vector<MinutesSection> sections;
    std::vector<FindingShown> findings;
    bool may_close{false};
    bool would_be_late{false};  ///< closing now needs a reason and a second person
    bool late{false};
    std::optional<std::string> late_reason;
    std::optional<std::string> countersigned_name;
    std::optional<Instant> countersigned_at;
    std::optional<std::string> correction;  ///< why closed minutes are open again
    std::vector<VersionShown> versions;
    std::int64_t version{1};  ///< of the meeting, for If-Match
};
BOOST_DESCRIBE_STRUCT(MinutesView, (),
                      (meeting, state, statements, sections, findings, may_close, would_be_late, late, late_reason,
                       countersigned_name, countersigned_at, correction, versions, version))

struct Closing {
    MeetingId id;
    std::optional<LongText> late_reason;
};
BOOST_DESCRIBE_STRUCT(Closing, (), (id, late_reason))

struct Correcting {
    MeetingId id;
    LongText reason;
};
BOOST_DESCRIBE_STRUCT(Correcting, (), (id, reason))

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

MinutesView view(db::Reader& reader, Service const& service, auth::Actor const& actor, Meeting const& m) {
    auto const record = record_of(reader, service.tools().vault, m);
    auto const now = service.tools().clock.now();
    auto const rules = service.rules(reader);
    MinutesView out;
    out.meeting = m.id;
    out.state = m.state;
    out.statements = points_shown(record);
    for (auto& section : compose(record)) out.sections.push_back(std::move(section));
    auto verdict = checks(reader, record, rules, now);
    if (m.state == MeetingState::held) verdict.add(open_ballot(service, reader, m));
    if (m.state == MeetingState::under_way || m.state == MeetingState::held)
        for (auto const& finding : verdict.findings) out.findings.push_back(finding_shown(finding));
    out.may_close = m.state == MeetingState::held && !verdict.blocked() && actor.has(rights::write) &&
                    actor.scope(rights::write).covers(m.path);
    auto const versions = store::minutes(reader, m.id);
    out.would_be_late = m.state == MeetingState::held && is_late(m, rules, now);
    out.late = m.late;
    out.late_reason = maybe(m.late_reason);
    out.countersigned_name = maybe(m.countersigned_name);
    out.countersigned_at = m.countersigned_at;
    out.correction = maybe(m.correction);
    for (auto const& one : versions)
        out.versions.push_back({one.number, one.digest, maybe(one.reason), one.closed_at, one.closed_name});
    out.version = m.version;
    return out;
}

Result<MinutesView> again(Service const& service, http::Call const& call, MeetingId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<MinutesView> {
        TRY_ASSIGN(auto const meeting, service.access(reader, call.actor(), id, rights::read));
        return view(reader, service, call.actor(), meeting);
    });
}

http::Options errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "meetings.wrong_state"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

http::Options locked(std::vector<http::ErrorCode> more) {
    more.push_back({Kind::precondition, "meetings.version_missing"});
    more.push_back({Kind::precondition, "meetings.stale"});
    return errors(std::move(more));
}

}  // namespace

void mount_minutes(http::Router& router, Service& service) {
    mount_points<MinutesView>(router, service,
                              {"/v1/meetings/{id}/statements", rights::write, "What somebody said, as it is typed",
                               http::ScopeKind::organisation, again});
    router.get<OneMeeting, MinutesView>(
        "/v1/meetings/{id}/minutes", rights::read, "The draft from the facts, what is missing, the closed versions",
        errors({}), [&service](http::Call const& call, OneMeeting const& in) -> Result<MinutesView> {
            return again(service, call, in.id);
        });
    router.get<OneVersion, KeptVersion>(
        "/v1/meetings/{id}/minutes-versions/{number}", rights::read,
        "One closed version as it was kept, with its digest", errors({}),
        [&service](http::Call const& call, OneVersion const& in) -> Result<KeptVersion> {
            return service.tools().db.read([&](db::Reader& reader) -> Result<KeptVersion> {
                TRY_ASSIGN(auto const meeting, service.access(reader, call.actor(), in.id, rights::read));
                for (auto const& one : store::minutes(reader, service.tools().vault, in.id))
                    if (one.number == in.number)
                        return KeptVersion{one.number, one.digest, one.facts, compose(record_from(meeting, one.facts))};
                return fail(not_found());
            });
        });
    router.put<Closing, MinutesView>("/v1/meetings/{id}/minutes", rights::write,
                                     "Close the minutes: lock the meeting and keep a version (If-Match)",
                                     locked({{Kind::malformed, "meetings.late_reason_missing"},
                                             {Kind::refused, "minutes.no_chair"},
                                             {Kind::refused, "minutes.no_recorder"},
                                             {Kind::refused, "minutes.no_attendance"},
                                             {Kind::refused, "minutes.attendance_sum"},
                                             {Kind::refused, "minutes.vote_incomplete"},
                                             {Kind::refused, "minutes.vote_sum"},
                                             {Kind::refused, "minutes.vote_more_than_present"},
                                             {Kind::refused, "minutes.vote_people_changed"},
                                             {Kind::refused, "minutes.ballot_open"},
                                             {Kind::refused, "minutes.election_uncounted"}}),
                                     [&service](http::Call const& call, Closing const& in) -> Result<MinutesView> {
                                         TRY(Minutes(service).close(call.actor(), in.id, call.if_match(),
                                                                    in.late_reason ? in.late_reason->value : ""));
                                         return again(service, call, in.id);
                                     });
    router.put<Correcting, MinutesView>(
        "/v1/meetings/{id}/minutes-correction", rights::write,
        "Open closed minutes to correct them; the closed version stays (If-Match)",
        locked({{Kind::malformed, "meetings.reason_missing"}}),
        [&service](http::Call const& call, Correcting const& in) -> Result<MinutesView> {
            TRY(Minutes(service).reopen(call.actor(), in.id, call.if_match(), in.reason.value));
            return again(service, call, in.id);
        });
    router.put<OneMeeting, MinutesView>(
        "/v1/meetings/{id}/countersignature", rights::countersign, "Confirm a late entry as a second person (If-Match)",
        locked({{Kind::conflict, "meetings.not_to_countersign"}, {Kind::refused, "meetings.own_entry"}}),
        [&service](http::Call const& call, OneMeeting const& in) -> Result<MinutesView> {
            TRY(Minutes(service).countersign(call.actor(), in.id, call.if_match()));
            return again(service, call, in.id);
        });
}

}  // namespace xinglin::meetings
