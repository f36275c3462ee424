#include "modules/people/service.hpp"

#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/refresh.hpp"
#include "modules/people/state_dates.hpp"
#include "modules/people/store.hpp"
#include "modules/people/views.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

std::string names_of(Values const& values) {
    std::vector<std::string> titles;
    for (auto const& [name, value] : values) titles.emplace_back(find_field(name)->title);
    return text::join(titles, "、");
}

Result<Done> may_write_all(auth::Actor const& actor, Values const& values, std::string_view path, PersonId person) {
    if (!person.none() && actor.person == person) return fail(refused("people.own_file"));
    auto no = forbidden("people.may_not_write");
    for (auto const& [name, value] : values)
        if (!may_write(actor, *find_field(name), path, person)) no.field("/fields/" + name, "people.may_not_write");
    if (!no.fields.empty()) return fail(std::move(no));
    return Done{};
}

Result<Done> check_version(db::Reader& reader, PersonId person, std::optional<std::int64_t> expected) {
    auto const row = store::find(reader, person);
    if (expected && row && row->version != *expected)
        return fail(problem(Kind::precondition, "people.changed_meanwhile"));
    return Done{};
}

}  // namespace

Result<Values> check_values(std::vector<FieldValue> const& fields, std::string_view section, Date today) {
    Values out;
    auto bad = malformed("people.values_invalid");
    for (auto const& given : fields) {
        auto const pointer = "/fields/" + given.name;
        auto const* field = find_field(given.name);
        if (field == nullptr || (!section.empty() && field->section != section)) {
            bad.field(pointer, "people.field_unknown");
            continue;
        }
        if (!given.value || text::trim(*given.value).empty()) {
            out[given.name] = std::nullopt;
            continue;
        }
        auto const checked = check_value(*field, *given.value, today);
        if (!checked.code.empty()) {
            bad.field(pointer, checked.code, checked.detail);
        } else {
            out[given.name] = checked.value;
        }
    }
    if (!bad.fields.empty()) return fail(std::move(bad));
    return out;
}

Result<Saved> Service::finish(db::Tx& tx, auth::Actor const& actor, PersonId person, std::string action,
                              std::string summary, std::vector<std::pair<std::string, std::string>> details) {
    refresh(tx, tools_, person);
    auto const row = store::find(tx, person);
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "person";
    event.subject = person.value;
    event.path = row ? row->path : "";
    event.summary = std::move(summary);
    event.details = std::move(details);
    tools_.trail.record(tx, actor, event);
    return Saved{person, row ? row->version : 0, std::nullopt};
}

namespace {
bool says(Values const& values, std::string_view name) {
    auto const found = values.find(name);
    return found != values.end() && found->second.has_value();
}
}  // namespace

Result<Saved> Service::create(auth::Actor const& actor, CreatePerson const& command) {
    TRY_ASSIGN(auto values, check_values(command.fields, "", tools_.clock.today()));
    auto const state = members::parse_state(command.state.value_or("staff"));
    if (!state) return fail(malformed("people.values_invalid").field("/state", "people.choice_unknown"));
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> {
        auto const organisation = organisations::find(tx, command.organisation);
        if (!organisation || !organisation->live() || !actor.scope(rights::write_identity).covers(organisation->path))
            return fail(not_found("people.organisation_unknown"));
        TRY(may_write_all(actor, values, organisation->path, {}));
        if (members::is_member(*state) && !says(values, "join_date"))
            return fail(malformed("people.values_invalid").field("/fields/join_date", "people.join_date_missing"));
        if (*state == members::State::full && !says(values, "full_date"))
            return fail(malformed("people.values_invalid").field("/fields/full_date", "people.full_date_missing"));
        Import import(tools_, tx, 0, "office", actor.account);
        ImportRow row{values, command.organisation, *state, {}};
        if (import.match(row).by != Match::nobody) { TRY(check_unique(tx, tools_.vault, {}, values)); }
        TRY_ASSIGN(auto const made, import.write(row));
        import.finish();
        audit::Event event;
        event.action = "people.created";
        event.subject_kind = "person";
        event.subject = made.person.value;
        event.path = organisation->path;
        event.summary = "建立人员档案";
        event.details = {{"state", std::string(members::code(*state))}, {"digest", made.digest}};
        tools_.trail.record(tx, actor, event);
        return Saved{made.person, 1, std::nullopt};
    });
}

Result<Saved> Service::change(auth::Actor const& actor, ChangeFields const& command,
                              std::optional<std::int64_t> expected) {
    auto const today = tools_.clock.today();
    auto const* section = find_section(command.section);
    if (section == nullptr || section->entries) return fail(not_found("people.no_section"));
    if (command.effective_from && *command.effective_from > today) return fail(malformed("people.future_edit"));
    if (command.source != "office" && command.source != "archive") return fail(malformed("people.source_unknown"));
    TRY_ASSIGN(auto values, check_values(command.fields, command.section, today));
    if (auto const name = values.find("name"); name != values.end() && !name->second)
        return fail(malformed("people.values_invalid").field("/fields/name", "people.name_missing"));
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> {
        TRY_ASSIGN(auto const card, access(tx, actor, command.id, rights::read));
        TRY(may_write_all(actor, values, card.path, command.id));
        TRY(check_version(tx, command.id, expected));
        TRY(check_unique(tx, tools_.vault, command.id, values));
        auto const file = fold(store::changes(tx, tools_.vault, command.id), today);
        Change change{tools_.ids.next_value(),
                      command.id,
                      command.section,
                      {},
                      command.mistake ? from_the_beginning : command.effective_from.value_or(today),
                      {command.source, 0, actor.account, tools_.clock.now()},
                      command.reason,
                      {},
                      false,
                      false};
        for (auto const& [name, value] : values)
            if (file.value(name) != value.value_or("")) change.values.emplace(name, value);
        if (change.values.empty()) return Saved{command.id, store::find(tx, command.id)->version, std::nullopt};
        // A mistake is mended as far back as the wrong value holds.
        if (command.mistake)
            for (auto const& [name, value] : change.values)
                if (auto const known = file.fields.find(name); known != file.fields.end())
                    change.effective_from = std::max(change.effective_from, known->second.effective_from);
        store::insert(tx, tools_.vault, change);
        states_follow_dates(tx, tools_, change, file);
        return finish(tx, actor, command.id, "people.changed", "修改" + names_of(change.values),
                      {{"section", command.section}, {"effective_from", change.effective_from.text()}});
    });
}

Result<Saved> Service::change_entry(auth::Actor const& actor, ChangeEntry const& command,
                                    std::optional<std::int64_t> expected) {
    auto const today = tools_.clock.today();
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> {
        TRY_ASSIGN(auto const card, access(tx, actor, command.id, rights::read));
        auto name = command.section;
        if (!command.entry.none()) {
            auto const file = fold(store::changes(tx, tools_.vault, command.id), today);
            auto const found = std::find_if(file.entries.begin(), file.entries.end(),
                                            [&](Entry const& entry) { return entry.id == command.entry; });
            if (found == file.entries.end()) return fail(not_found());
            name = found->section;
        }
        auto const* section = find_section(name);
        if (section == nullptr || !section->entries) return fail(not_found("people.no_section"));
        TRY_ASSIGN(auto values, check_values(command.fields, name, today));
        bool const filled =
            std::any_of(values.begin(), values.end(), [](auto const& one) { return one.second.has_value(); });
        // A change may clear a field; a new entry that says nothing is none.
        if (values.empty() || (command.entry.none() && !filled)) return fail(malformed("people.entry_empty"));
        TRY(may_write_all(actor, values, card.path, command.id));
        TRY(check_version(tx, command.id, expected));
        auto const entry = command.entry.none() ? tools_.ids.next<EntryId>() : command.entry;
        store::insert(tx, tools_.vault,
                      {tools_.ids.next_value(),
                       command.id,
                       name,
                       entry,
                       from_the_beginning,
                       {"office", 0, actor.account, tools_.clock.now()},
                       command.reason,
                       values,
                       false,
                       false});
        TRY_ASSIGN(auto saved, finish(tx, actor, command.id, "people.changed",
                                      std::string(section->title) + "：修改" + names_of(values),
                                      {{"section", name}, {"entry", entry.text()}}));
        saved.entry = entry;
        return saved;
    });
}

Result<Saved> Service::remove_entry(auth::Actor const& actor, RemoveEntry const& command,
                                    std::optional<std::int64_t> expected) {
    auto const today = tools_.clock.today();
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> {
        TRY_ASSIGN(auto const card, access(tx, actor, command.id, rights::read));
        auto const file = fold(store::changes(tx, tools_.vault, command.id), today);
        auto const found = std::find_if(file.entries.begin(), file.entries.end(),
                                        [&](Entry const& entry) { return entry.id == command.entry; });
        if (found == file.entries.end()) return fail(not_found());
        Values all;
        for (auto const& [name, known] : found->fields) all.emplace(name, std::nullopt);
        TRY(may_write_all(actor, all, card.path, command.id));
        TRY(check_version(tx, command.id, expected));
        if (command.reason.empty()) return fail(malformed("people.reason_needed"));
        store::insert(tx, tools_.vault,
                      {tools_.ids.next_value(),
                       command.id,
                       found->section,
                       command.entry,
                       today,
                       {"office", 0, actor.account, tools_.clock.now()},
                       command.reason,
                       {},
                       true,
                       false});
        return finish(tx, actor, command.id, "people.entry_removed",
                      std::string(find_section(found->section)->title) + "：删除一项",
                      {{"section", found->section}, {"entry", command.entry.text()}});
    });
}

Result<std::string> Service::reveal(auth::Actor const& actor, Reveal const& command) {
    auto const* field = find_field(command.field);
    if (field == nullptr) return fail(not_found());
    bool const own = !actor.person.none() && actor.person == command.id;
    auto const purpose = text::trim(command.purpose);
    if (!own && text::length(purpose) < 2)
        return fail(malformed("people.purpose_missing").field("/purpose", "people.purpose_missing"));
    return tools_.db.write([&](db::Tx& tx) -> Result<std::string> {
        TRY_ASSIGN(auto const card, access(tx, actor, command.id, rights::read));
        auto const right = field->writer == Writer::discipline ? rights::discipline : rights::reveal;
        if (!own && !holds(actor, right, card.path)) return fail(forbidden());
        auto const file = fold(store::changes(tx, tools_.vault, command.id), tools_.clock.today());
        std::string value;
        if (command.entry.none()) {
            value = file.value(command.field);
        } else {
            for (auto const& entry : file.entries)
                if (entry.id == command.entry)
                    if (auto const found = entry.fields.find(command.field); found != entry.fields.end())
                        value = found->second.value;
        }
        if (value.empty()) return fail(not_found("people.no_value"));
        audit::Event event;
        event.action = "people.revealed";
        event.subject_kind = "person";
        event.subject = command.id.value;
        event.path = card.path;
        event.summary = "查看" + std::string(field->title) + (own ? "（本人）" : "");
        event.details = {{"field", command.field}, {"class", "sensitive"}, {"purpose", own ? "本人查看" : purpose}};
        tools_.trail.record(tx, actor, event);
        return shown(*field, value);
    });
}

Result<int> Service::recheck(int limit) {
    return tools_.db.write([&](db::Tx& tx) -> Result<int> {
        auto const due = store::recheck_due(tx, tools_.clock.today(), limit);
        for (auto const person : due) refresh(tx, tools_, person);
        return static_cast<int>(due.size());
    });
}

}  // namespace xinglin::people
