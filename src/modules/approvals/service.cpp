// Asking, deciding, withdrawing.
#include "modules/approvals/approvals.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/approvals/stand_in.hpp"
#include "modules/approvals/store.hpp"
#include "platform/auth/second_person.hpp"
#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

#include <algorithm>
#include <set>

namespace xinglin::approvals {

namespace {

constexpr std::string_view codes[] = {"open", "returned", "approved", "withdrawn"};
constexpr std::string_view titles[] = {"待办理", "已退回", "已同意", "已撤回"};

bool covers(std::string_view over, std::string_view path) { return path.substr(0, over.size()) == over; }

/// Whether somebody holds a role, or a right, over the case's organisation.
bool holds(auth::Actor const& actor, std::string_view role, std::string_view path) {
    if (role.find('.') != std::string_view::npos)
        return actor.has(auth::Right{role}) && actor.scope(auth::Right{role}).covers(path);
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](auth::Grant const& grant) {
        return grant.role == role && grant.path != auth::nowhere && covers(grant.path, path);
    });
}

/// The same for grants as a delegation remembers them.
bool holds(std::string const& grants, std::string_view role, std::string_view path) {
    for (auto const line : text::split(grants, '\n')) {
        auto const space = line.find(' ');
        if (space != std::string_view::npos && line.substr(0, space) == role && covers(line.substr(space + 1), path))
            return true;
    }
    return false;
}

bool finished(Case const& one) { return one.state == CaseState::approved || one.state == CaseState::withdrawn; }

}  // namespace

std::string_view code(CaseState state) { return codes[static_cast<std::size_t>(state)]; }
std::string_view title(CaseState state) { return titles[static_cast<std::size_t>(state)]; }
CaseState parse_case_state(std::string_view text) {
    auto const found = std::find(std::begin(codes), std::end(codes), text);
    XL_CHECK(found != std::end(codes));
    return static_cast<CaseState>(found - std::begin(codes));
}

void Service::note(db::Tx& tx, auth::Actor const& actor, Case const& one, std::string what, std::string const& for_name,
                   std::string const& reason) const {
    Act act{tools_.ids.next<ActId>(), what, one.step, actor.account, actor.name, for_name, reason, tools_.clock.now()};
    store::insert(tx, tools_.vault, one.id, act);
    audit::Event event;
    event.action = "approvals." + what;
    event.subject_kind = "approval";
    event.subject = one.id.value;
    event.path = one.path;
    event.summary = one.title + "：" + std::string(title(one.state));
    event.details = {{"kind", one.kind}, {"step", one.step}, {one.subject_kind, std::to_string(one.subject)}};
    if (!for_name.empty()) event.details.emplace_back("on_behalf_of", for_name);
    tools_.trail.record(tx, actor, event);
    if (tools_.hub == nullptr) return;
    // Whoever stands in for somebody away holds nothing over the path.
    std::set<PersonId> told;
    for (auto const person : store::delegates_on(tx, tools_.clock.today())) told.insert(person);
    if (!one.person.none()) told.insert(one.person);
    tx.after_commit([hub = tools_.hub, audience = push::Audience::over(one.path, std::move(told)), asker = one.asked_by,
                     changed = push::Event{"approval", one.id.value, one.version}] {
        hub->notify(audience, changed);
        if (!asker.none()) hub->notify(push::Audience::one(asker), changed);
    });
}

void Service::tell_asker(db::Tx& tx, Case const& one, std::string const& title_text, std::string const& body) const {
    if (one.asked_by.none()) return;
    notices::Message message;
    message.account = one.asked_by;
    message.kind = "approval";
    message.title = title_text;
    message.body = body;
    message.link = (one.person.none() ? "/console/approvals/" : "/m/approvals/") + one.id.text();
    message.source_key = "approval:" + one.id.text() + ":" + std::to_string(one.version);
    tools_.notices.tell(tx, message);
}

Result<Done> Service::announce(db::Tx& tx, auth::Actor const& actor, Case const& one, std::string const& reason) const {
    for (auto const& [kind, listener] : listeners_)
        if (kind == one.kind) TRY(listener->on(tx, actor, {one, reason}));
    return Done{};
}

Result<CaseId> Service::begin(db::Tx& tx, auth::Actor const& actor, Request const& request) {
    auto const* definition = tools_.definitions.find(request.kind);
    XL_CHECK(definition != nullptr);
    auto const& version = definition->newest();
    std::optional<Case> running;
    for (auto& other : store::unfinished(tx, tools_.vault, request.subject_kind, request.subject, request.kind)) {
        bool const own = auth::same_person(actor, other.asked_by, other.person);
        if (request.by_asker && !own) continue;
        if (other.state == CaseState::open) return fail(conflict("approvals.already_asked"));
        if (own) {
            running = std::move(other);
        } else {
            finish(tx, actor, other, CaseState::withdrawn, actor.name + "已另行提出");
        }
    }
    auto one = running.value_or(Case{});
    one.definition = version.number;
    one.detail = request.detail;
    one.payload = request.payload;
    one.step = version.steps.front().code;
    one.role = version.steps.front().who;
    one.state = CaseState::open;
    one.asked_by = actor.account;
    one.person = actor.person;
    one.asked_name = actor.name;
    one.asked_at = tools_.clock.now();
    if (running) {
        if (!store::update(tx, tools_.vault, one)) return fail(conflict("approvals.already_asked"));
        note(tx, actor, one, "asked_again", "", "");
        return one.id;
    }
    one.id = tools_.ids.next<CaseId>();
    one.kind = request.kind;
    one.subject_kind = request.subject_kind;
    one.subject = request.subject;
    one.organisation = request.organisation;
    one.path = request.path;
    one.title = request.title;
    one.link = request.link;
    store::insert(tx, tools_.vault, one);
    note(tx, actor, one, "asked", "", "");
    return one.id;
}

void Service::finish(db::Tx& tx, auth::Actor const& actor, Case& one, CaseState as, std::string const& reason) const {
    one.state = as;
    one.finished_at = tools_.clock.now();
    XL_CHECK(store::update(tx, tools_.vault, one));
    note(tx, actor, one, std::string(code(as)), "", reason);
}

void Service::settle(db::Tx& tx, auth::Actor const& actor, std::string const& kind, std::string const& subject_kind,
                     std::int64_t subject, CaseState as, std::string const& reason) {
    for (auto& one : store::unfinished(tx, tools_.vault, subject_kind, subject, kind)) {
        finish(tx, actor, one, as, reason);
        if (!auth::same_person(actor, one.asked_by, one.person))
            tell_asker(tx, one, one.title + "：" + std::string(title(as)),
                       reason.empty() ? "已经办结。" : reason + "。");
    }
}

std::optional<Case> Service::waiting_case(db::Reader& reader, std::string const& kind, std::string const& subject_kind,
                                          std::int64_t subject) const {
    for (auto& one : store::unfinished(reader, tools_.vault, subject_kind, subject, kind))
        if (one.state == CaseState::open) return std::move(one);
    return std::nullopt;
}

Step const* Service::step_of(Case const& one) const {
    auto const* definition = tools_.definitions.find(one.kind);
    auto const* under = definition == nullptr ? nullptr : definition->find(one.definition);
    return under == nullptr ? nullptr : under->find(one.step);
}

Service::Right Service::right_of(db::Reader& reader, auth::Actor const& actor, Case const& one) const {
    if (holds(actor, one.role, one.path)) return {true, ""};
    if (actor.person.none() || is_administrator(actor)) return {};
    auto const* step = step_of(one);
    bool const reads = step != nullptr && (step->reads.empty() || holds(actor, step->reads, one.path));
    if (!reads) return {};
    for (auto const& given : store::delegated_to(reader, tools_.vault, actor.person, tools_.clock.today())) {
        // Nobody's own request comes back to them through somebody else.
        if (given.account == one.asked_by || (!given.person.none() && given.person == one.person)) continue;
        if (!holds(given.grants, one.role, one.path) || !may_stand_in(reader, actor, given.grants)) continue;
        // A role that is gone is left to nobody; somebody else may have left theirs as well.
        auto const away = tools_.actor(reader, given.account);
        if (away && holds(*away, one.role, one.path)) return {true, given.name};
    }
    return {};
}

Result<Done> Service::decide(auth::Actor const& actor, CaseId id, std::optional<std::int64_t> version, Outcome outcome,
                             std::string const& reason) {
    auto const why = text::trim(reason);
    if (outcome == Outcome::send_back && why.empty())
        return fail(malformed("approvals.reason_missing").field("/reason", "approvals.reason_missing"));
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto one, access(tx, actor, id));
        if (one.state != CaseState::open)
            return fail(conflict("approvals.finished").fact("state", std::string(title(one.state))));
        if (auth::same_person(actor, one.asked_by, one.person)) return fail(refused("approvals.own_case"));
        auto const right = right_of(tx, actor, one);
        if (!right.held) return fail(not_found());
        if (!version) return fail(problem(Kind::precondition, "approvals.version_missing"));
        if (*version != one.version) return fail(problem(Kind::precondition, "approvals.stale"));
        auto const* definition = tools_.definitions.find(one.kind);
        auto const* under = definition == nullptr ? nullptr : definition->find(one.definition);
        XL_CHECK(under != nullptr);
        auto const decided_at = one.step;
        auto const* next = under->after(one.step);
        if (outcome == Outcome::approve && next != nullptr) {
            one.step = next->code;
            one.role = next->who;
        } else {
            one.state = outcome == Outcome::approve ? CaseState::approved : CaseState::returned;
            one.finished_at = outcome == Outcome::approve ? std::optional(tools_.clock.now()) : std::nullopt;
        }
        if (!store::update(tx, tools_.vault, one)) return fail(problem(Kind::precondition, "approvals.stale"));
        auto shown = one;
        shown.step = decided_at;
        note(tx, actor, shown, outcome == Outcome::approve ? "approved" : "returned", right.for_name, why);
        if (one.state == CaseState::open) return Done{};
        tell_asker(tx, one, one.title + std::string(outcome == Outcome::approve ? "：已同意" : "：已退回"),
                   outcome == Outcome::approve ? actor.name + "已同意。" : actor.name + "退回，原因见详情。");
        return announce(tx, actor, one, why);
    });
}

Result<Done> Service::withdraw(auth::Actor const& actor, CaseId id, std::string const& reason) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto one, access(tx, actor, id));
        if (finished(one)) return fail(conflict("approvals.finished").fact("state", std::string(title(one.state))));
        if (!auth::same_person(actor, one.asked_by, one.person)) return fail(not_found());
        one.state = CaseState::withdrawn;
        one.finished_at = tools_.clock.now();
        if (!store::update(tx, tools_.vault, one)) return fail(problem(Kind::precondition, "approvals.stale"));
        note(tx, actor, one, "withdrawn", "", text::trim(reason));
        return announce(tx, actor, one, text::trim(reason));
    });
}

Result<Case> Service::access(db::Reader& reader, auth::Actor const& actor, CaseId id) const {
    auto found = store::find(reader, tools_.vault, id);
    if (!found) return fail(not_found());
    bool seen = auth::same_person(actor, found->asked_by, found->person) || right_of(reader, actor, *found).held;
    auto const* definition = tools_.definitions.find(found->kind);
    auto const* under = definition == nullptr ? nullptr : definition->find(found->definition);
    if (under != nullptr)
        for (auto const& step : under->steps) seen = seen || holds(actor, step.who, found->path);
    if (!seen)
        for (auto const& act : store::acts(reader, tools_.vault, id)) seen = seen || act.account == actor.account;
    if (!seen) return fail(not_found());
    return std::move(*found);
}

Acts Service::acts(db::Reader& reader, auth::Actor const& actor, Case const& one) const {
    Acts out;
    bool const own = auth::same_person(actor, one.asked_by, one.person);
    out.withdraw = own && !finished(one);
    if (own || one.state != CaseState::open) return out;
    auto const right = right_of(reader, actor, one);
    out.decide = right.held;
    out.for_name = right.for_name;
    return out;
}

std::vector<Case> Service::waiting(db::Reader& reader, auth::Actor const& actor, int limit) const {
    std::set<std::pair<std::string, std::string>> asked;
    for (auto const& grant : actor.grants)
        if (grant.path != auth::nowhere) asked.emplace(grant.role, grant.path);
    for (auto const& [kind, definition] : tools_.definitions.all())
        for (auto const& version : definition.versions)
            for (auto const& step : version.steps)
                if (step.who.find('.') != std::string::npos && actor.has(auth::Right{step.who}))
                    for (auto const& range : actor.scope(auth::Right{step.who}).subtrees)
                        asked.emplace(step.who, range.from);
    if (!actor.person.none())
        for (auto const& given : store::delegated_to(reader, tools_.vault, actor.person, tools_.clock.today()))
            for (auto const line : text::split(given.grants, '\n'))
                if (auto const space = line.find(' '); space != std::string_view::npos)
                    asked.emplace(std::string(line.substr(0, space)), std::string(line.substr(space + 1)));
    std::vector<Case> out;
    for (auto const& [role, path] : asked)
        for (auto& one : store::waiting_for(reader, tools_.vault, role, path, limit)) {
            bool const known = std::any_of(out.begin(), out.end(), [&](Case const& c) { return c.id == one.id; });
            if (!known && acts(reader, actor, one).decide) out.push_back(std::move(one));
        }
    std::sort(out.begin(), out.end(), [](Case const& a, Case const& b) { return a.id.value < b.id.value; });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
}

Result<int> Service::adopt_definitions() {
    return tools_.db.write([&](db::Tx& tx) -> Result<int> {
        int moved = 0;
        for (auto const& [kind, definition] : tools_.definitions.all()) {
            auto const& newest = definition.newest();
            if (newest.running != Running::migrate) continue;
            for (auto& one : store::older(tx, tools_.vault, kind, newest.number)) {
                auto const* step = newest.find(one.step);
                if (step == nullptr) step = &newest.steps.front();
                one.definition = newest.number;
                one.step = step->code;
                one.role = step->who;
                if (!store::update(tx, tools_.vault, one)) continue;
                note(tx, auth::Actor::the_system("审批定义"), one, "migrated", "",
                     "改用第" + std::to_string(newest.number) + "版");
                ++moved;
            }
        }
        return moved;
    });
}

}  // namespace xinglin::approvals
