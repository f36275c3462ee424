#include "platform/db/migration.hpp"

#include "base/time.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::db {

namespace {

std::string name_of(Migration const& step) { return std::string(step.stamp) + "_" + std::string(step.name); }

/// Whether the step has run; throws when it reads otherwise now.
bool has_run(std::vector<Migrating::Applied> const& applied, Migration const& step) {
    auto const at = std::ranges::find(applied, step.stamp, &Migrating::Applied::stamp);
    if (at == applied.end()) return false;
    if (at->digest != step.digest) {
        throw Fault{Fault::What::other, name_of(step), "this migration was changed after it had run on these data"};
    }
    return true;
}

void check_known(std::vector<Migrating::Applied> const& applied, std::span<Migration const> line) {
    for (auto const& one : applied) {
        if (std::ranges::find(line, one.stamp, &Migration::stamp) == line.end()) {
            throw Fault{Fault::What::other, one.stamp, "the data were written by a newer version of the program"};
        }
    }
}

}  // namespace

void migrate(Migrating& target, std::span<Migration const> line) {
    auto const before = target.applied();
    check_known(before, line);
    for (auto const& step : line) {
        if (has_run(before, step)) continue;
        target.begin();
        try {
            // Another process may have been faster: look again within the transaction.
            if (!has_run(target.applied(), step)) {
                target.run(step, name_of(step));
                target.note(step, SystemClock{}.now().ms);
            }
            target.commit();
        } catch (ConstraintViolation const& violation) {
            target.rollback();
            throw Fault{Fault::What::other, name_of(step), "the data do not satisfy it: " + violation.constraint};
        } catch (...) {
            target.rollback();
            throw;
        }
    }
}

}  // namespace xinglin::db
