#include "modules/intake/columns.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <unordered_map>

namespace xinglin::intake {

std::string_view code(Handling handling) {
    constexpr std::array<std::string_view, 5> names{"auto", "confirm", "error", "warn", "drop"};
    return names[static_cast<std::size_t>(handling)];
}

std::string_view name_of(ImportKind kind) {
    constexpr std::array<std::string_view, 3> names{"organisations", "people", "hr"};
    return names[static_cast<std::size_t>(kind)];
}
std::optional<ImportKind> import_kind(std::string_view name) {
    for (auto const kind : {ImportKind::organisations, ImportKind::people, ImportKind::hr})
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

namespace {

struct Names {
    std::string_view name;
    std::string_view header;
    std::string_view
        aliases;  ///< separated by |; @source the headers of three public code bases and of university templates
};

constexpr std::array<Names, column_count + 1> table{{
    {"serial", "序号", "编号|行号|No|NO|№"},
    {"staff_no", "工号", "学工号|职工号|员工号|职工编号|员工编号|人员编号|工资号|人员编码|教工号"},
    {"name", "姓名", "党员姓名|名称|姓名全称|人员姓名"},
    {"branch", "所在党支部",
     "所在党组织|现所在党组织|现所在党支部|支部信息|党支部|支部|支部名称|党支部名称|所属党支部|所属支部|所在支部|"
     "所属党组织|党组织|组织关系所在党支部|党组织名称"},
    {"resident_id", "公民身份号码",
     "身份证|身份证号|身份证号码|公民身份证号|公民身份证号码|居民身份证号|居民身份证号码|证件号码|证件号|身份号码"},
    {"sex", "性别", "男女"},
    {"ethnicity", "民族", "民族名称"},
    {"birth_date", "出生日期", "出生年月|出生年月日|出生时间|生日|出生"},
    {"education", "学历", "文化程度|最高学历|学历层次|全日制学历"},
    {"category", "人员类别", "党员类型|党员类别|预/正|正/预|政治面貌|人员类型|党员性质|党员身份"},
    {"join_date", "加入党组织日期",
     "入党时间|入党日期|入党年月|加入党组织时间|加入中共组织时间|加入中国共产党时间|加入中共时间|入党年月日|何时入党"},
    {"full_date", "转为正式党员日期", "转正时间|转正日期|转正年月|转为正式党员时间|转正年月日|何时转正"},
    {"job", "工作岗位", "岗位类别|工作岗位类别|岗位代码"},
    {"mobile", "手机号", "手机号码|联系电话|手机|移动电话|联系方式|电话|本人手机|手机电话"},
    {"phone", "固定电话", "办公电话|座机|座机号|家庭电话|单位电话|固话"},
    {"address", "家庭住址", "住址|现住址|家庭地址|现居住地|居住地址|联系地址|通讯地址|常住地址"},
    {"standing", "党籍状态", "党籍情况"},
    {"lost_contact", "是否为失联党员", "是否失联|失联党员|是否失联党员"},
    {"lost_since", "失去联系日期", "失联日期|失联时间|失去联系时间|失联年月"},
    {"floating", "是否为流动党员", "是否流动|流动党员|是否流动党员"},
    {"floating_to", "外出流向", "流动去向|流向|外出地点|外出流向地"},
    {"party_post", "党内职务", "现任党内职务|党组织职务|支部职务|党内职务名称"},
    {"position", "科室/岗位", "科室|岗位|科室岗位|所在科室|职务|工作单位及职务|行政职务"},
    {"native_place", "籍贯", "籍贯(省市县)"},
    {"work_started", "参加工作时间", "参加工作日期|工作时间|参加工作年月"},
    {"professional_title", "专业技术职务", "职称|专业技术职称|技术职称|专业职称"},
    {"row", "(row)", ""},
}};

std::unordered_map<std::string, Column> make_index() {
    std::unordered_map<std::string, Column> index;
    for (std::size_t i = 0; i < column_count; ++i) {
        index.emplace(plain_header(table[i].header), static_cast<Column>(i));
        for (auto const alias : text::split(table[i].aliases, '|'))
            index.emplace(plain_header(alias), static_cast<Column>(i));
    }
    return index;
}

}  // namespace

std::string_view header_of(Column column) { return table[at(column)].header; }
std::string_view name_of(Column column) { return table[at(column)].name; }

std::string_view place_of(Finding const& finding) {
    return finding.header.empty() ? header_of(finding.column) : std::string_view(finding.header);
}

std::optional<Column> column_of_header(std::string_view canonical) {
    for (std::size_t i = 0; i <= column_count; ++i)
        if (table[i].header == canonical) return static_cast<Column>(i);
    return std::nullopt;
}

std::optional<Column> column_named(std::string_view name) {
    for (std::size_t i = 0; i <= column_count; ++i)
        if (table[i].name == name) return static_cast<Column>(i);
    return std::nullopt;
}

std::string plain_header(std::string_view header) {
    auto plain = text::without_blanks(text::half_width(header));
    std::erase_if(plain, [](char c) { return c == '*' || c == ':' || c == '\n' || c == '\r'; });
    plain = text::replace_all(plain, "\u200b", "");
    // A remark in brackets is no part of the name, unless it is all there is.
    for (auto open = plain.find('('); open != std::string::npos && open > 0; open = plain.find('(')) {
        auto const close = plain.find(')', open);
        plain.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
    }
    return plain;
}

std::optional<Column> column_by_header(std::string_view plain) {
    static std::unordered_map<std::string, Column> const index = make_index();
    auto const found = index.find(std::string(plain));
    if (found == index.end()) return std::nullopt;
    return found->second;
}

std::optional<Column> column_by_words(std::string_view plain) {
    if (plain.empty() || plain.size() > 60) return std::nullopt;
    auto const has = [&](std::string_view word) { return text::contains(plain, word); };
    for (std::string_view const other :
         {"申请", "介绍", "积极", "对象", "父", "母", "配偶", "联系人", "代办", "培训", "转入", "转出", "思想汇报"})
        if (has(other)) return std::nullopt;
    bool const when = has("时间") || has("日期") || has("年月");
    if (has("身份证") || has("身份号码")) return Column::resident_id;
    if (when && (has("转正") || has("转为正式"))) return Column::full_date;
    if (when && (has("入党") || has("加入党"))) return Column::join_date;
    if (has("出生")) return Column::birth_date;
    if (has("姓名")) return Column::name;
    if (has("手机")) return Column::mobile;
    if (has("党支部")) return Column::branch;
    if (has("学历")) return Column::education;
    if (has("民族")) return Column::ethnicity;
    if (has("性别")) return Column::sex;
    return std::nullopt;
}

}  // namespace xinglin::intake
