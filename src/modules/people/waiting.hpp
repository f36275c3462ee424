#pragma once
// What waits for somebody's word: how much, and since when.

#include "platform/db/db.hpp"

#include <optional>

namespace xinglin::people {

struct Waiting {
    std::int64_t count{0};
    std::optional<Instant> oldest;

    /// Adds what one statement counts: COUNT(*), MIN(moment asked).
    template <class... P>
    void add(db::Reader& reader, db::Statement const& statement, P const&... parameters) {
        reader.each(
            statement,
            [&](db::Row const& row) {
                count += row.get<std::int64_t>(0);
                join(row.get<std::optional<Instant>>(1));
            },
            parameters...);
    }
    void add(Waiting const& other) {
        count += other.count;
        join(other.oldest);
    }

  private:
    void join(std::optional<Instant> at) {
        if (at && (!oldest || *at < *oldest)) oldest = at;
    }
};

}  // namespace xinglin::people
