#pragma once
// A whole people file against the rules: each cell, each row, and rows against each other. Pure: the day, the directory
// and the rows come in; values and findings come out. Rows stream through; what stays is about 100 bytes a row.
#include "base/time.hpp"
#include "modules/intake/branches.hpp"
#include "modules/intake/layout.hpp"
#include "modules/intake/types.hpp"
#include "platform/sheets/sheets.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace xinglin::intake {

/// What became of one row.
struct CheckedRow {
    Values values;  ///< canonical; "" where nothing usable stands
    OrganisationId branch;  ///< none while unknown or unconfirmed
    std::vector<Finding> findings;  ///< of this row alone; finish() may still take some back
};

/// A question that a person answered by keeping the cell as it is, with a reason.
struct Kept {
    Column column;
    std::string_view code;
};

class Check {
  public:
    /// @param today later dates are refused
    Check(Branches const& branches, Date today);

    /// @param row as the file has it (with answers laid over it)
    /// @param kept findings that a person answered with "it is so"
    /// @returns valid until the next call
    [[nodiscard]] CheckedRow const& add(Layout const& layout, int sheet, sheets::Row const& row,
                                        std::span<Kept const> kept = {});

    /// What rows say about each other: findings to add, and those of single rows that a better explanation replaces.
    struct Result {
        std::vector<Finding> added;
        struct Withdrawn {
            std::int64_t row;
            Column column;
        };
        std::vector<Withdrawn> withdrawn;
    };
    [[nodiscard]] Result finish();

  private:
    struct Trace {
        std::uint64_t resident_id{0}, name{0}, mobile{0}, staff_no{0}, content{0};
        std::int64_t branch{0};
        std::int64_t line{0};
        std::int32_t sheet{0};
        std::int8_t contradictions{0};  ///< how badly this row does not fit its resident ID (RowVerdict)
        bool age_by_id{false};
        bool out{false};  ///< said to be another row's double
    };

    [[nodiscard]] std::vector<std::size_t> same(std::uint64_t Trace::*key) const;
    void doubles(Result& result);
    void pair(Result& result, std::size_t earlier, std::size_t later);
    void staff_numbers(Result& result);
    void telephones(Result& result);
    void homonyms(Result& result);
    void for_both(Result& result, std::uint64_t Trace::*key, Column column, std::string_view code,
                  bool (*counts)(Trace const&));
    void say(Result& result, std::size_t row, Column column, std::string_view code, Handling handling,
             std::size_t other);

    Branches const& branches_;
    Date today_;
    std::vector<Trace> traces_;
    std::unordered_map<std::int64_t, Finding> replaced_;  ///< by row; seldom any
    // Texts of the cells that a finding between rows shows; kept as one run of bytes.
    struct Shown {
        std::uint32_t start;
        std::uint16_t staff_no, name, resident_id, mobile;  ///< lengths
    };
    std::vector<Shown> shown_;
    std::string bytes_;
    CheckedRow current_;
};

}  // namespace xinglin::intake
