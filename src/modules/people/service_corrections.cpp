// Corrections people ask for in their own file (D04).
#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/refresh.hpp"
#include "modules/people/service.hpp"
#include "modules/people/state_dates.hpp"
#include "modules/people/store.hpp"
#include "modules/people/views.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

/// The present value of the field in question; nothing when the entry is not there.
std::optional<std::string> value_now(File const& file, std::string const& field, EntryId entry) {
    if (entry.none()) return file.value(field);
    for (auto const& row : file.entries) {
        if (row.id != entry) continue;
        auto const found = row.fields.find(field);
        return found == row.fields.end() ? std::string() : found->second.value;
    }
    return std::nullopt;
}

/// Whether this is something people ask for at all.
Result<Done> askable(AskCorrection const& command, Field const& field) {
    if (field.correction == Correction::none)
        return fail(refused("people.not_correctable").fact("field", std::string(field.title)));
    if (find_section(field.section)->entries == command.entry.none()) return fail(malformed("people.entry_missing"));
    return Done{};
}

/// The correction as it waits for whoever decides it.
store::CorrectionRow waiting_row(CorrectionId id, AskCorrection const& command, Field const& field, std::string before,
                                 std::string after) {
    store::CorrectionRow row;
    row.id = id;
    row.person = command.person;
    row.section = std::string(field.section);
    row.entry = command.entry;
    row.field = command.field;
    row.before = std::move(before);
    row.after = std::move(after);
    row.note = command.note;
    row.evidence = command.evidence;
    row.state = "waiting";
    row.decider = field.correction == Correction::office ? "office" : "branch";
    return row;
}

}  // namespace

Result<store::CorrectionRow> Service::ask(auth::Actor const& actor, AskCorrection const& command) {
    auto const today = tools_.clock.today();
    auto const* field = find_field(command.field);
    if (field == nullptr) return fail(not_found());
    if (actor.person.none() || actor.person != command.person) return fail(not_found());
    TRY(askable(command, *field));
    if (!command.evidence.none() && !(own_file_ && own_file_(actor, command.evidence)))
        return fail(malformed("people.evidence_unknown").field("/evidence", "people.evidence_unknown"));
    TRY_ASSIGN(auto const values, check_values({{command.field, command.value}}, "", today));
    if (command.field == "name" && !values.at("name")) return fail(malformed("people.name_missing"));
    return tools_.db.write([&](db::Tx& tx) -> Result<store::CorrectionRow> {
        TRY_ASSIGN(auto const card, access(tx, actor, command.person, rights::read));
        TRY(check_unique(tx, tools_.vault, command.person, values));
        auto const file = fold(store::changes(tx, tools_.vault, command.person), today);
        auto const before = value_now(file, command.field, command.entry);
        if (!before) return fail(not_found());
        auto const after = values.at(command.field).value_or("");
        if (*before == after) return fail(conflict("people.correction_same"));
        for (auto const& waiting : store::corrections_waiting(tx, tools_.vault, command.person))
            if (waiting.field == command.field && waiting.entry == command.entry)
                return fail(conflict("people.correction_waiting"));
        auto row = waiting_row(tools_.ids.next<CorrectionId>(), command, *field, *before, after);
        row.asked_by = actor.account;
        row.asked_at = tools_.clock.now();
        if (field->correction == Correction::at_once) {
            row.state = "applied";
            row.decider.clear();
            row.decided_at = row.asked_at;
            row.decided_by = actor.account;
            store::insert(tx, tools_.vault, row);
            return apply_correction(tx, actor, std::move(row), "self");
        }
        store::insert(tx, tools_.vault, row);
        audit::Event event;
        event.action = "people.correction_asked";
        event.subject_kind = "person";
        event.subject = command.person.value;
        event.path = card.path;
        event.summary = "申请更正" + std::string(field->title);
        event.details = {{"field", command.field}, {"correction", row.id.text()}};
        tools_.trail.record(tx, actor, event);
        publish(tx, CorrectionAsked{command.person, row.id.value, card.path, row.decider == "office",
                                    std::string(field->title)});
        return row;
    });
}

Result<store::CorrectionRow> Service::apply_correction(db::Tx& tx, auth::Actor const& actor, store::CorrectionRow row,
                                                       std::string source) {
    Values values{{row.field, row.after.empty() ? std::nullopt : std::optional(row.after)}};
    auto const* field = find_field(row.field);
    // What the person always was (birth, name as in the archive) is a mistake mended from the beginning; contacts change today.
    auto const from = field->correction == Correction::at_once ? tools_.clock.today() : from_the_beginning;
    auto effective = from;
    for (auto const& change : store::changes(tx, tools_.vault, row.person))
        if (!change.withdrawn && change.entry == row.entry && change.values.count(row.field) != 0)
            effective = std::max(effective, std::min(change.effective_from, tools_.clock.today()));
    auto const before = fold(store::changes(tx, tools_.vault, row.person), tools_.clock.today());
    Change const change{tools_.ids.next_value(),
                        row.person,
                        row.section,
                        row.entry,
                        effective,
                        {std::move(source), 0, row.asked_by, tools_.clock.now()},
                        row.note,
                        values,
                        false,
                        false};
    store::insert(tx, tools_.vault, change);
    states_follow_dates(tx, tools_, change, before);
    TRY(finish(tx, actor, row.person, "people.corrected", "更正" + std::string(field->title),
               {{"field", row.field}, {"correction", row.id.text()}}));
    return row;
}

Result<store::CorrectionRow> Service::decide(auth::Actor const& actor, DecideCorrection const& command) {
    auto const reason = text::trim(command.reason);
    if (!command.approved && reason.empty())
        return fail(malformed("people.reason_needed").field("/reason", "people.reason_needed"));
    return tools_.db.write([&](db::Tx& tx) -> Result<store::CorrectionRow> {
        auto found = store::find_correction(tx, tools_.vault, command.id);
        if (!found) return fail(not_found());
        auto const right = found->decider == "office" ? rights::write_identity : rights::write;
        auto const card = find_card(tx, found->person);
        bool const may = card && (holds(actor, right, card->path) || holds(actor, rights::write_identity, card->path));
        if (!may) return fail(not_found());
        if (actor.person == found->person && !actor.person.none()) return fail(refused("people.own_correction"));
        auto const now = tools_.clock.now();
        if (!store::decide(tx, command.id, command.approved ? "approved" : "refused", actor.account, now, reason))
            return fail(conflict("people.decided_already"));
        found->state = command.approved ? "approved" : "refused";
        found->decided_by = actor.account;
        found->decided_at = now;
        found->reason = reason;
        auto const title = std::string(find_field(found->field)->title);
        publish(tx, CorrectionDecided{found->person, found->id.value, title, command.approved, reason});
        if (command.approved) {
            Values const values{{found->field, found->after.empty() ? std::nullopt : std::optional(found->after)}};
            TRY(check_unique(tx, tools_.vault, found->person, values));
            // What was asked for was a change of the value of then: over another value nobody has agreed to anything.
            auto const file = fold(store::changes(tx, tools_.vault, found->person), tools_.clock.today());
            if (value_now(file, found->field, found->entry) != found->before)
                return fail(conflict("people.correction_overtaken").fact("field", title));
            return apply_correction(tx, actor, std::move(*found), "self");
        }
        audit::Event event;
        event.action = "people.correction_refused";
        event.subject_kind = "person";
        event.subject = found->person.value;
        event.path = card->path;
        event.summary = "不同意更正" + title;
        event.details = {{"field", found->field}, {"correction", found->id.text()}};
        tools_.trail.record(tx, actor, event);
        return *found;
    });
}

Result<Done> Service::withdraw_correction(auth::Actor const& actor, CorrectionId id) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        auto const found = store::find_correction(tx, tools_.vault, id);
        if (!found || actor.person.none() || found->person != actor.person) return fail(not_found());
        if (!store::decide(tx, id, "withdrawn", actor.account, tools_.clock.now(), ""))
            return fail(conflict("people.decided_already"));
        audit::Event event;
        event.action = "people.correction_withdrawn";
        event.subject_kind = "person";
        event.subject = found->person.value;
        event.summary = "撤回更正申请";
        event.details = {{"correction", id.text()}};
        tools_.trail.record(tx, actor, event);
        return Done{};
    });
}

}  // namespace xinglin::people
