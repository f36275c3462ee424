#include "modules/regulations/identity.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace xinglin::regulations {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 35> regions{{
    {"11", "北京市"},
    {"12", "天津市"},
    {"13", "河北省"},
    {"14", "山西省"},
    {"15", "内蒙古自治区"},
    {"21", "辽宁省"},
    {"22", "吉林省"},
    {"23", "黑龙江省"},
    {"31", "上海市"},
    {"32", "江苏省"},
    {"33", "浙江省"},
    {"34", "安徽省"},
    {"35", "福建省"},
    {"36", "江西省"},
    {"37", "山东省"},
    {"41", "河南省"},
    {"42", "湖北省"},
    {"43", "湖南省"},
    {"44", "广东省"},
    {"45", "广西壮族自治区"},
    {"46", "海南省"},
    {"50", "重庆市"},
    {"51", "四川省"},
    {"52", "贵州省"},
    {"53", "云南省"},
    {"54", "西藏自治区"},
    {"61", "陕西省"},
    {"62", "甘肃省"},
    {"63", "青海省"},
    {"64", "宁夏回族自治区"},
    {"65", "新疆维吾尔自治区"},
    {"71", "台湾省"},
    // Residence permits carry these in place of a region of birth.
    {"81", "香港特别行政区"},
    {"82", "澳门特别行政区"},
    {"83", "台湾省"},
}};

bool digits_only(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_of(std::string_view digits) {
    int value = 0;
    for (char const c : digits) value = value * 10 + (c - '0');
    return value;
}

}  // namespace

std::string_view province_name(std::string_view prefix) {
    for (auto const& [code, name] : regions)
        if (code == prefix) return name;
    return {};
}

char resident_id_check(std::string_view digits) {
    constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (digits[i] - '0');
    return "10X98765432"[sum % 11];
}

Result<ResidentIdFacts> read_resident_id(std::string_view given, Date today) {
    if (given.empty()) return fail(malformed("identity.id_empty"));
    if (given.size() == 15 && digits_only(given)) return fail(malformed("identity.id_fifteen"));
    if (given.size() != 18) {
        // Full-width characters take several bytes each: say "characters" when the count would be right.
        auto const count = text::length(given);
        return fail(malformed(count == 18 ? "identity.id_characters" : "identity.id_length")
                        .fact("length", std::to_string(count)));
    }
    char const last = given[17] == 'x' ? 'X' : given[17];
    if (!digits_only(given.substr(0, 17)) || (last != 'X' && !digits_only({&last, 1})))
        return fail(malformed("identity.id_characters"));
    ResidentIdFacts facts;
    facts.province = std::string(given.substr(0, 2));
    if (province_name(facts.province).empty())
        return fail(malformed("identity.id_region").fact("region", facts.province));
    auto const born =
        Date::of(number_of(given.substr(6, 4)), number_of(given.substr(10, 2)), number_of(given.substr(12, 2)));
    if (!born) return fail(malformed("identity.id_birth_date").fact("digits", std::string(given.substr(6, 8))));
    if (today < *born) return fail(malformed("identity.id_birth_future").fact("date", born->text()));
    if (resident_id_check(given) != last) return fail(malformed("identity.id_check_digit"));
    facts.number = std::string(given.substr(0, 17)) + last;
    facts.born = *born;
    facts.sex = (given[16] - '0') % 2 == 1 ? Sex::male : Sex::female;
    return facts;
}

Result<std::string> read_uscc(std::string_view given) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // without I O S V Z
    if (given.empty()) return fail(malformed("identity.uscc_empty"));
    auto code = text::upper_ascii(given);
    if (code.size() != 18)
        return fail(malformed("identity.uscc_length").fact("length", std::to_string(text::length(given))));
    int sum = 0;
    int weight = 1;  // 3^i mod 31
    for (std::size_t i = 0; i < 18; ++i) {
        auto const value = alphabet.find(code[i]);
        if (value == std::string_view::npos)
            return fail(malformed("identity.uscc_characters").fact("position", std::to_string(i + 1)));
        if (i < 17) sum += static_cast<int>(value) * weight;
        weight = weight * 3 % 31;
    }
    auto const check = static_cast<std::size_t>((31 - sum % 31) % 31);
    if (code[17] != alphabet[check]) return fail(malformed("identity.uscc_check"));
    return code;
}

}  // namespace xinglin::regulations
