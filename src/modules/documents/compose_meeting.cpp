// Papers of every meeting: notice, agenda, attendance sheet, minutes, resolution.
#include "modules/documents/compose.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace xinglin::documents {

namespace {

using meetings::MeetingKind;
using paper::Align;

std::string asked(MeetingKind kind) {
    switch (kind) {
        case MeetingKind::committee_meeting:
            return "支部委员会各委员";
        case MeetingKind::group_meeting:
            return "党小组全体党员";
        case MeetingKind::democratic_life_meeting:
            return "领导班子各成员";
        default:
            return "支部全体党员";
    }
}

std::vector<std::string> names(std::vector<Attendee const*> const& people) {
    std::vector<std::string> out;
    for (auto const* one : people) out.push_back(one->name);
    return out;
}

void add_items(Sheet& sheet, Record const& r) {
    for (auto const& item : r.items)
        sheet.add(
            paper::body(std::to_string(item.position) + ". " + std::string(title(item.kind)) + "：" + item.title));
}

/// What was attached, by its titles.
void add_materials(Sheet& sheet, Record const& r) {
    std::string titles;
    for (auto const& one : r.materials) titles += "《" + one.title + "》";
    if (!titles.empty()) sheet.add(paper::body("会议材料：", titles));
}

/// Time, place, who leads and writes: as lines with a term in 黑体.
void add_head(Sheet& sheet, Record const& r) {
    sheet.add(paper::body("时间：", time_text(r.meeting)));
    sheet.add(paper::body("地点：", sheet.need(r.meeting.place, "会议地点")));
    sheet.add(paper::body("主持人：", sheet.need(r.chair, "主持人")));
}

std::string state_text(Attendee const& one) {
    if (one.part == meetings::Part::guest) return "列席";
    return std::string(members::title(one.state));
}

}  // namespace

Draft notice(Facts const& f) {
    auto const& m = f.record.meeting;
    Sheet sheet(f.record.organisation + ordinal(m) + "通知");
    sheet.add(paper::heading("关于召开" + ordinal(m) + "的通知")).add(paper::blank());
    sheet.add(paper::addressee(asked(m.kind)));
    sheet.add(paper::body("兹定于" + planned_text(m) + "召开" + ordinal(m) + "，现将有关事项通知如下。"));
    sheet.add(paper::body("一、时间：", planned_text(m)));
    sheet.add(paper::body("二、地点：", sheet.need(m.place, "会议地点")));
    sheet.add(paper::body("三、主持人：", sheet.need(f.record.chair, "主持人")));
    auto const due = due_people(f.record);
    sheet.need(!due.empty(), "参会人员");
    sheet.add(paper::body("四、参会人员：", joined(names(due)) + "，共" + std::to_string(due.size()) + "人。"));
    int number = 5;
    constexpr char const* numbers[] = {"五", "六"};
    if (auto const also = guests(f.record); !also.empty())
        sheet.add(paper::body(std::string(numbers[number++ - 5]) + "、列席人员：", joined(names(also)) + "。"));
    sheet.need(!f.record.items.empty(), "会议议题");
    sheet.add(paper::body(std::string(numbers[number - 5]) + "、议题：", ""));
    add_items(sheet, f.record);
    add_materials(sheet, f.record);
    sheet.add(paper::body("因故不能到会的，请在会前说明原因。"));
    sheet.need(m.called_at.has_value(), "发出通知的日期（先发出通知）");
    sheet.sign(f.record.organisation, m.called_at ? day_text(local_date(*m.called_at)) : "");
    return sheet.take();
}

Draft agenda(Facts const& f) {
    auto const& m = f.record.meeting;
    Sheet sheet(f.record.organisation + ordinal(m) + "议程");
    sheet.add(paper::heading(f.record.organisation)).add(paper::heading(ordinal(m) + "议程")).add(paper::blank());
    add_head(sheet, f.record);
    sheet.need(!f.record.items.empty(), "会议议题");
    sheet.add(paper::body("议程：", ""));
    for (auto const& item : f.record.items) {
        sheet.add(
            paper::body(std::to_string(item.position) + ". " + std::string(title(item.kind)) + "：" + item.title));
        if (!item.body.empty())
            for (auto const& line : text::split(item.body, '\n')) sheet.add(paper::body(std::string(line)));
    }
    add_materials(sheet, f.record);
    return sheet.take();
}

Draft attendance_sheet(Facts const& f) {
    auto const& m = f.record.meeting;
    Sheet sheet(f.record.organisation + ordinal(m) + "签到表");
    sheet.add(paper::heading(f.record.organisation)).add(paper::heading(ordinal(m) + "签到表")).add(paper::blank());
    add_head(sheet, f.record);
    auto const due = due_people(f.record);
    sheet.need(!due.empty(), "应到人员");
    sheet.add(paper::body("应到：", std::to_string(due.size()) + "人"));
    paper::Table table{{14, 32, 30, 50, 30}, {}, paper::size_4};
    table.rows.push_back({{head("序号"), head("姓名"), head("身份"), head("签名"), head("备注")}, 10, true});
    std::vector<Attendee const*> all = due;
    for (auto const* one : guests(f.record)) all.push_back(one);
    int number = 0;
    for (auto const* one : all)
        table.rows.push_back({{cell(std::to_string(++number)), cell(one->name), cell(state_text(*one)), cell(""),
                               cell(one->counting == meetings::Counting::left_out ? "不计入应到" : "")},
                              10,
                              false});
    sheet.add(std::move(table));
    sheet.by_hand("签名");
    return sheet.take();
}

Draft minutes(Facts const& f) {
    auto const& m = f.record.meeting;
    Sheet sheet(f.record.organisation + ordinal(m) + "记录");
    sheet.add(paper::heading(f.record.organisation)).add(paper::heading(ordinal(m) + "记录")).add(paper::blank());
    sheet.need(m.started_at.has_value(), "会议开始时间（会议还没有开）");
    sheet.need(m.ended_at.has_value(), "散会时间（会议还没有散会）");
    sheet.need(f.record.chair, "主持人");
    sheet.need(f.record.recorder, "记录人");
    if (f.minutes_version == 0)
        sheet.add(paper::body("草稿：", "会议记录尚未归档。"));
    else if (m.late && !m.countersigned_at)
        sheet.add(paper::body("补录：", "会议结束后逾期补录，原因：" + m.late_reason + "；尚待会签。"));
    else if (m.late)
        sheet.add(paper::body("补录：", "会议结束后逾期补录，原因：" + m.late_reason + "；由" + m.countersigned_name +
                                            "于" + day_text(local_date(*m.countersigned_at)) + "会签。"));
    for (auto const& section : meetings::compose(f.record)) {
        sheet.add(paper::body(section.title, ""));
        for (auto const& line : section.lines)
            for (auto const& part : text::split(line, '\n')) sheet.add(paper::body(std::string(part)));
    }
    sheet.add(paper::blank());
    sheet.add(to_sign({"主持人（签名）", "记录人（签名）"}));
    sheet.by_hand("主持人、记录人签名");
    if (f.minutes_version > 0) {
        paper::Paragraph note;
        note.size = paper::size_small_4;
        note.align = Align::left;
        note.runs = {{"归档第" + std::to_string(f.minutes_version) + "版，校验值" + f.minutes_digest.substr(0, 16)}};
        sheet.add(std::move(note));
    }
    return sheet.take();
}

Draft resolution(Facts const& f, Item const& item) {
    auto const& m = f.record.meeting;
    auto const vote = std::find_if(f.record.votes.begin(), f.record.votes.end(),
                                   [&](Vote const& one) { return one.item == item.id; });
    Sheet sheet(f.record.organisation + "关于" + item.title + "的决议");
    sheet.add(paper::heading(f.record.organisation)).add(paper::heading("关于" + item.title + "的决议"));
    sheet.add(paper::blank());
    bool const counted = vote != f.record.votes.end();
    sheet.need(counted, "表决结果");
    sheet.need(!counted || vote->outcome == "passed", "获得通过的表决（没有通过的事项没有决议）");
    sheet.need(m.started_at.has_value(), "会议开始时间");
    if (!counted || !m.started_at) return sheet.take();
    auto const& c = vote->count;
    auto const number = [](std::int64_t value) { return std::to_string(value); };
    sheet.add(paper::body(day_text(local_date(*m.started_at)) + "，" + f.record.organisation + "召开" + ordinal(m) +
                          "。应到会有表决权党员" + number(c.due) + "名，实到会" + number(c.present) + "名。"));
    sheet.add(paper::body(
        "会议" + std::string(c.method != meetings::VoteMethod::show_of_hands ? "以无记名投票方式" : "以举手方式") +
        "表决“" + item.title + "”：赞成" + number(c.in_favour) + "票，反对" + number(c.against) + "票，弃权" +
        number(c.abstained) + "票" + (c.written > 0 ? "，会前书面赞成" + number(c.written) + "票" : "") + "。依照" +
        vote->article + "，获得通过。"));
    sheet.add(paper::body("会议决议：", item.body.empty() ? "通过“" + item.title + "”。" : ""));
    if (!item.body.empty())
        for (auto const& line : text::split(item.body, '\n')) sheet.add(paper::body(std::string(line)));
    sheet.sign(f.record.organisation, day_text(local_date(*m.started_at)));
    return sheet.take();
}

}  // namespace xinglin::documents
