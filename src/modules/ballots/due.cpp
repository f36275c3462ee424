#include "modules/ballots/due.hpp"

#include "modules/ballots/store.hpp"

namespace xinglin::ballots {

using duties::Duty;
using organisations::ChangeContext;

std::vector<Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date today, int limit) const {
    std::vector<Duty> out;
    for (auto const& one : service_.waiting(reader, actor)) {
        if (static_cast<int>(out.size()) == limit) break;
        Duty duty;
        duty.id = "ballots.vote:" + one.ballot.id.text();
        duty.kind = "ballots.vote";
        duty.title = (one.confirms ? "确认计票：" : "投票：") + one.ballot.title;
        duty.detail = one.about + (one.confirms ? "，投票已截止，请监票人确认后公布结果。" : "，正在无记名投票。");
        duty.due_on = today;  // it lasts as long as the meeting
        duty.weight = 90;
        duty.action = one.confirms ? "去确认" : "去投票";
        duty.link = "/m/ballots/" + one.ballot.id.text();
        out.push_back(std::move(duty));
    }
    return out;
}

void TreeFollower::path_moved(db::Tx& tx, ChangeContext const&, std::string const& from, std::string const& to) {
    store::repath(tx, from, to);
}

}  // namespace xinglin::ballots
