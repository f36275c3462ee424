#include "modules/rosters/grid.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace xinglin::rosters {

namespace {

constexpr std::size_t header_within = 20, most_rows = 2000, most_faults = 50, longest_cell = 40;

std::string plain(std::string_view cell) { return text::without_blanks(text::half_width(cell)); }

struct Faults {
    Problem problem = malformed("rosters.grid_faulty");
    void say(std::int64_t line, std::string code, std::vector<std::pair<std::string, std::string>> facts) {
        if (problem.fields.size() >= most_faults) return;
        facts.emplace_back("line", std::to_string(line));
        problem.fields.push_back({"/rows/" + std::to_string(line), std::move(code), "", std::move(facts)});
    }
};

/// The day a header cell stands for: 1, 01, 1日, 1号, or a date of the month. 0: none; a number that is no day comes as it is.
int day_of(sheets::Cell const& cell, std::optional<Month> month) {
    if (cell.kind == sheets::CellKind::date)
        if (auto const date = Date::parse(cell.text)) return !month || date->in_month() == *month ? date->day : 0;
    auto label = plain(cell.text);
    for (std::string_view const end : {"日", "号"})
        if (text::ends_with(label, end)) label.resize(label.size() - end.size());
    if (label.empty() || label.size() > 3 || label.find_first_not_of("0123456789") != std::string::npos) return 0;
    return static_cast<int>(text::parse_int(label).value_or(0));
}

/// "2026年9月", "2026-09" somewhere in a text; `before` is what stands ahead of it, `after` behind.
struct MonthInText {
    Month month;
    std::string before, after;
};
std::optional<MonthInText> month_in(std::string_view said) {
    auto const label = plain(said);
    for (std::size_t i = 0; i + 5 < label.size(); ++i) {
        auto const year = text::parse_int(label.substr(i, 4));
        if (!year || *year < 2000 || *year > 2100) continue;
        std::size_t next = i + 4;
        bool const words = label.compare(next, 3, "年") == 0;
        if (words)
            next += 3;
        else if (label[next] == '-' || label[next] == '.' || label[next] == '_')
            ++next;
        else
            continue;
        auto digits = label.find_first_not_of("0123456789", next);
        if (digits == std::string::npos) digits = label.size();
        auto const month = text::parse_int(label.substr(next, std::min<std::size_t>(digits - next, 2)));
        if (digits - next > 2 || !month || *month < 1 || *month > 12) continue;
        if (words && label.compare(digits, 3, "月") == 0) digits += 3;
        return MonthInText{
            {static_cast<int>(*year), static_cast<int>(*month)}, label.substr(0, i), label.substr(digits)};
    }
    return std::nullopt;
}

/// The name of the ward in what stands around the month.
std::string ward_in(MonthInText const& found) {
    for (auto part : {found.before, found.after}) {
        if (auto const dot = part.rfind('.'); dot != std::string::npos) part.resize(dot);
        for (std::string_view const word : {"排班表", "值班表", "排班", "(合成)", "护理", "医师", "月份"})
            part = text::replace_all(part, word, "");
        while (!part.empty() && std::string_view("_-·—:()").find(part.front()) != std::string_view::npos)
            part.erase(0, 1);
        while (!part.empty() && std::string_view("_-:()").find(part.back()) != std::string_view::npos) part.pop_back();
        if (!part.empty()) return part;
    }
    return {};
}

struct Header {
    std::size_t row{0};
    std::size_t staff_no{0};
    std::optional<std::size_t> name, job;
};

std::optional<Header> header_of(std::vector<sheets::Row> const& rows) {
    constexpr std::array<std::string_view, 5> numbers{"工号", "职工号", "人员编号", "员工编号", "职工编号"};
    for (std::size_t r = 0; r < std::min(rows.size(), header_within); ++r) {
        Header header{r, 0, {}, {}};
        bool found = false;
        int days = 0;
        for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
            auto const label = plain(rows[r].cells[c].text);
            if (std::find(numbers.begin(), numbers.end(), label) != numbers.end()) header.staff_no = c, found = true;
            if (label == "姓名") header.name = c;
            if (label == "岗位" || label == "职称" || label == "职务") header.job = c;
            if (day_of(rows[r].cells[c], std::nullopt) > 0) ++days;
        }
        if (found && days > 0) return header;
    }
    return std::nullopt;
}

/// Columns of the days of the month, by day.
std::map<int, std::size_t> days_of(sheets::Row const& row, Header const& header, Month month, Faults& faults) {
    std::map<int, std::size_t> columns;
    for (std::size_t c = header.staff_no + 1; c < row.cells.size(); ++c) {
        auto const& cell = row.cells[c];
        auto const day = day_of(cell, month);
        bool const foreign = cell.kind == sheets::CellKind::date && day == 0;
        if (day == 0 && !foreign) continue;
        if (foreign || day > month.days())
            faults.say(row.line, "rosters.day_outside", {{"day", cell.text}, {"month", month.text()}});
        else if (!columns.emplace(day, c).second)
            faults.say(row.line, "rosters.day_twice", {{"day", std::to_string(day)}});
    }
    return columns;
}

/// Whether the row below the header names weekdays; those that differ from the calendar tell of a wrong month.
bool weekdays_row(sheets::Row const& row, std::map<int, std::size_t> const& columns, Month month, Faults& faults) {
    constexpr std::array<std::string_view, 7> names{"一", "二", "三", "四", "五", "六", "日"};
    int said = 0;
    std::vector<std::pair<int, std::string>> wrong;
    for (auto const& [day, column] : columns) {
        auto label = plain(row.text(column));
        for (std::string_view const word : {"星期", "周"}) label = text::replace_all(label, word, "");
        if (label == "天") label = "日";
        auto const at = std::find(names.begin(), names.end(), label);
        if (at == names.end()) continue;
        ++said;
        if (at - names.begin() + 1 != Date{month.year, month.month, day}.weekday()) wrong.emplace_back(day, label);
    }
    if (said * 2 < static_cast<int>(columns.size())) return false;
    for (auto const& [day, label] : wrong) {
        auto const is = names[static_cast<std::size_t>(Date{month.year, month.month, day}.weekday() - 1)];
        faults.say(row.line, "rosters.weekday_differs",
                   {{"date", Date{month.year, month.month, day}.text()}, {"said", label}, {"is", std::string(is)}});
    }
    return true;
}

struct Title {
    std::string ward;
    std::optional<Month> month;
};
Title title_of(std::vector<sheets::Row> const& rows, std::size_t header, GridWanted const& wanted) {
    Title title{text::trim(wanted.ward), wanted.month};
    std::vector<std::string> places;
    for (std::size_t r = 0; r < header; ++r)
        for (auto const& cell : rows[r].cells) places.push_back(cell.text);
    places.push_back(wanted.sheet_name);
    places.push_back(wanted.file_name);
    for (auto const& place : places) {
        auto const found = month_in(place);
        if (!found) continue;
        if (!title.month) title.month = found->month;
        if (title.ward.empty()) title.ward = ward_in(*found);
    }
    return title;
}

/// Takes the staff of one row, or what stands below the grid.
void take_row(sheets::Row const& row, Header const& header, std::map<int, std::size_t> const& columns, Grid& grid,
              std::map<std::string, std::int64_t>& known, Faults& faults) {
    GridRow out;
    out.line = row.line;
    out.staff_no = text::upper_ascii(plain(row.text(header.staff_no)));
    if (header.name) out.name = text::trim(row.text(*header.name));
    if (header.job) out.job = text::trim(row.text(*header.job));
    out.cells.resize(static_cast<std::size_t>(grid.month.days()));
    bool filled = false;
    for (auto const& [day, column] : columns) {
        if (column >= row.cells.size()) continue;
        auto const& cell = row.cells[column];
        if (cell.kind == sheets::CellKind::error)
            faults.say(row.line, "rosters.cell_error", {{"day", std::to_string(day)}, {"cell", cell.text}});
        if (text::length(cell.text) > longest_cell)
            faults.say(row.line, "rosters.cell_too_long", {{"day", std::to_string(day)}});
        auto shown = cell.text;
        std::erase_if(shown, [](char one) { return static_cast<unsigned char>(one) < 0x20; });
        filled = filled || !text::trim(shown).empty();
        out.cells[static_cast<std::size_t>(day - 1)] = std::move(shown);
    }
    if (!filled && out.name.empty()) {  // a legend below the grid, or a line between its parts
        for (auto const& cell : row.cells)
            if (!cell.text.empty() && grid.legend.size() < 4000)
                grid.legend += (grid.legend.empty() ? "" : "\n") + cell.text;
        return;
    }
    if (out.staff_no.empty() || text::length(out.staff_no) > 40) {
        faults.say(row.line, "rosters.staff_no_missing", {{"name", out.name}});
    } else if (auto const [first, fresh] = known.emplace(out.staff_no, row.line); !fresh) {
        faults.say(row.line, "rosters.staff_no_twice",
                   {{"staff_no", out.staff_no}, {"other", std::to_string(first->second)}});
    }
    grid.rows.push_back(std::move(out));
}

}  // namespace

Result<Grid> read_grid(std::vector<sheets::Row> const& rows, GridWanted const& wanted) {
    auto const header = header_of(rows);
    if (!header) return fail(malformed("rosters.no_grid"));
    if (rows.size() > most_rows)
        return fail(malformed("rosters.too_many_rows").fact("most", std::to_string(most_rows)));
    auto const title = title_of(rows, header->row, wanted);
    if (!title.month) return fail(malformed("rosters.month_missing").field("/month", "rosters.month_missing"));
    if (title.ward.empty()) return fail(malformed("rosters.ward_missing").field("/ward", "rosters.ward_missing"));
    Faults faults;
    Grid grid;
    grid.ward = title.ward;
    grid.month = *title.month;
    auto const columns = days_of(rows[header->row], *header, grid.month, faults);
    for (int day = 1; day <= grid.month.days(); ++day)
        if (!columns.contains(day)) grid.missing_days.push_back(day);
    auto next = header->row + 1;
    if (next < rows.size() && weekdays_row(rows[next], columns, grid.month, faults)) ++next;
    std::map<std::string, std::int64_t> known;
    for (; next < rows.size(); ++next) take_row(rows[next], *header, columns, grid, known, faults);
    if (grid.rows.empty()) faults.say(rows[header->row].line, "rosters.no_staff", {});
    if (!faults.problem.fields.empty())
        return fail(std::move(faults.problem.fact("count", std::to_string(faults.problem.fields.size()))));
    return grid;
}

Result<Grid> read_grid_file(std::string const& path, std::string const& sheet, GridWanted wanted) {
    TRY_ASSIGN(auto const book, sheets::open(path));
    std::optional<Grid> found;
    std::optional<Problem> first;
    std::size_t grids = 0;
    for (std::size_t i = 0; i < book->sheets().size(); ++i) {
        auto const& info = book->sheets()[i];
        if (sheet.empty() ? info.hidden : info.name != sheet) continue;
        std::vector<sheets::Row> rows;
        TRY(book->read(i, [&](sheets::Row const& row) {
            rows.push_back(row);
            return rows.size() <= most_rows;
        }));
        wanted.sheet_name = info.name;
        auto grid = read_grid(rows, wanted);
        if (!grid && grid.error().code == "rosters.no_grid") continue;
        if (++grids > 1) return fail(malformed("rosters.several_grids").field("/sheet", "rosters.several_grids"));
        if (grid)
            found = std::move(*grid);
        else
            first = std::move(grid).error();
    }
    if (grids == 0 && !sheet.empty() &&
        std::none_of(book->sheets().begin(), book->sheets().end(), [&](auto const& one) { return one.name == sheet; }))
        return fail(not_found("sheets.no_such_sheet"));
    if (first) return fail(std::move(*first));
    if (!found) return fail(malformed("rosters.no_grid"));
    return *found;
}

}  // namespace xinglin::rosters
