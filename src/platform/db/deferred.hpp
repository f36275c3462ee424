#pragma once
// Use cases no thread waits for: they run whole on the writer's thread and are told when their group is durable (decision 0017).

#include <exception>
#include <functional>
#include <vector>

namespace xinglin::db {

class Database;

/// What it leaves to be done once it is durable (Tx::after_commit): pushes, caches.
using AfterCommit = std::vector<std::function<void()>>;

/// Lives until it is settled.
class Deferred {
  public:
    virtual ~Deferred() = default;
    /// On the writer's thread, within the open group. Its one Database::write() runs in a savepoint of its own and returns before
    /// anything is durable: nothing of it may leave the process yet. Every other way to the database is shut meanwhile
    /// (BrokenInvariant). May run twice.
    virtual void run() = 0;
    /// On the writer's thread, once, last: its group is durable, or `fault` says why there is nothing of it. Quick; nothing of
    /// this object is touched afterwards.
    virtual void settled(std::exception_ptr fault, AfterCommit after) noexcept = 0;
};

/// What a database implements that takes them.
class Defers {
  public:
    virtual ~Defers() = default;
    /// Returns at once. Throws Fault when the database is closing: then the use case was not taken.
    virtual void defer(Deferred& use_case) = 0;
};

/// Null where every use case must be waited for (PostgreSQL).
[[nodiscard]] Defers* defers(Database& database);

}  // namespace xinglin::db
