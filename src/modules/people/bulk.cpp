#include "modules/people/bulk.hpp"

#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/people/store.hpp"
#include "modules/people/wire_texts.hpp"
#include "platform/texts/texts.hpp"

#include <set>

namespace xinglin::people {

namespace {

constexpr int most_at_once = 500;  ///< one transaction must stay short: larger moves are changes of the tree

Result<std::vector<PersonId>> people_meant(db::Tx& tx, Tools const& tools, auth::Actor const& actor,
                                           BulkCommand const& command) {
    std::vector<PersonId> ids;
    auto const scope = actor.scope(rights::bulk);
    if (command.filter) {
        if (command.filter->as_of) return fail(malformed("people.bulk_as_of"));
        TRY_ASSIGN(auto const rows, all_people(tx, tools, scope, *command.filter, most_at_once + 1));
        for (auto const& row : rows) ids.push_back(row.id);
    } else {
        std::set<PersonId> const once(command.ids.begin(), command.ids.end());
        for (auto const id : once)
            if (auto const card = find_card(tx, id); card && scope.covers(card->path)) ids.push_back(id);
    }
    if (static_cast<int>(ids.size()) > most_at_once)
        return fail(refused("people.bulk_too_many").fact("most", std::to_string(most_at_once)));
    if (static_cast<std::int64_t>(ids.size()) != command.expected_count)
        return fail(conflict("people.count_differs")
                        .fact("expected", std::to_string(command.expected_count))
                        .fact("found", std::to_string(ids.size())));
    return ids;
}

}  // namespace

Result<BulkOutcome> Bulk::run(auth::Actor const& actor, BulkCommand const& command) {
    auto const& tools = service_.tools();
    if (command.action == BulkAction::transfer && !command.organisation)
        return fail(malformed("people.organisation_missing"));
    if (text::length(command.reason) > static_cast<std::size_t>(Remark::rule.max))
        return fail(malformed("people.values_invalid").field("/reason", "input.too_long", "最多500个字"));
    BulkOutcome outcome;
    auto result = tools.db.write([&](db::Tx& tx) -> Result<Done> {
        outcome = {};
        TRY_ASSIGN(auto const ids, people_meant(tx, tools, actor, command));
        for (auto const id : ids) {
            auto const saved =
                command.action == BulkAction::transfer
                    ? service_.transfer_in(tx, actor, {id, *command.organisation, command.date, command.reason})
                    : service_.set_flag_in(tx, actor, {id, command.flag, command.on, command.date, command.reason});
            if (saved) {
                ++outcome.done;
                continue;
            }
            auto const card = find_card(tx, id);
            outcome.refused.push_back(
                {id, card ? card->name : "", saved.error().code, texts::fill(saved.error().code, saved.error().facts)});
        }
        if (!outcome.refused.empty()) return fail(refused("people.bulk_refused"));  // rolls everything back
        audit::Event event;
        event.action = "people.bulk_done";
        event.subject_kind = "people";
        event.summary = "批量办理" + std::to_string(outcome.done) + "人";
        event.details = {{"count", std::to_string(outcome.done)},
                         {"action", command.action == BulkAction::transfer ? "transfer" : "set_flag"}};
        tools.trail.record(tx, actor, event);
        return Done{};
    });
    if (!result && result.error().code == "people.bulk_refused") {
        outcome.done = 0;
        return outcome;
    }
    if (!result) return fail(std::move(result).error());
    return outcome;
}

}  // namespace xinglin::people
