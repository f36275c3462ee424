#include "modules/organisations/service.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/organisations/work.hpp"
#include "platform/auth/second_person.hpp"
#include "platform/db/db.hpp"

namespace xinglin::organisations {

Result<OrganisationId> make_change(Work& work, ChangeCommand const& command) {
    if (command.kind != ChangeKind::create && command.kind != ChangeKind::merge && !command.organisation_id)
        return fail(malformed("organisations.needs_organisation")
                        .field("/organisation_id", "organisations.needs_organisation"));
    if (command.organisation_id && command.expected_version) {
        auto const seen = store::find(work.tx, *command.organisation_id);
        if (seen && seen->version != *command.expected_version)
            return fail(problem(Kind::precondition, "organisations.stale"));
    }
    switch (command.kind) {
        case ChangeKind::create:
            return create(work, command);
        case ChangeKind::rename:
            return rename(work, command);
        case ChangeKind::amend:
            return amend(work, command);
        case ChangeKind::move:
            return move(work, command);
        case ChangeKind::split:
            return split(work, command);
        case ChangeKind::merge:
            return merge(work, command);
        case ChangeKind::upgrade:
            return upgrade(work, command);
        case ChangeKind::dissolve:
            return dissolve(work, command);
    }
    XL_CHECK(false);
}

Result<Organisation> Service::readable(db::Reader& reader, auth::Actor const& actor, OrganisationId id) const {
    if (!actor.has(rights::read)) return fail(forbidden());
    auto found = store::find(reader, id);
    if (!found) return fail(not_found());
    auto const scope = actor.scope(rights::read);
    if (scope.covers(found->path)) return std::move(*found);
    auto const own = scope.self && people_ ? people_->path_of(reader, *scope.self) : std::nullopt;
    if (!own || !text::starts_with(*own, found->path)) return fail(not_found());
    return std::move(*found);
}

void Service::record(db::Tx& tx, auth::Actor const& actor, std::string action, Organisation const& organisation,
                     std::string summary, std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "organisation";
    event.subject = organisation.id.value;
    event.path = organisation.path;
    event.summary = std::move(summary);
    event.details = std::move(details);
    trail_.record(tx, actor, event);
}

Result<Done> Service::valid(ChangeCommand const& command, Date today) const {
    if (command.effective_on == Date{})
        return fail(malformed("organisations.needs_date").field("/effective_on", "organisations.needs_date"));
    if (today < command.effective_on)
        return fail(conflict("organisations.future_date")
                        .fact("date", command.effective_on.text())
                        .field("/effective_on", "organisations.future_date"));
    if (text::trim(command.reason).empty() && command.kind != ChangeKind::amend)
        return fail(malformed("organisations.needs_reason").field("/reason", "organisations.needs_reason"));
    return Done{};
}

Result<ChangeOutcome> Service::change_in(db::Tx& tx, auth::Actor const& actor, ChangeCommand const& command) {
    if (!actor.has(rights::write)) return fail(forbidden());
    auto const today = clock_.today();
    TRY(valid(command, today));
    store::take_turn(tx);
    auto const rules = regulations::rules(tx, book_);
    ChangeContext const context{ids_.next<ChangeId>(), actor, command.effective_on, clock_.now(),
                                text::trim(command.reason)};
    store::ChangeRow row;
    row.id = context.change;
    row.kind = command.kind;
    row.effective_on = command.effective_on;
    row.reason = context.reason;
    row.basis = text::trim(command.basis);
    row.late = !command.historic && is_late(command.effective_on, today, rules);
    row.recorded_at = context.now;
    row.recorded_by = actor.account;
    row.recorded_by_name = actor.name;
    row.recorded_by_person = actor.person;
    store::insert_change(tx, row);

    Work work(tx, context, ids_, followers_, rules);
    TRY_ASSIGN(auto const id, make_change(work, command));
    regulations::phrase(work.verdict);
    if (!command.dry_run) TRY(work.verdict.enforce());

    auto const organisation = store::find(tx, id);
    XL_CHECK(organisation.has_value());
    store::finish_change(tx, context.change, id, organisation->path);
    store::insert_effects(tx, context.change, work.effects);
    store::insert_moves(tx, context.change, work.moves);
    record(tx, actor, std::string("organisations.") + std::string(name_of(command.kind)), *organisation,
           std::string(title_of(command.kind)) + "：" + called(*organisation),
           {{"change", context.change.text()},
            {"effective_on", command.effective_on.text()},
            {"reason", context.reason},
            {"basis", row.basis},
            {"late", row.late ? "true" : "false"}});
    ChangeOutcome outcome;
    outcome.change = context.change;
    outcome.organisation = id;
    outcome.late = row.late;
    outcome.blocked = work.verdict.blocked();
    outcome.effects = std::move(work.effects);
    outcome.findings = std::move(work.verdict.findings);
    return outcome;
}

Result<ChangeOutcome> Service::change(auth::Actor const& actor, ChangeCommand const& command) {
    if (!command.dry_run) return db_.write([&](db::Tx& tx) { return change_in(tx, actor, command); });
    // The preview is the change itself, rolled back: nothing it shows can differ from what it will do.
    std::optional<ChangeOutcome> seen;
    auto const rolled_back = db_.write([&](db::Tx& tx) -> Result<ChangeOutcome> {
        seen.reset();
        TRY_ASSIGN(auto outcome, change_in(tx, actor, command));
        seen = std::move(outcome);
        return fail(problem(Kind::conflict, "organisations.only_preview"));
    });
    if (!seen) return fail(rolled_back.error());
    seen->dry_run = true;
    seen->change = {};
    return std::move(*seen);
}

Result<Done> Service::undo_in(db::Tx& tx, auth::Actor const& actor, ChangeId id, std::string const& reason) {
    store::take_turn(tx);
    auto const row = store::find_change(tx, id);
    if (!row || !actor.scope(rights::write).covers(row->path)) return fail(not_found("organisations.change_not_found"));
    if (row->undone_at) return fail(conflict("organisations.already_undone"));
    if (text::trim(reason).empty())
        return fail(malformed("organisations.needs_reason").field("/reason", "organisations.needs_reason"));
    if (auto const later = store::built_on(tx, id)) {
        auto const what = store::find_change(tx, *later);
        return fail(
            conflict("organisations.built_on")
                .fact("what", what ? std::string(title_of(what->kind)) + "，" + what->effective_on.text() : ""));
    }
    ChangeContext const context{ids_.next<ChangeId>(), actor, row->effective_on, clock_.now(), text::trim(reason)};
    // Paths go back first, so that followers find their rows where they were.
    for (auto const& [from, to] : store::moves_back(tx, id)) {
        store::move_paths(tx, to, from);
        for (auto* follower : followers_) follower->path_moved(tx, context, to, from);
    }
    for (auto follower = followers_.rbegin(); follower != followers_.rend(); ++follower)
        TRY((*follower)->undo(tx, context, id));
    auto const born = store::born_in(tx, id);
    for (auto const organisation : born) {
        if (store::counts_of(tx, organisation).people() > 0 || store::open_term(tx, organisation) ||
            !store::posts(tx, organisation, std::nullopt).empty())
            return fail(conflict("organisations.built_on").fact("what", "新组织已有人员、职务或任期"));
    }
    auto const touched = store::touched_by(tx, id);
    store::swap_back(tx, id, context.change);
    store::drop_aliases_of(tx, id);
    store::reopen(tx, id);
    // What was born in it ends first: its code may be needed by one that lives again.
    for (bool const unborn : {true, false})
        for (auto const organisation : touched) {
            auto const life = store::timeline(tx, organisation);
            if (life.slices.empty() != unborn) continue;
            if (!unborn)
                if (auto const holder = store::find_by_code(tx, life.slices.back().facts.code);
                    holder && holder->id != organisation)
                    return fail(
                        conflict("organisations.code_taken").fact("code", holder->code).fact("name", called(*holder)));
            store::refresh_head(tx, organisation, life);
            if (!unborn) store::index_names(tx, organisation, life.slices.back().facts);
        }
    XL_CHECK(store::mark_undone(tx, id, context.now, actor.account, actor.name, context.reason));
    record(tx, actor, "organisations.undone", *store::find(tx, row->organisation),
           "撤回" + std::string(title_of(row->kind)), {{"change", id.text()}, {"reason", context.reason}});
    return Done{};
}

Result<Done> Service::undo(auth::Actor const& actor, ChangeId id, std::string const& reason) {
    if (!actor.has(rights::write)) return fail(forbidden());
    return db_.write([&](db::Tx& tx) { return undo_in(tx, actor, id, reason); });
}

Result<Done> Service::countersign(auth::Actor const& actor, ChangeId id) {
    if (!actor.has(rights::countersign)) return fail(forbidden());
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        auto const row = store::find_change(tx, id);
        if (!row || !actor.scope(rights::countersign).covers(row->path))
            return fail(not_found("organisations.change_not_found"));
        if (!row->late || row->undone_at) return fail(conflict("organisations.not_late"));
        if (auth::same_person(actor, row->recorded_by, row->recorded_by_person))
            return fail(conflict("organisations.own_entry"));
        if (!store::countersign(tx, id, clock_.now(), actor.account, actor.name))
            return fail(conflict("organisations.already_countersigned"));
        record(tx, actor, "organisations.countersigned", *store::find(tx, row->organisation),
               "复核补录：" + std::string(title_of(row->kind)), {{"change", id.text()}});
        return Done{};
    });
}

}  // namespace xinglin::organisations
