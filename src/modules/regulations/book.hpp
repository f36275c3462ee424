#pragma once
// The regulations the program was built with, read once at the start. Immutable and thread-safe.

#include "base/result.hpp"
#include "modules/regulations/types.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::regulations {

/// A file as it was embedded: "regulations/branch_work/parameters.yaml" and its text.
struct SourceFile {
    std::string path;
    std::string_view text;
};

class Book {
  public:
    /// Reads every regulations/<name>/{source.md,parameters.yaml}. Files elsewhere are passed over.
    /// @errors regulations.unreadable: one sentence per fault, "path:line: reason"; a gap or overlap between dated values,
    ///         a value without article or mark, an unknown key, a name used twice, a missing source.md are faults
    [[nodiscard]] static Result<Book> load(std::vector<SourceFile> const& files);

    [[nodiscard]] std::vector<Regulation> const& regulations() const { return regulations_; }
    /// Null when there is no such parameter.
    [[nodiscard]] Parameter const* find(std::string_view name) const;

  private:
    std::vector<Regulation> regulations_;
    std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>> by_name_;
};

/// The book with the institution's own settings laid over it: what holds on a given day.
class RuleSet {
  public:
    RuleSet(Book const& book, std::vector<Setting> settings);

    /// @param name a name the program knows (a name that is in no parameters.yaml is a broken invariant)
    /// @errors regulations.none_in_force (refused) before the first value's day
    [[nodiscard]] Result<Value> in_force(std::string_view name, Date on) const;
    /// The value on the day, or the oldest one known when the day is earlier: for judging old records kindly.
    [[nodiscard]] Value nearest(std::string_view name, Date on) const;
    [[nodiscard]] Book const& book() const { return *book_; }
    [[nodiscard]] std::vector<Setting> const& settings() const { return settings_; }

  private:
    [[nodiscard]] Value laid_over(Parameter const& parameter, DatedValue const& value, Date on) const;

    Book const* book_;
    std::vector<Setting> settings_;  ///< by name, then date
};

}  // namespace xinglin::regulations
