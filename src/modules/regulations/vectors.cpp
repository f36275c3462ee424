#include "modules/regulations/vectors.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/regulations/identity.hpp"

#include <algorithm>

namespace xinglin::regulations {

std::vector<std::string> split_csv_line(std::string_view line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        char const c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

VectorCase::VectorCase(std::vector<std::string> const& columns, std::vector<std::string> cells)
    : columns_(&columns), cells_(std::move(cells)) {
    cells_.resize(columns.size());
}

std::string const& VectorCase::operator[](std::string_view column) const {
    auto const found = std::find(columns_->begin(), columns_->end(), column);
    XL_CHECK(found != columns_->end());
    return cells_[static_cast<std::size_t>(found - columns_->begin())];
}

std::optional<std::int64_t> VectorCase::number(std::string_view column) const {
    auto const& cell = (*this)[column];
    if (cell.empty()) return std::nullopt;
    auto const value = text::parse_int(cell);
    XL_CHECK(value.has_value());
    return value;
}

std::optional<Date> VectorCase::date(std::string_view column) const {
    auto const& cell = (*this)[column];
    if (cell.empty()) return std::nullopt;
    auto const value = Date::parse(cell);
    XL_CHECK(value.has_value());
    return value;
}

void VectorCase::expect(std::string_view column, std::string_view given) {
    auto const& expected = (*this)[column];
    if (expected != given) differences_.push_back({std::string(column), expected, std::string(given)});
}

void VectorBook::add(std::string header, Check check) {
    auto const [at, fresh] = checks_.emplace(std::move(header), std::move(check));
    XL_CHECK(fresh);
}

VectorBook::Report VectorBook::run(std::vector<SourceFile> const& files) const {
    Report report;
    for (auto const& file : files)
        if (text::starts_with(file.path, "regulations/") && text::contains(file.path, "/vectors/") &&
            text::ends_with(file.path, ".csv"))
            run_file(file, report);
    return report;
}

void VectorBook::run_file(SourceFile const& file, Report& report) const {
    ++report.files;
    auto lines = text::split(file.text, '\n');
    for (auto& line : lines)
        if (text::ends_with(line, "\r")) line.remove_suffix(1);
    if (!lines.empty() && text::starts_with(lines[0], "\xEF\xBB\xBF")) lines[0].remove_prefix(3);
    auto const check = lines.empty() ? checks_.end() : checks_.find(lines[0]);
    if (check == checks_.end()) {
        report.mismatches.push_back(
            {file.path, 1, "", "header", "a header some rule answers to", std::string(lines.empty() ? "" : lines[0])});
        return;
    }
    auto const columns = split_csv_line(lines[0]);
    std::size_t cases = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].empty()) continue;
        auto cells = split_csv_line(lines[i]);
        auto const id = cells[0];
        int const number = static_cast<int>(i + 1);
        if (cells.size() != columns.size()) {
            report.mismatches.push_back(
                {file.path, number, id, "", std::to_string(columns.size()) + " cells", std::to_string(cells.size())});
            continue;
        }
        ++cases;
        VectorCase one(columns, std::move(cells));
        check->second(one);
        for (auto const& d : one.differences())
            report.mismatches.push_back({file.path, number, id, d.column, d.expected, d.given});
    }
    if (cases == 0) report.mismatches.push_back({file.path, 1, "", "", "at least one case", "none"});
    report.cases += cases;
}

void add_vectors(VectorBook& book, Date today) {
    book.add("case_id,id_number,valid,sex,birth_date,reason", [today](VectorCase& c) {
        auto const read = read_resident_id(c["id_number"], today);
        c.expect("valid", read ? "Y" : "N");
        c.expect("sex", !read ? "" : read->sex == Sex::male ? "M" : "F");
        c.expect("birth_date", read ? read->born.text() : "");
    });
    book.add("case_id,code,valid,note", [](VectorCase& c) { c.expect("valid", read_uscc(c["code"]) ? "Y" : "N"); });
}

}  // namespace xinglin::regulations
