#pragma once
// Running the CSV vectors of regulations/<name>/vectors: a case per line, the exact header line names the rule.

#include "modules/regulations/book.hpp"

#include <functional>
#include <map>
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
    /// Notes a difference between what the column expects and what the rule gave.
    void expect(std::string_view column, std::string_view given);

    struct Difference {
        std::string column, expected, given;
    };
    [[nodiscard]] std::vector<Difference> const& differences() const { return differences_; }

  private:
    std::vector<std::string> const* columns_;
    std::vector<std::string> cells_;
    std::vector<Difference> differences_;
};

/// Which rule a header line stands for.
class VectorBook {
  public:
    using Check = std::function<void(VectorCase&)>;
    /// @param header the exact first line of the file, without byte order mark and line end
    void add(std::string header, Check check);

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
    std::map<std::string, Check, std::less<>> checks_;
};

/// One line of RFC 4180 CSV (vectors never hold line breaks inside a cell).
[[nodiscard]] std::vector<std::string> split_csv_line(std::string_view line);

/// The rules of this module: resident ID numbers and credit codes.
/// @param today the day that decides what is in the future
void add_vectors(VectorBook& book, Date today);

}  // namespace xinglin::regulations
