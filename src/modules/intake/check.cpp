#include "modules/intake/check.hpp"

#include "base/text.hpp"
#include "modules/intake/row_check.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

std::uint64_t digest(std::string_view text, std::uint64_t seed = 1469598103934665603ULL) {
    // FNV-1a with a final mix: a hash to find doubles by, compared again by nobody, so 64 bits and no secret are enough.
    for (unsigned char const c : text) seed = (seed ^ c) * 1099511628211ULL;
    seed ^= seed >> 32;
    seed *= 0x9E3779B97F4A7C15ULL;
    return seed ^ (seed >> 29);
}

std::uint64_t key_of(std::string_view text) { return text.empty() ? 0 : digest(text) | 1; }

}  // namespace

Check::Check(Branches const& branches, Date today) : branches_(branches), today_(today) {}

CheckedRow const& Check::add(Layout const& layout, int sheet, sheets::Row const& row, std::span<Kept const> kept) {
    for (auto& value : current_.values) value.clear();
    current_.findings.clear();
    current_.branch = {};
    auto verdict = check_row({branches_, today_, layout, row}, kept, current_);

    auto const& values = current_.values;
    Trace trace;
    trace.resident_id = key_of(values[at(Column::resident_id)]);
    trace.name = key_of(values[at(Column::name)]);
    trace.mobile = key_of(values[at(Column::mobile)]);
    trace.staff_no = key_of(values[at(Column::staff_no)]);
    trace.content = 1;
    for (std::size_t i = at(Column::staff_no); i < column_count; ++i)
        trace.content = digest(values[i], trace.content + i);
    trace.branch = current_.branch.value;
    trace.line = row.line;
    trace.sheet = sheet;
    trace.contradictions = static_cast<std::int8_t>(verdict.contradictions);
    trace.age_by_id = verdict.age_by_id;
    auto const number = static_cast<std::int64_t>(traces_.size());
    if (verdict.replaced) {
        verdict.replaced->row = number;
        verdict.replaced->sheet = sheet;
        verdict.replaced->line = row.line;
        verdict.replaced->staff_no = values[at(Column::staff_no)];
        replaced_.emplace(number, std::move(*verdict.replaced));
    }
    traces_.push_back(trace);

    Shown shown{static_cast<std::uint32_t>(bytes_.size()), 0, 0, 0, 0};
    auto const keep = [&](Column column, std::uint16_t& length) {
        auto const position = layout.position(column);
        auto const text =
            position < 0 ? std::string_view{} : row.text(static_cast<std::size_t>(position)).substr(0, 200);
        bytes_ += text;
        length = static_cast<std::uint16_t>(text.size());
    };
    keep(Column::staff_no, shown.staff_no);
    keep(Column::name, shown.name);
    keep(Column::resident_id, shown.resident_id);
    keep(Column::mobile, shown.mobile);
    shown_.push_back(shown);
    for (auto& finding : current_.findings) {
        finding.row = number;
        finding.sheet = sheet;
        finding.line = row.line;
        finding.staff_no = values[at(Column::staff_no)];
    }
    return current_;
}

void Check::say(Result& result, std::size_t row, Column column, std::string_view code, Handling handling,
                std::size_t other) {
    auto const& shown = shown_[row];
    auto at_byte = static_cast<std::size_t>(shown.start);
    auto const next = [&](std::size_t length) {
        auto const part = std::string_view(bytes_).substr(at_byte, length);
        at_byte += length;
        return part;
    };
    auto const staff_no = next(shown.staff_no), name = next(shown.name), id = next(shown.resident_id),
               mobile = next(shown.mobile);
    Finding finding;
    finding.row = static_cast<std::int64_t>(row);
    finding.sheet = traces_[row].sheet;
    finding.line = traces_[row].line;
    finding.staff_no = text::trim(staff_no);
    finding.column = column;
    finding.code = code;
    finding.handling = handling;
    finding.other = traces_[other].line;
    if (column == Column::name) finding.cell = finding.value = name;
    if (column == Column::resident_id) finding.cell = id;
    if (column == Column::staff_no) finding.cell = staff_no;
    if (column == Column::mobile) finding.cell = finding.value = mobile;
    result.added.push_back(std::move(finding));
}

/// Rows that share a key, ordered by the key and then as in the file.
std::vector<std::size_t> Check::same(std::uint64_t Trace::*key) const {
    std::vector<std::size_t> order;
    order.reserve(traces_.size());
    for (std::size_t i = 0; i < traces_.size(); ++i)
        if (traces_[i].*key != 0) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return traces_[a].*key != traces_[b].*key ? traces_[a].*key < traces_[b].*key : a < b;
    });
    return order;
}

Check::Result Check::finish() {
    Result result;
    doubles(result);
    staff_numbers(result);
    telephones(result);
    homonyms(result);
    std::sort(result.added.begin(), result.added.end(),
              [](Finding const& a, Finding const& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    return result;
}

void Check::doubles(Result& result) {
    auto const order = same(&Trace::resident_id);
    for (std::size_t from = 0; from < order.size();) {
        auto to = from + 1;
        while (to < order.size() && traces_[order[to]].resident_id == traces_[order[from]].resident_id) ++to;
        for (auto later = from + 1; later < to; ++later) {
            // Against the first row that stands, so that three rows of one person give two findings.
            for (auto earlier = from; earlier < later; ++earlier) {
                if (traces_[order[earlier]].out) continue;
                pair(result, order[earlier], order[later]);
                break;
            }
        }
        from = to;
    }
}

void Check::pair(Result& result, std::size_t earlier, std::size_t later) {
    auto& a = traces_[earlier];
    auto& b = traces_[later];
    if (a.name == b.name) {
        b.out = true;
        if (a.content == b.content)
            say(result, later, Column::row, "DUP_EXACT", Handling::drop, earlier);
        else if (a.branch != b.branch)
            say(result, later, Column::row, "DUP_ID_TWO_BRANCHES", Handling::error, earlier);
        else
            say(result, later, Column::row, "DUP_ID_CONFLICT", Handling::error, earlier);
        // What the double says about itself was said of the first row, or is part of the question.
        if (a.content == b.content)
            for (std::size_t column = 0; column < column_count; ++column)
                result.withdrawn.push_back({static_cast<std::int64_t>(later), static_cast<Column>(column)});
        return;
    }
    // Two people, one number: it belongs to the one whose sex, birth and age at joining it fits.
    bool const earlier_is_wrong = a.contradictions > b.contradictions;
    auto const wrong = earlier_is_wrong ? earlier : later, right = earlier_is_wrong ? later : earlier;
    traces_[wrong].out = true;
    auto const number = static_cast<std::int64_t>(wrong);
    for (auto const column : {Column::resident_id, Column::sex, Column::birth_date})
        result.withdrawn.push_back({number, column});
    if (traces_[wrong].age_by_id) {
        // Too young by somebody else's birth: what was said about the way of writing stands again.
        result.withdrawn.push_back({number, Column::join_date});
        if (auto const found = replaced_.find(number); found != replaced_.end()) result.added.push_back(found->second);
    }
    say(result, wrong, Column::resident_id, "DUP_ID_DIFFERENT_PERSON", Handling::error, right);
}

void Check::staff_numbers(Result& result) {
    auto const order = same(&Trace::staff_no);
    for (std::size_t i = 1; i < order.size(); ++i) {
        auto const& a = traces_[order[i - 1]];
        auto const& b = traces_[order[i]];
        if (a.staff_no != b.staff_no || a.out || b.out) continue;
        if (a.resident_id == b.resident_id && a.resident_id != 0) continue;
        if (a.resident_id == 0 && b.resident_id == 0 && a.name == b.name) continue;
        say(result, order[i], Column::staff_no, "DUP_STAFF_NO", Handling::error, order[i - 1]);
    }
}

void Check::telephones(Result& result) {
    for_both(result, &Trace::mobile, Column::mobile, "DUP_PHONE", [](Trace const& trace) { return !trace.out; });
}

void Check::homonyms(Result& result) {
    for_both(result, &Trace::name, Column::name, "SAME_NAME_OK",
             [](Trace const& trace) { return !trace.out && trace.resident_id != 0; });
}

/// Nobody knows which row of such a group is the odd one, so each is shown, beside the one before it (the first: beside the
/// second).
void Check::for_both(Result& result, std::uint64_t Trace::*key, Column column, std::string_view code,
                     bool (*counts)(Trace const&)) {
    auto order = same(key);
    std::erase_if(order, [&](std::size_t row) { return !counts(traces_[row]); });
    for (std::size_t from = 0; from < order.size();) {
        auto to = from + 1;
        while (to < order.size() && traces_[order[to]].*key == traces_[order[from]].*key) ++to;
        for (auto at = from; to - from > 1 && at < to; ++at)
            say(result, order[at], column, code, Handling::warn, at == from ? order[from + 1] : order[at - 1]);
        from = to;
    }
}

}  // namespace xinglin::intake
