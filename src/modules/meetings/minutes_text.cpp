// The facts of a meeting as the lines of its minutes and as JSON.
#include "modules/meetings/minutes.hpp"

#include "base/text.hpp"
#include "modules/meetings/rules_materials.hpp"
#include "platform/http/json_out.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

std::string names(std::vector<Attendee const*> const& people) {
    std::vector<std::string> out;
    for (auto const* one : people) out.push_back(one->name);
    return text::join(out, "、");
}

std::string absent_text(Attendee const& one) {
    auto reason = one.absence_reason ? std::string(title(*one.absence_reason)) : std::string("未说明原因");
    if (!one.absence_text.empty()) reason += "：" + one.absence_text;
    return one.name + "（" + reason + "）";
}

MinutesSection head(Record const& r) {
    auto const& m = r.meeting;
    MinutesSection out{"基本情况", {}};
    out.lines.push_back("会议：" + r.organisation + ordinal(m) +
                        (m.title == m.kind_title() ? "" : "（" + m.title + "）"));
    if (m.started_at)
        out.lines.push_back("时间：" + (m.ended_at ? std::to_string(local_date(*m.started_at).year) + "年" +
                                                         when_text(*m.started_at, *m.ended_at)
                                                   : local_text(*m.started_at) + "开始"));
    if (!m.place.empty()) out.lines.push_back("地点：" + m.place);
    if (!r.chair.empty()) out.lines.push_back("主持人：" + r.chair);
    if (!r.recorder.empty()) out.lines.push_back("记录人：" + r.recorder);
    if (auto const line = materials_line(r.materials); !line.empty()) out.lines.push_back(line);
    return out;
}

MinutesSection attendance(Record const& r) {
    std::vector<Attendee const*> present, guests, left_out;
    std::vector<std::string> absent, unmarked;
    std::int64_t due = 0;
    for (auto const& one : r.people) {
        if (one.gone) continue;
        if (one.part == Part::guest) {
            if (one.presence == Presence::present) guests.push_back(&one);
            continue;
        }
        if (one.counting == Counting::left_out) {
            left_out.push_back(&one);
            continue;
        }
        ++due;
        if (one.presence == Presence::present) present.push_back(&one);
        if (one.presence == Presence::absent) absent.push_back(absent_text(one));
        if (one.presence == Presence::unknown) unmarked.push_back(one.name);
    }
    MinutesSection out{"到会情况", {}};
    out.lines.push_back("应到" + number(due) + "人，实到" + number(static_cast<std::int64_t>(present.size())) +
                        "人，缺席" + number(static_cast<std::int64_t>(absent.size())) + "人");
    if (!present.empty()) out.lines.push_back("到会：" + names(present));
    if (!absent.empty()) out.lines.push_back("缺席：" + text::join(absent, "、"));
    if (!unmarked.empty()) out.lines.push_back("未登记：" + text::join(unmarked, "、"));
    for (auto const* one : left_out) out.lines.push_back("不计入应到：" + one->name + "（" + one->basis + "）");
    if (!guests.empty()) out.lines.push_back("列席：" + names(guests));
    return out;
}

std::string vote_text(Vote const& v) {
    auto const& c = v.count;
    std::string out = c.method == VoteMethod::show_of_hands ? "举手表决"
                      : c.method == VoteMethod::electronic  ? "电子无记名投票"
                                                            : "无记名投票";
    out += "：应到有表决权" + number(c.due) + "人，到会" + number(c.present) + "人";
    if (c.issued) out += "，发出" + number(*c.issued) + "票，收回" + number(c.returned.value_or(0)) + "票";
    out += "，赞成" + number(c.in_favour) + "票，反对" + number(c.against) + "票，弃权" + number(c.abstained) + "票";
    if (c.invalid > 0) out += "，无效" + number(c.invalid) + "票";
    if (c.written > 0) out += "，会前书面赞成" + number(c.written) + "票";
    out += v.outcome == "passed" ? "，通过" : v.outcome == "invalid" ? "，到会人数不足，表决无效" : "，未通过";
    return out + "（" + v.article + "）";
}

void add_election(MinutesSection& section, Election const& e) {
    if (!e.counted_at) return;
    section.lines.push_back("第" + number(e.round) + "轮投票：应选" + number(e.seats) + "名，应到有选举权" +
                            number(e.due) + "人，到会" + number(e.present) + "人，发出" + number(e.issued.value_or(0)) +
                            "票，收回" + number(e.returned.value_or(0)) + "票，无效" + number(e.invalid.value_or(0)) +
                            "票");
    for (auto const& one : e.candidates) {
        std::string line = one.name + (one.written_in ? "（另选他人）" : "") + "：赞成" +
                           number(one.in_favour.value_or(0)) + "票，反对" + number(one.against.value_or(0)) +
                           "票，弃权" + number(one.abstained.value_or(0)) + "票";
        if (one.outcome == "elected") line += "，当选";
        if (one.outcome == "tied") line += "，票数相等";
        section.lines.push_back(std::move(line));
    }
}

std::string speech(Record const& r, Point const& point) {
    auto const who =
        std::find_if(r.people.begin(), r.people.end(), [&](Attendee const& one) { return one.id == point.attendee; });
    return (who == r.people.end() ? std::string() : who->name) + (point.dissent ? "（不同意见）：" : "：") + point.body;
}

void add_tasks(MinutesSection& section, Record const& r, std::optional<ItemId> item) {
    for (auto const& task : r.tasks)
        if (task.item == item)
            section.lines.push_back(std::string(title(task.kind)) + "：" + task.body + "（负责人" + task.owner_name +
                                    "，" + task.due_on.text() + "前完成）");
}

MinutesSection point_of_agenda(Record const& r, Item const& item) {
    MinutesSection out{number(item.position) + ". " + std::string(title(item.kind)) + "：" + item.title, {}};
    if (!item.body.empty()) out.lines.push_back(item.body);
    for (auto const& point : r.points)
        if (point.item == item.id) out.lines.push_back(speech(r, point));
    for (auto const& vote : r.votes)
        if (vote.item == item.id) out.lines.push_back(vote_text(vote));
    for (auto const& election : r.elections)
        if (election.item == item.id) add_election(out, election);
    add_tasks(out, r, item.id);
    return out;
}

/// Writes members of an object in a fixed order.
class Facts {
  public:
    explicit Facts(http::JsonOut& out) : out_(out) { out_.put('{'); }
    ~Facts() { out_.close('}'); }
    Facts(Facts const&) = delete;
    Facts& operator=(Facts const&) = delete;
    Facts& text(std::string_view name, std::string_view value) {
        out_.key(name);
        out_.text(value);
        out_.put(',');
        return *this;
    }
    Facts& whole(std::string_view name, std::optional<std::int64_t> value) {
        if (!value) return *this;
        out_.key(name);
        out_.number(*value);
        out_.put(',');
        return *this;
    }
    template <class List, class Fn>
    Facts& list(std::string_view name, List const& list, Fn fn) {
        out_.key(name);
        out_.put('[');
        for (auto const& one : list) {
            fn(one);
            out_.put(',');
        }
        out_.close(']');
        out_.put(',');
        return *this;
    }

  private:
    http::JsonOut& out_;
};

void write_people(http::JsonOut& out, Facts& facts, Record const& r) {
    facts.list("people", r.people, [&](Attendee const& one) {
        Facts line(out);
        line.text("id", one.id.text()).text("person", one.person.text()).text("name", one.name);
        line.text("part", code(one.part)).text("state", members::code(one.state)).text("counting", code(one.counting));
        line.text("basis", one.basis).whole("gone", one.gone ? 1 : 0).text("presence", code(one.presence));
        line.text("reason", one.absence_reason ? code(*one.absence_reason) : "").text("reason_text", one.absence_text);
    });
}

void write_votes(http::JsonOut& out, Facts& facts, Record const& r) {
    facts.list("votes", r.votes, [&](Vote const& v) {
        Facts line(out);
        auto const& c = v.count;
        line.text("item", v.item.text()).text("kind", code(c.kind)).text("method", code(c.method));
        line.whole("due", c.due).whole("present", c.present).whole("written", c.written).whole("issued", c.issued);
        line.whole("returned", c.returned).whole("in_favour", c.in_favour).whole("against", c.against);
        line.whole("abstained", c.abstained).whole("invalid", c.invalid).text("outcome", v.outcome);
        line.whole("votes_needed", v.votes_needed).whole("present_needed", v.present_needed);
        line.text("article", v.article).text("rule_version", v.rule_version);
    });
    facts.list("elections", r.elections, [&](Election const& e) {
        Facts line(out);
        line.text("item", e.item.text()).whole("round", e.round).whole("seats", e.seats).whole("due", e.due);
        line.whole("present", e.present).whole("issued", e.issued).whole("returned", e.returned);
        line.whole("invalid", e.invalid).text("majority_base", e.majority_base).whole("votes_needed", e.votes_needed);
        line.whole("places_open", e.places_open);
        line.whole("counted_at", e.counted_at ? std::optional(e.counted_at->ms) : std::nullopt);
        line.text("outcome", e.outcome).text("article", e.article).text("rule_version", e.rule_version);
        line.list("candidates", e.candidates, [&](Candidate const& one) {
            Facts candidate(out);
            candidate.text("name", one.name)
                .text("person", one.person.text())
                .whole("written_in", one.written_in ? 1 : 0);
            candidate.whole("in_favour", one.in_favour).whole("against", one.against).whole("abstained", one.abstained);
            candidate.text("outcome", one.outcome);
        });
    });
}

}  // namespace

std::vector<MinutesSection> compose(Record const& r) {
    std::vector<MinutesSection> out{head(r), attendance(r)};
    for (auto const& item : r.items) out.push_back(point_of_agenda(r, item));
    MinutesSection rest{"其他", {}};
    for (auto const& point : r.points)
        if (!point.item) rest.lines.push_back(speech(r, point));
    add_tasks(rest, r, std::nullopt);
    if (!rest.lines.empty()) out.push_back(std::move(rest));
    return out;
}

std::string facts_json(Record const& r) {
    http::JsonOut out(8192);
    {
        Facts facts(out);
        auto const& m = r.meeting;
        facts.text("meeting", m.id.text()).text("organisation", r.organisation).text("kind", code(m.kind));
        facts.whole("year", m.year).whole("number", m.number).text("title", m.title).text("place", m.place);
        facts.whole("started_at", m.started_at ? std::optional(m.started_at->ms) : std::nullopt);
        facts.whole("ended_at", m.ended_at ? std::optional(m.ended_at->ms) : std::nullopt);
        facts.text("chair", r.chair).text("recorder", r.recorder).text("late_reason", m.late_reason);
        write_people(out, facts, r);
        facts.list("items", r.items, [&](Item const& one) {
            Facts line(out);
            line.text("id", one.id.text()).text("kind", code(one.kind)).text("title", one.title).text("body", one.body);
        });
        if (!r.materials.empty())
            facts.list("materials", r.materials, [&](MaterialNamed const& one) {
                Facts(out).text("title", one.title).text("digest", one.digest);
            });
        facts.list("points", r.points, [&](Point const& one) {
            Facts line(out);
            line.text("id", one.id.text());
            line.text("item", one.item ? one.item->text() : "").text("attendee", one.attendee.text());
            line.text("body", one.body).whole("dissent", one.dissent ? 1 : 0);
        });
        write_votes(out, facts, r);
        facts.list("tasks", r.tasks, [&](Task const& one) {
            Facts line(out);
            line.text("item", one.item ? one.item->text() : "");
            line.text("kind", code(one.kind)).text("body", one.body).text("owner", one.owner_name);
            line.text("due_on", one.due_on.text());
        });
        std::vector<std::string> lines;
        for (auto const& section : compose(r)) {
            lines.push_back(section.title);
            lines.insert(lines.end(), section.lines.begin(), section.lines.end());
        }
        facts.list("lines", lines, [&](std::string const& line) { out.text(line); });
    }
    return out.take();
}

}  // namespace xinglin::meetings
