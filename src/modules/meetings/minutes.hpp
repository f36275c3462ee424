#pragma once
// Minutes from facts: what was typed and counted becomes the draft, checks list what is missing, closing locks. Nothing is
// ever invented: a line without a fact behind it does not appear.

#include "modules/meetings/service.hpp"
#include "modules/meetings/types_materials.hpp"
#include "modules/meetings/types_minutes.hpp"
#include "modules/meetings/types_votes.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// Everything on record about one meeting.
struct Record {
    Meeting meeting;
    std::string organisation;  ///< name as on the seal
    std::string chair;
    std::string recorder;
    std::vector<Item> items;
    std::vector<MaterialNamed> materials;
    std::vector<Attendee> people;
    std::vector<Point> points;
    std::vector<Vote> votes;
    std::vector<Election> elections;
    std::vector<Task> tasks;
};
/// What the minutes say: of closed ones the version that was kept, whatever changed since; else live_record.
[[nodiscard]] Record record_of(db::Reader& reader, crypto::Vault const& vault, Meeting const& meeting);
/// The tables as they stand.
[[nodiscard]] Record live_record(db::Reader& reader, crypto::Vault const& vault, Meeting const& meeting);
/// A kept version: `facts` of a MinutesVersion of this meeting.
[[nodiscard]] Record record_from(Meeting const& meeting, std::string const& facts);

struct MinutesSection {
    std::string title;
    std::vector<std::string> lines;
};
/// The minutes as text, section by section, in the order minutes are read.
[[nodiscard]] std::vector<MinutesSection> compose(Record const& record);
/// The facts as JSON, the same bytes for the same facts; what a version keeps.
[[nodiscard]] std::string facts_json(Record const& record);
/// What stands between these facts and their closing, each with its rule.
[[nodiscard]] Verdict checks(db::Reader& reader, Record const& record, regulations::RuleSet const& rules, Instant now);
/// A secret ballot of the meeting that nobody counted yet: its minutes wait.
/// @returns minutes.ballot_open (block)
[[nodiscard]] Verdict open_ballot(Service const& service, db::Reader& reader, Meeting const& meeting);
/// Whether closing now would be a late entry, which a second person countersigns.
[[nodiscard]] bool is_late(Meeting const& meeting, regulations::RuleSet const& rules, Instant now);

struct PointWritten {
    std::optional<PointId> id;  ///< none: a new one
    std::optional<ItemId> item;
    AttendeeId attendee;
    std::string body;
    bool dissent{false};
    std::optional<Instant> seen{};  ///< when the point that is changed was written, as its reader saw it
};

class Minutes {
  public:
    explicit Minutes(Service& service) : service_(service) {}

    /// @errors meetings.wrong_state, attendee_unknown, item_unknown, point_empty
    [[nodiscard]] Result<PointId> write(auth::Actor const& actor, MeetingId meeting, PointWritten const& point);
    [[nodiscard]] Result<Done> remove(auth::Actor const& actor, MeetingId meeting, PointId point);
    /// Locks the meeting and keeps its facts as the next version.
    /// @errors the blocks of check_minutes (refused), meetings.late_reason_missing, version_missing, stale
    [[nodiscard]] Result<Done> close(auth::Actor const& actor, MeetingId meeting, std::optional<std::int64_t> version,
                                     std::string const& late_reason);
    /// Opens closed minutes for a correction; the version that was closed stays.
    /// @errors meetings.reason_missing, wrong_state
    [[nodiscard]] Result<Done> reopen(auth::Actor const& actor, MeetingId meeting, std::optional<std::int64_t> version,
                                      std::string const& reason);
    /// @errors meetings.not_to_countersign (conflict), own_entry (refused)
    [[nodiscard]] Result<Done> countersign(auth::Actor const& actor, MeetingId meeting,
                                           std::optional<std::int64_t> version);

  private:
    Service& service_;
};

}  // namespace xinglin::meetings
