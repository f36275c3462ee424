#include "modules/intake/layout.hpp"

#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/layout_looks.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

/// Whether a row says who is meant: personnel files often carry the staff number instead of the resident ID.
bool tells_people(Layout const& layout) {
    return layout.has(Column::name) && (layout.has(Column::resident_id) || layout.has(Column::staff_no));
}

constexpr std::size_t deepest_header = 4;    // rows of one header
constexpr std::size_t latest_header = 40;    // rows above it
constexpr std::size_t longest_header = 40;   // characters of a header cell; longer ones are titles

std::string plain_cell(sheets::Row const& row, std::size_t column) { return plain_header(row.text(column)); }

std::size_t width_of(std::vector<sheets::Row> const& rows) {
    std::size_t width = 0;
    for (auto const& row : rows) width = std::max(width, row.cells.size());
    return width;
}

/// The meanings that rows [first, first + depth) give as one header: the lowest row that says something wins.
std::vector<std::optional<Column>> meanings(std::vector<sheets::Row> const& rows, std::size_t first, std::size_t depth,
                                            std::size_t width) {
    std::vector<std::optional<Column>> found(width);
    for (std::size_t column = 0; column < width; ++column)
        for (std::size_t row = first + depth; row-- > first && !found[column];)
            found[column] = column_by_header(plain_cell(rows[row], column));
    return found;
}

std::size_t distinct(std::vector<std::optional<Column>> const& found) {
    std::set<Column> different;
    for (auto const& one : found)
        if (one) different.insert(*one);
    return different.size();
}

struct Place {
    std::size_t first{0}, depth{0}, score{0};
};

/// Where the header is: the rows that name most columns; the fewest and uppermost rows among equals.
Place find_header(std::vector<sheets::Row> const& rows, std::size_t width) {
    Place best;
    for (std::size_t first = 0; first < std::min(rows.size(), latest_header); ++first)
        for (std::size_t depth = 1; depth <= deepest_header && first + depth <= rows.size(); ++depth) {
            auto const own = distinct(meanings(rows, first, 1, width));
            if (own == 0 && depth == 1) break;
            auto const score = distinct(meanings(rows, first, depth, width));
            if (score > best.score) best = {first, depth, score};
        }
    return best.score >= 2 ? best : Place{};
}

std::string joined_header(std::vector<sheets::Row> const& rows, Place const& place, std::size_t column) {
    std::string joined;
    std::string last;
    for (std::size_t row = place.first; row < place.first + place.depth; ++row) {
        auto const one = text::trim(text::replace_all(rows[row].text(column), "\n", ""));
        if (one.empty() || one == last || text::length(one) > longest_header) continue;
        if (!joined.empty()) joined += " / ";
        joined += one;
        last = one;
    }
    return joined;
}

/// Kinds of values that can only mean one column.
constexpr std::pair<Looks, Column> telling[] = {
    {Looks::resident_id, Column::resident_id}, {Looks::category, Column::category},   {Looks::sex, Column::sex},
    {Looks::ethnicity, Column::ethnicity},     {Looks::education, Column::education}, {Looks::mobile, Column::mobile},
    {Looks::standing, Column::standing},       {Looks::branch, Column::branch}};

void sign(Layout& layout) {
    layout.signature.clear();
    for (auto const& column : layout.columns) layout.signature += plain_header(column.header) + "\n";
}

class Finder {
  public:
    explicit Finder(Look const& look) : look_(look), width_(width_of(look.head)) {}

    Layout find() {
        auto const place = find_header(look_.head, width_);
        // Without a known header the first row may be an unknown one: it is no sample of the values.
        auto const data_from =
            place.depth == 0 ? std::min<std::size_t>(1, look_.head.size()) : place.first + place.depth;
        layout_.columns.resize(width_);
        samples_ = sample_columns(look_.head, data_from, width_, look_.branches);
        if (place.depth > 0) {
            layout_.header_first = look_.head[place.first].line;
            layout_.header_last = look_.head[data_from - 1].line;
            for (std::size_t column = 0; column < width_; ++column)
                layout_.columns[column].header = joined_header(look_.head, place, column);
            sign(layout_);
            by_headers(meanings(look_.head, place.first, place.depth, width_), place);
        }
        for (std::size_t column = 0; column < width_; ++column) layout_.columns[column].sample = samples_[column].first;
        by_values();
        if (place.depth == 0) { header_above_values(layout_, look_.head); }
        dates_by_values(data_from);
        remember();
        layout_.category_words = words_of_categories(data_from);
        if (!layout_.has(Column::branch)) layout_.default_branch = branch_of_titles(place);
        bool const remembered = std::any_of(layout_.columns.begin(), layout_.columns.end(),
                                            [](SheetColumn const& one) { return one.by == By::memory; });
        layout_.certain = (place.depth > 0 || remembered) && tells_people(layout_);
        return std::move(layout_);
    }

  private:
    void set(std::size_t column, Column meaning, By by) {
        layout_.columns[column].meaning = meaning;
        layout_.columns[column].by = by;
    }

    void by_headers(std::vector<std::optional<Column>> const& found, Place const& place) {
        // A canonical name goes before an alias: 党籍状态 beside 人员类别 means what it says.
        for (int turn = 0; turn < 2; ++turn)
            for (std::size_t column = 0; column < width_; ++column) {
                if (!found[column] || layout_.columns[column].meaning || layout_.has(*found[column])) continue;
                if (turn == 0 && !canonical(place, column, *found[column])) continue;
                set(column, *found[column], By::header);
            }
        // Two telephone columns: the second one by an alias of the first is the fixed line.
        for (std::size_t column = 0; column < width_; ++column)
            if (found[column] == Column::mobile && !layout_.columns[column].meaning && !layout_.has(Column::phone))
                set(column, Column::phone, By::header);
        for (std::size_t column = 0; column < width_; ++column) {
            if (layout_.columns[column].meaning) continue;
            auto const meaning = column_by_words(plain_header(layout_.columns[column].header));
            if (meaning && !layout_.has(*meaning)) set(column, *meaning, By::words);
        }
    }

    bool canonical(Place const& place, std::size_t column, Column meaning) const {
        for (std::size_t row = place.first; row < place.first + place.depth; ++row)
            if (plain_cell(look_.head[row], column) == plain_header(header_of(meaning))) return true;
        return false;
    }

    /// Names that the values contradict are given up; values that can mean one thing only name the column.
    void by_values() {
        for (std::size_t column = 0; column < width_; ++column) {
            auto& one = layout_.columns[column];
            if (!one.meaning || samples_[column].filled < 1) continue;
            auto const own = looks_of(*one.meaning);
            if (!own || !samples_[column].hardly(*own)) continue;
            for (auto const& [looks, meaning] : telling) {
                if (meaning == *one.meaning || !samples_[column].mostly(looks, 80)) continue;
                one.meaning.reset();
                one.by = By::nothing;
                break;
            }
        }
        for (auto const& [looks, meaning] : telling) {
            if (layout_.has(meaning)) continue;
            for (std::size_t column = 0; column < width_; ++column)
                if (!layout_.columns[column].meaning && samples_[column].mostly(looks, 80)) {
                    set(column, meaning, By::values);
                    break;
                }
        }
        name_by_values();
    }

    /// Without a header: the first column of two to four Chinese characters that hardly repeats.
    void name_by_values() {
        if (layout_.has(Column::name)) return;
        for (std::size_t column = 0; column < width_; ++column) {
            if (layout_.columns[column].meaning || samples_[column].filled == 0) continue;
            std::set<std::string, std::less<>> different;
            int fitting = 0;
            for (auto const& row : look_.head) {
                auto const name = tidy_name(row.text(column));
                if (name.bad() || text::length(name.value) < 2 || text::length(name.value) > 4) continue;
                ++fitting;
                different.insert(name.value);
            }
            if (fitting * 100 < samples_[column].filled * 80 || static_cast<int>(different.size()) * 100 < fitting * 80)
                continue;
            set(column, Column::name, By::values);
            return;
        }
    }

    /// A date column without a name is the birth date when it repeats the resident ID.
    void dates_by_values(std::size_t data_from) {
        auto const id = layout_.position(Column::resident_id);
        if (id < 0 || layout_.has(Column::birth_date)) return;
        for (std::size_t column = 0; column < width_; ++column) {
            if (layout_.columns[column].meaning || !samples_[column].mostly(Looks::date, 80)) continue;
            int same = 0, seen = 0;
            for (std::size_t i = data_from; i < look_.head.size(); ++i) {
                auto const number =
                    tidy_resident_id(look_.head[i].text(static_cast<std::size_t>(id)), Date{9999, 12, 31}).value;
                auto date = tidy_date(look_.head[i].text(column), false).value;
                if (number.empty() || date.empty()) continue;
                ++seen;
                std::erase(date, '-');
                if (number.substr(6, date.size()) == date) ++same;
            }
            if (seen > 0 && same * 10 >= seen * 8) {
                set(column, Column::birth_date, By::values);
                return;
            }
        }
    }

    void remember() {
        if (!look_.memory || layout_.signature.empty()) return;
        auto const memory = look_.memory(layout_.signature);
        if (!memory) return;
        for (auto& column : layout_.columns) {
            auto const found = memory->find(plain_header(column.header));
            if (found == memory->end()) continue;
            column.meaning = found->second;
            column.by = By::memory;
        }
    }

    /// 正式/预备 all the way down are this file's words; one 正式 among many 正式党员 is a slip.
    CategoryWords words_of_categories(std::size_t data_from) const {
        auto const column = layout_.position(Column::category);
        std::array<int, 3> count{};
        if (column < 0) return CategoryWords::full_names;
        for (std::size_t i = data_from; i < look_.head.size(); ++i)
            if (auto const words = category_words(look_.head[i].text(static_cast<std::size_t>(column))))
                ++count[static_cast<std::size_t>(*words)];
        auto const most = std::max_element(count.begin(), count.end());
        int const all = count[0] + count[1] + count[2];
        return *most * 2 > all ? static_cast<CategoryWords>(most - count.begin()) : CategoryWords::full_names;
    }

    OrganisationId branch_of_titles(Place const& place) const {
        if (look_.branches == nullptr) return {};
        if (auto const match = look_.branches->resolve(look_.sheet_name); match.found != nullptr)
            return match.found->id;
        for (std::size_t row = 0; row < std::min(place.first, look_.head.size()); ++row)
            for (auto const& cell : look_.head[row].cells)
                if (auto const* const known = cell.text.empty() ? nullptr : look_.branches->named_in(cell.text))
                    return known->id;
        return {};
    }

    Look const& look_;
    std::size_t width_;
    Layout layout_;
    std::vector<Sample> samples_;
};

}  // namespace

int Layout::position(Column column) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].meaning == column) return static_cast<int>(i);
    return -1;
}

Layout find_layout(Look const& look) { return Finder(look).find(); }

void header_above_values(Layout& layout, std::vector<sheets::Row> const& head) {
    auto const id = layout.position(Column::resident_id);
    if (layout.header_first > 0 || id < 0) return;
    auto const at = std::find_if(head.begin(), head.end(), [&](sheets::Row const& row) {
        auto const cell = row.text(static_cast<std::size_t>(id));
        return looks_like(Looks::resident_id, cell, text::without_blanks(text::half_width(cell)), nullptr);
    });
    if (at == head.begin() || at == head.end()) return;  // the first row is a person already
    auto const& row = *std::prev(at);
    auto const filled =
        std::count_if(row.cells.begin(), row.cells.end(), [](sheets::Cell const& cell) { return !cell.text.empty(); });
    if (filled < 3) return;  // a title
    layout.header_first = layout.header_last = row.line;
    for (std::size_t column = 0; column < layout.columns.size(); ++column)
        layout.columns[column].header = text::trim(row.text(column));
    sign(layout);
}

void assign(Layout& layout, std::map<std::size_t, std::optional<Column>> const& by_person) {
    for (auto const& [column, meaning] : by_person) {
        if (column >= layout.columns.size()) continue;
        for (auto& other : layout.columns)
            if (meaning && other.meaning == meaning) other.meaning.reset();
        layout.columns[column].meaning = meaning;
        layout.columns[column].by = By::person;
    }
    layout.certain = tells_people(layout);
}

}  // namespace xinglin::intake
