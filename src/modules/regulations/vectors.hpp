#pragma once
// Running the CSV vectors of regulations/<name>/vectors: a case per line, the exact header line names the rule.

#include "modules/regulations/book.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::regulations {

/// One line of a vectors file while it is being checked.
class VectorCase {
  public:
    VectorCase(std::vector<std::string> const& columns, std::vector<std::string> cells);
    /// The cell of a column; a column the header does not have is a broken invariant.
    [[nodiscard]] std::string const& operator[](std::string_view column) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view column) const;  ///< nothing when empty
    [[nodiscard]] std::optional<Date> date(std::string_view column) const;            ///< nothing when empty
    /// As above, for a cell that must not be empty. All four end the case (BadCell) when the cell cannot be read.
    [[nodiscard]] std::int64_t needed_number(std::string_view column) const;
    [[nodiscard]] Date needed_date(std::string_view column) const;
    /// Ends the case: this cell holds nothing the rule understands.
    [[noreturn]] void bad(std::string_view column) const;
    /// Sets what the column expects beside what the rule gave.
    void expect(std::string_view column, std::string_view given);

    struct Compared {
        std::string column, expected, given;
        [[nodiscard]] bool same() const { return expected == given; }
    };
    [[nodiscard]] std::vector<Compared> const& compared() const { return compared_; }

    struct BadCell {
        std::string column, cell;
    };

  private:
    std::vector<std::string> const* columns_;
    std::vector<std::string> cells_;
    std::vector<Compared> compared_;
};

/// Which rule a header line stands for.
class VectorBook {
  public:
    using Check = std::function<void(VectorCase&)>;
    /// @param name stable name of the rule: "election_quorum"
    /// @param header the exact first line of the file, without byte order mark and line end
    void add(std::string name, std::string header, Check check);

    /// A rule that answers to vectors.
    struct Rule {
        std::string name;
        std::vector<std::string> columns;
        Check check;
    };
    [[nodiscard]] std::vector<Rule> const& rules() const { return rules_; }
    /// Null when no rule has exactly these columns in this order.
    [[nodiscard]] Rule const* by_columns(std::vector<std::string> const& columns) const;
    [[nodiscard]] Rule const* by_name(std::string_view name) const;

    /// One line of a file, checked.
    struct Case {
        int line{0};
        std::string id;
        std::vector<VectorCase::Compared> compared;
        std::string fault;  ///< why it could not be checked; empty when it was
        [[nodiscard]] bool passed() const;
    };
    /// Checks every line of a file that is not blank. `columns` may stand in another order than the rule's.
    [[nodiscard]] static std::vector<Case> check(Rule const& rule, std::string_view text);

    struct Mismatch {
        std::string file;
        int line;
        std::string case_id;
        std::string column, expected, given;
    };
    struct Report {
        std::size_t files{0};
        std::size_t cases{0};
        std::vector<Mismatch> mismatches;  ///< a file nobody checks, or without a case, stands here too
    };
    /// Checks every regulations/<name>/vectors/*.csv among the files.
    [[nodiscard]] Report run(std::vector<SourceFile> const& files) const;

  private:
    void run_file(SourceFile const& file, Report& report) const;
    std::vector<Rule> rules_;
};

/// The first line of a file as columns, without byte order mark, blanks and line end.
[[nodiscard]] std::vector<std::string> columns_of(std::string_view text);

/// One line of RFC 4180 CSV (vectors never hold line breaks inside a cell).
[[nodiscard]] std::vector<std::string> split_csv_line(std::string_view line);

/// The rules of this module: resident ID numbers and credit codes.
/// @param today the day that decides what is in the future
void add_vectors(VectorBook& book, Date today);

}  // namespace xinglin::regulations
