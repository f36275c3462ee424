#include "modules/approvals/due.hpp"

#include "modules/approvals/store.hpp"

#include <algorithm>

namespace xinglin::approvals {

namespace {

/// Somebody who only stands in, without a role over any organisation, has no console.
std::string place_of(auth::Actor const& actor) {
    bool const console = std::any_of(actor.grants.begin(), actor.grants.end(),
                                     [](auth::Grant const& grant) { return grant.path != auth::nowhere; });
    return console ? "/console/approvals" : "/m/approvals";
}

}  // namespace

using organisations::ChangeContext;

std::vector<duties::Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date, int) const {
    auto const waiting = service_.waiting(reader, actor, duties::most_confirmations);
    if (waiting.empty()) return {};
    duties::Duty duty;
    duty.id = "approvals.waiting";
    duty.kind = "approvals.waiting";
    duty.title = waiting.size() == 1 ? waiting.front().title : std::to_string(waiting.size()) + "项待您审批";
    duty.detail =
        "最早一项由" + waiting.front().asked_name + "于" + local_date(waiting.front().asked_at).text() + "提出。";
    duty.asked_on = local_date(waiting.front().asked_at);
    duty.weight = 35;
    duty.count = static_cast<std::int64_t>(waiting.size());
    duty.action = "去办理";
    duty.link = place_of(actor) + (waiting.size() == 1 ? "/" + waiting.front().id.text() : "");
    return {std::move(duty)};
}

std::vector<duties::Confirmation> DutySource::confirmations(db::Reader& reader, auth::Actor const& actor, Instant,
                                                            int limit) const {
    std::vector<duties::Confirmation> out;
    for (auto const& one : service_.waiting(reader, actor, limit)) {
        duties::Confirmation made;
        made.kind = duties::ConfirmationKind::approval;
        made.id = one.id.value;
        made.title = one.title;
        made.detail = one.detail;
        if (auto const* definition = service_.tools().definitions.find(one.kind)) made.article = definition->article;
        made.asked_by = one.asked_name;
        made.asked_at = one.asked_at;
        made.link = place_of(actor) + "/" + one.id.text();
        made.refusable = false;  // a return needs a reason: on the page of the case
        out.push_back(std::move(made));
    }
    return out;
}

void TreeFollower::path_moved(db::Tx& tx, ChangeContext const&, std::string const& from, std::string const& to) {
    store::repath(tx, from, to);
}

}  // namespace xinglin::approvals
