#include "modules/documents/compose.hpp"

#include "base/text.hpp"

namespace xinglin::documents {

std::string_view title(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::notice:
            return "会议通知";
        case DocumentKind::agenda:
            return "会议议程";
        case DocumentKind::attendance_sheet:
            return "签到表";
        case DocumentKind::ballot:
            return "选票";
        case DocumentKind::count_sheet:
            return "计票单";
        case DocumentKind::minutes:
            return "会议记录";
        case DocumentKind::resolution:
            return "决议";
        case DocumentKind::election_request:
            return "选举请示";
        case DocumentKind::election_reply:
            return "对选举请示的批复";
        case DocumentKind::election_result:
            return "选举结果报告";
        case DocumentKind::result_reply:
            return "对选举结果的批复";
        case DocumentKind::appraisal_ballot:
            return "民主评议测评表";
        case DocumentKind::appraisal_form:
            return "民主评议登记表";
    }
    return "";
}

std::string_view title(AppraisalDocument kind) {
    switch (kind) {
        case AppraisalDocument::publication:
            return "公示单";
    }
    return "";
}

std::string day_text(Date day) {
    return std::to_string(day.year) + "年" + std::to_string(day.month) + "月" + std::to_string(day.day) + "日";
}

std::string time_text(Meeting const& m) {
    auto const from = m.started_at.value_or(m.starts_at);
    return std::to_string(local_date(from).year) + "年" + meetings::when_text(from, m.ended_at.value_or(m.ends_at));
}

std::string planned_text(Meeting const& m) {
    return std::to_string(local_date(m.starts_at).year) + "年" + meetings::when_text(m.starts_at, m.ends_at);
}

std::string joined(std::vector<std::string> const& names) { return text::join(names, "、"); }

std::vector<Attendee const*> due_people(Record const& record) {
    std::vector<Attendee const*> out;
    for (auto const& one : record.people)
        if (!one.gone && one.part == meetings::Part::due) out.push_back(&one);
    return out;
}

std::vector<Attendee const*> guests(Record const& record) {
    std::vector<Attendee const*> out;
    for (auto const& one : record.people)
        if (!one.gone && one.part == meetings::Part::guest) out.push_back(&one);
    return out;
}

std::int64_t voters(Record const& record) {
    std::int64_t out = 0;
    for (auto const* one : due_people(record)) out += one->counting == meetings::Counting::voter ? 1 : 0;
    return out;
}

paper::Paragraph to_sign(std::vector<std::string> const& who) {
    paper::Paragraph out;
    out.align = paper::Align::left;
    for (auto const& one : who) {
        out.runs.push_back({(out.runs.empty() ? "" : "\u3000") + one + "："});
        out.runs.push_back(paper::line_to_fill(5));
    }
    return out;
}

paper::Cell head(std::string text) { return {std::move(text), paper::Align::centre, paper::Face::hei}; }
paper::Cell cell(std::string text, paper::Align align) { return {std::move(text), align}; }

}  // namespace xinglin::documents
