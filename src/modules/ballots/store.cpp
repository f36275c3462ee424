#include "modules/ballots/store.hpp"

#include "gen/ballots/sql.hpp"

#include "base/check.hpp"
#include "modules/ballots/ballots.hpp"

namespace xinglin::ballots {

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"ballots_boxes", "box", &sql::next_box, &sql::replace_box},
            {"ballots_keys", "private_key", &sql::next_key, &sql::replace_key},
            {"ballots_ballots", "void_sealed", &sql::next_void_reason, &sql::replace_void_reason}};
}

std::vector<crypto::ClearColumn> clear_columns() {
    return {{"ballots_ballots", "void_sealed", &sql::clear_void_reason, &sql::seal_void_reason}};
}

namespace store {

namespace {

crypto::Place reason_place(BallotId id) { return {"ballots_ballots", "void_sealed", id.value}; }

Ballot ballot_from(db::Row const& row) {
    Ballot out;
    out.id = row.get<BallotId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    auto const form = parse_form(row.text(3));
    auto const state = parse_state(row.text(11));
    XL_CHECK(form && state);
    out.form = *form;
    out.subject_kind = row.get<std::string>(4);
    out.subject = row.integer(5);
    out.part = row.integer(6);
    out.detail = row.get<std::string>(7);
    out.title = row.get<std::string>(8);
    out.most = row.integer(9);
    out.write_ins = row.get<bool>(10);
    out.state = *state;
    out.scrutineer = row.get<PersonId>(12);
    out.scrutineer_name = row.get<std::string>(13);
    out.modulus = row.get<std::string>(14);
    out.voters = row.integer(15);
    out.digest = row.get<std::string>(16);
    out.why_void = row.get<bool>(17);
    out.opened_at = row.get<Instant>(18);
    out.opened_by = row.get<AccountId>(19);
    out.opened_person = row.get<PersonId>(20);
    out.opened_name = row.get<std::string>(21);
    out.closed_at = row.get<std::optional<Instant>>(22);
    out.counted_at = row.get<std::optional<Instant>>(23);
    out.version = row.integer(24);
    return out;
}

Line line_from(db::Row const& row) { return {row.null(1) ? 0 : row.integer(1), row.get<std::string>(2)}; }

std::vector<Ballot> with_lines(db::Reader& reader, std::vector<Ballot> found) {
    for (auto& one : found) one.lines = reader.all(sql::lines_of, line_from, one.id);
    return found;
}

}  // namespace

std::optional<Ballot> find(db::Reader& reader, BallotId id) {
    auto found = reader.one(sql::find, ballot_from, id);
    if (found) found->lines = reader.all(sql::lines_of, line_from, id);
    return found;
}

std::vector<Ballot> of(db::Reader& reader, std::string_view subject_kind, std::int64_t subject) {
    return with_lines(reader, reader.all(sql::of, ballot_from, subject_kind, subject));
}

std::vector<Ballot> unfinished(db::Reader& reader, int limit) {
    return with_lines(reader, reader.all(sql::unfinished, ballot_from, limit));
}

void insert(db::Tx& tx, Ballot const& b) {
    tx.run(sql::insert, b.id, b.organisation, b.path, code(b.form), b.subject_kind, b.subject, b.part, b.detail,
           b.title, b.most, b.write_ins, code(b.state), b.scrutineer, b.scrutineer_name, b.modulus, b.voters,
           b.opened_at, b.opened_by, b.opened_person, b.opened_name);
    for (std::size_t i = 0; i < b.lines.size(); ++i)
        tx.run(sql::insert_line, b.id, static_cast<std::int64_t>(i), b.lines[i].about, b.lines[i].title);
}

bool update(db::Tx& tx, Ballot& b) {
    if (tx.run(sql::update, b.id, code(b.state), b.digest, b.closed_at, b.counted_at, b.version, b.detail) != 1)
        return false;
    ++b.version;
    return true;
}

std::string void_reason(db::Reader& reader, crypto::Vault const& vault, BallotId id) {
    return reader
        .one(
            sql::void_reason, [&](db::Row const& row) { return crypto::opened_text(vault, reason_place(id), row, 0); },
            id)
        .value_or("");
}
void put_void_reason(db::Tx& tx, crypto::Vault const& vault, BallotId id, std::string_view reason) {
    tx.run(sql::put_void_reason, id, crypto::sealed_text(vault, reason_place(id), reason));
}

void repath(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    tx.run(sql::repath, range.from, range.to, to, static_cast<std::int64_t>(from.size()));
}

std::optional<std::string> permit(db::Reader& reader, BallotId id, PersonId person) {
    return reader.value<std::string>(sql::permit_of, id, person);
}
void insert_permit(db::Tx& tx, BallotId id, PersonId person, std::string_view blinded) {
    tx.run(sql::insert_permit, id, person, blinded);
}
std::int64_t issued(db::Reader& reader, BallotId id) { return reader.value<std::int64_t>(sql::issued, id).value_or(0); }
void forget_blinded(db::Tx& tx, BallotId id) {
    auto const people = tx.all(
        sql::permit_holders, [](db::Row const& row) { return row.get<PersonId>(0); }, id);
    tx.run(sql::delete_permits, id);
    for (auto const person : people) insert_permit(tx, id, person, "");
}

void insert_box(db::Tx& tx, BallotId id, db::Blob const& sealed) {
    tx.run(sql::insert_box, id, std::int64_t{0}, sealed);
}
void put_box(db::Tx& tx, BallotId id, std::int64_t returned, db::Blob const& sealed) {
    tx.run(sql::put_box, id, returned, sealed);
}
std::optional<db::Blob> box(db::Reader& reader, BallotId id) {
    return reader.one(
        sql::box_of, [](db::Row const& row) { return row.get<db::Blob>(1); }, id);
}
std::int64_t returned(db::Reader& reader, BallotId id) {
    return reader.value<std::int64_t>(sql::returned, id).value_or(0);
}
void delete_box(db::Tx& tx, BallotId id) { tx.run(sql::delete_box, id); }
void insert_key(db::Tx& tx, BallotId id, db::Blob const& sealed) { tx.run(sql::insert_key, id, sealed); }
std::optional<db::Blob> key(db::Reader& reader, BallotId id) { return reader.value<db::Blob>(sql::key_of, id); }
void delete_key(db::Tx& tx, BallotId id) { tx.run(sql::delete_key, id); }

void insert_totals(db::Tx& tx, BallotId id, std::vector<Total> const& totals) {
    for (auto const& one : totals)
        tx.run(sql::insert_total, id, one.position, one.title, std::string_view(&one.mark, 1), one.votes);
}
std::vector<Total> totals(db::Reader& reader, BallotId id) {
    return reader.all(
        sql::totals_of,
        [](db::Row const& row) {
            auto const mark = row.text(2);
            return Total{row.integer(0), row.get<std::string>(1), mark.empty() ? 's' : mark.front(), row.integer(3)};
        },
        id);
}

}  // namespace store

}  // namespace xinglin::ballots
