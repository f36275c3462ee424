#include "modules/people/export_table.hpp"

#include "modules/people/projection.hpp"
#include "modules/people/store.hpp"
#include "modules/people/views.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

using members::Flag;

std::string yes_no(bool yes) { return yes ? "是" : "否"; }

/// Everything a cell may be made of.
struct Subject {
    RosterRow const& row;
    Whole const& whole;
    OrganisationNames& names;
    bool clear;
    auth::Actor const& actor;
    Date today;
};

std::string field_cell(Subject const& subject, Field const& field) {
    auto const& value = subject.whole.file.value(field.name);
    if (value.empty()) return {};
    bool const clear = subject.clear || sees_clear(subject.actor, field, subject.row.path, subject.row.id);
    return clear ? shown(field, value) : mask(field, value);
}

std::string cell(Subject const& subject, std::string const& name) {
    auto const& standing = subject.whole.standing;
    if (name == "organisation") return subject.names.of(subject.row.organisation);
    if (name == "state") return std::string(members::title(standing.state));
    if (name == "party_age") {
        auto const years = members::party_age(subject.whole.file.date("full_date"), subject.today);
        return years ? std::to_string(*years) : std::string();
    }
    if (name == "standing") return standing.state == members::State::suspended ? "停止党籍" : "正常";
    if (name == "member_kind") return standing.state == members::State::probationary ? "预备党员" : "正式党员";
    if (name == "lost") return yes_no(standing.has(Flag::lost_contact));
    if (name == "lost_since") return standing.lost_since ? standing.lost_since->text().substr(0, 7) : std::string();
    if (name == "floating") return yes_no(standing.has(Flag::floating));
    if (name == "floating_to") return standing.floating_to;
    if (name == "retired") return yes_no(standing.has(Flag::retired));
    if (name == "job_code") {  // the form wants code and name in one cell
        auto const& code = subject.whole.file.value("job_code");
        return code.empty() ? code : code + " " + shown(*find_field("job_code"), code);
    }
    auto const* field = find_field(name);
    return field == nullptr ? std::string() : field_cell(subject, *field);
}

}  // namespace

std::vector<ExportColumn> export_columns() {
    std::vector<ExportColumn> out{{"name", "姓名", 10},
                                  {"staff_no", "工号", 10},
                                  {"organisation", "所在党组织", 22},
                                  {"state", "人员类别", 10},
                                  {"party_age", "党龄", 6},
                                  {"standing", "党籍状态", 10},
                                  {"floating", "是否为流动党员", 8},
                                  {"floating_to", "外出流向", 14},
                                  {"lost", "是否为失联党员", 8},
                                  {"lost_since", "失去联系日期", 10},
                                  {"retired", "是否离退休", 8}};
    for (auto const& field : fields()) {
        if (find_section(field.section)->entries || field.name == "name" || field.name == "staff_no") continue;
        out.push_back({std::string(field.name), std::string(field.title), field.longest > 50 ? 30 : 14});
    }
    return out;
}

std::vector<ExportColumn> national_columns() {
    return {{"name", "姓名", 10},
            {"organisation", "所在党支部", 26},
            {"resident_id", "公民身份号码", 20},
            {"sex", "性别", 6},
            {"ethnicity", "民族", 8},
            {"birth_date", "出生日期", 12},
            {"education", "学历", 14},
            {"member_kind", "人员类别", 10},
            {"join_date", "加入党组织日期", 14},
            {"full_date", "转为正式党员日期", 14},
            {"job_code", "工作岗位", 24},
            {"mobile", "手机号", 13},
            {"phone", "固定电话", 14},
            {"address", "家庭住址", 30},
            {"standing", "党籍状态", 10},
            {"lost", "是否为失联党员", 8},
            {"lost_since", "失去联系日期", 10},
            {"floating", "是否为流动党员", 8},
            {"floating_to", "外出流向", 16}};
}

std::vector<std::vector<std::string>> export_rows(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                                  std::vector<RosterRow> const& people,
                                                  std::vector<ExportColumn> const& columns, Clearness clearness) {
    auto const today = tools.clock.today();
    OrganisationNames names(reader);
    std::vector<std::vector<std::string>> rows;
    rows.reserve(people.size());
    for (auto const& person : people) {
        auto const whole = read_whole(reader, tools.vault, person.id, today);
        bool const clear = clearness == Clearness::clear && holds(actor, rights::reveal, person.path);
        Subject const subject{person, whole, names, clear, actor, today};
        std::vector<std::string> cells;
        cells.reserve(columns.size());
        for (auto const& column : columns) cells.push_back(cell(subject, column.name));
        rows.push_back(std::move(cells));
    }
    return rows;
}

}  // namespace xinglin::people
