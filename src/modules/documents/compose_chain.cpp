// Letters between an organisation and the one above it about a re-election, the election method, the publication.
#include "base/text.hpp"
#include "modules/documents/compose.hpp"

#include <algorithm>
#include <functional>

namespace xinglin::documents {

namespace {

using re_elections::Nominee;
using re_elections::Step;
using re_elections::View;

constexpr char const* regulation = "《中国共产党基层组织选举工作条例》";

std::string number(std::int64_t value) { return std::to_string(value); }
std::string us(View const& v) { return v.branch ? "我支部" : "我组织"; }
std::string you(View const& v) { return v.branch ? "你支部" : "你组织"; }
std::string what(View const& v) { return v.chain.committee ? "新一届委员会委员" : "新一届书记"; }

std::string request_title(View const& v) { return "关于" + v.organisation + "换届选举的请示"; }
std::string candidates_title(View const& v) { return "关于" + v.organisation + "换届候选人预备人选的请示"; }
std::string result_title(View const& v) { return "关于" + v.organisation + "换届选举结果的报告"; }

/// Names with the post each is meant for or was chosen to.
std::string people(View const& v, bool elected) {
    std::vector<std::string> out;
    for (auto const& one : v.people) {
        if (elected ? !one.elected : !one.nominated) continue;
        auto const post = elected ? one.post : one.wanted;
        out.push_back(one.name + (post ? "（" + std::string(organisations::title_of(*post)) + "）" : std::string()));
    }
    return joined(out);
}

/// 　年　月　日, written when it is issued.
void sign_later(Sheet& sheet, std::string const& issuer) {
    sheet.before_signature().add(paper::blank(3)).add(paper::blank(2));
    paper::Paragraph name, day;
    name.runs = {{issuer}};
    name.align = day.align = paper::Align::right;
    name.right_indent = day.right_indent = 2;
    name.keep = 1;
    day.runs = {paper::line_to_fill(3), {"年"}, paper::line_to_fill(2), {"月"}, paper::line_to_fill(2), {"日"}};
    sheet.add(std::move(name)).add(std::move(day));
}

int year_of(View const& v) { return v.chain.planned_on ? v.chain.planned_on->year : v.term.deadline().year; }

Sheet letter(View const& v, std::string const& issuer, std::string const& subject, std::string const& to, bool upward) {
    Sheet sheet(subject);
    sheet.add(paper::red_head(issuer, year_of(v), upward));
    sheet.add(paper::heading(subject)).add(paper::blank());
    sheet.add(paper::addressee(sheet.need(to, "上级党组织")));
    sheet.by_hand(upward ? "发文字号、签发人、成文日期，用印" : "发文字号、成文日期，用印");
    return sheet;
}
Sheet up(View const& v, std::string const& subject) { return letter(v, v.organisation, subject, v.superior, true); }
Sheet down(View const& v, std::string const& subject) {
    auto sheet = letter(v, v.superior, subject, v.organisation, false);
    sheet.need(!v.superior.empty(), "上级党组织");
    return sheet;
}

std::string day_of(View const& v, Step step) {
    auto const* done = v.done(step);
    return done == nullptr ? std::string() : day_text(done->on);
}

std::string election_facts(View const& v) {
    return "应选" + what(v) + number(v.chain.seats) + "名，候选人不少于" + number(v.candidates_needed) +
           "名，实行差额选举";
}

Draft request(View const& v) {
    auto sheet = up(v, request_title(v));
    sheet.need(v.chain.planned_on.has_value(), "拟定的选举日期");
    if (!v.chain.planned_on) return sheet.take();
    sheet.add(paper::body(us(v) + "本届任期于" + day_text(v.term.elected_on) + "开始，至" +
                          day_text(v.term.deadline()) + "届满。根据" + std::string(regulation) + "，拟于" +
                          day_text(*v.chain.planned_on) + "召开党员大会，以无记名投票方式进行换届选举。"));
    sheet.add(paper::body("本次选举" + election_facts(v) + "。"));
    sheet.add(paper::body("妥否，请批示。"));
    sign_later(sheet, v.organisation);
    return sheet.take();
}

Draft reply(View const& v) {
    auto sheet = down(v, "关于同意" + v.organisation + "换届选举的批复");
    sheet.need(v.chain.planned_on.has_value(), "换届请示");
    if (!v.chain.planned_on) return sheet.take();
    sheet.add(paper::body(you(v) + "《" + request_title(v) + "》收悉。经研究，同意于" + day_text(*v.chain.planned_on) +
                          "召开党员大会进行换届选举，" + election_facts(v) + "。"));
    sheet.add(paper::body("请认真做好候选人预备人选的推荐提名工作，按规定报批。"));
    sign_later(sheet, v.superior);
    return sheet.take();
}

Draft candidates(View const& v) {
    auto sheet = up(v, candidates_title(v));
    auto const names = people(v, false);
    sheet.need(!names.empty(), "候选人预备人选");
    if (names.empty()) return sheet.take();
    sheet.add(paper::body("经" + day_of(v, Step::nomination) + "推荐提名、酝酿讨论，提出" + what(v) +
                          "候选人预备人选如下：" + names + "。应选" + number(v.chain.seats) + "名。"));
    sheet.add(paper::body("妥否，请批示。"));
    sign_later(sheet, v.organisation);
    return sheet.take();
}

Draft candidates_reply(View const& v) {
    auto sheet = down(v, "关于" + v.organisation + "换届候选人预备人选的批复");
    auto const names = people(v, false);
    sheet.need(v.done(Step::candidate_list) != nullptr, "候选人预备人选的请示");
    if (v.done(Step::candidate_list) == nullptr) return sheet.take();
    sheet.add(paper::body(you(v) + "《" + candidates_title(v) + "》收悉。经研究，同意" + names + "为" + what(v) +
                          "候选人预备人选。"));
    sheet.add(paper::body("请严格按照" + std::string(regulation) + "组织选举，并及时报告选举结果。"));
    sign_later(sheet, v.superior);
    return sheet.take();
}

Draft method(View const& v) {
    Sheet sheet(v.organisation + "换届选举办法（草案）");
    sheet.need(v.chain.seats > 0, "应选名额");
    if (v.chain.seats == 0) return sheet.take();
    sheet.add(paper::heading(v.organisation + "换届选举办法")).add(paper::blank());
    std::vector<std::string> const lines{
        "根据" + std::string(regulation) + "，制定本办法，经党员大会通过后施行。",
        "本次选举" + election_facts(v) + "。候选人名单以姓氏笔画为序。",
        "有选举权的到会人数不少于应到会人数的五分之四，方可进行选举。预备党员和受留党察看处分的党员没有选举权。",
        "选举采用无记名投票方式。对候选人可以投赞成票、不赞成票或者弃权；投不赞成票的可以另选他人，弃权的不得另选他人。"
        "未到会的不得委托他人代为投票。",
        "每张选票所选人数等于或者少于应选名额的有效，多于应选名额的无效。收回选票等于或者少于发出选票，选举有效；多于发"
        "出选票，选举无效，重新选举。",
        std::string("被选举人获得的赞成票超过") +
            (v.majority_of_due ? "应到会有选举权的党员" : "实到会有选举权的党员") +
            "的半数，始得当选。得票超过半数的人数多于应选名额时，以得票多的当选；票数相等不能确定的，就相等者重新投票"
            "。",
        "设监票人、计票人。监票人由全体到会党员从不是候选人的党员中推选，对选举全过程进行监督；计票人在监票人监督下工作"
        "。"};
    int at = 0;
    for (auto const& line : lines) sheet.add(paper::body("第" + number(++at) + "条", "\u3000" + line));
    return sheet.take();
}

Draft result(View const& v) {
    auto sheet = up(v, result_title(v));
    auto const* meeting = v.done(Step::meeting);
    auto const names = people(v, true);
    sheet.need(meeting != nullptr, "选举大会的结果");
    sheet.need(!names.empty(), "当选人");
    if (meeting == nullptr || names.empty()) return sheet.take();
    sheet.add(paper::body(us(v) + "于" + day_text(meeting->on) + "召开党员大会，以无记名投票方式选举" + what(v) +
                          "，应选" + number(v.chain.seats) + "名。"));
    for (auto const& one : v.rounds)
        sheet.add(paper::body("第" + number(one.round) + "轮投票：应到会有选举权党员" + number(one.due) + "名，实到会" +
                              number(one.present) + "名，发出选票" + number(one.issued.value_or(0)) + "张，收回" +
                              number(one.returned.value_or(0)) + "张，其中无效票" + number(one.invalid.value_or(0)) +
                              "张。"));
    if (auto const first = day_of(v, Step::first_meeting); !first.empty())
        sheet.add(paper::body("新一届委员会于" + first + "召开第一次会议，研究了分工。"));
    sheet.add(paper::body("当选和分工如下：" + names + "。"));
    sheet.add(paper::body("妥否，请批示。"));
    sign_later(sheet, v.organisation);
    return sheet.take();
}

Draft result_reply(View const& v) {
    auto sheet = down(v, "关于" + v.organisation + "换届选举结果的批复");
    sheet.need(v.done(Step::result_report) != nullptr, "选举结果报告");
    if (v.done(Step::result_report) == nullptr) return sheet.take();
    sheet.add(paper::body(you(v) + "《" + result_title(v) + "》收悉。经研究，同意" + you(v) + "换届选举结果：" +
                          people(v, true) + "。"));
    sheet.add(paper::body("此复。"));
    sign_later(sheet, v.superior);
    return sheet.take();
}

Draft publication(View const& v) {
    Sheet sheet("关于" + v.organisation + "换届选举结果的公布");
    sheet.need(v.done(Step::new_term) != nullptr, "新一届任期和职务");
    if (v.done(Step::new_term) == nullptr) return sheet.take();
    sheet.add(paper::heading("换届选举结果公布")).add(paper::blank());
    sheet.add(paper::body(v.organisation + "于" + day_of(v, Step::meeting) + "选举产生" + what(v) + "，经" +
                          day_of(v, Step::result_reply) + "上级党组织批复同意，现公布如下：" + people(v, true) + "。"));
    sign_later(sheet, v.organisation);
    sheet.by_hand("成文日期，用印");
    return sheet.take();
}

Draft extension(View const& v) {
    auto sheet = up(v, "关于" + v.organisation + "延期换届的请示");
    sheet.add(paper::body(us(v) + "本届任期至" + day_text(v.term.deadline()) + "届满。因以下原因不能按期换届："));
    for (int i = 0; i < 2; ++i) {
        paper::Paragraph line;
        line.runs = {paper::line_to_fill(26)};
        line.first_indent = 2;
        sheet.add(std::move(line));
    }
    paper::Paragraph until;
    until.first_indent = 2;
    until.runs = {{"拟延期至"},
                  paper::line_to_fill(4),
                  {"年"},
                  paper::line_to_fill(2),
                  {"月"},
                  paper::line_to_fill(2),
                  {"日（最迟至" + day_text(v.latest_extension) + "）前完成换届。妥否，请批示。"}};
    sheet.add(std::move(until));
    sheet.by_hand("延期的原因和日期");
    sign_later(sheet, v.organisation);
    return sheet.take();
}

struct Possible {
    ChainDocument kind;
    Draft (*compose)(View const&);
    bool from_above{false};
};
constexpr std::array<Possible, chain_documents.size()> possible{{
    {ChainDocument::request, request},
    {ChainDocument::reply, reply, true},
    {ChainDocument::candidates, candidates},
    {ChainDocument::candidates_reply, candidates_reply, true},
    {ChainDocument::method, method},
    {ChainDocument::result, result},
    {ChainDocument::result_reply, result_reply, true},
    {ChainDocument::publication, publication},
    {ChainDocument::extension, extension},
}};

}  // namespace

std::string_view title(ChainDocument kind) {
    constexpr std::array<std::string_view, chain_documents.size()> words{
        "换届请示",         "对换届请示的批复", "候选人预备人选请示", "对候选人预备人选的批复",
        "选举办法（草案）", "选举结果报告",     "对选举结果的批复",   "选举结果公布",
        "延期换届请示"};
    return words[static_cast<std::size_t>(kind)];
}

std::vector<ChainOffer> offers(View const& view) {
    std::vector<ChainOffer> out;
    for (auto const& one : possible) {
        if (one.from_above && view.superior.empty()) continue;
        auto draft = one.compose(view);
        out.push_back({one.kind, std::string(title(one.kind)), std::move(draft.missing), std::move(draft.by_hand)});
    }
    return out;
}

Result<paper::Document> make(View const& view, ChainDocument kind) {
    for (auto const& one : possible) {
        if (one.kind != kind || (one.from_above && view.superior.empty())) continue;
        auto draft = one.compose(view);
        if (!draft.missing.empty())
            return fail(refused("documents.facts_missing")
                            .fact("document", std::string(title(kind)))
                            .fact("missing", text::join(draft.missing, "、")));
        return std::move(draft.document);
    }
    return fail(not_found("documents.not_for_chain"));
}

}  // namespace xinglin::documents
