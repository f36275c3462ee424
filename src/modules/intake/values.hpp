#pragma once
// One cell at a time: from what people type to the canonical form, with the name of what was done. Pure.
#include "base/time.hpp"
#include "modules/intake/types.hpp"

namespace xinglin::intake {

/// The canonical value and, unless it was canonical already, what is said about it.
struct Tidied {
    std::string value;
    std::string_view code{};
    Handling handling{Handling::automatic};

    [[nodiscard]] bool silent() const { return code.empty(); }
    /// Nothing usable came of it.
    [[nodiscard]] bool bad() const { return handling == Handling::error; }
};

/// What is typed for "nothing to say": blanks, 无, /, -, —, 暂无, 没有, N/A. Such a cell is taken as empty.
[[nodiscard]] bool says_nothing(std::string_view cell);

/// 18 characters that pass GB 11643. Codes: ID_APOSTROPHE_SPACE, ID_FULLWIDTH, ID_LOWER_X (auto), ID_15_DIGIT (confirm),
/// ID_MISSING, ID_SCIENTIFIC, ID_LENGTH, ID_CHARACTERS, ID_CHECKSUM, ID_REGION, ID_BIRTH (error).
[[nodiscard]] Tidied tidy_resident_id(std::string_view cell, Date today);

/// YYYY-MM-DD, or YYYY-MM when no day is given: a day is never invented.
/// Codes: DATE_DOT, DATE_SLASH, DATE_DASH, DATE_CHINESE, DATE_COMPACT, DATE_EXCEL_SERIAL, DATE_FULLWIDTH, DATE_TIME (auto),
/// DATE_YM_DOT, DATE_YM_SLASH, DATE_YM_DASH, DATE_YM_CHINESE, DATE_YM_COMPACT (auto, month precision),
/// DATE_YM_AMBIGUOUS, DATE_TWO_DIGIT_YEAR (confirm), DATE_YEAR_ONLY, DATE_INVALID, DATE_FORMAT (error).
/// @param number whether the file holds a number: 2006.1 may then have been 2006.10
[[nodiscard]] Tidied tidy_date(std::string_view cell, bool number);
/// As tidy_date, but any readable form is silent: the national form itself writes this column as 2025年11月.
[[nodiscard]] Tidied tidy_month(std::string_view cell);

/// 11 digits. Codes: PHONE_FULLWIDTH, PHONE_PUNCT (auto), PHONE_FIXED_LINE, PHONE_MISSING (warn), PHONE_SHORT, PHONE_LONG,
/// PHONE_FORMAT (error).
[[nodiscard]] Tidied tidy_mobile(std::string_view cell);
/// Area code and number. Codes: TEL_FULLWIDTH (auto), TEL_FORMAT (warn).
[[nodiscard]] Tidied tidy_phone(std::string_view cell);

/// Codes: NAME_INNER_SPACE, NAME_TRAILING_SPACE, NAME_MIDDLE_DOT (auto; confirm when a blank may stand for the dot),
/// NAME_MISSING, NAME_CHARACTERS, NAME_LENGTH (error).
[[nodiscard]] Tidied tidy_name(std::string_view cell);

/// 男 or 女. Codes: SEX_SYNONYM (auto), SEX_UNKNOWN (error).
[[nodiscard]] Tidied tidy_sex(std::string_view cell);
/// GB/T 3304 name. Codes: NATION_SHORT (auto), NATION_MISSING (warn), NATION_UNKNOWN (error).
[[nodiscard]] Tidied tidy_ethnicity(std::string_view cell);
/// Code 01…56 of a name that tidy_ethnicity gave; "" for those outside the standard.
[[nodiscard]] std::string ethnicity_code(std::string_view name);
/// The common name of a level of GB/T 4658. Codes: EDU_SYNONYM (auto), EDU_MISSING (warn), EDU_UNKNOWN (error).
[[nodiscard]] Tidied tidy_education(std::string_view cell);

/// How the file writes 人员类别 throughout; decides whether 正式 is a slip or this file's word for it.
enum class CategoryWords { full_names, short_names, party_names };
/// 正式党员, 预备党员, 发展对象, 入党积极分子, 入党申请人, 群众. Codes: CAT_SYNONYM (confirm), CAT_MISSING, CAT_UNKNOWN (error).
[[nodiscard]] Tidied tidy_category(std::string_view cell, CategoryWords words);
/// Which words a value of 人员类别 uses; nothing when it is none of them.
[[nodiscard]] std::optional<CategoryWords> category_words(std::string_view cell);

/// 正常, 停止党籍 … Codes: STANDING_SYNONYM (auto), STANDING_UNKNOWN (error). Empty means 正常.
[[nodiscard]] Tidied tidy_standing(std::string_view cell);
/// 是 or 否; empty means 否. Codes: YES_NO_SYNONYM (auto), YES_NO_UNKNOWN (error).
[[nodiscard]] Tidied tidy_yes_no(std::string_view cell);
/// "013 事业单位专业技术人员". Codes: JOB_UNKNOWN (warn).
[[nodiscard]] Tidied tidy_job(std::string_view cell);
/// Free text: one line, blanks at the ends gone. Codes: TEXT_LENGTH (error).
[[nodiscard]] Tidied tidy_text(std::string_view cell, std::size_t longest);

}  // namespace xinglin::intake
