// Columns whose values come from a table.
#include "base/text.hpp"
#include "modules/intake/values.hpp"

#include <algorithm>
#include <unordered_map>

namespace xinglin::intake {

namespace {

using Words = std::unordered_map<std::string_view, std::string_view>;

// GB/T 3304-1991 in the order of its codes 01–56; 97 and 98 exist in police extensions and are accepted.
constexpr std::string_view ethnicities[] = {"汉族",       "蒙古族",
                                            "回族",       "藏族",
                                            "维吾尔族",   "苗族",
                                            "彝族",       "壮族",
                                            "布依族",     "朝鲜族",
                                            "满族",       "侗族",
                                            "瑶族",       "白族",
                                            "土家族",     "哈尼族",
                                            "哈萨克族",   "傣族",
                                            "黎族",       "傈僳族",
                                            "佤族",       "畲族",
                                            "高山族",     "拉祜族",
                                            "水族",       "东乡族",
                                            "纳西族",     "景颇族",
                                            "柯尔克孜族", "土族",
                                            "达斡尔族",   "仫佬族",
                                            "羌族",       "布朗族",
                                            "撒拉族",     "毛南族",
                                            "仡佬族",     "锡伯族",
                                            "阿昌族",     "普米族",
                                            "塔吉克族",   "怒族",
                                            "乌孜别克族", "俄罗斯族",
                                            "鄂温克族",   "德昂族",
                                            "保安族",     "裕固族",
                                            "京族",       "塔塔尔族",
                                            "独龙族",     "鄂伦春族",
                                            "赫哲族",     "门巴族",
                                            "珞巴族",     "基诺族",
                                            "其他",       "外国血统中国籍人士"};

std::string plain(std::string_view cell) { return text::without_blanks(text::half_width(cell)); }

}  // namespace

bool says_nothing(std::string_view cell) {
    auto const first = static_cast<unsigned char>(cell.empty() ? ' ' : cell.front());
    if (first > ' ' && first < 0x80 && cell.size() > 5) return false;  // most cells
    auto const typed = plain(cell);
    for (std::string_view const word :
         {"", "无", "/", "//", "-", "—", "——", "--", "－", "\\", "N/A", "n/a", "NA", "暂无", "没有", "暂缺"})
        if (typed == word) return true;
    return false;
}

Tidied tidy_sex(std::string_view cell) {
    if (cell == "男" || cell == "女") return {std::string(cell)};
    static Words const words{{"男", "男"}, {"男性", "男"}, {"1", "男"}, {"M", "男"}, {"m", "男"}, {"男士", "男"},
                             {"女", "女"}, {"女性", "女"}, {"2", "女"}, {"F", "女"}, {"f", "女"}, {"女士", "女"}};
    auto const typed = plain(cell);
    if (says_nothing(typed)) return {};
    auto const found = words.find(typed);
    if (found == words.end()) return {"", "SEX_UNKNOWN", Handling::error};
    return {std::string(found->second), "SEX_SYNONYM"};
}

Tidied tidy_ethnicity(std::string_view cell) {
    static auto const known = [] {
        std::unordered_map<std::string, std::string_view> made;
        int number = 0;
        for (auto const name : ethnicities) {
            made.emplace(name, name);
            if (name.ends_with("族")) made.emplace(name.substr(0, name.size() - 3), name);
            auto const digits = std::to_string(++number);
            if (number <= 56) made.emplace((number < 10 ? "0" : "") + digits, name);
        }
        for (auto const& [typed, name] : {std::pair{"蒙族", "蒙古族"},
                                          {"蒙", "蒙古族"},
                                          {"维族", "维吾尔族"},
                                          {"维", "维吾尔族"},
                                          {"鲜族", "朝鲜族"},
                                          {"哈族", "哈萨克族"},
                                          {"柯族", "柯尔克孜族"},
                                          {"汉人", "汉族"},
                                          {"97", "其他"},
                                          {"98", "外国血统中国籍人士"}})
            made.emplace(typed, name);
        return made;
    }();
    auto const found_as_typed = known.find(std::string(cell));
    auto const typed = plain(cell);
    if (says_nothing(typed)) return {"", "NATION_MISSING", Handling::warn};
    auto const found = found_as_typed != known.end() ? found_as_typed : known.find(typed);
    if (found == known.end()) return {"", "NATION_UNKNOWN", Handling::error};
    if (found->second == cell) return {std::string(cell)};
    return {std::string(found->second), "NATION_SHORT"};
}

std::string ethnicity_code(std::string_view name) {
    auto const found = std::find(std::begin(ethnicities), std::end(ethnicities), name);
    auto const number = found - std::begin(ethnicities) + 1;
    if (found == std::end(ethnicities) || number > 56) return {};
    return (number < 10 ? "0" : "") + std::to_string(number);
}

Tidied tidy_education(std::string_view cell) {
    // Common name of a level ← what files hold; the levels are those of GB/T 4658-2006 (11 14 10 21 31 41 44 47 61 71 81 90).
    static constexpr std::pair<std::string_view, std::string_view> table[] = {
        {"博士研究生",
         "博士研究生|博士|研究生(博士)|博士研究生毕业|博士生|博士研究生学历|博士学历|研究生(博士)学历|博研|11"},
        {"硕士研究生", "硕士研究生|硕士|研究生(硕士)|硕士研究生毕业|硕士生|硕士研究生学历|硕士学历|硕研|14"},
        {"研究生", "研究生|研究生教育|研究生学历|在职研究生|研究生班毕业|10|17"},
        {"大学本科", "大学本科|本科|大学|大本|本科学历|大学本科毕业|大学本科学历|本科生|全日制本科|在职本科|21|20"},
        {"大学专科", "大学专科|大专|专科|大专学历|大学专科毕业|大专毕业|专科学历|高职|31|30"},
        {"中专", "中专|中等专科|中等专科毕业|中专学历|中专毕业|中师|41|40"},
        {"职业高中", "职业高中|职高|职业高中毕业|44"},
        {"技工学校", "技工学校|技校|技工学校毕业|47"},
        {"高中", "高中|普通高中|高中毕业|普通高中毕业|高中学历|61|60"},
        {"初中", "初中|初级中学|初中毕业|初中学历|71|70"},
        {"小学", "小学|小学毕业|小学学历|81|80"},
        {"其他", "其他|文盲|90"}};
    static auto const known = [] {
        std::unordered_map<std::string, std::string_view> made;
        for (auto const& [name, typed] : table)
            for (auto const one : text::split(typed, '|')) made.emplace(one, name);
        return made;
    }();
    auto const typed = plain(cell);
    if (says_nothing(typed)) return {"", "EDU_MISSING", Handling::warn};
    auto const found = known.find(typed);
    if (found == known.end()) return {"", "EDU_UNKNOWN", Handling::error};
    if (found->second == cell) return {std::string(cell)};
    return {std::string(found->second), "EDU_SYNONYM"};
}

namespace {

struct CategoryWord {
    std::string_view name;
    CategoryWords words;
};

std::optional<CategoryWord> category_of(std::string_view typed) {
    using enum CategoryWords;
    static std::unordered_map<std::string_view, CategoryWord> const known{
        {"正式党员", {"正式党员", full_names}},
        {"预备党员", {"预备党员", full_names}},
        {"发展对象", {"发展对象", full_names}},
        {"入党积极分子", {"入党积极分子", full_names}},
        {"入党申请人", {"入党申请人", full_names}},
        {"群众", {"群众", full_names}},
        {"正式", {"正式党员", short_names}},
        {"预备", {"预备党员", short_names}},
        {"1", {"正式党员", short_names}},
        {"2", {"预备党员", short_names}},
        {"积极分子", {"入党积极分子", short_names}},
        {"申请人", {"入党申请人", short_names}},
        {"中共党员", {"正式党员", party_names}},
        {"中共预备党员", {"预备党员", party_names}},
        {"党员", {"正式党员", party_names}},
        {"中共正式党员", {"正式党员", party_names}},
        {"中国共产党党员", {"正式党员", party_names}},
        {"中国共产党预备党员", {"预备党员", party_names}}};
    auto const found = known.find(typed);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<CategoryWords> category_words(std::string_view cell) {
    auto const found = category_of(plain(cell));
    return found ? std::optional(found->words) : std::nullopt;
}

Tidied tidy_category(std::string_view cell, CategoryWords words) {
    auto const typed = plain(cell);
    if (says_nothing(typed)) return {"", "CAT_MISSING", Handling::error};
    auto const found = category_of(typed);
    if (!found) return {"", "CAT_UNKNOWN", Handling::error};
    std::string value(found->name);
    if (value == typed || found->words == words) return {std::move(value)};
    return {std::move(value), "CAT_SYNONYM", Handling::confirm};
}

Tidied tidy_standing(std::string_view cell) {
    if (cell == "正常") return {std::string(cell)};
    static Words const words{{"正常", "正常"},
                             {"停止党籍", "停止党籍"},
                             {"停止", "停止党籍"},
                             {"已停止党籍", "停止党籍"},
                             {"保留党籍", "保留党籍"},
                             {"保留", "保留党籍"},
                             {"恢复党籍", "恢复党籍"},
                             {"恢复", "恢复党籍"},
                             {"开除党籍", "开除党籍"},
                             {"开除", "开除党籍"},
                             {"在册", "正常"},
                             {"有", "正常"},
                             {"1", "正常"},
                             {"12", "停止党籍"}};
    auto const typed = plain(cell);
    if (says_nothing(typed)) return {"正常"};
    auto const found = words.find(typed);
    if (found == words.end()) return {"", "STANDING_UNKNOWN", Handling::error};
    if (found->second == typed) return {typed};
    return {std::string(found->second), "STANDING_SYNONYM"};
}

Tidied tidy_yes_no(std::string_view cell) {
    if (cell == "是" || cell == "否") return {std::string(cell)};
    static Words const words{{"是", "是"}, {"Y", "是"},  {"y", "是"},  {"YES", "是"},   {"Yes", "是"},
                             {"√", "是"},  {"有", "是"}, {"1", "是"},  {"TRUE", "是"},  {"否", "否"},
                             {"N", "否"},  {"n", "否"},  {"NO", "否"}, {"No", "否"},    {"×", "否"},
                             {"x", "否"},  {"X", "否"},  {"0", "否"},  {"FALSE", "否"}, {"不是", "否"}};
    auto const typed = plain(cell);
    if (says_nothing(typed)) return {"否"};
    auto const found = words.find(typed);
    if (found == words.end()) return {"", "YES_NO_UNKNOWN", Handling::error};
    if (found->second == typed) return {typed};
    return {std::string(found->second), "YES_NO_SYNONYM"};
}

Tidied tidy_job(std::string_view cell) {
    // The prefix codes of table 2 of the annual statistics, with their names.
    static constexpr std::pair<std::string_view, std::string_view> jobs[] = {{"011", "党政机关工作人员"},
                                                                             {"012", "事业单位管理人员"},
                                                                             {"013", "事业单位专业技术人员"},
                                                                             {"014", "企业管理人员"},
                                                                             {"015", "企业专业技术人员"},
                                                                             {"0164", "农民工"},
                                                                             {"016", "工勤技能人员"},
                                                                             {"021", "企业管理人员"},
                                                                             {"022", "企业专业技术人员"},
                                                                             {"023", "民办非企业单位管理人员"},
                                                                             {"024", "民办非企业单位专业技术人员"},
                                                                             {"0253", "农民工"},
                                                                             {"025", "工勤技能人员"},
                                                                             {"0", "在岗职工"},
                                                                             {"113", "外出务工经商人员"},
                                                                             {"1", "农牧渔民"},
                                                                             {"2", "解放军、武警"},
                                                                             {"3", "学生"},
                                                                             {"4", "离退休人员"},
                                                                             {"5", "其他"}};
    auto const typed = text::trim(text::half_width(cell));
    if (says_nothing(typed)) return {};
    for (auto const& [code, name] : jobs) {
        if (typed.starts_with(code) &&
            (typed.size() == code.size() || typed[code.size()] < '0' || typed[code.size()] > '9'))
            return {typed};
        if (typed == name) return {std::string(code) + " " + std::string(name)};
    }
    return {typed, "JOB_UNKNOWN", Handling::warn};
}

Tidied tidy_text(std::string_view cell, std::size_t longest) {
    if (cell.empty()) return {};
    auto value = text::trim(cell);
    if (says_nothing(value)) return {};
    for (auto& c : value)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    if (text::length(value) > longest) return {"", "TEXT_LENGTH", Handling::error};
    return {std::move(value)};
}

}  // namespace xinglin::intake
