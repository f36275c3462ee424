#include "modules/intake/people_rows.hpp"

#include "modules/intake/values.hpp"

namespace xinglin::intake {

namespace {

struct Link {
    Column column;
    std::string_view field;
};
/// Columns that are one field each. branch, category, standing and the flags are dated rows of their own.
constexpr Link links[] = {{Column::staff_no, "staff_no"},
                          {Column::name, "name"},
                          {Column::resident_id, "resident_id"},
                          {Column::sex, "sex"},
                          {Column::ethnicity, "ethnicity"},
                          {Column::birth_date, "birth_date"},
                          {Column::education, "education"},
                          {Column::join_date, "join_date"},
                          {Column::full_date, "full_date"},
                          {Column::job, "job_code"},
                          {Column::mobile, "mobile"},
                          {Column::phone, "phone"},
                          {Column::address, "address"},
                          {Column::party_post, "party_post"},
                          {Column::position, "position"},
                          {Column::native_place, "native_place"},
                          {Column::work_started, "work_started_on"},
                          {Column::professional_title, "professional_title"}};

/// Code of a level of GB/T 4658-2006 for its common name.
std::string education_code(std::string_view name) {
    constexpr std::pair<std::string_view, std::string_view> codes[] = {
        {"博士研究生", "11"}, {"硕士研究生", "14"}, {"研究生", "10"},   {"大学本科", "21"},
        {"大学专科", "31"},   {"中专", "41"},       {"职业高中", "44"}, {"技工学校", "47"},
        {"高中", "61"},       {"初中", "71"},       {"小学", "81"},     {"其他", "90"}};
    for (auto const& [known, code] : codes)
        if (known == name) return std::string(code);
    return {};
}

std::string field_value(Column column, std::string const& value) {
    switch (column) {
        case Column::sex:
            return value == "男" ? "1" : value == "女" ? "2" : "";
        case Column::ethnicity:
            return ethnicity_code(value);
        case Column::education:
            return education_code(value);
        case Column::job: {
            auto const code = value.substr(0, value.find_first_not_of("0123456789"));
            auto const* const field = people::find_field("job_code");
            return people::check_value(*field, code, Date{9999, 12, 31}).code.empty() ? code : std::string{};
        }
        default:
            return value;
    }
}

std::optional<members::State> state_of(Values const& values) {
    auto const& category = values[at(Column::category)];
    auto const& standing = values[at(Column::standing)];
    if (standing == "停止党籍") return members::State::suspended;
    if (standing == "开除党籍") return members::State::left_expelled;
    if (category == "正式党员") return members::State::full;
    if (category == "预备党员") return members::State::probationary;
    if (category == "发展对象") return members::State::prospect;
    if (category == "入党积极分子") return members::State::activist;
    if (category == "入党申请人") return members::State::applicant;
    if (category == "群众") return members::State::staff;
    return std::nullopt;
}

}  // namespace

people::ImportRow people_row(Values const& values, OrganisationId branch, std::function<bool(Column)> const& wanted) {
    people::ImportRow row;
    for (auto const& link : links) {
        if (!wanted(link.column) || values[at(link.column)].empty()) continue;
        auto value = field_value(link.column, values[at(link.column)]);
        if (!value.empty()) row.values.emplace(link.field, std::move(value));
    }
    if (wanted(Column::branch)) row.organisation = branch;
    if (wanted(Column::category)) row.state = state_of(values);
    auto const flag = [&](Column yes, Column detail, members::Flag kind) {
        if (!wanted(yes) || values[at(yes)].empty()) return;
        people::ImportRow::FlagValue value;
        value.flag = kind;
        value.on = values[at(yes)] == "是";
        if (kind == members::Flag::lost_contact)
            value.since = PartialDate::parse(values[at(detail)]);
        else
            value.detail = values[at(detail)];
        row.flags.push_back(std::move(value));
    };
    flag(Column::lost_contact, Column::lost_since, members::Flag::lost_contact);
    flag(Column::floating, Column::floating_to, members::Flag::floating);
    if (wanted(Column::job) && values[at(Column::job)].starts_with("4"))
        row.flags.push_back({members::Flag::retired, true, "", std::nullopt});
    return row;
}

std::optional<Column> column_of_field(std::string_view field) {
    for (auto const& link : links)
        if (link.field == field) return link.column;
    if (field == "organisation") return Column::branch;
    if (field == "state") return Column::category;
    if (field == "flag.lost_contact") return Column::lost_contact;
    if (field == "flag.floating") return Column::floating;
    if (field == "flag.retired") return Column::job;
    return std::nullopt;
}

}  // namespace xinglin::intake
