// Form and masking of the values of the catalogue.
#include "base/text.hpp"
#include "modules/people/codes.hpp"
#include "modules/people/fields.hpp"
#include "modules/regulations/regulations.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

Checked bad(char const* code, char const* detail) { return {{}, code, detail}; }

bool has_control(std::string_view text, bool lines) {
    return std::any_of(text.begin(), text.end(), [&](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte == 0x7f || (byte < 0x20 && !(lines && c == '\n'));
    });
}

Checked check_date(Field const& field, std::string_view text, Date today) {
    auto const date = PartialDate::parse(text);
    if (!date || (field.kind == FieldKind::date && !date->exact()))
        return bad("people.date_form", field.kind == FieldKind::date
                                           ? "请填写完整日期，如 2001-07-01"
                                           : "请填写日期，如 2001-07-01；只知道月份时填 2001-07");
    if (date->year < 1850) return bad("people.date_form", "年份不合理");
    if (date->earliest() > today && field.name != "sanctioned_until")
        return bad("people.date_future", "日期不能晚于今天");
    return {std::string(text), {}, {}};
}

/// 110101********0014: the county and the last four stay.
std::string mask_resident_id(std::string_view number) {
    if (number.size() < 10) return std::string(number.size(), '*');
    return std::string(number.substr(0, 6)) + std::string(number.size() - 10, '*') +
           std::string(number.substr(number.size() - 4));
}

bool good_mobile(std::string_view digits) { return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3'; }

std::string stars(std::size_t count) { return std::string(count, '*'); }

}  // namespace

std::string digits_of_phone(std::string_view text) {
    std::string digits;
    for (char const c : text::half_width(text))
        if (c >= '0' && c <= '9') digits += c;
    for (std::string_view const prefix : {"0086", "86"})
        if (digits.size() == 11 + prefix.size() && text::starts_with(digits, prefix))
            return digits.substr(prefix.size());
    return digits;
}

bool holds_sealed_number(std::string_view text) {
    constexpr std::size_t mobile = 11, oldest_id = 15;
    std::string digits;
    auto const sealed = [&] {
        if (digits.size() >= oldest_id) return true;
        auto const number = digits_of_phone(digits);
        return number.size() == mobile && good_mobile(number);
    };
    // Blanks and hyphens people put between the groups of a number do not end it.
    for (char const c : text::without_blanks(text::half_width(text))) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != '-') {
            if (sealed()) return true;
            digits.clear();
        }
    }
    return sealed();
}

Checked check_value(Field const& field, std::string_view raw, Date today) {
    bool const lines = field.kind == FieldKind::long_text;
    auto value = text::trim(raw);
    if (!text::is_utf8(raw) || has_control(value, lines)) return bad("people.text_form", "含有不能保存的字符");
    if (value.empty()) return bad("people.empty", "不能为空；要清除请留空提交");
    if (text::length(value) > static_cast<std::size_t>(field.longest) + (field.kind == FieldKind::mobile ? 20 : 0))
        return bad("people.too_long", "内容过长");
    switch (field.kind) {
        case FieldKind::date:
        case FieldKind::partial_date:
            return check_date(field, value, today);
        case FieldKind::choice:
            if (choice_title(field.choices, value).empty()) return bad("people.choice_unknown", "不在可选范围内");
            return {value, {}, {}};
        case FieldKind::resident_id: {
            auto const id = regulations::read_resident_id(value, today);
            if (!id) return {{}, id.error().code, id.error().detail};
            return {id->number, {}, {}};
        }
        case FieldKind::mobile: {
            auto digits = digits_of_phone(value);
            if (!good_mobile(digits)) return bad("people.mobile_form", "请填写11位手机号码");
            return {std::move(digits), {}, {}};
        }
        case FieldKind::phone: {
            auto const digits = digits_of_phone(value);
            if (digits.size() < 7 || digits.size() > 16) return bad("people.phone_form", "请填写带区号的固定电话");
            return {value, {}, {}};
        }
        case FieldKind::file:
            if (!parse_id(value)) return bad("people.file_form", "请先上传文件");
            return {value, {}, {}};
        default:
            return {value, {}, {}};
    }
}

std::string mask(Field const& field, std::string_view value) {
    if (value.empty()) return {};
    auto const characters = text::decode(value);
    switch (field.kind) {
        case FieldKind::resident_id:
            return mask_resident_id(value);
        case FieldKind::mobile:
            return value.size() == 11 ? std::string(value.substr(0, 3)) + stars(4) + std::string(value.substr(7))
                                      : stars(value.size());
        case FieldKind::phone:
            return value.size() > 4 ? stars(value.size() - 4) + std::string(value.substr(value.size() - 4)) : stars(4);
        case FieldKind::date:
        case FieldKind::partial_date:
            return std::string(value.substr(0, 4)) + "-**";
        case FieldKind::person_name:
            return text::encode(characters.substr(0, 1)) + stars(characters.size() - 1);
        case FieldKind::choice:
            return "***";
        default:
            if (field.field_class == auth::FieldClass::sensitive && field.name == "address" && characters.size() > 6)
                return text::encode(characters.substr(0, 6)) + "****";
            return "****";
    }
}

std::string shown(Field const& field, std::string_view value) {
    if (field.kind == FieldKind::choice) {
        auto const title = choice_title(field.choices, value);
        if (!title.empty()) return std::string(title);
    }
    return std::string(value);
}

}  // namespace xinglin::people
