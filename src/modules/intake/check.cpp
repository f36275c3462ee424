#include "modules/intake/check.hpp"

#include "base/text.hpp"
#include "modules/intake/values.hpp"

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

// From the ninth to the eleventh congress a member was full from the day of joining.
constexpr Date no_probation_from{1969, 4, 1};
constexpr Date no_probation_to{1977, 8, 11};
constexpr int youngest = 18;
constexpr int probation_years = 1;

}  // namespace

/// The rules of one row, in the order of the form.
class Check::RowCheck {
  public:
    RowCheck(Check& check, Layout const& layout, sheets::Row const& row, std::span<Kept const> kept)
        : check_(check), layout_(layout), row_(row), kept_(kept), out_(check.current_) {}

    void run() {
        identity();
        branch();
        codes();
        dates();
        contact();
        standing();
    }

    bool contradicts{false};

  private:
    // Cells.

    [[nodiscard]] sheets::Cell const* cell(Column column) const {
        auto const position = layout_.position(column);
        if (position < 0 || static_cast<std::size_t>(position) >= row_.cells.size()) return nullptr;
        return &row_.cells[static_cast<std::size_t>(position)];
    }
    [[nodiscard]] std::string_view read(Column column) const {
        auto const* const found = cell(column);
        return found == nullptr ? std::string_view{} : std::string_view(found->text);
    }
    std::string& value(Column column) { return out_.values[at(column)]; }

    void say(Column column, std::string_view code, Handling handling, std::string proposed = {}) {
        for (auto const& one : kept_)
            if (one.column == column && one.code == code) return;
        Finding finding;
        finding.column = column;
        finding.code = code;
        finding.handling = handling;
        finding.cell = read(column);
        finding.value = std::move(proposed);
        out_.findings.push_back(std::move(finding));
    }

    /// Takes a tidied value over, with what is to be said about it. @returns whether a usable value came of it
    bool take(Column column, Tidied tidied) {
        bool const bad = tidied.bad();
        if (auto const* const found = cell(column); found != nullptr && found->kind == sheets::CellKind::error) {
            say(column, "CELL_ERROR", Handling::error);
            return false;
        }
        if (!tidied.silent()) say(column, tidied.code, tidied.handling, tidied.value);
        value(column) = std::move(tidied.value);
        return !bad && !value(column).empty();
    }

    // Rules.

    void identity() {
        take(Column::serial, tidy_text(read(Column::serial), 20));
        take(Column::staff_no, tidy_text(read(Column::staff_no), 20));
        take(Column::name, tidy_name(read(Column::name)));
        id_known_ = take(Column::resident_id, tidy_resident_id(read(Column::resident_id), check_.today_));
        sex_and_birth();
    }

    void sex_and_birth() {
        bool const sex_read = layout_.has(Column::sex) && take(Column::sex, tidy_sex(read(Column::sex)));
        auto const* const birth_cell = cell(Column::birth_date);
        bool const birth_read =
            birth_cell != nullptr &&
            take(Column::birth_date, tidy_date(birth_cell->text, birth_cell->kind == sheets::CellKind::number));
        if (birth_read) birth_ = PartialDate::parse(value(Column::birth_date));
        if (!id_known_) return;
        auto const& id = value(Column::resident_id);
        std::string const sex = (id[16] - '0') % 2 == 1 ? "男" : "女";
        auto const born = id.substr(6, 4) + "-" + id.substr(10, 2) + "-" + id.substr(12, 2);
        if (!sex_read && text::trim(read(Column::sex)).empty()) {
            value(Column::sex) = sex;
            if (layout_.has(Column::sex)) say(Column::sex, "SEX_FROM_ID", Handling::automatic, sex);
        } else if (sex_read && value(Column::sex) != sex) {
            contradicts = true;
            say(Column::sex, "SEX_ID_MISMATCH", Handling::error);
        }
        if (!birth_read && text::trim(read(Column::birth_date)).empty()) {
            value(Column::birth_date) = born;
            if (layout_.has(Column::birth_date)) say(Column::birth_date, "BIRTH_FROM_ID", Handling::automatic, born);
        } else if (birth_read && !std::string_view(born).starts_with(value(Column::birth_date))) {
            contradicts = true;
            say(Column::birth_date, "BIRTH_ID_MISMATCH", Handling::error);
        }
        // Where the two disagree nobody knows yet which is wrong: the age at joining is judged by the earlier one.
        auto const by_id = PartialDate::parse(born);
        if (!birth_ || !contradicts || by_id->earliest() < birth_->earliest()) birth_ = by_id;
    }

    void branch() {
        auto const typed = read(Column::branch);
        if (!layout_.has(Column::branch) || text::trim(typed).empty()) {
            auto const* const known = check_.branches_.find(layout_.default_branch);
            if (known == nullptr) {
                say(Column::branch, "BRANCH_MISSING", Handling::error);
                return;
            }
            take_branch(*known);
            return;
        }
        auto const match = check_.branches_.resolve(typed);
        switch (match.how) {
            case Match::How::exact:
                take_branch(*match.found);
                return;
            case Match::How::proposed:
                take_branch(*match.found);
                say(Column::branch, "BRANCH_ALIAS", Handling::confirm, value(Column::branch));
                return;
            case Match::How::ambiguous:
                say(Column::branch, "BRANCH_AMBIGUOUS", Handling::error);
                return;
            case Match::How::unknown:
                say(Column::branch, "BRANCH_UNKNOWN", Handling::error);
                return;
        }
    }

    void take_branch(Known const& known) {
        out_.branch = known.id;
        value(Column::branch) = known.short_name.empty() ? known.name : known.short_name;
    }

    void codes() {
        if (layout_.has(Column::ethnicity)) take(Column::ethnicity, tidy_ethnicity(read(Column::ethnicity)));
        if (layout_.has(Column::education)) take(Column::education, tidy_education(read(Column::education)));
        if (layout_.has(Column::category))
            take(Column::category, tidy_category(read(Column::category), layout_.category_words));
        if (layout_.has(Column::job)) take(Column::job, tidy_job(read(Column::job)));
    }

    /// Each date once: a date that is wrong in itself is not used to judge another one.
    void dates() {
        auto const& category = value(Column::category);
        bool const member = category == "正式党员" || category == "预备党员";
        bool const join_usable = partial(Column::join_date, join_) && judge_join();
        if (!join_ && member && layout_.has(Column::join_date) && text::trim(read(Column::join_date)).empty())
            say(Column::join_date, "JOIN_DATE_MISSING", Handling::error);
        bool const full_given = !text::trim(read(Column::full_date)).empty();
        if (category == "预备党员" && full_given) {
            say(Column::full_date, "PROB_WITH_FULL_DATE", Handling::error);
            value(Column::full_date).clear();
            return;
        }
        bool const full_usable = partial(Column::full_date, full_);
        if (category == "正式党员" && !full_given && layout_.has(Column::full_date))
            say(Column::full_date, "FULL_DATE_MISSING", Handling::error);
        if (!full_usable) return;
        if (full_->earliest() > check_.today_)
            say(Column::full_date, "FUTURE_DATE", Handling::error);
        else if (join_usable)
            judge_full();
    }

    bool partial(Column column, std::optional<PartialDate>& into) {
        auto const* const found = cell(column);
        if (found == nullptr) return false;
        if (!take(column, tidy_date(found->text, found->kind == sheets::CellKind::number))) return false;
        into = PartialDate::parse(value(column));
        return into.has_value();
    }

    bool judge_join() {
        if (join_->earliest() > check_.today_) {
            replace(Column::join_date, "FUTURE_DATE");
            return false;
        }
        if (birth_ && full_years(birth_->earliest(), join_->latest()) < youngest) {
            replace(Column::join_date, "JOIN_UNDER_18");
            return false;
        }
        return true;
    }

    void judge_full() {
        bool const same = *full_ == *join_ || (full_->year == join_->year && full_->month == join_->month &&
                                               (!full_->exact() || !join_->exact()));
        if (same) {
            bool const without_probation = join_->latest() >= no_probation_from && join_->earliest() <= no_probation_to;
            if (!without_probation) replace(Column::full_date, "FULL_EQUALS_JOIN");
        } else if (full_->latest() < join_->earliest()) {
            replace(Column::full_date, "FULL_BEFORE_JOIN");
        } else if (join_->earliest() > no_probation_to &&
                   full_->latest() < join_->earliest().plus_years(probation_years)) {
            say(Column::full_date, "FULL_TOO_EARLY", Handling::warn, value(Column::full_date));
        }
    }

    /// A rule's finding stands instead of what was said about the way the cell is written.
    void replace(Column column, std::string_view code) {
        std::erase_if(out_.findings, [&](Finding const& one) { return one.column == column; });
        say(column, code, Handling::error);
    }

    void contact() {
        if (layout_.has(Column::phone)) take(Column::phone, tidy_phone(read(Column::phone)));
        if (layout_.has(Column::mobile)) {
            take(Column::mobile, tidy_mobile(read(Column::mobile)));
            if (!out_.findings.empty() && out_.findings.back().code == "PHONE_FIXED_LINE") {
                if (value(Column::phone).empty())
                    value(Column::phone) = text::trim(text::half_width(read(Column::mobile)));
                value(Column::mobile).clear();
            }
        }
        take(Column::address, tidy_text(read(Column::address), 200));
    }

    void standing() {
        if (layout_.has(Column::standing)) take(Column::standing, tidy_standing(read(Column::standing)));
        yes_with(Column::lost_contact, Column::lost_since, "LOST_DATE_MISSING");
        yes_with(Column::floating, Column::floating_to, "FLOW_TO_MISSING");
        take(Column::party_post, tidy_text(read(Column::party_post), 50));
        take(Column::position, tidy_text(read(Column::position), 100));
        take(Column::native_place, tidy_text(read(Column::native_place), 60));
        take(Column::professional_title, tidy_text(read(Column::professional_title), 60));
        if (auto const* const found = cell(Column::work_started))
            take(Column::work_started, tidy_date(found->text, found->kind == sheets::CellKind::number));
    }

    void yes_with(Column yes, Column detail, std::string_view missing) {
        if (layout_.has(yes)) take(yes, tidy_yes_no(read(yes)));
        if (!layout_.has(detail)) return;
        take(detail, detail == Column::lost_since ? tidy_month(read(detail)) : tidy_text(read(detail), 100));
        if (value(yes) == "是" && text::trim(read(detail)).empty()) say(detail, missing, Handling::warn);
    }

    Check& check_;
    Layout const& layout_;
    sheets::Row const& row_;
    std::span<Kept const> kept_;
    CheckedRow& out_;
    bool id_known_{false};
    std::optional<PartialDate> birth_, join_, full_;
};

Check::Check(Branches const& branches, Date today) : branches_(branches), today_(today) {}

CheckedRow const& Check::add(Layout const& layout, int sheet, sheets::Row const& row, std::span<Kept const> kept) {
    for (auto& value : current_.values) value.clear();
    current_.findings.clear();
    current_.branch = {};
    RowCheck rules(*this, layout, row, kept);
    rules.run();

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
    trace.contradicts = rules.contradicts;
    auto const number = static_cast<std::int64_t>(traces_.size());
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
    // Two people, one number: it belongs to the one whose sex and birth date it fits.
    bool const earlier_is_wrong = a.contradicts && !b.contradicts;
    auto const wrong = earlier_is_wrong ? earlier : later, right = earlier_is_wrong ? later : earlier;
    traces_[wrong].out = true;
    for (auto const column : {Column::resident_id, Column::sex, Column::birth_date})
        result.withdrawn.push_back({static_cast<std::int64_t>(wrong), column});
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
    auto const order = same(&Trace::mobile);
    std::size_t first = 0;
    bool any = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || traces_[order[i]].mobile != traces_[order[i - 1]].mobile) any = false;
        if (traces_[order[i]].out) continue;
        if (any)
            say(result, order[i], Column::mobile, "DUP_PHONE", Handling::warn, order[first]);
        else
            first = i;
        any = true;
    }
}

void Check::homonyms(Result& result) {
    auto const order = same(&Trace::name);
    std::size_t first = 0;
    bool any = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto const& trace = traces_[order[i]];
        if (i == 0 || trace.name != traces_[order[i - 1]].name) any = false;
        if (trace.out || trace.resident_id == 0) continue;
        if (any)
            say(result, order[i], Column::name, "SAME_NAME_OK", Handling::warn, order[first]);
        else
            first = i;
        any = true;
    }
}

}  // namespace xinglin::intake
