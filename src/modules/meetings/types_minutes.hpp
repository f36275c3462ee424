#pragma once
// What was said, what was decided, and the closed minutes.

#include "modules/meetings/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::meetings {

using PointId = Id<struct MeetingPointTag>;
using TaskId = Id<struct MeetingTaskTag>;
using OpinionId = Id<struct BranchOpinionTag>;

/// What somebody said, as somebody typed it.
struct Point {
    PointId id;
    std::optional<ItemId> item;
    AttendeeId attendee;
    std::string body;
    bool dissent{false};
    Instant written_at;
};

/// Closed minutes: immutable; a correction is the next version.
struct MinutesVersion {
    int number{1};
    std::string facts;   ///< JSON
    std::string digest;  ///< SHA-256 of the facts, hex; the trail holds it too
    std::string reason;  ///< why the version before was not right, "" for the first
    Instant closed_at;
    AccountId closed_by;
    std::string closed_name;
    PersonId closed_person{};  ///< behind the account
};

/// 决议事项, 整改事项: the same record.
enum class TaskKind : std::uint8_t { decision, rectification };
/// open → done → checked; a check that is not satisfied returns it.
enum class TaskState : std::uint8_t { open, done, returned, checked };
[[nodiscard]] std::string_view code(TaskKind kind);
[[nodiscard]] std::string_view title(TaskKind kind);
[[nodiscard]] std::optional<TaskKind> parse_task_kind(std::string_view code);
[[nodiscard]] std::string_view code(TaskState state);
[[nodiscard]] std::string_view title(TaskState state);
[[nodiscard]] std::optional<TaskState> parse_task_state(std::string_view code);

struct Task {
    TaskId id;
    OrganisationId organisation;
    std::string path;
    TaskKind kind{TaskKind::decision};
    MeetingId meeting;  ///< none: a rectification from elsewhere
    std::optional<ItemId> item;
    std::string body;
    PersonId owner;
    std::string owner_name;
    Date due_on;
    TaskState state{TaskState::open};
    std::string evidence;
    std::optional<Instant> done_at;
    AccountId done_by;
    PersonId done_person;  ///< behind the account
    std::string done_name;
    std::string check_note;
    std::optional<Instant> checked_at;
    AccountId checked_by;
    std::string checked_name;
    Instant created_at;
    AccountId created_by;
    std::int64_t version{1};
};

/// A branch's opinion on a matter of its department.
enum class MatterKind : std::uint8_t { development, recruitment, pay, promotion, award, equipment, other };
[[nodiscard]] std::string_view code(MatterKind kind);
[[nodiscard]] std::string_view title(MatterKind kind);
[[nodiscard]] std::optional<MatterKind> parse_matter_kind(std::string_view code);

struct Opinion {
    OpinionId id;
    OrganisationId organisation;
    std::string path;
    MeetingId meeting;  ///< where it was discussed; none: not at a meeting on record
    MatterKind matter_kind{MatterKind::other};
    std::string matter;
    std::string opinion;
    std::string result;  ///< what the department decided; "" while open
    Date given_on;
    Instant created_at;
    AccountId created_by;
    std::string created_name;
    std::int64_t version{1};
};

}  // namespace xinglin::meetings
