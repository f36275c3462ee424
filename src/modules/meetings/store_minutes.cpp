#include "modules/meetings/store_minutes.hpp"

#include "gen/meetings/sql.hpp"

#include "base/text.hpp"
#include "modules/meetings/stored.hpp"

#include <algorithm>

namespace xinglin::meetings::store {

namespace {

Task task_from(db::Row const& row) {
    Task out;
    out.id = row.get<TaskId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    out.kind = known(parse_task_kind(row.text(3)));
    out.meeting = row.get<MeetingId>(4);
    out.item = row.get<std::optional<ItemId>>(5);
    out.body = row.get<std::string>(6);
    out.owner = row.get<PersonId>(7);
    out.owner_name = row.get<std::string>(8);
    out.due_on = row.get<Date>(9);
    out.state = known(parse_task_state(row.text(10)));
    out.evidence = row.get<std::string>(11);
    out.done_at = row.get<std::optional<Instant>>(12);
    out.done_by = row.get<AccountId>(13);
    out.done_name = row.get<std::string>(14);
    out.check_note = row.get<std::string>(15);
    out.checked_at = row.get<std::optional<Instant>>(16);
    out.checked_by = row.get<AccountId>(17);
    out.checked_name = row.get<std::string>(18);
    out.created_at = row.get<Instant>(19);
    out.created_by = row.get<AccountId>(20);
    out.version = row.integer(21);
    out.done_person = row.get<PersonId>(22);
    return out;
}

Opinion opinion_from(db::Row const& row) {
    Opinion out;
    out.id = row.get<OpinionId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    out.meeting = row.get<MeetingId>(3);
    out.matter_kind = known(parse_matter_kind(row.text(4)));
    out.matter = row.get<std::string>(5);
    out.opinion = row.get<std::string>(6);
    out.result = row.get<std::string>(7);
    out.given_on = row.get<Date>(8);
    out.created_at = row.get<Instant>(9);
    out.created_by = row.get<AccountId>(10);
    out.created_name = row.get<std::string>(11);
    out.version = row.integer(12);
    return out;
}

template <class T>
void append(std::vector<T>& out, std::vector<T> rows) {
    out.insert(out.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

}  // namespace

std::vector<Point> points(db::Reader& reader, MeetingId meeting) {
    return reader.all(
        sql::points_of,
        [](db::Row const& row) {
            return Point{row.get<PointId>(0),    row.get<std::optional<ItemId>>(1),
                         row.get<AttendeeId>(2), row.get<std::string>(3),
                         row.get<bool>(4),       row.get<Instant>(5)};
        },
        meeting);
}

void put(db::Tx& tx, MeetingId meeting, AccountId by, Point const& p) {
    tx.run(sql::put_point, p.id, meeting, p.item, p.attendee, p.body, p.dissent, p.written_at, by);
}

bool remove(db::Tx& tx, MeetingId meeting, PointId point) { return tx.run(sql::delete_point, point, meeting) == 1; }

bool in_use(db::Reader& reader, MeetingId meeting, ItemId item) {
    return reader.value<std::int64_t>(sql::item_in_use, meeting, item).has_value();
}

namespace {

constexpr std::string_view facts_column = "facts_sealed";

std::vector<MinutesVersion> read_minutes(db::Reader& reader, crypto::Vault const* vault, MeetingId meeting) {
    return reader.all(
        sql::minutes_of,
        [&](db::Row const& row) {
            MinutesVersion out;
            out.number = row.get<int>(0);
            if (vault != nullptr) {
                auto const column = crypto::part_column(facts_column, out.number);
                out.facts = crypto::opened_text(*vault, {"meetings_minutes", column, meeting.value}, row, 1);
            }
            out.digest = row.get<std::string>(2);
            out.reason = row.get<std::string>(3);
            out.closed_at = row.get<Instant>(4);
            out.closed_by = row.get<AccountId>(5);
            out.closed_name = row.get<std::string>(6);
            return out;
        },
        meeting);
}

std::pair<std::int64_t, std::int64_t> key_of(std::string_view position) {
    auto const cut = std::min(position.find('/'), position.size());
    return {text::parse_int(position.substr(0, cut)).value_or(0),
            cut < position.size() ? text::parse_int(position.substr(cut + 1)).value_or(0) : 0};
}

std::vector<crypto::SealedCell> facts_after(db::Reader& reader, std::string_view after, int limit) {
    auto const [meeting, number] = key_of(after);
    return reader.all(
        sql::next_facts,
        [](db::Row const& row) {
            crypto::SealedCell cell;
            cell.row = row.integer(0);
            cell.position = std::to_string(cell.row) + "/" + std::to_string(row.integer(1));
            cell.column = crypto::part_column(facts_column, row.integer(1));
            cell.value = row.get<db::Blob>(2);
            return cell;
        },
        meeting, number, limit);
}

void put_facts(db::Tx& tx, crypto::SealedCell const& cell, db::Blob const& renewed) {
    tx.run(sql::replace_facts, cell.row, key_of(cell.position).second, cell.value, renewed);
}

}  // namespace

std::vector<MinutesVersion> minutes(db::Reader& reader, MeetingId meeting) {
    return read_minutes(reader, nullptr, meeting);
}

std::vector<MinutesVersion> minutes(db::Reader& reader, crypto::Vault const& vault, MeetingId meeting) {
    return read_minutes(reader, &vault, meeting);
}

void insert(db::Tx& tx, crypto::Vault const& vault, MeetingId meeting, MinutesVersion const& v) {
    auto const column = crypto::part_column(facts_column, v.number);
    auto const facts = crypto::sealed_text(vault, {"meetings_minutes", column, meeting.value}, v.facts);
    tx.run(sql::insert_minutes, meeting, v.number, facts, v.digest, v.reason, v.closed_at, v.closed_by, v.closed_name,
           v.closed_person);
}

crypto::EncryptedColumn sealed_facts() {
    return {"meetings_minutes", std::string(facts_column), nullptr, nullptr, facts_after, put_facts};
}

std::optional<Task> find_task(db::Reader& reader, TaskId id) { return reader.one(sql::find_task, task_from, id); }

std::vector<Task> tasks_of(db::Reader& reader, MeetingId meeting) {
    return reader.all(sql::tasks_of, task_from, meeting);
}

std::vector<Task> tasks(db::Reader& reader, auth::Scope const& scope, TaskFilter const& filter, TaskKey const& after,
                        int limit) {
    std::vector<std::string_view> blocks;
    if (filter.state) blocks.push_back("state");
    if (filter.kind) blocks.push_back("kind");
    if (filter.organisation) blocks.push_back("organisation");
    auto const day = after.due_on.text();
    std::vector<Task> out;
    for (auto const& range : scope.subtrees)
        append(out, reader.all(sql::list_tasks.with(blocks), task_from, day, after.id.value, range.from, range.to,
                               limit, filter.state ? code(*filter.state) : std::string_view(),
                               filter.kind ? code(*filter.kind) : std::string_view(), filter.organisation));
    std::sort(out.begin(), out.end(),
              [](Task const& a, Task const& b) { return std::pair(a.due_on, a.id) < std::pair(b.due_on, b.id); });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
}

std::vector<Task> tasks_of_owner(db::Reader& reader, PersonId owner, Owned which, int limit) {
    std::vector<std::string_view> blocks;
    if (which == Owned::open) blocks.push_back("open");
    return reader.all(sql::tasks_of_owner.with(blocks), task_from, owner, limit);
}

void insert(db::Tx& tx, Task const& t) {
    auto const due = t.due_on.text();
    tx.run(sql::insert_task, t.id, t.organisation, t.path, code(t.kind), t.meeting, t.item, t.body, t.owner,
           t.owner_name, due, t.created_at, t.created_by);
}

bool update(db::Tx& tx, Task& t) {
    auto const due = t.due_on.text();
    if (tx.run(sql::update_task, t.id, t.body, t.owner, t.owner_name, due, code(t.state), t.evidence, t.done_at,
               t.done_by, t.done_name, t.check_note, t.checked_at, t.checked_by, t.checked_name, t.version,
               t.done_person) != 1)
        return false;
    ++t.version;
    return true;
}

std::optional<Opinion> find_opinion(db::Reader& reader, OpinionId id) {
    return reader.one(sql::find_opinion, opinion_from, id);
}

std::vector<Opinion> opinions(db::Reader& reader, auth::Scope const& scope, std::optional<OrganisationId> organisation,
                              std::optional<MatterKind> kind, OpinionKey const& before, int limit) {
    std::vector<std::string_view> blocks;
    if (organisation) blocks.push_back("organisation");
    if (kind) blocks.push_back("matter_kind");
    auto const day = before.given_on.text();
    std::vector<Opinion> out;
    for (auto const& range : scope.subtrees)
        append(out, reader.all(sql::list_opinions.with(blocks), opinion_from, day, before.id.value, range.from,
                               range.to, limit, organisation, kind ? code(*kind) : std::string_view()));
    std::sort(out.begin(), out.end(), [](Opinion const& a, Opinion const& b) {
        return std::pair(a.given_on, a.id) > std::pair(b.given_on, b.id);
    });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
}

void insert(db::Tx& tx, Opinion const& o) {
    auto const day = o.given_on.text();
    tx.run(sql::insert_opinion, o.id, o.organisation, o.path, o.meeting, code(o.matter_kind), o.matter, o.opinion,
           o.result, day, o.created_at, o.created_by, o.created_name);
}

bool update(db::Tx& tx, Opinion& o) {
    if (tx.run(sql::update_opinion, o.id, o.matter, o.opinion, o.result, o.version) != 1) return false;
    ++o.version;
    return true;
}

void repath_records(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    auto const length = static_cast<std::int64_t>(from.size());
    tx.run(sql::repath_tasks, range.from, range.to, to, length);
    tx.run(sql::repath_opinions, range.from, range.to, to, length);
    tx.run(sql::repath_plan_lines, range.from, range.to, to, length);
}

}  // namespace xinglin::meetings::store
