#pragma once
// Rows of points, minutes, tasks and opinions, to types and back.

#include "modules/meetings/types_minutes.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::meetings::store {

[[nodiscard]] std::vector<Point> points(db::Reader& reader, MeetingId meeting);
void put(db::Tx& tx, MeetingId meeting, AccountId by, Point const& point);
/// @returns false when it is not there
bool remove(db::Tx& tx, MeetingId meeting, PointId point);

/// Whether a vote, an election, a point or a task stands on this point of the agenda.
[[nodiscard]] bool in_use(db::Reader& reader, MeetingId meeting, ItemId item);

/// The latest first. The facts are sealed and left out.
[[nodiscard]] std::vector<MinutesVersion> minutes(db::Reader& reader, MeetingId meeting);
/// The same with the facts opened.
[[nodiscard]] std::vector<MinutesVersion> minutes(db::Reader& reader, crypto::Vault const& vault, MeetingId meeting);
void insert(db::Tx& tx, crypto::Vault const& vault, MeetingId meeting, MinutesVersion const& version);
/// The facts as a sealed column, for the rotation of keys.
[[nodiscard]] crypto::EncryptedColumn sealed_facts();

struct TaskKey {
    Date due_on{1, 1, 1};
    TaskId id;
};
struct TaskFilter {
    std::optional<OrganisationId> organisation;
    std::optional<TaskKind> kind;
    std::optional<TaskState> state;
};
[[nodiscard]] std::optional<Task> find_task(db::Reader& reader, TaskId id);
[[nodiscard]] std::vector<Task> tasks_of(db::Reader& reader, MeetingId meeting);
/// By day, after the key.
[[nodiscard]] std::vector<Task> tasks(db::Reader& reader, auth::Scope const& scope, TaskFilter const& filter,
                                      TaskKey const& after, int limit);
enum class Owned { all, open };
[[nodiscard]] std::vector<Task> tasks_of_owner(db::Reader& reader, PersonId owner, Owned which, int limit);
void insert(db::Tx& tx, Task const& task);
/// @returns false when somebody was first; counts the version up
[[nodiscard]] bool update(db::Tx& tx, Task& task);

struct OpinionKey {
    Date given_on{9999, 12, 31};
    OpinionId id{INT64_MAX};
};
[[nodiscard]] std::optional<Opinion> find_opinion(db::Reader& reader, OpinionId id);
[[nodiscard]] std::vector<Opinion> opinions(db::Reader& reader, auth::Scope const& scope,
                                            std::optional<OrganisationId> organisation, std::optional<MatterKind> kind,
                                            OpinionKey const& before, int limit);
void insert(db::Tx& tx, Opinion const& opinion);
[[nodiscard]] bool update(db::Tx& tx, Opinion& opinion);

/// Paths that start with `from` start with `to` afterwards.
void repath_records(db::Tx& tx, std::string_view from, std::string_view to);

}  // namespace xinglin::meetings::store
