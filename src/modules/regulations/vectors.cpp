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

void VectorCase::bad(std::string_view column) const { throw BadCell{std::string(column), (*this)[column]}; }

std::optional<std::int64_t> VectorCase::number(std::string_view column) const {
    if ((*this)[column].empty()) return std::nullopt;
    auto const value = text::parse_int((*this)[column]);
    if (!value) bad(column);
    return *value;
}

std::optional<Date> VectorCase::date(std::string_view column) const {
    if ((*this)[column].empty()) return std::nullopt;
    auto const value = Date::parse((*this)[column]);
    if (!value) bad(column);
    return *value;
}

std::int64_t VectorCase::needed_number(std::string_view column) const {
    auto const value = number(column);
    if (!value) bad(column);
    return *value;
}

Date VectorCase::needed_date(std::string_view column) const {
    auto const value = date(column);
    if (!value) bad(column);
    return *value;
}

void VectorCase::expect(std::string_view column, std::string_view given) {
    compared_.push_back({std::string(column), (*this)[column], std::string(given)});
}

namespace {

std::string_view clean(std::string_view line) {
    if (text::ends_with(line, "\r")) line.remove_suffix(1);
    if (text::starts_with(line, "\xEF\xBB\xBF")) line.remove_prefix(3);
    return line;
}

}  // namespace

std::vector<std::string> columns_of(std::string_view text) {
    auto columns = split_csv_line(clean(text.substr(0, text.find('\n'))));
    for (auto& column : columns) column = text::trim(column);
    return columns;
}

void VectorBook::add(std::string name, std::string header, Check check) {
    auto columns = split_csv_line(header);
    XL_CHECK(by_name(name) == nullptr && by_columns(columns) == nullptr);
    rules_.push_back({std::move(name), std::move(columns), std::move(check)});
}

VectorBook::Rule const* VectorBook::by_columns(std::vector<std::string> const& columns) const {
    auto const found =
        std::find_if(rules_.begin(), rules_.end(), [&](Rule const& one) { return one.columns == columns; });
    return found == rules_.end() ? nullptr : &*found;
}

VectorBook::Rule const* VectorBook::by_name(std::string_view name) const {
    auto const found = std::find_if(rules_.begin(), rules_.end(), [&](Rule const& one) { return one.name == name; });
    return found == rules_.end() ? nullptr : &*found;
}

bool VectorBook::Case::passed() const {
    return fault.empty() && std::all_of(compared.begin(), compared.end(), [](auto const& one) { return one.same(); });
}

std::vector<VectorBook::Case> VectorBook::check(Rule const& rule, std::string_view text) {
    auto const columns = columns_of(text);
    auto const lines = text::split(text, '\n');
    std::vector<Case> cases;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        auto const line = clean(lines[i]);
        if (text::trim(line).empty()) continue;
        auto cells = split_csv_line(line);
        Case one;
        one.line = static_cast<int>(i + 1);
        one.id = cells[0];
        if (cells.size() != columns.size()) {
            one.fault = "应有" + std::to_string(columns.size()) + "格，实有" + std::to_string(cells.size()) + "格";
        } else {
            VectorCase asked(columns, std::move(cells));
            try {
                rule.check(asked);
                one.compared = asked.compared();
            } catch (VectorCase::BadCell const& bad) {
                one.fault = "the rule cannot read '" + bad.cell + "' in column " + bad.column;
            }
        }
        cases.push_back(std::move(one));
    }
    return cases;
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
    auto const columns = columns_of(file.text);
    auto const* const rule = by_columns(columns);
    if (rule == nullptr) {
        report.mismatches.push_back(
            {file.path, 1, "", "header", "a header some rule answers to", text::join(columns, ",")});
        return;
    }
    auto const cases = check(*rule, file.text);
    std::size_t checked = 0;
    for (auto const& one : cases) {
        if (!one.fault.empty()) {
            report.mismatches.push_back({file.path, one.line, one.id, "", "a case the rule can read", one.fault});
            continue;
        }
        ++checked;
        for (auto const& d : one.compared)
            if (!d.same()) report.mismatches.push_back({file.path, one.line, one.id, d.column, d.expected, d.given});
    }
    if (checked == 0) report.mismatches.push_back({file.path, 1, "", "", "at least one case", "none"});
    report.cases += checked;
}

void add_vectors(VectorBook& book, Date today) {
    book.add("resident_id", "case_id,id_number,valid,sex,birth_date,reason", [today](VectorCase& c) {
        auto const read = read_resident_id(c["id_number"], today);
        c.expect("valid", read ? "Y" : "N");
        c.expect("sex", !read ? "" : read->sex == Sex::male ? "M" : "F");
        c.expect("birth_date", read ? read->born.text() : "");
    });
    book.add("credit_code", "case_id,code,valid,note",
             [](VectorCase& c) { c.expect("valid", read_uscc(c["code"]) ? "Y" : "N"); });
}

}  // namespace xinglin::regulations
