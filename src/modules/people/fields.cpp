#include "modules/people/fields.hpp"

namespace xinglin::people {

namespace {

using auth::FieldClass;
using K = FieldKind;
using W = Writer;
using C = Correction;

constexpr Section section_table[] = {
    {"basics", "基本信息", false, FieldClass::open},
    {"party", "党籍信息", false, FieldClass::internal},
    {"work", "工作信息", false, FieldClass::internal},
    {"contact", "联系方式", false, FieldClass::personal},
    {"education_history", "学习经历", true, FieldClass::personal},
    {"work_history", "工作经历", true, FieldClass::personal},
    {"family", "家庭主要成员", true, FieldClass::sensitive},
    {"rewards", "奖励", true, FieldClass::internal},
    {"sanctions", "处分", true, FieldClass::sensitive},
    {"documents", "材料", true, FieldClass::internal},
};

// name, section, title, kind, class, sealed, writer, correction, code table, longest, purpose
constexpr Field field_table[] = {
    {"name", "basics", "姓名", K::person_name, FieldClass::open, false, W::office, C::office, "", 50, "识别本人"},
    {"former_name", "basics", "曾用名", K::person_name, FieldClass::personal, false, W::office, C::office, "", 50,
     "核对档案"},
    {"sex", "basics", "性别", K::choice, FieldClass::internal, false, W::office, C::office, "sex", 1, "统计与组织生活"},
    {"birth_date", "basics", "出生日期", K::partial_date, FieldClass::personal, false, W::office, C::office, "", 10,
     "年龄、党龄与统计"},
    {"resident_id", "basics", "公民身份号码", K::resident_id, FieldClass::sensitive, true, W::office, C::office, "", 18,
     "唯一识别，避免重复建档"},
    {"ethnicity", "basics", "民族", K::choice, FieldClass::personal, false, W::office, C::office, "ethnicity", 2,
     "统计"},
    {"native_place", "basics", "籍贯", K::text, FieldClass::personal, false, W::branch, C::branch, "", 60,
     "干部人事与党员档案"},
    {"birth_place", "basics", "出生地", K::text, FieldClass::personal, false, W::branch, C::branch, "", 60, "党员档案"},
    {"taiwan_origin", "basics", "台湾省籍", K::choice, FieldClass::personal, false, W::office, C::office, "yes_no", 3,
     "年报统计"},
    {"education", "basics", "学历", K::choice, FieldClass::internal, false, W::branch, C::branch, "education", 2,
     "统计与教育安排"},
    {"degree", "basics", "学位", K::choice, FieldClass::internal, false, W::branch, C::branch, "degree", 3, "统计"},
    {"political_status", "basics", "政治面貌", K::choice, FieldClass::personal, false, W::office, C::office,
     "political_status", 2, "非党员的统战与发展工作"},
    {"applied_on", "party", "递交入党申请书时间", K::partial_date, FieldClass::personal, false, W::office, C::office,
     "", 10, "发展党员程序"},
    {"activist_on", "party", "确定为积极分子时间", K::partial_date, FieldClass::personal, false, W::office, C::office,
     "", 10, "发展党员程序"},
    {"prospect_on", "party", "确定为发展对象时间", K::partial_date, FieldClass::personal, false, W::office, C::office,
     "", 10, "发展党员程序"},
    {"join_date", "party", "加入党组织日期", K::partial_date, FieldClass::personal, false, W::office, C::office, "", 10,
     "入党时间与统计"},
    {"full_date", "party", "转为正式党员日期", K::partial_date, FieldClass::personal, false, W::office, C::office, "",
     10, "党龄与权利"},
    {"join_branch", "party", "入党时所在党支部", K::text, FieldClass::internal, false, W::office, C::office, "", 100,
     "党员档案"},
    {"sponsor_one", "party", "入党介绍人一", K::text, FieldClass::personal, false, W::office, C::office, "", 50,
     "党员档案"},
    {"sponsor_two", "party", "入党介绍人二", K::text, FieldClass::personal, false, W::office, C::office, "", 50,
     "党员档案"},
    {"party_post", "party", "党内职务", K::text, FieldClass::internal, false, W::office, C::none, "", 50,
     "采集表所载职务，任职以组织模块为准"},
    {"party_note", "party", "党籍备注", K::long_text, FieldClass::personal, false, W::office, C::none, "", 500,
     "特殊情况说明"},
    {"staff_no", "work", "工号", K::text, FieldClass::internal, false, W::office, C::office, "", 20, "与人事系统对应"},
    {"department", "work", "科室", K::text, FieldClass::internal, false, W::branch, C::branch, "", 100, "组织生活安排"},
    {"position", "work", "岗位职务", K::text, FieldClass::internal, false, W::branch, C::branch, "", 100,
     "组织生活安排"},
    {"job_code", "work", "工作岗位", K::choice, FieldClass::internal, false, W::branch, C::branch, "job_code", 4,
     "年报统计"},
    {"occupation", "work", "职业类别", K::choice, FieldClass::internal, false, W::branch, C::branch, "occupation", 2,
     "年报统计"},
    {"professional_title", "work", "专业技术职务", K::text, FieldClass::internal, false, W::branch, C::branch, "", 60,
     "年报统计"},
    {"title_level", "work", "职称级别", K::choice, FieldClass::internal, false, W::branch, C::branch, "title_level", 10,
     "年报统计"},
    {"employment", "work", "用工形式", K::choice, FieldClass::internal, false, W::office, C::office, "employment", 10,
     "组织关系隶属"},
    {"work_started_on", "work", "参加工作时间", K::partial_date, FieldClass::personal, false, W::branch, C::branch, "",
     10, "档案核对"},
    {"hired_on", "work", "来院时间", K::partial_date, FieldClass::internal, false, W::branch, C::branch, "", 10,
     "组织关系隶属"},
    {"mobile", "contact", "手机号码", K::mobile, FieldClass::sensitive, true, W::branch, C::at_once, "", 11,
     "通知与联系"},
    {"phone", "contact", "固定电话", K::phone, FieldClass::sensitive, true, W::branch, C::at_once, "", 20,
     "通知与联系"},
    {"email", "contact", "电子邮箱", K::text, FieldClass::sensitive, true, W::branch, C::at_once, "", 100,
     "通知与联系"},
    {"address", "contact", "家庭住址", K::text, FieldClass::sensitive, true, W::branch, C::at_once, "", 200,
     "联系与走访"},
    {"emergency_contact", "contact", "紧急联系人", K::text, FieldClass::sensitive, true, W::branch, C::at_once, "", 100,
     "紧急情况联系"},
    {"school", "education_history", "毕业院校", K::text, FieldClass::personal, false, W::branch, C::branch, "", 100,
     "档案核对"},
    {"major", "education_history", "专业", K::text, FieldClass::personal, false, W::branch, C::branch, "", 100,
     "档案核对"},
    {"education_level", "education_history", "学历层次", K::choice, FieldClass::personal, false, W::branch, C::branch,
     "education", 2, "档案核对"},
    {"education_degree", "education_history", "所获学位", K::choice, FieldClass::personal, false, W::branch, C::branch,
     "degree", 3, "档案核对"},
    {"education_from", "education_history", "入学时间", K::partial_date, FieldClass::personal, false, W::branch,
     C::branch, "", 10, "档案核对"},
    {"education_to", "education_history", "毕业时间", K::partial_date, FieldClass::personal, false, W::branch,
     C::branch, "", 10, "档案核对"},
    {"employer", "work_history", "工作单位", K::text, FieldClass::personal, false, W::branch, C::branch, "", 100,
     "档案核对"},
    {"employed_as", "work_history", "担任职务", K::text, FieldClass::personal, false, W::branch, C::branch, "", 100,
     "档案核对"},
    {"employed_from", "work_history", "开始时间", K::partial_date, FieldClass::personal, false, W::branch, C::branch,
     "", 10, "档案核对"},
    {"employed_to", "work_history", "结束时间", K::partial_date, FieldClass::personal, false, W::branch, C::branch, "",
     10, "档案核对"},
    {"relative_relation", "family", "关系", K::choice, FieldClass::sensitive, true, W::branch, C::branch, "relation",
     10, "政治审查与关怀"},
    {"relative_name", "family", "亲属姓名", K::text, FieldClass::sensitive, true, W::branch, C::branch, "", 50,
     "政治审查与关怀"},
    {"relative_birth", "family", "亲属出生年月", K::partial_date, FieldClass::sensitive, true, W::branch, C::branch, "",
     10, "政治审查"},
    {"relative_status", "family", "亲属政治面貌", K::choice, FieldClass::sensitive, true, W::branch, C::branch,
     "political_status", 2, "政治审查"},
    {"relative_employer", "family", "亲属工作单位及职务", K::text, FieldClass::sensitive, true, W::branch, C::branch,
     "", 100, "政治审查"},
    {"reward_title", "rewards", "奖励名称", K::text, FieldClass::internal, false, W::branch, C::branch, "", 100,
     "表彰与统计"},
    {"reward_level", "rewards", "授予级别", K::choice, FieldClass::internal, false, W::branch, C::branch,
     "reward_level", 10, "表彰与统计"},
    {"rewarded_on", "rewards", "授予时间", K::partial_date, FieldClass::internal, false, W::branch, C::branch, "", 10,
     "表彰与统计"},
    {"rewarded_by", "rewards", "授予单位", K::text, FieldClass::internal, false, W::branch, C::branch, "", 100,
     "表彰与统计"},
    {"sanction_kind", "sanctions", "处分种类", K::choice, FieldClass::sensitive, true, W::discipline, C::none,
     "sanction", 20, "影响期内的权利限制"},
    {"sanctioned_on", "sanctions", "决定时间", K::date, FieldClass::sensitive, true, W::discipline, C::none, "", 10,
     "影响期计算"},
    {"sanctioned_until", "sanctions", "影响期截止", K::date, FieldClass::sensitive, true, W::discipline, C::none, "",
     10, "影响期计算"},
    {"sanctioned_by", "sanctions", "决定机关", K::text, FieldClass::sensitive, true, W::discipline, C::none, "", 100,
     "处分依据"},
    {"sanction_details", "sanctions", "处分事由", K::long_text, FieldClass::sensitive, true, W::discipline, C::none, "",
     1000, "处分依据"},
    {"document_title", "documents", "材料名称", K::text, FieldClass::internal, false, W::branch, C::branch, "", 100,
     "档案目录"},
    {"document_date", "documents", "形成时间", K::partial_date, FieldClass::internal, false, W::branch, C::branch, "",
     10, "档案目录"},
    {"document_upload", "documents", "文件", K::file, FieldClass::personal, false, W::branch, C::branch, "", 20,
     "档案原件"},
};

}  // namespace

std::span<Section const> sections() { return section_table; }
std::span<Field const> fields() { return field_table; }

Section const* find_section(std::string_view name) {
    for (auto const& section : section_table)
        if (section.name == name) return &section;
    return nullptr;
}

Field const* find_field(std::string_view name) {
    for (auto const& field : field_table)
        if (field.name == name) return &field;
    return nullptr;
}

}  // namespace xinglin::people
