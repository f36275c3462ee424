#pragma once
// What the routes of meetings take and answer. Only routes files include this.

#include "modules/meetings/figures.hpp"
#include "modules/meetings/routes_voting.hpp"
#include "modules/meetings/service.hpp"
#include "modules/meetings/types_materials.hpp"
#include "platform/http/router.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

BOOST_DESCRIBE_ENUM(MeetingKind, members_meeting, committee_meeting, group_meeting, party_lecture, theme_day,
                    organisation_life_meeting, democratic_appraisal, democratic_life_meeting)
BOOST_DESCRIBE_ENUM(MeetingState, draft, called, under_way, held, closed, cancelled)
BOOST_DESCRIBE_ENUM(ItemKind, report, study, discussion, decision, vote, election)
BOOST_DESCRIBE_ENUM(Part, due, guest)
BOOST_DESCRIBE_ENUM(Reply, none, coming, absent)
BOOST_DESCRIBE_ENUM(AbsenceReason, surgery, on_duty, after_night, sick_leave, travel, leave, other)
BOOST_DESCRIBE_ENUM(Presence, unknown, present, absent)
BOOST_DESCRIBE_ENUM(Counting, voter, no_vote, left_out)

struct ShortText : Text<ShortText> {
    static constexpr TextRule rule{.name = "MeetingShortText", .min = 0, .max = 100};
};
struct LongText : Text<LongText> {
    static constexpr TextRule rule{.name = "MeetingLongText", .min = 0, .max = 5000, .lines = true};
};
struct ItemTitle : Text<ItemTitle> {
    static constexpr TextRule rule{.name = "MeetingItemTitle", .min = 1, .max = 100};
};

struct Named {
    PersonId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, name))

struct ItemShown {
    ItemId id;
    ItemKind kind_{};
    std::string kind_title;
    std::string title;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(ItemShown, (), (id, kind_, kind_title, title, body))
BOOST_DESCRIBE_STRUCT(Material, (), (title, link))

/// A file attached to the meeting, as who may read it sees it.
struct MaterialShown {
    MaterialId id;
    std::optional<ItemId> item;
    std::string title;
    std::string extension;
    std::string kind_title;  ///< PDF, Word 文档, 图片
    std::int64_t size{0};    ///< bytes
    Instant added_at;
    bool fresh{false};  ///< came after the notice, and the meeting is not over
};
BOOST_DESCRIBE_STRUCT(MaterialShown, (), (id, item, title, extension, kind_title, size, added_at, fresh))
/// The same for who prepares the meeting.
struct PreparedMaterial : MaterialShown {
    std::string added_name;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(PreparedMaterial, (MaterialShown), (added_name, version))
BOOST_DESCRIBE_STRUCT(MeetingCounts, (), (due, coming, not_coming, present, absent, guests))
BOOST_DESCRIBE_STRUCT(Quorum, (), (purpose, title, present_needed, votes_needed, met, article, text))
BOOST_DESCRIBE_STRUCT(Figures, (), (due, present, absent, unmarked, guests, voters_due, voters_present, quorums))
BOOST_DESCRIBE_STRUCT(MeetingChange, (), (version, at, who, what))

/// One line of a list.
struct MeetingItem {
    MeetingId id;
    OrganisationId organisation;
    std::string organisation_name;
    MeetingKind kind_{};
    std::string kind_title;
    std::int64_t year{0};
    std::int64_t number{0};
    std::string title;
    Instant starts_at;
    Instant ends_at;
    std::string place;
    MeetingState state{};
    std::string state_title;
    bool late{false};  ///< recorded long after the fact
    bool countersigned{false};
    MeetingCounts counts;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(MeetingItem, (),
                      (id, organisation, organisation_name, kind_, kind_title, year, number, title, starts_at, ends_at,
                       place, state, state_title, late, countersigned, counts, version))

struct AttendeeShown {
    std::optional<AttendeeId> id;
    std::optional<PersonId> person;
    std::string name;
    Part part{};
    std::string state_title;  ///< 正式党员, 预备党员; "" for a guest not on file
    Counting counting{};
    std::optional<std::string> basis;
    bool gone{false};
    bool told{false};
    Reply reply{};
    std::optional<AbsenceReason> reply_reason;
    std::optional<std::string> reply_reason_title;
    std::optional<std::string> reply_text;
    std::optional<Instant> replied_at;
    Presence presence{};
    std::optional<AbsenceReason> absence_reason;
    std::optional<std::string> absence_reason_title;
    std::optional<std::string> absence_text;
};
BOOST_DESCRIBE_STRUCT(AttendeeShown, (),
                      (id, person, name, part, state_title, counting, basis, gone, told, reply, reply_reason,
                       reply_reason_title, reply_text, replied_at, presence, absence_reason, absence_reason_title,
                       absence_text))

/// What this person may do with the meeting next.
struct MeetingActs {
    bool change{false};
    bool call{false};
    bool cancel{false};
    bool start{false};
    bool mark{false};
    bool end{false};
    bool close{false};
    bool countersign{false};
};
BOOST_DESCRIBE_STRUCT(MeetingActs, (), (change, call, cancel, start, mark, end, close, countersign))

struct MeetingView : MeetingItem {
    std::string ordinal;  ///< 2026年第3次支部党员大会
    std::optional<Named> chair;
    std::optional<Named> recorder;
    std::optional<Instant> called_at;
    std::optional<Instant> started_at;
    std::optional<Instant> ended_at;
    std::optional<Instant> closed_at;
    std::optional<Instant> cancelled_at;
    std::optional<std::string> cancel_reason;
    std::vector<ItemShown> items;
    std::vector<Material> materials;  ///< links
    std::vector<MaterialShown> files;
    std::vector<PersonId> participants;
    std::vector<AttendeeShown> people;
    std::vector<std::string> shifts;  ///< who came to be due or is due no more since the notice
    Figures figures;
    std::vector<VoteShown> votes;
    std::vector<ElectionShown> elections;
    std::vector<MeetingChange> changes;
    MeetingActs may;
};
BOOST_DESCRIBE_STRUCT(MeetingView, (MeetingItem),
                      (ordinal, chair, recorder, called_at, started_at, ended_at, closed_at, cancelled_at,
                       cancel_reason, items, materials, files, participants, people, shifts, figures, votes, elections,
                       changes, may))

struct OneMeeting {
    MeetingId id;
};
BOOST_DESCRIBE_STRUCT(OneMeeting, (), (id))

[[nodiscard]] MeetingItem item_of(db::Reader& reader, Meeting const& meeting);
[[nodiscard]] MeetingView view_of(db::Reader& reader, Service const& service, auth::Actor const& actor,
                                  Meeting const& meeting);
[[nodiscard]] std::vector<ItemShown> shown(std::vector<Item> const& items);
/// @param told_at when its reader heard of the meeting: what came later is new
[[nodiscard]] MaterialShown material_shown(MaterialFile const& file, std::optional<Instant> told_at,
                                           MeetingState state);
[[nodiscard]] std::vector<MaterialShown> materials_shown(db::Reader& reader, Meeting const& meeting,
                                                         std::optional<Instant> told_at);
[[nodiscard]] std::optional<Named> named(db::Reader& reader, PersonId person);
[[nodiscard]] http::Content calendar_of(db::Reader& reader, Meeting const& meeting, Instant now);
/// Reads a meeting as the program and shows it: access is decided here, guests and who chairs may belong to other branches.
[[nodiscard]] Result<MeetingView> show(Service const& service, http::Call const& call, MeetingId id);

}  // namespace xinglin::meetings
