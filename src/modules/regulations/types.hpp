#pragma once
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xinglin::regulations {

/// How sure the project is of a value: V read in a copy of the source, v a secondary page says so,
/// K from knowledge, P the project's own convention where the regulation is silent.
enum class Mark { verified, supported, known, project };

/// A figure, a choice, or a list of figures.
using Datum = std::variant<std::int64_t, std::string, std::vector<std::int64_t>>;

/// A value of a parameter and the days it holds: from <= day < to.
struct DatedValue {
    Date from;
    std::optional<Date> to;  ///< nothing: still in force
    Datum datum;
    std::string article;  ///< "第四条"
    Mark mark{Mark::known};
    std::string source;  ///< number of the source in source.md
};

/// One number of a regulation. `setting`: the regulation leaves it open and an institution may override it within the limits.
struct Parameter {
    std::string name;  ///< "branch.min_full_members"
    std::string regulation;  ///< folder name: "branch_work"
    std::string title;  ///< 《…》
    std::string meaning;  ///< Chinese sentence
    std::string unit;  ///< people, months, years, units, percent, choice
    std::vector<std::string> used;  ///< where the program decides by it, in Chinese
    bool setting{false};
    std::optional<std::int64_t> least;  ///< limits of an override
    std::optional<std::int64_t> most;
    std::vector<std::string> choices;  ///< of a text parameter
    std::vector<DatedValue> values;  ///< by date, without gap or overlap
};

/// A parameter's value on one day.
struct Value {
    Datum datum;
    std::string article;  ///< title and article, ready to show
    Mark mark{Mark::known};
    std::string version;  ///< "branch_work@2018-10-28", or "…+setting@2026-01-01"
    bool overridden{false};

    [[nodiscard]] std::int64_t number() const { return std::get<std::int64_t>(datum); }
    // References into the value: a temporary must be kept first (a range-for would outlive it).
    [[nodiscard]] std::string const& choice() const& { return std::get<std::string>(datum); }
    [[nodiscard]] std::vector<std::int64_t> const& numbers() const& {
        return std::get<std::vector<std::int64_t>>(datum);
    }
    std::string const& choice() const&& = delete;
    std::vector<std::int64_t> const& numbers() const&& = delete;
};

using SettingId = Id<struct SettingTag>;

/// An institution's own value for what the regulation leaves open, from one day on.
struct Setting {
    SettingId id;
    std::string name;
    Datum datum;
    Date effective_on;
    std::string reason;
    Instant set_at;
    std::string set_by;  ///< name of the account
};

/// One regulation as it stands in the program.
struct Regulation {
    std::string name;  ///< folder
    std::string title;  ///< with edition, without 《》
    std::string edition;  ///< "2018-10-28"
    std::string source;  ///< text of source.md
    std::vector<Parameter> parameters;
};

}  // namespace xinglin::regulations
