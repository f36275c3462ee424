#include "modules/people/import.hpp"

#include "base/text.hpp"
#include "modules/people/field_map.hpp"
#include "modules/people/people.hpp"
#include "modules/people/refresh.hpp"
#include "modules/people/store.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

std::optional<std::string> given(Values const& values, std::string_view field) {
    auto const found = values.find(field);
    return found == values.end() ? std::nullopt : found->second;
}

std::optional<PartialDate> date_in(Values const& values, std::string_view field) {
    auto const text = given(values, field);
    return text ? PartialDate::parse(*text) : std::nullopt;
}

PartialDate beginning() { return PartialDate::of(from_the_beginning); }

/// Only what differs from the file.
Values changed_values(File const& file, Values const& values) {
    Values out;
    for (auto const& [name, value] : values)
        if (file.value(name) != value.value_or("")) out.emplace(name, value);
    return out;
}

std::string digest_of(Change const& change, ImportRow const& row) {
    auto text = change.person.text() + '|' + write_values(change.values, false) + write_values(change.values, true) +
                '|' + row.organisation.text();
    if (row.state) text.append("|").append(members::code(*row.state));
    return text::hex(crypto::sha256(text));
}

std::optional<members::Flag> flag_held(members::Standing const& standing, ImportRow::FlagValue const& wanted) {
    return standing.has(wanted.flag) == wanted.on ? std::optional(wanted.flag) : std::nullopt;
}

}  // namespace

Import::Import(Tools const& tools, db::Tx& tx, std::int64_t batch, std::string source, AccountId account)
    : tools_(tools),
      tx_(tx),
      batch_(batch),
      source_(std::move(source)),
      account_(account),
      now_(tools.clock.now()),
      today_(local_date(now_)) {}

void Import::act_for(auth::Actor const& actor, auth::Scope scope) {
    scope_ = std::move(scope);
    self_ = actor.person;
}

members::Origin Import::origin() const { return {source_, batch_, account_, now_}; }

Import::Place* Import::place(OrganisationId organisation) {
    auto const known = places_.find(organisation);
    if (known != places_.end()) return &known->second;
    auto const found = organisations::find(tx_, organisation);
    if (!found || !found->live()) return nullptr;
    return &places_.emplace(organisation, Place{found->path, {}}).first->second;
}

Matched Import::match(ImportRow const& row) {
    if (auto const number = given(row.values, "resident_id"))
        if (auto const found = store::find_by_resident_key(tx_, resident_key(tools_.vault, *number)))
            return {Match::resident_id, found->id, !scope_.covers(found->path)};
    if (auto const staff_no = given(row.values, "staff_no"))
        if (auto const found = store::find_by_staff_no(tx_, *staff_no))
            return {Match::staff_no, found->id, !scope_.covers(found->path)};
    return {};
}

Result<ImportOutcome> Import::write(ImportRow const& row) { return write(row, match(row)); }

Result<ImportOutcome> Import::write(ImportRow const& row, Matched const& found) {
    return found.by == Match::nobody ? create(row) : write_to(found.person, row);
}

std::vector<members::StateRow> Import::state_rows(PersonId person, ImportRow const& row, members::State state) const {
    using members::State;
    auto const join = date_in(row.values, "join_date"), full = date_in(row.values, "full_date");
    std::vector<members::StateRow> rows;
    auto const add = [&](State to, PartialDate from) {
        rows.push_back({tools_.ids.next_value(), person, to, from, "", "", std::nullopt, origin(), false});
    };
    switch (state) {
        case State::staff:
            break;  // what everybody is before the first row
        case State::applicant:
            add(state, date_in(row.values, "applied_on").value_or(PartialDate::of(today_)));
            break;
        case State::activist:
            add(state, date_in(row.values, "activist_on").value_or(PartialDate::of(today_)));
            break;
        case State::prospect:
            add(state, date_in(row.values, "prospect_on").value_or(PartialDate::of(today_)));
            break;
        case State::probationary:
            add(state, join.value_or(PartialDate::of(today_)));
            break;
        case State::full:
            if (join && full && !(*join == *full)) add(State::probationary, *join);
            add(state, full ? *full : join.value_or(beginning()));
            break;
        default:
            if (join) add(State::probationary, *join);
            if (full) add(State::full, *full);
            add(state, PartialDate::of(today_));
    }
    return rows;
}

Result<ImportOutcome> Import::create(ImportRow const& row) {
    if (row.organisation.none()) return fail(malformed("people.organisation_missing"));
    if (!given(row.values, "name")) return fail(malformed("people.name_missing"));
    auto* const where = place(row.organisation);
    if (where == nullptr) return fail(not_found("people.organisation_unknown"));
    if (!scope_.covers(where->path)) return fail(forbidden("people.outside_scope"));

    // Nobody matched: neither the resident ID nor the staff number is anybody's.
    Whole whole;
    auto const person = tools_.ids.next<PersonId>();
    whole.changes.push_back(
        {tools_.ids.next_value(), person, "", {}, from_the_beginning, origin(), "", row.values, false, false});
    whole.history.states = state_rows(person, row, row.state.value_or(members::State::staff));
    whole.history.affiliations.push_back(
        {tools_.ids.next_value(), person, row.organisation, beginning(), "", origin(), false});
    for (auto const& flag : row.flags)
        if (flag.on)
            whole.history.flags.push_back({tools_.ids.next_value(), person, flag.flag, true,
                                           flag.since.value_or(PartialDate::of(today_)), flag.detail, origin(), false});
    whole.file = fold(whole.changes, today_);
    whole.standing = members::standing_on(whole.history, today_);

    store::insert(tx_, tools_.vault, whole.changes.front());
    for (auto const& state : whole.history.states) members::store::insert(tx_, tools_.vault, state);
    for (auto const& affiliation : whole.history.affiliations) members::store::insert(tx_, affiliation);
    for (auto const& flag : whole.history.flags) members::store::insert(tx_, flag);
    RosterRow fresh;
    fresh.id = person;
    fresh.created_batch = batch_;
    fresh.created_at = now_;
    Surroundings const around{
        [&](OrganisationId id) { return std::optional<std::string>(place(id)->path); },
        [&](OrganisationId id, organisations::Counts const& delta) { place(id)->delta += delta; }};
    write_projection(tx_, tools_, whole, std::nullopt, std::move(fresh), around);
    return ImportOutcome{ImportOutcome::What::created, person, digest_of(whole.changes.front(), row)};
}

namespace {

/// The row with the dates of the party section that it leaves as they are: a new state begins on one of them.
ImportRow with_known_dates(ImportRow row, File const& file) {
    for (auto const* field : {"applied_on", "activist_on", "prospect_on", "join_date", "full_date"})
        if (auto const& known = file.value(field); !row.values.contains(field) && !known.empty())
            row.values.emplace(field, known);
    return row;
}

}  // namespace

/// Whether a file may set this state of somebody known: one lawful step that one person may take about another.
bool Import::state_open(PersonId person, Whole const& whole, ImportRow const& row) const {
    if (!self_.none() && self_ == person) return false;
    auto const dated = with_known_dates(row, whole.file);
    auto const rows = state_rows(person, dated, *row.state);
    members::TransitionFacts facts;
    facts.from = whole.standing.state;
    facts.from_since = whole.standing.state_since;
    facts.probation_until = whole.standing.probation_until;
    facts.birth = whole.file.date("birth_date");
    facts.join_date = date_in(dated.values, "join_date");
    facts.today = today_;
    auto const on = rows.empty() ? today_ : rows.back().from.earliest();
    auto const step = members::check_transition(facts, {*row.state, on, "导入文件"}, members::terms_on(on));
    return step && !step->second_person;
}

std::vector<FieldDifference> Import::difference(PersonId person, ImportRow const& row) {
    auto const whole = read_whole(tx_, tools_.vault, person, today_);
    std::vector<FieldDifference> out;
    for (auto const& [name, value] : changed_values(whole.file, row.values)) {
        auto const* field = find_field(name);
        auto const& before = whole.file.value(name);
        auto const known = whole.file.fields.find(name);
        auto const text = [&](std::string const& raw) {
            return field->sealed ? mask(*field, raw) : shown(*field, raw);
        };
        out.push_back({name, std::string(field->title), text(before), text(value.value_or("")), field->sealed,
                       known == whole.file.fields.end() ? std::string() : known->second.source});
    }
    auto const name_of = [&](OrganisationId id) {
        auto const found = organisations::find(tx_, id);
        return found ? found->name : std::string();
    };
    if (!row.organisation.none() && row.organisation != whole.standing.organisation)
        out.push_back(
            {"organisation", "所在党组织", name_of(whole.standing.organisation), name_of(row.organisation), false, ""});
    if (row.state && *row.state != whole.standing.state)
        out.push_back({"state", "人员类别", std::string(members::title(whole.standing.state)),
                       std::string(members::title(*row.state)), false, "", !state_open(person, whole, row)});
    for (auto const& flag : row.flags)
        if (!flag_held(whole.standing, flag))
            out.push_back({"flag." + std::string(members::code(flag.flag)), std::string(members::title(flag.flag)),
                           flag.on ? "否" : "是", flag.on ? "是" : "否", false, ""});
    return out;
}

Result<ImportOutcome> Import::write_to(PersonId person, ImportRow const& row) {
    auto const old = store::find(tx_, person);
    if (!old) return fail(not_found());
    if (!scope_.covers(old->path)) return fail(forbidden("people.outside_scope"));
    auto whole = read_whole(tx_, tools_.vault, person, today_);
    Change change{tools_.ids.next_value(),
                  person,
                  "",
                  {},
                  today_,
                  origin(),
                  "",
                  changed_values(whole.file, row.values),
                  false,
                  false};
    TRY(check_unique(tx_, tools_.vault, person, change.values));
    bool const moved = !row.organisation.none() && row.organisation != whole.standing.organisation;
    if (moved && place(row.organisation) == nullptr) return fail(not_found("people.organisation_unknown"));
    if (moved && !scope_.covers(place(row.organisation)->path)) return fail(forbidden("people.outside_scope"));
    bool const restated = row.state && *row.state != whole.standing.state;
    if (restated && !state_open(person, whole, row)) return fail(refused("people.state_by_file"));
    auto const from = whole.standing;
    auto const flags_differ = std::any_of(row.flags.begin(), row.flags.end(),
                                          [&](auto const& flag) { return !flag_held(whole.standing, flag); });
    if (change.values.empty() && !moved && !restated && !flags_differ)
        return ImportOutcome{ImportOutcome::What::same, person, ""};

    // Written even without fields: it is what ties the person to the batch for a reversal.
    store::insert(tx_, tools_.vault, change);
    if (restated) {
        auto states = state_rows(person, with_known_dates(row, whole.file), *row.state);
        if (states.empty())
            states.push_back(
                {tools_.ids.next_value(), person, *row.state, PartialDate::of(today_), "", "", {}, origin(), false});
        for (auto const& state : states) members::store::insert(tx_, tools_.vault, state);
        for (auto* subscriber : subscribers_)
            subscriber->on(tx_, StateChanged{person, from.state, *row.state, states.back().from.earliest()});
    }
    if (moved) move(person, from.organisation, row.organisation);
    for (auto const& flag : row.flags)
        if (!flag_held(whole.standing, flag))
            members::store::insert(
                tx_, members::FlagRow{tools_.ids.next_value(), person, flag.flag, flag.on,
                                      flag.since.value_or(PartialDate::of(today_)), flag.detail, origin(), false});
    whole = read_whole(tx_, tools_.vault, person, today_);
    Surroundings const around{
        [&](OrganisationId id) -> std::optional<std::string> {
            if (auto* const known = place(id)) return known->path;
            return organisations::find(tx_, id)->path;  // an organisation that has ended keeps its people
        },
        [&](OrganisationId id, organisations::Counts const& delta) {
            if (auto* const known = place(id)) {
                known->delta += delta;
            } else {
                organisations::adjust_counts(tx_, id, delta);
            }
        }};
    write_projection(tx_, tools_, whole, old, {}, around);
    return ImportOutcome{ImportOutcome::What::changed, person, digest_of(change, row)};
}

/// As a transfer does: posts in the branch that is left end with the relation.
void Import::move(PersonId person, OrganisationId from, OrganisationId to) {
    auto const row = tools_.ids.next_value();
    members::store::insert(tx_, {row, person, to, PartialDate::of(today_), "", origin(), false});
    organisations::end_posts_of(tx_, person, today_, from, row);
    for (auto* subscriber : subscribers_) subscriber->on(tx_, PersonMoved{person, from, to, today_});
}

void Import::finish() {
    for (auto& [organisation, where] : places_) {
        if (where.delta == organisations::Counts{}) continue;
        organisations::adjust_counts(tx_, organisation, where.delta);
        where.delta = {};
    }
}

namespace {

bool built_on(db::Reader& reader, PersonId person, std::int64_t last, std::int64_t batch) {
    return store::later_than(reader, person, last, batch) || members::store::later_than(reader, person, last, batch);
}

}  // namespace

Reversed reverse_batch(db::Tx& tx, Tools const& tools, std::int64_t batch, PersonId& after, int limit) {
    Reversed turn;
    auto const now = tools.clock.now();
    for (auto const& [person, last] : store::batch_last(tx, batch, after, limit)) {
        after = person;
        ++turn.people;
        if (built_on(tx, person, last, batch)) {
            ++turn.kept;
            continue;
        }
        auto const history = members::store::history(tx, person);
        store::withdraw_changes(tx, person, batch, now);
        members::store::withdraw(tx, person, batch, now);
        for (auto const& move : history.affiliations)
            if (move.origin.batch == batch && !move.withdrawn) organisations::reopen_posts_of(tx, person, move.id);
        refresh(tx, tools, person);
    }
    return turn;
}

std::vector<PersonId> built_on_batch(db::Reader& reader, std::int64_t batch, int limit) {
    constexpr int a_look = 500;
    std::vector<PersonId> out;
    PersonId after;
    for (;;) {
        auto const people = store::batch_last(reader, batch, after, a_look);
        for (auto const& [person, last] : people) {
            after = person;
            if (built_on(reader, person, last, batch)) out.push_back(person);
            if (static_cast<int>(out.size()) >= limit) return out;
        }
        if (static_cast<int>(people.size()) < a_look) return out;
    }
}

}  // namespace xinglin::people
