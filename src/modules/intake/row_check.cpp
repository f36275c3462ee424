// The rules of one row of a people file.
#include "modules/intake/row_check.hpp"

#include "base/text.hpp"
#include "modules/intake/values.hpp"
#include "modules/members/members.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

/// The rules of one row, in the order of the form.
class RowCheck {
  public:
    RowCheck(RowFacts const& facts, std::span<Kept const> kept, CheckedRow& out)
        : facts_(facts),
          layout_(facts.layout),
          row_(facts.row),
          kept_(kept),
          out_(out),
          terms_(members::terms_on(facts.today)) {}

    RowVerdict run() {
        identity();
        branch();
        codes();
        dates();
        contact();
        standing();
        return std::move(verdict_);
    }

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
        id_known_ = take(Column::resident_id, tidy_resident_id(read(Column::resident_id), facts_.today));
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
        if (!sex_read && says_nothing(read(Column::sex))) {
            value(Column::sex) = sex;
            if (layout_.has(Column::sex)) say(Column::sex, "SEX_FROM_ID", Handling::automatic, sex);
        } else if (sex_read && value(Column::sex) != sex) {
            verdict_.contradictions = 2;
            say(Column::sex, "SEX_ID_MISMATCH", Handling::error);
        }
        if (!birth_read && says_nothing(read(Column::birth_date))) {
            value(Column::birth_date) = born;
            if (layout_.has(Column::birth_date)) say(Column::birth_date, "BIRTH_FROM_ID", Handling::automatic, born);
        } else if (birth_read && !std::string_view(born).starts_with(value(Column::birth_date))) {
            verdict_.contradictions = 2;
            say(Column::birth_date, "BIRTH_ID_MISMATCH", Handling::error);
        }
        // Where the two disagree nobody knows yet which is wrong: the age at joining is judged by the earlier one.
        auto const by_id = PartialDate::parse(born);
        age_by_id_ = !birth_;
        if (!birth_ || verdict_.contradictions == 0 || by_id->earliest() < birth_->earliest()) birth_ = by_id;
    }

    void branch() {
        auto const typed = read(Column::branch);
        if (!layout_.has(Column::branch) || says_nothing(typed)) {
            auto const* const known = facts_.branches.find(layout_.default_branch);
            if (known == nullptr) {
                say(Column::branch, "BRANCH_MISSING", Handling::error);
                return;
            }
            (void)take_branch(*known);
            return;
        }
        auto const match = facts_.branches.resolve(typed);
        switch (match.how) {
            case Match::How::exact:
                (void)take_branch(*match.found);
                return;
            case Match::How::proposed:
                if (!take_branch(*match.found)) return;
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

    /// @returns false when the branch is not theirs who import, which has been said
    bool take_branch(Known const& known) {
        out_.branch = known.id;
        value(Column::branch) = known.short_name.empty() ? known.name : known.short_name;
        if (known.outside) say(Column::branch, "BRANCH_OUTSIDE", Handling::error);
        return !known.outside;
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
        if (!join_ && member && layout_.has(Column::join_date) && says_nothing(read(Column::join_date)))
            say(Column::join_date, "JOIN_DATE_MISSING", Handling::error);
        bool const full_given = !says_nothing(read(Column::full_date));
        if (category == "预备党员" && full_given) {
            say(Column::full_date, "PROB_WITH_FULL_DATE", Handling::error);
            value(Column::full_date).clear();
            return;
        }
        bool const full_usable = partial(Column::full_date, full_);
        if (category == "正式党员" && !full_given && layout_.has(Column::full_date))
            say(Column::full_date, "FULL_DATE_MISSING", Handling::error);
        if (!full_usable) return;
        if (full_->earliest() > facts_.today)
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
        if (join_->earliest() > facts_.today) {
            replace(Column::join_date, "FUTURE_DATE");
            return false;
        }
        if (birth_ && full_years(birth_->earliest(), join_->latest()) < terms_.minimum_age) {
            if (age_by_id_) {
                verdict_.age_by_id = true;
                verdict_.contradictions = std::max(verdict_.contradictions, 1);
                for (auto const& one : out_.findings)
                    if (one.column == Column::join_date) verdict_.replaced = one;
            }
            replace(Column::join_date, "JOIN_UNDER_18");
            return false;
        }
        return true;
    }

    void judge_full() {
        bool const same = *full_ == *join_ || (full_->year == join_->year && full_->month == join_->month &&
                                               (!full_->exact() || !join_->exact()));
        if (same) {
            bool const without_probation =
                join_->latest() >= terms_.no_probation_from && join_->earliest() <= terms_.no_probation_to;
            if (!without_probation) replace(Column::full_date, "FULL_EQUALS_JOIN");
        } else if (full_->latest() < join_->earliest()) {
            replace(Column::full_date, "FULL_BEFORE_JOIN");
        } else if (join_->earliest() > terms_.no_probation_to &&
                   full_->latest() < join_->earliest().plus_months(terms_.probation_months)) {
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
        if (value(yes) == "是" && says_nothing(read(detail))) say(detail, missing, Handling::warn);
    }

    RowFacts const& facts_;
    Layout const& layout_;
    sheets::Row const& row_;
    std::span<Kept const> kept_;
    CheckedRow& out_;
    members::Terms const& terms_;  ///< of the day of the import
    RowVerdict verdict_;
    bool id_known_{false};
    bool age_by_id_{false};  ///< no birth date was read beside the ID
    std::optional<PartialDate> birth_, join_, full_;
};

}  // namespace

RowVerdict check_row(RowFacts const& facts, std::span<Kept const> kept, CheckedRow& out) {
    return RowCheck(facts, kept, out).run();
}

}  // namespace xinglin::intake
