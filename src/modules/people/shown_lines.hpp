#pragma once
// What lists write of a person, kept for the next list (decision 0016).

#include "base/time.hpp"
#include "modules/people/types.hpp"

#include <cstdint>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace xinglin::people {

/// JSON by person, version of the roster row and clearance. A row that changes gets another version, so nothing here is ever out
/// of date; the name of the organisation is not part of it.
class ShownLines {
  public:
    struct Key {
        PersonId id;
        std::int64_t version{0};
        Instant changed_at{};  ///< somebody taken off the roster and put on it again begins with version 1 again
        bool personal{false}, internal{false};
    };
    /// The JSON before and after the text that names the organisation.
    struct Line {
        std::string json;
        std::size_t split{0};
        [[nodiscard]] std::string_view before() const { return std::string_view(json).substr(0, split); }
        [[nodiscard]] std::string_view after() const { return std::string_view(json).substr(split); }
    };

    /// @param most so many lines (about half a kilobyte each) are kept
    explicit ShownLines(std::size_t most = 8192) : most_(most) {}

    /// The lines as they are while this lives.
    class View {
      public:
        explicit View(ShownLines const& of) : of_(of), lock_(of.mutex_) {}
        /// Null when it is not kept.
        [[nodiscard]] Line const* find(Key const& key) const;

      private:
        ShownLines const& of_;
        std::shared_lock<std::shared_mutex> lock_;
    };
    void keep(Key const& key, Line line);

  private:
    struct Kept {
        std::int64_t version{0};
        Instant changed_at{};
        Line line;
    };
    /// Person and clearance.
    static std::uint64_t place(Key const& key);

    std::size_t most_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::uint64_t, Kept> lines_;
};

}  // namespace xinglin::people
