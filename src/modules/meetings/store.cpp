#include "modules/meetings/store.hpp"

#include "gen/meetings/sql.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/stored.hpp"

#include <algorithm>
#include <array>

namespace xinglin::meetings::store {

namespace {

/// Between the parts of what is sealed; texts from outside hold no control characters.
constexpr char part_mark = '\x1f';

crypto::Place reasons_place(std::int64_t attendee) { return {"meetings_attendees", "reasons_sealed", attendee}; }

std::string_view reason_code(std::optional<AbsenceReason> const& reason) {
    return reason ? code(*reason) : std::string_view();
}

/// Why somebody cannot come, was not there, or does not count: one sealed value, as sql/meetings_clear_reasons packs it.
std::optional<db::Blob> sealed_reasons(crypto::Vault const& vault, Attendee const& a) {
    std::string out(reason_code(a.reply_reason));
    for (auto const part : {std::string_view(a.reply_text), reason_code(a.absence_reason),
                            std::string_view(a.absence_text), std::string_view(a.basis)})
        out.append(1, part_mark).append(part);
    bool const none = std::all_of(out.begin(), out.end(), [](char one) { return one == part_mark; });
    return crypto::sealed_text(vault, reasons_place(a.id.value), none ? std::string_view() : std::string_view(out));
}

void open_reasons(crypto::Vault const& vault, db::Row const& row, int column, Attendee& out) {
    auto const clear = crypto::opened_text(vault, reasons_place(out.id.value), row, column);
    if (clear.empty()) return;
    auto const parts = text::split(clear, part_mark);
    XL_CHECK(parts.size() == 5);
    out.reply_reason = parse_absence_reason(parts[0]);
    out.reply_text = parts[1];
    out.absence_reason = parse_absence_reason(parts[2]);
    out.absence_text = parts[3];
    out.basis = parts[4];
}

auto attendee_from(crypto::Vault const& vault) {
    return [&vault](db::Row const& row) {
        Attendee out;
        out.id = row.get<AttendeeId>(0);
        out.person = row.get<PersonId>(1);
        out.name = row.get<std::string>(2);
        out.part = known(parse_part(row.text(3)));
        out.state = known(members::parse_state(row.text(4)));
        out.counting = known(parse_counting(row.text(5)));
        out.gone = row.get<bool>(6);
        out.told_at = row.get<std::optional<Instant>>(7);
        out.reply = known(parse_reply(row.text(8)));
        out.replied_at = row.get<std::optional<Instant>>(9);
        out.presence = known(parse_presence(row.text(10)));
        open_reasons(vault, row, 11, out);
        return out;
    };
}

}  // namespace

Meeting meeting_from(db::Row const& row) {
    Meeting out;
    out.id = row.get<MeetingId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    out.kind = known(parse_meeting_kind(row.text(3)));
    out.year = row.get<int>(4);
    out.number = row.get<int>(5);
    out.title = row.get<std::string>(6);
    out.starts_at = row.get<Instant>(7);
    out.ends_at = row.get<Instant>(8);
    out.place = row.get<std::string>(9);
    out.chair = row.get<PersonId>(10);
    out.recorder = row.get<PersonId>(11);
    out.state = known(parse_meeting_state(row.text(12)));
    out.called_at = row.get<std::optional<Instant>>(13);
    out.started_at = row.get<std::optional<Instant>>(14);
    out.ended_at = row.get<std::optional<Instant>>(15);
    out.closed_at = row.get<std::optional<Instant>>(16);
    out.cancelled_at = row.get<std::optional<Instant>>(17);
    out.cancel_reason = row.get<std::string>(18);
    out.late_reason = row.get<std::string>(19);
    out.late = row.get<bool>(20);
    out.countersigned_at = row.get<std::optional<Instant>>(21);
    out.countersigned_by = row.get<AccountId>(22);
    out.countersigned_name = row.get<std::string>(23);
    out.created_at = row.get<Instant>(24);
    out.created_by = row.get<AccountId>(25);
    out.version = row.get<std::int64_t>(26);
    out.correction = row.get<std::string>(27);
    out.named = row.get<std::string>(28);
    return out;
}

void insert(db::Tx& tx, Meeting const& m, PersonId by) {
    tx.run(sql::insert, m.id, m.organisation, m.path, code(m.kind), m.year, m.number, m.title, m.starts_at, m.ends_at,
           m.place, m.chair, m.recorder, code(m.state), m.created_at, m.created_by, m.named, by);
}

bool update(db::Tx& tx, Meeting& m) {
    if (tx.run(sql::update, m.id, m.year, m.number, m.title, m.starts_at, m.ends_at, m.place, m.chair, m.recorder,
               code(m.state), m.called_at, m.started_at, m.ended_at, m.closed_at, m.cancelled_at, m.cancel_reason,
               m.late_reason, m.late, m.countersigned_at, m.countersigned_by, m.countersigned_name, m.version,
               m.correction) != 1)
        return false;
    ++m.version;
    return true;
}

std::optional<Meeting> find(db::Reader& reader, MeetingId id) { return reader.one(sql::find, meeting_from, id); }

std::vector<std::pair<AccountId, PersonId>> hands(db::Reader& reader, MeetingId id) {
    return reader.all(
        sql::hands, [](db::Row const& row) { return std::pair(row.get<AccountId>(0), row.get<PersonId>(1)); }, id);
}

int next_number(db::Reader& reader, OrganisationId organisation, MeetingKind kind, int year) {
    return static_cast<int>(reader.value<std::int64_t>(sql::next_number, organisation, code(kind), year).value_or(1));
}

void repath(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    tx.run(sql::repath, range.from, range.to, to, static_cast<std::int64_t>(from.size()));
}

std::vector<Meeting> list(db::Reader& reader, auth::Scope const& scope, ListFilter const& filter, ListKey const& before,
                          int limit) {
    std::vector<std::string_view> blocks;
    if (filter.organisation) blocks.push_back("organisation");
    if (filter.kind) blocks.push_back("kind");
    if (filter.state) blocks.push_back("state");
    if (filter.from) blocks.push_back("from");
    if (filter.until) blocks.push_back("until");
    std::vector<Meeting> out;
    for (auto const& range : scope.subtrees) {
        auto rows = reader.all(sql::list.with(blocks), meeting_from, before.starts_at, before.id, range.from, range.to,
                               limit, filter.organisation, filter.kind ? code(*filter.kind) : std::string_view(),
                               filter.state ? code(*filter.state) : std::string_view(), filter.from, filter.until);
        out.insert(out.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    if (scope.subtrees.size() > 1) {
        std::sort(out.begin(), out.end(), [](Meeting const& a, Meeting const& b) {
            return std::pair(a.starts_at, a.id) > std::pair(b.starts_at, b.id);
        });
        if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    }
    return out;
}

std::vector<Meeting> open_of(db::Reader& reader, OrganisationId organisation) {
    return reader.all(sql::open_of, meeting_from, organisation);
}

std::vector<Meeting> of_person(db::Reader& reader, PersonId person, std::optional<Instant> from, ListKey const& before,
                               int limit) {
    std::vector<std::string_view> blocks;
    if (from) blocks.push_back("from");
    return reader.all(sql::of_person.with(blocks), meeting_from, person, before.starts_at, before.id, limit, from);
}

std::vector<Item> items(db::Reader& reader, MeetingId id) {
    return reader.all(
        sql::items_of,
        [](db::Row const& row) {
            return Item{row.get<ItemId>(0), row.get<int>(1), known(parse_item_kind(row.text(2))),
                        row.get<std::string>(3), row.get<std::string>(4)};
        },
        id);
}

void insert(db::Tx& tx, MeetingId meeting, Item const& item) {
    tx.run(sql::insert_item, item.id, meeting, item.position, code(item.kind), item.title, item.body);
}
void update(db::Tx& tx, MeetingId meeting, Item const& item) {
    tx.run(sql::update_item, item.id, meeting, item.position, code(item.kind), item.title, item.body);
}
void remove(db::Tx& tx, MeetingId meeting, ItemId item) { tx.run(sql::delete_item, item, meeting); }

std::vector<Material> materials(db::Reader& reader, MeetingId id) {
    return reader.all(
        sql::materials_of,
        [](db::Row const& row) {
            return Material{row.get<std::string>(0), row.get<std::string>(1)};
        },
        id);
}

void set_materials(db::Tx& tx, IdSource& ids, MeetingId id, std::vector<Material> const& materials) {
    tx.run(sql::delete_materials, id);
    for (auto const& one : materials) tx.run(sql::insert_material, ids.next_value(), id, one.title, one.link);
}

std::vector<PersonId> participants(db::Reader& reader, MeetingId id) {
    return reader.all(
        sql::participants_of, [](db::Row const& row) { return row.get<PersonId>(0); }, id);
}

void set_participants(db::Tx& tx, MeetingId id, std::vector<PersonId> const& people) {
    tx.run(sql::delete_participants, id);
    for (auto const person : people) tx.run(sql::insert_participant, id, person);
}

std::vector<Attendee> attendees(db::Reader& reader, crypto::Vault const& vault, MeetingId id) {
    return reader.all(sql::attendees_of.with({}), attendee_from(vault), id, std::nullopt);
}

std::optional<Attendee> attendee(db::Reader& reader, crypto::Vault const& vault, MeetingId id, PersonId person) {
    return reader.one(sql::attendees_of.with({"person"}), attendee_from(vault), id, person);
}

void insert(db::Tx& tx, crypto::Vault const& vault, MeetingId meeting, Attendee const& a) {
    tx.run(sql::insert_attendee, a.id, meeting, a.person, a.name, code(a.part), members::code(a.state),
           code(a.counting), a.gone, a.told_at, code(a.reply), a.replied_at, code(a.presence),
           sealed_reasons(vault, a));
}

void update(db::Tx& tx, crypto::Vault const& vault, Attendee const& a) {
    tx.run(sql::update_attendee, a.id, a.name, code(a.part), members::code(a.state), code(a.counting), a.gone,
           a.told_at, code(a.reply), a.replied_at, code(a.presence), sealed_reasons(vault, a));
}

void remove(db::Tx& tx, AttendeeId attendee) { tx.run(sql::delete_attendee, attendee); }

MeetingCounts counts(db::Reader& reader, MeetingId id) {
    return reader
        .one(
            sql::counts,
            [](db::Row const& row) {
                return MeetingCounts{row.integer(0), row.integer(1), row.integer(2),
                                     row.integer(3), row.integer(4), row.integer(5)};
            },
            id)
        .value_or(MeetingCounts{});
}

void insert(db::Tx& tx, MeetingId meeting, AccountId account, MeetingChange const& change) {
    tx.run(sql::insert_change, meeting, change.version, change.at, account, change.who, change.what);
}

std::vector<MeetingChange> changes_since(db::Reader& reader, MeetingId id, std::int64_t version) {
    return reader.all(
        sql::changes_since,
        [](db::Row const& row) {
            return MeetingChange{row.integer(0), row.get<Instant>(1), row.get<std::string>(2), row.get<std::string>(3)};
        },
        id, version);
}

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"meetings_attendees", "reasons_sealed", &sql::next_reasons, &sql::replace_reasons}, sealed_facts()};
}

std::vector<crypto::ClearColumn> clear_columns() {
    return {{"meetings_attendees", "reasons_sealed", &sql::clear_reasons, &sql::seal_reasons},
            {"meetings_minutes", "facts_sealed", &sql::clear_facts, &sql::seal_facts}};
}

}  // namespace xinglin::meetings::store
