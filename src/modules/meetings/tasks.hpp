#pragma once
// What follows from a meeting: decisions and rectifications with owner, day, evidence and a second person's check; opinions of
// the branch on matters of its department.

#include "modules/meetings/service.hpp"
#include "modules/meetings/types_minutes.hpp"

#include <optional>
#include <string>

namespace xinglin::meetings {

struct TaskPlan {
    std::string body;
    std::optional<PersonId> owner;
    Date due_on;
};
struct NewTask : TaskPlan {
    OrganisationId organisation;
    TaskKind kind{TaskKind::decision};
    std::optional<MeetingId> meeting;
    std::optional<ItemId> item;
};
struct NewOpinion {
    OrganisationId organisation;
    std::optional<MeetingId> meeting;
    MatterKind matter_kind{MatterKind::other};
    std::string matter;
    std::string opinion;
    std::string result;
    Date given_on;
};

class Tasks {
  public:
    explicit Tasks(Service& service) : service_(service) {}

    /// The owner is told. @errors not_found, meetings.owner_missing, item_unknown, meeting_elsewhere, task_empty
    [[nodiscard]] Result<TaskId> add(auth::Actor const& actor, NewTask const& command);
    /// The same within somebody's transaction.
    [[nodiscard]] Result<TaskId> add(db::Tx& tx, auth::Actor const& actor, NewTask const& command);
    /// @errors meetings.task_settled (conflict), version_missing, stale
    [[nodiscard]] Result<Done> change(auth::Actor const& actor, TaskId id, std::optional<std::int64_t> version,
                                      TaskPlan const& plan);
    /// By whoever runs the branch's meetings or by the owner. The same again changes nothing.
    /// @errors meetings.evidence_missing, task_settled
    [[nodiscard]] Result<Done> complete(auth::Actor const& actor, TaskId id, std::string const& evidence);
    /// By another person than who did it. @errors meetings.own_task (refused), not_done (conflict), reason_missing
    [[nodiscard]] Result<Done> check(auth::Actor const& actor, TaskId id, bool satisfied, std::string const& note);

    /// @errors meetings.opinion_empty, meeting_elsewhere, in_future
    [[nodiscard]] Result<OpinionId> record(auth::Actor const& actor, NewOpinion const& command);
    [[nodiscard]] Result<Done> change(auth::Actor const& actor, OpinionId id, std::optional<std::int64_t> version,
                                      std::string const& matter, std::string const& opinion, std::string const& result);
    /// The only road to a task for somebody: the scope of `right`, or as its owner.
    [[nodiscard]] Result<Task> access(db::Reader& reader, auth::Actor const& actor, TaskId id, auth::Right right) const;

  private:
    void note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string kind, std::int64_t subject,
              std::string const& path, std::string summary) const;
    Service& service_;
};

}  // namespace xinglin::meetings
