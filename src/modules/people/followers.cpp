#include "modules/people/followers.hpp"

#include "modules/people/lists.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/refresh.hpp"
#include "modules/people/store.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

std::string const& called(organisations::Organisation const& one) {
    return one.short_name.empty() ? one.name : one.short_name;
}

/// Everybody the roster has at exactly this path, whatever their state.
std::vector<PersonId> people_at(db::Reader& reader, std::string const& path) {
    std::vector<PersonId> out;
    // Segments are letters and digits: nothing beneath the path lies below "\x01".
    auth::Scope const here{{{path, path + "\x01"}}, {}};
    ListKey after;
    while (true) {
        auto const rows = store::list(reader, here, {}, after, 500);
        for (auto const& row : rows) out.push_back(row.id);
        if (rows.size() < 500) return out;
        after = {rows.back().path, rows.back().sort, rows.back().id.value};
    }
}

}  // namespace

void TreeFollower::path_moved(db::Tx& tx, organisations::ChangeContext const&, std::string const& from,
                              std::string const& to) {
    store::repath(tx, from, to);
}

Result<std::vector<organisations::Effect>> TreeFollower::reassign(db::Tx& tx,
                                                                  organisations::ChangeContext const& context,
                                                                  organisations::Reassignment const& who) {
    auto const from = organisations::find(tx, who.from);
    if (!from) return fail(not_found("people.organisation_unknown"));
    auto const people = who.people ? *who.people : people_at(tx, from->path);
    members::Origin const origin{"office", context.change.value, context.actor.account, context.now};
    std::int64_t moved = 0;
    for (auto const person : people) {
        auto const row = store::find(tx, person);
        if (!row || row->organisation != who.from)
            return fail(refused("people.not_in_organisation")
                            .fact("name", row ? row->name : std::string())
                            .fact("organisation", from->name));
        // The change without fields ties the person to the act, as with an import, so that it can be undone.
        store::insert(tx, tools_.vault,
                      Change{tools_.ids.next_value(),
                             person,
                             "",
                             {},
                             context.effective_on,
                             origin,
                             context.reason,
                             {},
                             false,
                             false});
        members::store::insert(
            tx, members::AffiliationRow{tools_.ids.next_value(), person, who.to, PartialDate::of(context.effective_on),
                                        context.reason, origin, false});
        auto const whole = read_whole(tx, tools_.vault, person, tools_.clock.today());
        auto around = direct(tx);
        // The new organisation may be written after its people.
        around.path_of = [&, asked = around.path_of](OrganisationId id) {
            return id == who.to ? std::optional<std::string>(who.to_path) : asked(id);
        };
        write_projection(tx, tools_, whole, row, {}, around);
        ++moved;
    }
    std::vector<organisations::Effect> effects;
    if (moved > 0) {
        organisations::Effect effect;
        effect.kind = "people_moved";
        effect.organisation = who.from;
        effect.to = who.to;
        effect.count = moved;
        auto const target = organisations::find(tx, who.to);
        effect.text = std::to_string(moved) + "人从“" + called(*from) + "”转" +
                      (target ? "入“" + called(*target) + "”" : std::string("出"));
        effects.push_back(std::move(effect));
    }
    return effects;
}

Result<std::vector<organisations::Effect>> TreeFollower::ended(db::Tx& tx, organisations::ChangeContext const&,
                                                               organisations::Organisation const& ended,
                                                               std::optional<organisations::Organisation> const&) {
    std::int64_t left = 0;
    for (auto const person : people_at(tx, ended.path)) {
        auto const row = store::find(tx, person);
        if (row->organisation == ended.id && members::group_of(row->state) != members::Group::gone) ++left;
    }
    if (left > 0)
        return fail(refused("people.organisation_not_empty")
                        .fact("count", std::to_string(left))
                        .fact("organisation", ended.name));
    return std::vector<organisations::Effect>{};
}

Result<Done> TreeFollower::undo(db::Tx& tx, organisations::ChangeContext const& context,
                                organisations::ChangeId undone) {
    PersonId after;
    while (true) {
        auto const people = store::people_of_batch(tx, undone.value, after, 200);
        for (auto const person : people) {
            after = person;
            auto const history = members::store::history(tx, person);
            std::int64_t moved = 0;
            for (auto const& row : history.affiliations)
                if (row.origin.batch == undone.value && !row.withdrawn) moved = row.id;
            if (moved == 0) continue;
            bool const later = std::any_of(history.affiliations.begin(), history.affiliations.end(),
                                           [&](auto const& row) { return row.id > moved && !row.withdrawn; });
            if (later) {
                auto const card = find_card(tx, person);
                return fail(conflict("people.moved_since").fact("name", card ? card->name : ""));
            }
            store::withdraw_changes(tx, person, undone.value, context.now);
            members::store::withdraw(tx, person, undone.value, context.now);
            refresh(tx, tools_, person);
        }
        if (people.size() < 200) return Done{};
    }
}

std::optional<std::string> TreeFollower::path_of(db::Reader& reader, PersonId id) const {
    auto const card = find_card(reader, id);
    auto const own = card ? organisations::find(reader, card->organisation) : std::nullopt;
    if (!own) return std::nullopt;
    return own->path;
}

std::optional<organisations::Holder> TreeFollower::holder(db::Tx& tx, PersonId id) const {
    auto const row = store::find(tx, id);
    if (!row) return std::nullopt;
    return organisations::Holder{row->name, row->state == members::State::full, row->path};
}

}  // namespace xinglin::people
