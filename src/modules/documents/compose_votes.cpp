// Ballots and count sheets of votes and elections; forms of the appraisal.
#include "modules/documents/compose.hpp"

#include <algorithm>

namespace xinglin::documents {

namespace {

using meetings::Candidate;
using paper::Align;

std::string or_blank(std::optional<std::int64_t> value) { return value ? std::to_string(*value) : std::string(); }

std::vector<Candidate const*> standing(Election const* election) {
    std::vector<Candidate const*> out;
    if (election == nullptr) return out;
    for (auto const& one : election->candidates)
        if (!one.written_in) out.push_back(&one);
    return out;
}

void title_of(Sheet& sheet, Facts const& f, std::string const& what) {
    sheet.add(paper::heading(f.record.organisation)).add(paper::heading(what)).add(paper::blank());
}

paper::Paragraph flush(std::string text) {
    auto out = paper::body(std::move(text));
    out.size = paper::size_4;
    return out;
}

std::string round_text(Election const* election) {
    return election != nullptr && election->round > 1 ? "（第" + std::to_string(election->round) + "轮）" : "";
}

/// Numbers of the box: counted ones printed, others written by hand.
paper::Table box(std::int64_t due, std::int64_t present, std::optional<std::int64_t> issued,
                 std::optional<std::int64_t> returned, std::optional<std::int64_t> invalid) {
    std::optional<std::int64_t> valid;
    if (returned && invalid) valid = *returned - *invalid;
    paper::Table out{{26, 26, 26, 26, 26, 26}, {}, paper::size_4};
    out.rows.push_back(
        {{head("应到"), head("实到"), head("发出"), head("收回"), head("有效"), head("无效")}, 10, false});
    out.rows.push_back(
        {{cell(std::to_string(due)), cell(present > 0 ? std::to_string(present) : ""), cell(or_blank(issued)),
          cell(or_blank(returned)), cell(or_blank(valid)), cell(or_blank(invalid))},
         12,
         false});
    return out;
}

std::int64_t voters_present(Record const& r) {
    std::int64_t out = 0;
    for (auto const* one : due_people(r))
        out += one->counting == meetings::Counting::voter && one->presence == meetings::Presence::present ? 1 : 0;
    return out;
}

std::string outcome_text(Candidate const& one) {
    if (one.outcome == "elected") return "当选";
    if (one.outcome == "tied") return "票数相等";
    if (one.outcome == "not_elected") return "未当选";
    return "";
}

void counters(Sheet& sheet, bool counted) {
    sheet.add(paper::blank());
    sheet.add(to_sign({"监票人（签名）", "计票人（签名）"}));
    sheet.by_hand(counted ? "监票人、计票人签名" : "票数，监票人、计票人签名");
}

}  // namespace

Draft vote_ballot(Facts const& f, Item const& item) {
    Sheet sheet(f.record.organisation + ordinal(f.record.meeting) + "表决票");
    title_of(sheet, f, ordinal(f.record.meeting) + "表决票");
    sheet.add(paper::body("表决事项：", item.title));
    paper::Table table{{52, 52, 52}, {}, paper::size_3};
    table.rows.push_back({{head("赞成"), head("反对"), head("弃权")}, 12, false});
    table.rows.push_back({{cell(""), cell(""), cell("")}, 18, false});
    sheet.add(std::move(table));
    sheet.add(flush("说明：在所选的一栏内划“○”，只选一栏；多选的为无效票。无记名填写。"));
    sheet.need(voters(f.record) > 0, "有表决权的人员");
    sheet.by_hand("选项");
    return sheet.take();
}

Draft election_ballot(Facts const& f, Item const& item, Election const* election) {
    Sheet sheet(f.record.organisation + item.title + "选票");
    title_of(sheet, f, item.title + "选票" + round_text(election));
    auto const candidates = standing(election);
    sheet.need(!candidates.empty(), "候选人（先确定候选人和应选名额）");
    sheet.need(voters(f.record) > 0, "有选举权的人员");
    if (candidates.empty()) return sheet.take();
    auto const seats = std::to_string(election->seats);
    sheet.add(
        paper::body("应选" + seats + "名，候选人" + std::to_string(candidates.size()) + "名（按姓氏笔画为序）。"));
    paper::Table table{{66, 30, 30, 30}, {}, paper::size_3};
    table.rows.push_back({{head("候选人"), head("赞成"), head("反对"), head("弃权")}, 12, true});
    for (auto const* one : candidates)
        table.rows.push_back({{cell(one->name), cell(""), cell(""), cell("")}, 12, false});
    table.rows.push_back({{{"另选他人", Align::centre, paper::Face::hei, 4}}, 10, false});
    for (std::int64_t i = 0; i < election->seats; ++i)
        table.rows.push_back({{{"", Align::left, paper::Face::fang, 4}}, 12, false});
    sheet.add(std::move(table));
    sheet.add(flush("说明：1. 同意的在“赞成”栏内划“○”，不同意的在“反对”栏内划“○”，弃权的在“弃权”栏内划“○”。"));
    sheet.add(flush("2. 不同意候选人的，可以另选他人，在“另选他人”栏内写明姓名。"));
    sheet.add(flush("3. 赞成的候选人和另选的人合计不超过" + seats + "名的有效，超过的无效。无记名填写。"));
    sheet.by_hand("选项，另选他人的姓名");
    return sheet.take();
}

Draft vote_count(Facts const& f, Item const& item) {
    Sheet sheet(f.record.organisation + item.title + "计票单");
    title_of(sheet, f, ordinal(f.record.meeting) + "表决计票单");
    sheet.add(paper::body("表决事项：", item.title));
    auto const found = std::find_if(f.record.votes.begin(), f.record.votes.end(),
                                    [&](Vote const& one) { return one.item == item.id; });
    auto const* vote = found == f.record.votes.end() ? nullptr : &*found;
    sheet.need(voters(f.record) > 0, "有表决权的人员");
    bool const paper_vote = vote != nullptr && vote->count.method != meetings::VoteMethod::show_of_hands;
    if (vote == nullptr || paper_vote)
        sheet.add(box(vote ? vote->count.due : voters(f.record), vote ? vote->count.present : voters_present(f.record),
                      vote ? vote->count.issued : std::nullopt, vote ? vote->count.returned : std::nullopt,
                      vote ? std::optional(vote->count.invalid) : std::nullopt));
    else
        sheet.add(paper::body("举手表决：应到" + std::to_string(vote->count.due) + "人，实到" +
                              std::to_string(vote->count.present) + "人。"));
    sheet.add(paper::blank());
    paper::Table table{{39, 39, 39, 39}, {}, paper::size_4};
    table.rows.push_back({{head("赞成"), head("反对"), head("弃权"), head("结果")}, 10, false});
    std::string const result = vote == nullptr              ? ""
                               : vote->outcome == "passed"  ? "通过"
                               : vote->outcome == "invalid" ? "表决无效"
                                                            : "未通过";
    table.rows.push_back({{cell(vote ? std::to_string(vote->count.in_favour) : ""),
                           cell(vote ? std::to_string(vote->count.against) : ""),
                           cell(vote ? std::to_string(vote->count.abstained) : ""), cell(result)},
                          14,
                          false});
    sheet.add(std::move(table));
    counters(sheet, vote != nullptr);
    return sheet.take();
}

Draft election_count(Facts const& f, Item const& item, Election const* election) {
    Sheet sheet(f.record.organisation + item.title + "计票单");
    title_of(sheet, f, item.title + "计票单" + round_text(election));
    auto const candidates = standing(election);
    sheet.need(!candidates.empty(), "候选人（先确定候选人和应选名额）");
    if (candidates.empty()) return sheet.take();
    bool const counted = election->counted_at.has_value();
    sheet.add(paper::body("应选" + std::to_string(election->seats) + "名。"));
    sheet.add(box(counted ? election->due : voters(f.record), counted ? election->present : voters_present(f.record),
                  election->issued, election->returned, election->invalid));
    sheet.add(paper::blank());
    paper::Table table{{46, 27, 27, 27, 29}, {}, paper::size_4};
    table.rows.push_back({{head("姓名"), head("赞成"), head("反对"), head("弃权"), head("结果")}, 10, true});
    for (auto const& one : election->candidates)
        table.rows.push_back({{cell(one.name + (one.written_in ? "（另选）" : "")), cell(or_blank(one.in_favour)),
                               cell(or_blank(one.against)), cell(or_blank(one.abstained)), cell(outcome_text(one))},
                              11,
                              false});
    if (!counted)
        for (std::int64_t i = 0; i < election->seats; ++i)
            table.rows.push_back({{cell(""), cell(""), cell(""), cell(""), cell("")}, 11, false});
    sheet.add(std::move(table));
    counters(sheet, counted);
    return sheet.take();
}

Draft appraisal_ballot(Facts const& f) {
    Sheet sheet(f.record.organisation + "民主评议党员测评表");
    title_of(sheet, f, "民主评议党员测评表");
    sheet.add(paper::body(ordinal(f.record.meeting) + "，" + day_text(f.record.meeting.day()) + "。"));
    paper::Table table{{14, 34, 27, 27, 27, 27}, {}, paper::size_4};
    table.rows.push_back(
        {{head("序号"), head("姓名"), head("优秀"), head("合格"), head("基本合格"), head("不合格")}, 11, true});
    int number = 0;
    for (auto const* one : due_people(f.record)) {
        if (one->state != members::State::full) continue;  // probationary members get no grade
        table.rows.push_back(
            {{cell(std::to_string(++number)), cell(one->name), cell(""), cell(""), cell(""), cell("")}, 11, false});
    }
    sheet.need(number > 0, "参加评议的正式党员");
    sheet.add(std::move(table));
    sheet.add(flush("说明：每人只选一个等次，在相应栏内划“○”。无记名填写，只汇总人数。"));
    sheet.by_hand("等次");
    return sheet.take();
}

Draft appraisal_form(Facts const& f) {
    Sheet sheet(f.record.organisation + "民主评议党员登记表");
    bool first = true;
    for (auto const* one : due_people(f.record)) {
        if (!first) sheet.add(paper::PageBreak{});
        first = false;
        sheet.add(paper::heading("民主评议党员登记表")).add(paper::blank());
        paper::Table table{{34, 44, 34, 44}, {}, paper::size_4};
        table.rows.push_back(
            {{head("姓名"), cell(one->name), head("身份"), cell(std::string(members::title(one->state)))}, 11, false});
        table.rows.push_back(
            {{head("党组织"), {f.record.organisation, Align::centre, paper::Face::fang, 3}}, 11, false});
        table.rows.push_back({{head("评议会议"),
                               {ordinal(f.record.meeting) + "（" + day_text(f.record.meeting.day()) + "）",
                                Align::centre, paper::Face::fang, 3}},
                              11,
                              false});
        table.rows.push_back({{head("个人自评"), {"", Align::left, paper::Face::fang, 3}}, 60, false});
        table.rows.push_back({{head("党员互评"), {"", Align::left, paper::Face::fang, 3}}, 30, false});
        bool const graded = one->state == members::State::full;
        table.rows.push_back({{head("评定等次"),
                               {graded ? "" : "预备党员参加民主评议，不评定等次", Align::centre, paper::Face::fang, 3}},
                              14,
                              false});
        table.rows.push_back({{head("支部意见"), {"", Align::left, paper::Face::fang, 3}}, 30, false});
        table.rows.push_back({{head("本人签名"), cell(""), head("书记签名"), cell("")}, 14, false});
        sheet.add(std::move(table));
    }
    sheet.need(!first, "参加评议的党员");
    sheet.by_hand("自评、互评、等次、意见和签名");
    return sheet.take();
}

}  // namespace xinglin::documents
