#include "modules/people/file_check.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace xinglin::people {

namespace {

using members::State;
using regulations::Finding;
using regulations::Severity;

constexpr std::string_view admission_5 = "《中国共产党发展党员工作细则》第五条";
constexpr std::string_view admission_13 = "《中国共产党发展党员工作细则》第十三条";
constexpr std::string_view admission_30 = "《中国共产党发展党员工作细则》第三十条";
constexpr std::string_view admission_33 = "《中国共产党发展党员工作细则》第三十三条";
constexpr std::string_view resident = "GB 11643-1999 公民身份号码";
constexpr std::string_view relations = "《中国共产党党员教育管理工作条例》第五章";

std::vector<FileRule> make_rules() {
    auto const block = Severity::block, warn = Severity::warn, advice = Severity::advice;
    return {
        {"file.resident_id_form", "ID_CHECKSUM", "身份号码有误", block, resident, "公民身份号码不合规则，请核对。"},
        {"file.birth_differs", "BIRTH_ID_MISMATCH", "出生日期与身份号码不一致", block, resident,
         "出生日期{birth_date}与公民身份号码中的{id_birth}不一致；以档案为准时请注明原因。"},
        {"file.sex_differs", "SEX_ID_MISMATCH", "性别与身份号码不一致", block, resident,
         "性别与公民身份号码第十七位不一致。"},
        {"file.future_date", "FUTURE_DATE", "日期在将来", block, "", "{field}为{value}，晚于今天。"},
        {"file.join_under_age", "JOIN_UNDER_18", "入党时未满18岁", block, admission_5,
         "{birth_date}出生，{join_date}入党时未满18岁，最早{earliest}年满18岁。"},
        {"file.applied_under_age", "APPLIED_UNDER_18", "申请时未满18岁", block, admission_5,
         "{birth_date}出生，{applied_on}递交入党申请书时未满18岁。"},
        {"file.full_before_join", "FULL_BEFORE_JOIN", "转正早于入党", block, admission_33,
         "转正日期{full_date}早于入党日期{join_date}。"},
        {"file.full_equals_join", "FULL_EQUALS_JOIN", "转正与入党同日", block, admission_30,
         "转正日期与入党日期同为{join_date}；只有1969年4月1日至1977年8月11日之间入党的没有预备期。"},
        {"file.probation_short", "PROBATION_TOO_SHORT", "预备期不足一年", block, admission_30,
         "{join_date}入党，{full_date}转正，预备期不足一年，最早{earliest}转正。"},
        {"file.probation_long", "PROBATION_TOO_LONG", "预备期过长", warn, admission_33,
         "{join_date}入党，{full_date}转正，超过预备期最长时限（延长后两年，另加审批）。"},
        {"file.join_missing", "JOIN_DATE_MISSING", "缺入党日期", block, "党员基本信息采集表第9项",
         "党员缺少加入党组织日期。"},
        {"file.full_missing", "FULL_DATE_MISSING", "正式党员缺转正日期", block, "党员基本信息采集表第10项",
         "正式党员缺少转为正式党员日期。"},
        {"file.probationary_with_full_date", "PROB_WITH_FULL_DATE", "预备党员填了转正日期", block,
         "党员基本信息采集表第10项", "人员类别为预备党员，却填有转正日期{full_date}。"},
        {"file.activist_before_application", "ACTIVIST_BEFORE_APPLICATION", "积极分子早于申请", block,
         "《中国共产党发展党员工作细则》第八条", "{activist_on}确定为积极分子，早于{applied_on}递交入党申请书。"},
        {"file.prospect_before_activist", "PROSPECT_BEFORE_ACTIVIST", "发展对象早于积极分子", block, admission_13,
         "{prospect_on}确定为发展对象，早于{activist_on}确定为积极分子。"},
        {"file.activist_short", "ACTIVIST_TOO_SHORT", "培养教育不足一年", block, admission_13,
         "{activist_on}确定为积极分子，{prospect_on}列为发展对象，培养教育不足一年，最早{earliest}。"},
        {"file.join_before_prospect", "JOIN_BEFORE_PROSPECT", "入党早于发展对象", block, admission_13,
         "{join_date}入党，早于{prospect_on}确定为发展对象。"},
        {"file.join_before_application", "JOIN_BEFORE_APPLICATION", "入党早于申请", block,
         "《中国共产党发展党员工作细则》第六条", "{join_date}入党，早于{applied_on}递交入党申请书。"},
        {"file.probation_overdue", "PROBATION_OVERDUE", "预备期已满未转正", warn,
         "《中国共产党发展党员工作细则》第三十二条", "预备期已于{earliest}届满，尚未讨论转正。"},
        {"file.education_order", "EDUCATION_ORDER", "学习经历起止颠倒", block, "", "{title}的毕业时间早于入学时间。"},
        {"file.education_before_birth", "EDUCATION_BEFORE_BIRTH", "学习经历早于出生", block, "",
         "{title}的时间早于出生或学龄。"},
        {"file.job_order", "JOB_ORDER", "工作经历起止颠倒", block, "", "{title}的结束时间早于开始时间。"},
        {"file.job_under_16", "JOB_UNDER_16", "工作时未满16岁", warn, "《中华人民共和国劳动法》第十五条",
         "{title}开始时未满16周岁。"},
        {"file.hired_before_work", "HIRED_BEFORE_WORK", "来院早于参加工作", warn, "",
         "来院时间{hired_on}早于参加工作时间{work_started_on}。"},
        {"file.post_outside_membership", "POST_OUTSIDE_MEMBERSHIP", "任职在党籍之外", block, "《中国共产党章程》第七条",
         "{title}的任职时间不在正式党员期间（预备党员没有被选举权）。"},
        {"file.contact_missing", "PHONE_MISSING", "缺联系电话", warn, "党员基本信息采集表第12项",
         "手机号码与固定电话至少填一项。"},
        {"file.resident_id_missing", "ID_MISSING", "缺身份号码", warn, "党员基本信息采集表第4项", "缺少公民身份号码。"},
        {"file.birth_missing", "BIRTH_MISSING", "缺出生日期", warn, "党员基本信息采集表第5项", "缺少出生日期。"},
        {"file.floating_place_missing", "FLOATING_PLACE_MISSING", "流动党员缺流向", warn, "党员基本信息采集表第16项",
         "流动党员未填外出流向。"},
        {"file.lost_contact", "LOST_CONTACT", "失联党员", advice, relations,
         "已标记为失联党员，失去联系满六个月可按程序停止党籍。"},
    };
}

struct Check {
    FileFacts const& facts;
    members::Terms const& terms;
    std::vector<Finding> found{};

    Finding& say(std::string_view id) {
        auto const* rule = find_file_rule(id);
        XL_CHECK(rule != nullptr);
        Finding finding;
        finding.rule = std::string(id);
        finding.severity = rule->severity;
        finding.article = std::string(rule->article);
        found.push_back(std::move(finding));
        return found.back();
    }
};

Finding& with(Finding& finding, char const* name, std::optional<PartialDate> const& date) {
    if (date) finding.fact(name, date->text());
    return finding;
}
Finding& from(Finding& finding, Date earliest) {
    finding.earliest = earliest;
    return finding.fact("earliest", earliest.text());
}

/// Whether `a` is before `b` whatever day of a month either may mean.
bool surely_before(std::optional<PartialDate> const& a, std::optional<PartialDate> const& b) {
    return a && b && a->latest() < b->earliest();
}

void identity(Check& check) {
    auto const& facts = check.facts;
    if (facts.resident_id.empty()) {
        if (members::is_member(facts.state)) check.say("file.resident_id_missing");
        if (!facts.birth) check.say("file.birth_missing");
        return;
    }
    auto const id = regulations::read_resident_id(facts.resident_id, facts.today);
    if (!id) {
        check.say("file.resident_id_form");
        return;
    }
    if (facts.birth && (id->born < facts.birth->earliest() || id->born > facts.birth->latest()))
        with(check.say("file.birth_differs"), "birth_date", facts.birth).fact("id_birth", id->born.text());
    auto const sex = id->sex == regulations::Sex::male ? "1" : "2";
    if ((facts.sex == "1" || facts.sex == "2") && facts.sex != sex)
        check.say("file.sex_differs").fact("sex", facts.sex);
}

void future(Check& check) {
    auto const& f = check.facts;
    std::array<std::pair<char const*, std::optional<PartialDate> const*>, 8> const dates{
        {{"出生日期", &f.birth},
         {"递交入党申请书时间", &f.applied},
         {"确定为积极分子时间", &f.activist},
         {"确定为发展对象时间", &f.prospect},
         {"加入党组织日期", &f.join},
         {"转为正式党员日期", &f.full},
         {"参加工作时间", &f.work_started},
         {"来院时间", &f.hired}}};
    auto const look = [&](std::string const& name, std::optional<PartialDate> const& date) {
        if (date && date->earliest() > f.today)
            check.say("file.future_date").fact("field", name).fact("value", date->text());
    };
    for (auto const& [name, date] : dates) look(name, *date);
    for (auto const& reward : f.rewards) look("授予时间", reward);
}

void age(Check& check) {
    auto const& f = check.facts;
    if (!f.birth) return;
    auto const grown = f.birth->earliest().plus_years(check.terms.minimum_age);
    if (f.join && f.join->latest() < grown)
        from(with(with(check.say("file.join_under_age"), "birth_date", f.birth), "join_date", f.join), grown);
    if (f.applied && f.applied->latest() < grown)
        from(with(with(check.say("file.applied_under_age"), "birth_date", f.birth), "applied_on", f.applied), grown);
}

bool without_probation(PartialDate join, members::Terms const& terms) {
    return join.latest() >= terms.no_probation_from && join.earliest() <= terms.no_probation_to;
}

void conversion(Check& check) {
    auto const& f = check.facts;
    if (f.state == State::full && !f.full) check.say("file.full_missing");
    if (f.state == State::probationary && f.full)
        with(check.say("file.probationary_with_full_date"), "full_date", f.full);
    if (members::is_member(f.state) && !f.join) check.say("file.join_missing");
    if (!f.join || !f.full || f.state == State::probationary) return;
    auto const both = [&](Finding& finding) -> Finding& {
        return with(with(finding, "join_date", f.join), "full_date", f.full);
    };
    if (surely_before(f.full, f.join)) {
        both(check.say("file.full_before_join"));
    } else if (*f.full == *f.join) {
        if (!without_probation(*f.join, check.terms)) both(check.say("file.full_equals_join"));
    } else if (!without_probation(*f.join, check.terms)) {
        // A year of probation stands in the constitutions of 1956 to 1969 and since 1977; earlier ones knew several lengths.
        auto const ends = f.join->earliest().plus_months(check.terms.probation_months);
        if (f.join->year >= 1957 && f.full->latest() < ends) from(both(check.say("file.probation_short")), ends);
        auto const longest =
            f.join->latest().plus_months(check.terms.probation_months + check.terms.extension_maximum + 6);
        if (f.full->earliest() > longest) both(check.say("file.probation_long"));
    }
}

void admission(Check& check) {
    auto const& f = check.facts;
    if (surely_before(f.activist, f.applied))
        with(with(check.say("file.activist_before_application"), "activist_on", f.activist), "applied_on", f.applied);
    if (surely_before(f.prospect, f.activist)) {
        with(with(check.say("file.prospect_before_activist"), "prospect_on", f.prospect), "activist_on", f.activist);
    } else if (f.activist && f.prospect) {
        auto const ready = f.activist->earliest().plus_months(check.terms.activist_months);
        if (f.prospect->latest() < ready)
            from(with(with(check.say("file.activist_short"), "activist_on", f.activist), "prospect_on", f.prospect),
                 ready);
    }
    if (surely_before(f.join, f.prospect))
        with(with(check.say("file.join_before_prospect"), "join_date", f.join), "prospect_on", f.prospect);
    if (surely_before(f.join, f.applied))
        with(with(check.say("file.join_before_application"), "join_date", f.join), "applied_on", f.applied);
    if (f.state == State::probationary && !f.full) {
        auto const ends = members::probation_expires(f.join, f.probation_until, check.terms);
        if (ends && *ends < f.today) from(check.say("file.probation_overdue"), *ends);
    }
}

void life(Check& check) {
    auto const& f = check.facts;
    auto const started_before = [&](std::optional<PartialDate> const& day, int years) {
        return f.birth && day && day->latest() < f.birth->earliest().plus_years(years);
    };
    for (auto const& school : f.educations) {
        if (surely_before(school.to, school.from)) check.say("file.education_order").fact("title", school.title);
        if (started_before(school.from, 4) || started_before(school.to, 9))
            check.say("file.education_before_birth").fact("title", school.title);
    }
    for (auto const& job : f.jobs) {
        if (surely_before(job.to, job.from)) check.say("file.job_order").fact("title", job.title);
        if (started_before(job.from, 16)) check.say("file.job_under_16").fact("title", job.title);
    }
    if (started_before(f.work_started, 16)) check.say("file.job_under_16").fact("title", "参加工作");
    if (surely_before(f.hired, f.work_started))
        with(with(check.say("file.hired_before_work"), "hired_on", f.hired), "work_started_on", f.work_started);
    for (auto const& post : f.party_posts)
        if (surely_before(post.from, f.full) || (post.from && !f.full && !members::is_member(f.state)))
            check.say("file.post_outside_membership").fact("title", post.title);
}

void gaps(Check& check) {
    auto const& f = check.facts;
    if (!members::is_member(f.state)) return;
    if (!f.reachable) check.say("file.contact_missing");
    if (f.floating && f.floating_to.empty()) check.say("file.floating_place_missing");
    if (f.lost_contact) check.say("file.lost_contact");
}

}  // namespace

std::vector<FileRule> const& file_rules() {
    static std::vector<FileRule> const rules = make_rules();
    return rules;
}

FileRule const* find_file_rule(std::string_view id) {
    for (auto const& rule : file_rules())
        if (rule.id == id) return &rule;
    return nullptr;
}

std::vector<Finding> check_file(FileFacts const& facts) {
    auto const& terms = members::terms_on(facts.today);
    Check check{facts, terms};
    identity(check);
    future(check);
    age(check);
    conversion(check);
    admission(check);
    life(check);
    gaps(check);
    for (auto& finding : check.found) {
        auto text = std::string(find_file_rule(finding.rule)->text);
        for (auto const& [name, value] : finding.facts) text = text::replace_all(text, "{" + name + "}", value);
        finding.text = std::move(text);
    }
    return std::move(check.found);
}

std::optional<Date> next_check(FileFacts const& facts) {
    auto const& terms = members::terms_on(facts.today);
    std::optional<Date> next;
    auto const consider = [&](std::optional<Date> day) {
        if (day && *day > facts.today && (!next || *day < *next)) next = *day;
    };
    if (facts.state == State::probationary) {
        auto const ends = members::probation_expires(facts.join, facts.probation_until, terms);
        if (ends) consider(ends->plus_days(1));
    }
    for (auto const* date : {&facts.birth, &facts.applied, &facts.activist, &facts.prospect, &facts.join, &facts.full,
                             &facts.work_started, &facts.hired})
        if (*date && (*date)->earliest() > facts.today) consider((*date)->earliest());
    return next;
}

}  // namespace xinglin::people
