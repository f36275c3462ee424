// Letters about an election between a branch and the organisation above it.
#include "modules/documents/compose.hpp"

namespace xinglin::documents {

namespace {

using meetings::Candidate;

constexpr char const* regulation = "《中国共产党基层组织选举工作条例》";

std::string us(Facts const& f) { return f.branch ? "我支部" : "我组织"; }
std::string you(Facts const& f) { return f.branch ? "你支部" : "你组织"; }
std::string number(std::int64_t value) { return std::to_string(value); }

std::string request_title(Facts const& f, Item const& item) {
    return "关于召开" + f.record.meeting.kind_title() + "进行" + item.title + "的请示";
}
std::string result_title(Item const& item) { return "关于" + item.title + "结果的报告"; }

std::vector<std::string> names(Election const& election, std::string_view outcome) {
    std::vector<std::string> out;
    for (auto const& one : election.candidates)
        if (outcome.empty() ? !one.written_in : one.outcome == outcome) out.push_back(one.name);
    return out;
}

Sheet letter(Facts const& f, std::string const& issuer, std::string const& subject, std::string const& to,
             bool upward) {
    Sheet sheet(issuer + subject);
    begin_letter(sheet, {issuer, f.record.meeting.day().year, upward, subject, to});
    return sheet;
}

void standing_text(Sheet& sheet, Election const* election) {
    sheet.need(election != nullptr && !election->candidates.empty(), "候选人和应选名额");
}

/// The rounds that were counted, each in a sentence and a table of who stood.
void add_round(Sheet& sheet, Election const& e) {
    sheet.add(paper::body("第" + number(e.round) + "轮投票：应到会有选举权党员" + number(e.due) + "名，实到会" +
                          number(e.present) + "名，发出选票" + number(e.issued.value_or(0)) + "张，收回" +
                          number(e.returned.value_or(0)) + "张，其中有效票" +
                          number(e.returned.value_or(0) - e.invalid.value_or(0)) + "张，无效票" +
                          number(e.invalid.value_or(0)) + "张。得票情况如下（单位：票）。"));
    paper::Table table{{56, 25, 25, 25, 25}, {}, paper::size_4};
    table.rows.push_back({{head("姓名"), head("赞成"), head("反对"), head("弃权"), head("结果")}, 10, true});
    for (auto const& one : e.candidates)
        table.rows.push_back(
            {{cell(one.name + (one.written_in ? "（另选他人）" : "")), cell(number(one.in_favour.value_or(0))),
              cell(number(one.against.value_or(0))), cell(number(one.abstained.value_or(0))),
              cell(one.outcome == "elected" ? "当选"
                   : one.outcome == "tied"  ? "票数相等"
                                            : "未当选")},
             10,
             false});
    sheet.add(std::move(table));
}

std::vector<std::string> elected(std::vector<Election const*> const& rounds) {
    std::vector<std::string> out;
    for (auto const* one : rounds)
        for (auto& name : names(*one, "elected")) out.push_back(std::move(name));
    return out;
}

bool all_counted(std::vector<Election const*> const& rounds) {
    for (auto const* one : rounds)
        if (!one->counted_at) return false;
    return !rounds.empty();
}

}  // namespace

Draft election_request(Facts const& f, Item const& item, Election const* election) {
    auto sheet = letter(f, f.record.organisation, request_title(f, item), f.parent, true);
    sheet.need(f.parent, "上级党组织");
    standing_text(sheet, election);
    if (election == nullptr) return sheet.take();
    auto const candidates = names(*election, "");
    auto const more = static_cast<std::int64_t>(candidates.size()) - election->seats;
    sheet.add(paper::body("根据" + std::string(regulation) + "，" + us(f) + "拟于" + planned_text(f.record.meeting) +
                          "在" + sheet.need(f.record.meeting.place, "会议地点") + "召开" + ordinal(f.record.meeting) +
                          "，进行" + item.title + "。"));
    sheet.add(paper::body("本次选举应选" + number(election->seats) + "名，提名候选人预备人选" +
                          number(static_cast<std::int64_t>(candidates.size())) + "名，差额" + number(more) +
                          "名（按姓氏笔画为序）：" + joined(candidates) + "。"));
    sheet.add(paper::body("妥否，请批示。"));
    sign_later(sheet, f.record.organisation);
    return sheet.take();
}

Draft election_reply(Facts const& f, Item const& item, Election const* election) {
    auto sheet =
        letter(f, f.parent, "关于同意" + f.record.organisation + item.title + "的批复", f.record.organisation, false);
    sheet.need(f.parent, "上级党组织");
    standing_text(sheet, election);
    if (election == nullptr) return sheet.take();
    auto const candidates = names(*election, "");
    sheet.add(paper::body(you(f) + "《" + request_title(f, item) + "》收悉。经研究，批复如下。"));
    sheet.add(paper::body("同意于" + planned_text(f.record.meeting) + "召开" + ordinal(f.record.meeting) + "，进行" +
                          item.title + "，应选" + number(election->seats) + "名。"));
    sheet.add(paper::body("同意" + joined(candidates) + "（按姓氏笔画为序）为候选人预备人选。"));
    sheet.add(paper::body("请严格按照" + std::string(regulation) + "组织选举，并及时报告选举结果。"));
    sign_later(sheet, f.parent);
    return sheet.take();
}

Draft election_result(Facts const& f, Item const& item, std::vector<Election const*> const& rounds) {
    auto sheet = letter(f, f.record.organisation, result_title(item), f.parent, true);
    sheet.need(f.parent, "上级党组织");
    sheet.need(all_counted(rounds), "选举的计票结果");
    sheet.need(f.record.meeting.started_at.has_value(), "会议开始时间");
    if (!all_counted(rounds)) return sheet.take();
    sheet.add(paper::body(us(f) + "于" + day_text(f.record.meeting.day()) + "召开" + ordinal(f.record.meeting) +
                          "，以无记名投票方式进行" + item.title + "，应选" + number(rounds.front()->seats) +
                          "名。现将选举结果报告如下。"));
    for (auto const* one : rounds) add_round(sheet, *one);
    auto const who = elected(rounds);
    sheet.add(paper::body(who.empty() ? "本次选举没有人当选。" : "当选的是：" + joined(who) + "。"));
    if (rounds.back()->places_open > 0)
        sheet.add(paper::body("尚有" + number(rounds.back()->places_open) + "个名额未选出。"));
    sheet.add(paper::body("特此报告。"));
    sign_later(sheet, f.record.organisation);
    return sheet.take();
}

Draft result_reply(Facts const& f, Item const& item, std::vector<Election const*> const& rounds) {
    auto sheet =
        letter(f, f.parent, "关于" + f.record.organisation + item.title + "结果的批复", f.record.organisation, false);
    sheet.need(f.parent, "上级党组织");
    sheet.need(all_counted(rounds), "选举的计票结果");
    if (!all_counted(rounds)) return sheet.take();
    auto const who = elected(rounds);
    sheet.need(!who.empty(), "当选人");
    sheet.add(paper::body(you(f) + "《" + result_title(item) + "》收悉。经研究，同意" + you(f) + item.title + "结果：" +
                          joined(who) + "当选。"));
    sheet.add(paper::body("此复。"));
    sign_later(sheet, f.parent);
    return sheet.take();
}

}  // namespace xinglin::documents
