#include "tests/support/roster.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace xinglin::test {

std::string sample(std::string const& name) { return std::string(XINGLIN_SOURCE_DIR) + "/tests/data/" + name; }

std::vector<sheets::Row> read_table(std::string const& path, std::size_t sheet) {
    std::vector<sheets::Row> rows;
    auto book = sheets::open(path);
    REQUIRE_MESSAGE(book.has_value(), path, " ", book ? "" : book.error().code);
    auto const done = (*book)->read(sheet, [&](sheets::Row const& row) {
        rows.push_back(row);
        return true;
    });
    REQUIRE(done.has_value());
    return rows;
}

std::vector<intake::Known> read_organisations(std::string const& path) {
    std::vector<intake::Known> known;
    for (auto const& row : read_table(path)) {
        if (row.text(0) == "党组织编号") continue;
        auto const kind = row.text(3);
        known.push_back({OrganisationId{static_cast<std::int64_t>(known.size() + 1)},
                         {},
                         std::string(row.text(0)),
                         std::string(row.text(1)),
                         std::string(row.text(2)),
                         kind == "631" || kind == "632" || kind == "931" || kind == "932"});
    }
    return known;
}

CheckedFile check_rows(std::vector<sheets::Row> const& rows, intake::Branches const& branches, Date today,
                       Overlay const& overlay, std::string const& sheet_name) {
    CheckedFile out;
    intake::Look look;
    look.head.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(rows.size(), 300)));
    look.sheet_name = sheet_name;
    look.branches = &branches;
    out.layout = intake::find_layout(look);
    intake::Check check(branches, today);
    for (auto row : rows) {
        if (row.line <= out.layout.header_last) continue;
        for (auto const& [place, text] : overlay) {
            auto const column = out.layout.position(place.second);
            if (place.first != row.line || column < 0) continue;
            if (row.cells.size() <= static_cast<std::size_t>(column))
                row.cells.resize(static_cast<std::size_t>(column) + 1);
            row.cells[static_cast<std::size_t>(column)].text = text;
        }
        switch (intake::row_kind(out.layout, row)) {
            case intake::RowKind::total:
                ++out.totals;
                continue;
            case intake::RowKind::remark:
                ++out.remarks;
                continue;
            case intake::RowKind::header_again:
                ++out.headers;
                continue;
            case intake::RowKind::data:
                break;
        }
        auto const& checked = check.add(out.layout, 0, row);
        out.rows.push_back(row);
        out.values.push_back(checked.values);
        out.findings.insert(out.findings.end(), checked.findings.begin(), checked.findings.end());
    }
    auto const result = check.finish();
    std::erase_if(out.findings, [&](intake::Finding const& finding) {
        return std::any_of(result.withdrawn.begin(), result.withdrawn.end(),
                           [&](auto const& one) { return one.row == finding.row && one.column == finding.column; });
    });
    out.findings.insert(out.findings.end(), result.added.begin(), result.added.end());
    return out;
}

CheckedFile check_file(std::string const& path, intake::Branches const& branches, Date today, Overlay const& overlay) {
    return check_rows(read_table(path), branches, today, overlay);
}

}  // namespace xinglin::test
