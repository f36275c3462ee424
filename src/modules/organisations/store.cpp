#include "modules/organisations/store.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "gen/organisations/sql.hpp"

#include <set>

namespace xinglin::organisations::store {

namespace {

template <class T>
T known(std::optional<T> value) {
    XL_CHECK(value.has_value());
    return *value;
}

/// Facts from `code` on, in the order all statements share.
Facts facts_from(db::Row const& row, int c) {
    Facts facts;
    facts.code = row.get<std::string>(c);
    facts.kind = known(organisation_kind(row.text(c + 1)));
    facts.name = row.get<std::string>(c + 2);
    facts.short_name = row.get<std::string>(c + 3);
    facts.parent = row.get<OrganisationId>(c + 4);
    facts.path = row.get<std::string>(c + 5);
    facts.unit_case = known(unit_case(row.text(c + 6)));
    facts.unit = row.get<std::string>(c + 7);
    facts.phone = row.get<std::string>(c + 8);
    facts.address = row.get<std::string>(c + 9);
    facts.founded_on = row.get<std::optional<Date>>(c + 10);
    facts.published = row.get<bool>(c + 11);
    return facts;
}

Slice slice_from(db::Row const& row) {
    return {row.get<std::int64_t>(0), row.get<ChangeId>(2), row.get<Date>(3), row.get<Date>(4), facts_from(row, 5)};
}

std::optional<std::string> day_text(std::optional<Date> day) {
    if (day) return day->text();
    return std::nullopt;
}

}  // namespace

Organisation head_from(db::Row const& row) {
    Organisation found;
    found.id = row.get<OrganisationId>(0);
    static_cast<Facts&>(found) = facts_from(row, 1);
    found.since = row.get<Date>(13);
    found.ended_on = row.get<std::optional<Date>>(14);
    found.version = row.get<std::int64_t>(15);
    return found;
}

void take_turn(db::Tx& tx) { tx.run(sql::take_turn); }

std::string next_segment(db::Tx& tx) {
    tx.run(sql::bump_segment);
    auto number = known(tx.value<std::int64_t>(sql::segment)) - 1;
    XL_CHECK(number < 36LL * 36 * 36 * 36);
    std::string segment(4, '0');
    for (int i = 3; i >= 0; --i, number /= 36)
        segment[static_cast<std::size_t>(i)] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    return segment;
}

std::optional<Organisation> find(db::Reader& reader, OrganisationId id) { return reader.one(sql::find, head_from, id); }
std::optional<Organisation> find_by_code(db::Reader& reader, std::string const& code) {
    return reader.one(sql::find_by_code, head_from, code);
}
std::optional<Organisation> top(db::Reader& reader) { return reader.one(sql::top, head_from); }

std::optional<Organisation> find_on(db::Reader& reader, OrganisationId id, Date day) {
    auto const text = day.text();
    auto found = reader.one(sql::find_on, head_from, id, text);
    // The end of the slice is the end of the organisation only when nothing follows it; as of that day it was alive.
    if (found) found->ended_on.reset();
    return found;
}

bool sibling_named(db::Reader& reader, OrganisationId parent, std::string const& name, OrganisationId but) {
    bool taken = false;
    reader.each(
        sql::sibling_named, [&](db::Row const& row) { taken = taken || row.get<OrganisationId>(0) != but; }, parent,
        name);
    return taken;
}
std::int64_t child_count(db::Reader& reader, OrganisationId id) {
    return known(reader.value<std::int64_t>(sql::child_count, id));
}
std::int64_t children_after(db::Reader& reader, OrganisationId id, Date day) {
    auto const text = day.text();
    return known(reader.value<std::int64_t>(sql::child_after, id, text));
}
std::vector<OrganisationId> children(db::Reader& reader, OrganisationId id) {
    return reader.all(
        sql::children_ids, [](db::Row const& row) { return row.get<OrganisationId>(0); }, id);
}

void insert_head(db::Tx& tx, OrganisationId id, std::string const& segment, Facts const& f, Date since) {
    auto const first_day = since.text();
    auto const founded = day_text(f.founded_on);
    tx.run(sql::insert_head, id, segment, f.code, name_of(f.kind), f.name, f.short_name, f.parent, f.path,
           name_of(f.unit_case), f.unit, f.phone, f.address, founded, f.published, first_day);
}

void refresh_head(db::Tx& tx, OrganisationId id, Timeline const& timeline) {
    auto const* last = timeline.last();
    if (last == nullptr) {
        tx.run(sql::end_unborn_head, id);
        return;
    }
    auto const& f = last->facts;
    auto const since = last->from.text();
    auto const founded = day_text(f.founded_on);
    auto const ended = last->to == forever ? std::optional<std::string>() : std::optional(last->to.text());
    tx.run(sql::update_head, id, f.code, name_of(f.kind), f.name, f.short_name, f.parent, f.path, name_of(f.unit_case),
           f.unit, f.phone, f.address, founded, f.published, since, ended);
}

Timeline timeline(db::Reader& reader, OrganisationId id) {
    Timeline found;
    found.organisation = id;
    found.slices = reader.all(sql::timeline, slice_from, id);
    return found;
}

std::vector<Timeline> timelines_under(db::Reader& reader, std::string const& path, Date past) {
    std::vector<Timeline> found;
    auto const range = auth::subtree(path);
    auto const day = past.text();
    reader.each(
        sql::timelines_under,
        [&](db::Row const& row) {
            auto const id = row.get<OrganisationId>(1);
            if (found.empty() || found.back().organisation != id) {
                found.emplace_back();
                found.back().organisation = id;
            }
            found.back().slices.push_back(slice_from(row));
        },
        range.from, range.to, day);
    return found;
}

void save(db::Tx& tx, Timeline& timeline, ChangeId change, Instant at, IdSource& ids) {
    for (auto const& gone : timeline.gone) {
        if (gone.change == change)
            tx.run(sql::drop_version, gone.row);
        else
            tx.run(sql::retire_version, gone.row, change);
    }
    timeline.gone.clear();
    for (auto& slice : timeline.slices) {
        if (slice.row != 0) continue;
        slice.row = ids.next_value();
        slice.change = change;
        auto const& f = slice.facts;
        auto const from = slice.from.text();
        auto const to = slice.to.text();
        auto const founded = day_text(f.founded_on);
        tx.run(sql::insert_version, slice.row, timeline.organisation, from, to, f.code, name_of(f.kind), f.name,
               f.short_name, f.parent, f.path, name_of(f.unit_case), f.unit, f.phone, f.address, founded, f.published,
               change, at);
    }
}

void move_paths(db::Tx& tx, std::string const& from, std::string const& to) {
    auto const range = auth::subtree(from);
    auto const rest = static_cast<std::int64_t>(from.size() + 1);
    tx.run(sql::move_counts, range.from, range.to, to, rest);
    tx.run(sql::move_terms, range.from, range.to, to, rest);
    tx.run(sql::move_changes, range.from, range.to, to, rest);
}

// ---- names for the search ----

void index_names(db::Tx& tx, OrganisationId id, Facts const& facts) {
    tx.run(sql::drop_grams, id);
    std::set<std::string> grams;
    auto const cut = [&](std::string_view name) {
        auto const letters = text::decode(text::lower_ascii(text::without_blanks(text::half_width(name))));
        for (std::size_t i = 0; i < letters.size(); ++i)
            grams.insert(text::encode(std::u32string_view(letters).substr(i, 2)));
    };
    cut(facts.name);
    cut(facts.short_name);
    cut(facts.code);
    for (auto const& [alias, source] : aliases(tx, id)) cut(alias);
    for (auto const& gram : grams) tx.run(sql::put_gram, gram, id);
}

}  // namespace xinglin::organisations::store
