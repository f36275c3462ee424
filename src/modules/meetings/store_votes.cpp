#include "modules/meetings/store_votes.hpp"

#include "gen/meetings/sql.hpp"

#include "base/check.hpp"

namespace xinglin::meetings::store {

namespace {

Vote vote_from(db::Row const& row, MeetingId meeting) {
    Vote out;
    out.item = row.get<ItemId>(0);
    out.meeting = meeting;
    auto const kind = parse_vote_kind(row.text(1));
    auto const method = parse_vote_method(row.text(2));
    XL_CHECK(kind && method);
    out.count = {*kind,        *method,        row.integer(3), row.integer(4),  row.integer(5), std::nullopt,
                 std::nullopt, row.integer(8), row.integer(9), row.integer(10), row.integer(11)};
    out.count.issued = row.get<std::optional<std::int64_t>>(6);
    out.count.returned = row.get<std::optional<std::int64_t>>(7);
    out.outcome = row.get<std::string>(12);
    out.votes_needed = row.integer(13);
    out.present_needed = row.integer(14);
    out.article = row.get<std::string>(15);
    out.rule_version = row.get<std::string>(16);
    out.recorded_at = row.get<Instant>(17);
    out.recorded_by = row.get<AccountId>(18);
    out.recorded_name = row.get<std::string>(19);
    return out;
}

Election election_from(db::Row const& row, MeetingId meeting) {
    Election out;
    out.id = row.get<ElectionId>(0);
    out.meeting = meeting;
    out.item = row.get<ItemId>(1);
    out.round = row.get<int>(2);
    out.seats = row.integer(3);
    out.due = row.integer(4);
    out.present = row.integer(5);
    out.issued = row.get<std::optional<std::int64_t>>(6);
    out.returned = row.get<std::optional<std::int64_t>>(7);
    out.invalid = row.get<std::optional<std::int64_t>>(8);
    out.majority_base = row.get<std::string>(9);
    out.votes_needed = row.integer(10);
    out.outcome = row.get<std::string>(11);
    out.places_open = row.integer(12);
    out.article = row.get<std::string>(13);
    out.rule_version = row.get<std::string>(14);
    out.counted_at = row.get<std::optional<Instant>>(15);
    out.counted_by = row.get<AccountId>(16);
    out.counted_name = row.get<std::string>(17);
    return out;
}

Candidate candidate_from(db::Row const& row) {
    Candidate out;
    out.id = row.get<CandidateId>(0);
    out.position = row.get<int>(1);
    out.person = row.get<PersonId>(2);
    out.name = row.get<std::string>(3);
    out.written_in = row.get<bool>(4);
    out.in_favour = row.get<std::optional<std::int64_t>>(5);
    out.against = row.get<std::optional<std::int64_t>>(6);
    out.abstained = row.get<std::optional<std::int64_t>>(7);
    out.outcome = row.get<std::string>(8);
    return out;
}

void insert_candidates(db::Tx& tx, Election const& election) {
    for (auto const& one : election.candidates)
        tx.run(sql::insert_candidate, one.id, election.id, one.position, one.person, one.name, one.written_in,
               one.in_favour, one.against, one.abstained, one.outcome);
}

}  // namespace

std::vector<Vote> votes(db::Reader& reader, MeetingId meeting) {
    return reader.all(
        sql::votes_of, [&](db::Row const& row) { return vote_from(row, meeting); }, meeting);
}

void put(db::Tx& tx, Vote const& v) {
    tx.run(sql::put_vote, v.item, v.meeting, code(v.count.kind), code(v.count.method), v.count.due, v.count.present,
           v.count.written, v.count.issued, v.count.returned, v.count.in_favour, v.count.against, v.count.abstained,
           v.count.invalid, v.outcome, v.votes_needed, v.present_needed, v.article, v.rule_version, v.recorded_at,
           v.recorded_by, v.recorded_name);
}

std::vector<Election> elections(db::Reader& reader, MeetingId meeting) {
    auto out = reader.all(
        sql::elections_of, [&](db::Row const& row) { return election_from(row, meeting); }, meeting);
    for (auto& one : out) one.candidates = reader.all(sql::candidates_of, candidate_from, one.id);
    return out;
}

void insert(db::Tx& tx, Election const& e) {
    tx.run(sql::insert_election, e.id, e.meeting, e.item, e.round, e.seats, e.due, e.present, e.majority_base,
           e.votes_needed, e.outcome, e.places_open, e.article, e.rule_version);
    insert_candidates(tx, e);
}

void update(db::Tx& tx, Election const& e) {
    tx.run(sql::update_election, e.id, e.seats, e.due, e.present, e.issued, e.returned, e.invalid, e.majority_base,
           e.votes_needed, e.outcome, e.places_open, e.article, e.rule_version, e.counted_at, e.counted_by,
           e.counted_name);
    tx.run(sql::delete_candidates, e.id);
    insert_candidates(tx, e);
}

}  // namespace xinglin::meetings::store
