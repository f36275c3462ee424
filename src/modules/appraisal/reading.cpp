// What may be known of a round, and by whom; what waits.
#include "modules/appraisal/appraisal.hpp"
#include "modules/appraisal/facts.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/store.hpp"
#include "modules/organisations/organisations.hpp"

#include <algorithm>

namespace xinglin::appraisal {

using duties::Duty;
using organisations::ChangeContext;

namespace {
constexpr int most = 200;
/// Who looks after more branches than this finds their rounds in the list.
constexpr std::size_t few = 3;
}  // namespace

RoundView Service::view_of(db::Reader& reader, Round round) const {
    RoundView out;
    auto const today = local_date(tools().clock.now());
    out.members = roll_of(reader, round, today);
    if (round.state == RoundState::open)
        for (auto const& one : joined(reader, round, out.members, today)) out.joined.push_back(one.name);
    out.ballots = ballots_.of(reader, "appraisal", round.id.value);
    if (auto const place = organisations::find(reader, round.organisation)) out.organisation_name = place->name;
    auto const rules = meetings_.rules(reader);
    Date const end{round.year, 12, 31};
    meetings::GradeFacts facts;
    facts.members = std::count_if(out.members.begin(), out.members.end(), [](Member const& one) { return !one.gone; });
    facts.graded =
        std::count_if(out.members.begin(), out.members.end(), [](Member const& one) { return one.full && !one.gone; });
    facts.excellent = std::count_if(out.members.begin(), out.members.end(),
                                    [](Member const& one) { return !one.gone && one.grade == Grade::excellent; });
    out.most_excellent = meetings::excellent_ceiling(facts, rules, end);
    auto verdict = meetings::appraisal_steps(
        steps_of(reader, round.organisation, round.path, round.year, &round, out.members, out.ballots, rules, today));
    for (auto const& one : meetings::grades_given(facts, rules, end).findings) verdict.add(one);
    regulations::phrase(verdict);
    out.findings = std::move(verdict.findings);
    if (round.returned) out.returned_reason = store::returned_reason(reader, tools().vault, round.id);
    if (!round.meeting.none()) out.meeting = meetings::store::find(reader, round.meeting);
    out.round = std::move(round);
    return out;
}

Result<RoundView> Service::view(auth::Actor const& actor, RoundId id) const {
    return tools().db.read([&](db::Reader& reader) -> Result<RoundView> {
        auto found = store::find(reader, id);
        if (!found || !actor.has(meetings::rights::read) || !actor.scope(meetings::rights::read).covers(found->path))
            return fail(not_found());
        auto out = view_of(reader, std::move(*found));
        out.runs = actor.has(meetings::rights::write) && actor.scope(meetings::rights::write).covers(out.round.path);
        if (out.runs && out.round.state == RoundState::open) out.namable = namable(reader, out.round);
        for (auto const& one : out.ballots)
            if (one.ballot.state == ballots::State::counted)
                out.annuls = out.runs && may_annul(reader, actor, out.round, one.ballot).has_value();
        return out;
    });
}

std::vector<RoundView> Service::list(auth::Actor const& actor) const {
    return tools().db.read([&](db::Reader& reader) {
        std::vector<RoundView> out;
        auto const since = local_date(tools().clock.now()).year - 1;
        for (auto& one : store::list(reader, actor.scope(meetings::rights::read), since, most))
            out.push_back(view_of(reader, std::move(one)));
        return out;
    });
}

std::vector<std::pair<RoundView, Member>> Service::own(auth::Actor const& actor) const {
    std::vector<std::pair<RoundView, Member>> out;
    if (actor.person.none()) return out;
    return tools().db.read([&](db::Reader& reader) {
        for (auto& round : store::of_person(reader, actor.person)) {
            auto view = view_of(reader, std::move(round));
            auto const mine = std::find_if(view.members.begin(), view.members.end(),
                                           [&](Member const& one) { return one.person == actor.person; });
            auto line = *mine;
            if (view.round.state != RoundState::published) {
                line.grade.reset();
                line.note.clear();
            }
            out.emplace_back(std::move(view), std::move(line));
        }
        return std::move(out);
    });
}

std::vector<Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date today, int limit) const {
    std::vector<Duty> out;
    auto const add = [&](Round const& round, std::string kind, std::string title, std::string detail,
                         std::string action, std::string link) {
        Duty duty;
        duty.id = "appraisal." + kind + ":" + round.id.text();
        duty.kind = "appraisal." + kind;
        duty.title = std::to_string(round.year) + "年度民主评议：" + title;
        duty.detail = std::move(detail);
        duty.article = "《中国共产党支部工作条例（试行）》第十八条";
        duty.due_on = Date{round.year, 12, 31};
        duty.overdue = *duty.due_on < today;
        duty.weight = 30;
        duty.action = std::move(action);
        duty.link = std::move(link);
        if (static_cast<int>(out.size()) < limit) out.push_back(std::move(duty));
    };
    if (!actor.person.none())
        for (auto const& round : store::of_person(reader, actor.person)) {
            if (round.state != RoundState::open) continue;
            for (auto const& one : roll_of(reader, round, today))
                if (one.person == actor.person && !one.gone && !one.self_at)
                    add(round, "self", "写个人自评", "写好后参加互评和无记名测评。", "去填写",
                        "/m/appraisals/" + round.id.text());
        }
    if (!actor.has(meetings::rights::write)) return out;
    auto const rounds = store::list(reader, actor.scope(meetings::rights::write), today.year - 1, most);
    if (rounds.size() > 2 * few) return out;
    for (auto const& round : rounds) {
        auto const link = "/console/appraisals/" + round.id.text();
        if (round.state == RoundState::approved)
            add(round, "publish", "公布等次", "等次已定，公布后告知每名党员。", "去公布", link);
        if (round.state == RoundState::open && round.returned)
            add(round, "returned", "等次被退回",
                "退回原因：" + store::returned_reason(reader, service_.tools().vault, round.id), "去修改", link);
    }
    return out;
}

void TreeFollower::path_moved(db::Tx& tx, ChangeContext const&, std::string const& from, std::string const& to) {
    store::repath(tx, from, to);
}

}  // namespace xinglin::appraisal
