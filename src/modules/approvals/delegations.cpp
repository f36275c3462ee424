// Somebody decides for somebody who is away: from and to by day, held against the roster.
#include "modules/approvals/approvals.hpp"

#include "base/text.hpp"
#include "modules/approvals/stand_in.hpp"
#include "modules/approvals/store.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/known.hpp"
#include "modules/rosters/rosters.hpp"

#include <algorithm>
#include <set>

namespace xinglin::approvals {

namespace {

constexpr std::int64_t longest_days = 60;
/// When approvals are looked after: office hours.
constexpr rosters::Minute opens = 8 * 60, closes = 17 * 60;

Problem at_field(Problem made, std::string pointer) {
    auto const code = made.code;
    made.fields.push_back({std::move(pointer), code, {}, {}});
    return made;
}

enum class Away { yes, no, unknown };

/// What the roster says of these days: away on one of them, there on all that it knows, or nothing.
Away away_by_roster(db::Reader& reader, crypto::Vault const& vault, PersonId person, Date from, Date to) {
    auto out = Away::unknown;
    for (auto day = from; day <= to; day = day.plus_days(1)) {
        auto const found = rosters::availability_of(reader, vault, person, {day, opens, closes});
        if (found.presence == rosters::Presence::unknown) continue;
        // On a shift is at work, however busy.
        bool const away = found.reason == rosters::Reason::off || found.reason == rosters::Reason::night_rest ||
                          found.reason == rosters::Reason::leave;
        if (away) return Away::yes;
        out = Away::no;
    }
    return out;
}

}  // namespace

bool is_administrator(auth::Actor const& actor) {
    return std::any_of(actor.grants.begin(), actor.grants.end(),
                       [](auth::Grant const& grant) { return text::ends_with(grant.role, "_admin"); });
}

bool may_stand_in(db::Reader& reader, auth::Actor const& actor, std::string const& grants) {
    std::vector<std::string> posts;
    if (!actor.person.none())
        for (auto const& post : organisations::posts_of(reader, actor.person))
            if (!post.to)
                if (auto const place = organisations::find(reader, post.organisation)) posts.push_back(place->path);
    for (auto const line : text::split(grants, '\n')) {
        auto const space = line.find(' ');
        if (space == std::string_view::npos) continue;
        auto const over = line.substr(space + 1);
        for (auto const& grant : actor.grants)
            if (grant.path != auth::nowhere && text::starts_with(over, grant.path)) return true;
        if (std::any_of(posts.begin(), posts.end(), [&](std::string const& path) { return path == over; })) return true;
    }
    return false;
}

std::string Service::grants_text(auth::Actor const& actor) const {
    std::set<std::string> whom;
    for (auto const& [kind, definition] : tools_.definitions.all())
        for (auto const& version : definition.versions)
            for (auto const& step : version.steps) whom.insert(step.who);
    std::vector<std::string> lines;
    for (auto const& grant : actor.grants)
        if (grant.path != auth::nowhere && whom.contains(grant.role)) lines.push_back(grant.role + " " + grant.path);
    for (auto const& who : whom)
        if (who.find('.') != std::string::npos && actor.has(auth::Right{who}))
            for (auto const& range : actor.scope(auth::Right{who}).subtrees) lines.push_back(who + " " + range.from);
    return text::join(lines, "\n");
}

Result<DelegationId> Service::delegate(auth::Actor const& actor, PersonId to, Date from, Date until,
                                       std::string const& reason) {
    auto const today = tools_.clock.today();
    if (until < from || from < today || until.days() - from.days() >= longest_days)
        return fail(at_field(malformed("approvals.span_wrong"), "/to"));
    if (to == actor.person) return fail(at_field(malformed("approvals.delegate_self"), "/person"));
    auto const why = text::trim(reason);
    if (why.empty()) return fail(at_field(malformed("approvals.reason_missing"), "/reason"));
    auto const grants = grants_text(actor);
    if (grants.empty()) return fail(refused("approvals.nothing_to_delegate"));
    // Another module's reading: before the transaction.
    auto const accounts = tools_.actors_of(to);
    return tools_.db.write([&](db::Tx& tx) -> Result<DelegationId> {
        auto const card = people::known_card(tx, actor, to);
        if (!card) return fail(at_field(malformed("approvals.delegate_unknown"), "/person"));
        if (std::any_of(accounts.begin(), accounts.end(), is_administrator))
            return fail(at_field(refused("approvals.delegate_administrator").fact("name", card->name), "/person"));
        if (std::none_of(accounts.begin(), accounts.end(),
                         [&](auth::Actor const& one) { return may_stand_in(tx, one, grants); }))
            return fail(at_field(refused("approvals.delegate_unfit").fact("name", card->name), "/person"));
        auto const away =
            actor.person.none() ? Away::unknown : away_by_roster(tx, tools_.vault, actor.person, from, until);
        if (away == Away::no) return fail(refused("approvals.not_away"));
        Delegation made{tools_.ids.next<DelegationId>(),
                        actor.account,
                        actor.person,
                        actor.name,
                        to,
                        card->name,
                        grants,
                        from,
                        until,
                        why,
                        away == Away::yes,
                        tools_.clock.now(),
                        std::nullopt};
        store::insert(tx, tools_.vault, made);
        audit::Event event;
        event.action = "approvals.delegated";
        event.subject_kind = "delegation";
        event.subject = made.id.value;
        event.summary = actor.name + "委托" + card->name + "办理审批，" + from.text() + "至" + until.text();
        event.details = {{"delegate", to.text()}, {"by_roster", made.by_roster ? "yes" : "unknown"}};
        tools_.trail.record(tx, actor, event);
        notices::Message message;
        message.person = to;
        message.kind = "approval_delegated";
        message.title = actor.name + "委托您办理审批";
        message.body = from.text() + "至" + until.text() + "，请代为办理等待的审批。";
        message.link = "/m/approvals";
        message.source_key = "delegation:" + made.id.text();
        tools_.notices.tell(tx, message);
        return made.id;
    });
}

Result<Done> Service::end_delegation(auth::Actor const& actor, DelegationId id) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        if (!store::end(tx, id, actor.account, tools_.clock.now())) return fail(not_found());
        audit::Event event;
        event.action = "approvals.delegation_ended";
        event.subject_kind = "delegation";
        event.subject = id.value;
        event.summary = actor.name + "结束审批委托";
        tools_.trail.record(tx, actor, event);
        return Done{};
    });
}

}  // namespace xinglin::approvals
