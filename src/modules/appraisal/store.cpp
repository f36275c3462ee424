#include "modules/appraisal/store.hpp"

#include "gen/appraisal/sql.hpp"

#include "base/check.hpp"

#include <array>

namespace xinglin::appraisal {

namespace {
constexpr std::array<std::string_view, 4> states{"open", "graded", "approved", "published"};
constexpr std::array<std::string_view, 3> sources{"talk", "opinions", "self"};
constexpr std::array<std::string_view, 4> titles{"评议中", "等次待审定", "等次已定", "已公布"};
}  // namespace

std::string_view code(RoundState state) { return states[static_cast<std::size_t>(state)]; }
std::string_view title(RoundState state) { return titles[static_cast<std::size_t>(state)]; }
std::optional<RoundState> parse_round_state(std::string_view code) {
    for (std::size_t i = 0; i < states.size(); ++i)
        if (states[i] == code) return static_cast<RoundState>(i);
    return std::nullopt;
}

std::string_view code(Source source) { return sources[static_cast<std::size_t>(source)]; }
std::optional<Source> parse_source(std::string_view code) {
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (sources[i] == code) return static_cast<Source>(i);
    return std::nullopt;
}

namespace store {

namespace {

Round round_from(db::Row const& row) {
    Round out;
    out.id = row.get<RoundId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    out.year = row.get<int>(3);
    auto const state = parse_round_state(row.text(4));
    XL_CHECK(state);
    out.state = *state;
    out.paper_on = row.get<std::string>(5);
    out.opened_at = row.get<Instant>(6);
    out.opened_by = row.get<AccountId>(7);
    out.opened_name = row.get<std::string>(8);
    out.returned = row.get<bool>(9);
    out.published_at = row.get<std::optional<Instant>>(10);
    out.version = row.integer(11);
    out.meeting = row.get<meetings::MeetingId>(12);
    return out;
}

crypto::Place returned_place(RoundId id) { return {"appraisal_rounds", "returned_sealed", id.value}; }

Member member_from(db::Row const& row) {
    Member out;
    out.person = row.get<PersonId>(0);
    out.name = row.get<std::string>(1);
    out.full = row.get<bool>(2);
    out.self_text = row.get<std::string>(3);
    out.self_grade = meetings::parse_grade(row.text(4));
    out.self_at = row.get<std::optional<Instant>>(5);
    out.grade = meetings::parse_grade(row.text(6));
    out.note = row.get<std::string>(7);
    return out;
}

LifeProblem problem_from(db::Row const& row) {
    LifeProblem out;
    out.id = row.get<ProblemId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    out.year = row.get<int>(3);
    if (!row.null(4)) out.talk = row.get<TalkId>(4);
    out.body = row.get<std::string>(5);
    out.task = row.null(6) ? 0 : row.integer(6);
    out.recorded_name = row.get<std::string>(7);
    out.source = parse_source(row.text(8));
    out.heard_on = Date::parse(row.text(9));
    return out;
}

TalkHeld talk_from(db::Row const& row) {
    return {row.get<TalkId>(0),      row.get<Date>(1),     row.get<PersonId>(2),
            row.get<std::string>(3), row.get<PersonId>(4), row.get<std::string>(5)};
}

std::string_view code_of(std::optional<Grade> const& grade) {
    return grade ? meetings::code(*grade) : std::string_view();
}

}  // namespace

std::optional<Round> find(db::Reader& reader, RoundId id) { return reader.one(sql::find, round_from, id); }
std::optional<Round> of_year(db::Reader& reader, OrganisationId organisation, int year) {
    return reader.one(sql::of_year, round_from, organisation, year);
}
std::vector<Round> list(db::Reader& reader, auth::Scope const& scope, int since, int limit) {
    std::vector<Round> out;
    for (auto const& range : scope.subtrees)
        for (auto& one : reader.all(sql::list, round_from, range.from, range.to, since, limit))
            out.push_back(std::move(one));
    return out;
}
std::vector<Round> of_person(db::Reader& reader, PersonId person) {
    return reader.all(sql::of_person, round_from, person);
}
void insert(db::Tx& tx, Round const& r) {
    tx.run(sql::insert, r.id, r.organisation, r.path, r.year, r.opened_at, r.opened_by, r.opened_name);
}
bool update(db::Tx& tx, Round& r) {
    if (tx.run(sql::update, r.id, code(r.state), r.paper_on, r.published_at, r.meeting, r.version) != 1) return false;
    ++r.version;
    return true;
}
std::string returned_reason(db::Reader& reader, crypto::Vault const& vault, RoundId id) {
    return reader
        .one(
            sql::returned_reason,
            [&](db::Row const& row) { return crypto::opened_text(vault, returned_place(id), row, 0); }, id)
        .value_or("");
}
void put_returned(db::Tx& tx, crypto::Vault const& vault, RoundId id, std::string_view reason) {
    tx.run(sql::put_returned, id, crypto::sealed_text(vault, returned_place(id), reason));
}
std::optional<RoundId> of_meeting(db::Reader& reader, meetings::MeetingId meeting) {
    return reader.value<RoundId>(sql::of_meeting, meeting);
}
std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"appraisal_rounds", "returned_sealed", &sql::next_returned, &sql::replace_returned}};
}
std::vector<crypto::ClearColumn> clear_columns() {
    return {{"appraisal_rounds", "returned_sealed", &sql::clear_returned, &sql::seal_returned}};
}
void repath(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    auto const size = static_cast<std::int64_t>(from.size());
    tx.run(sql::repath, range.from, range.to, to, size);
    tx.run(sql::repath_talks, range.from, range.to, to, size);
    tx.run(sql::repath_problems, range.from, range.to, to, size);
}

std::vector<Member> members(db::Reader& reader, RoundId id) { return reader.all(sql::members_of, member_from, id); }
void insert(db::Tx& tx, RoundId id, Member const& member) {
    tx.run(sql::insert_member, id, member.person, member.name, member.full);
}
void put_self(db::Tx& tx, RoundId id, Member const& member) {
    tx.run(sql::put_self, id, member.person, member.self_text, code_of(member.self_grade), member.self_at);
}
void put_grade(db::Tx& tx, RoundId id, Member const& member) {
    tx.run(sql::put_grade, id, member.person, code_of(member.grade), member.note);
}

void insert(db::Tx& tx, OrganisationId organisation, std::string_view path, TalkHeld const& talk, Instant at,
            AccountId by) {
    auto const on = talk.on.text();
    tx.run(sql::insert_talk, talk.id, organisation, path, on, talk.one, talk.one_name, talk.other, talk.other_name, at,
           by);
}
std::vector<TalkHeld> talks(db::Reader& reader, OrganisationId organisation, int year) {
    auto const from = Date{year, 1, 1}.text(), to = Date{year, 12, 31}.text();
    return reader.all(sql::talks_of, talk_from, organisation, from, to);
}
std::optional<TalkOf> find(db::Reader& reader, TalkId id) {
    return reader.one(
        sql::find_talk,
        [](db::Row const& row) {
            return TalkOf{talk_from(row), row.get<OrganisationId>(6), row.get<std::string>(7)};
        },
        id);
}
bool used(db::Reader& reader, TalkId id) {
    return reader
               .one(
                   sql::problems_from, [](db::Row const& row) { return row.integer(0); }, id)
               .value_or(0) > 0;
}
void remove(db::Tx& tx, TalkId id) { tx.run(sql::remove_talk, id); }
bool remove(db::Tx& tx, ProblemId id) { return tx.run(sql::remove_problem, id) == 1; }
void insert(db::Tx& tx, LifeProblem const& p, Instant at, AccountId by) {
    tx.run(sql::insert_problem, p.id, p.organisation, p.path, p.year, p.talk, p.body, at, by, p.recorded_name,
           p.source ? code(*p.source) : std::string_view(), p.heard_on ? p.heard_on->text() : std::string());
}
std::vector<LifeProblem> problems(db::Reader& reader, OrganisationId organisation, int year) {
    return reader.all(sql::problems_of, problem_from, organisation, year);
}
std::optional<LifeProblem> find(db::Reader& reader, ProblemId id) {
    return reader.one(sql::find_problem, problem_from, id);
}
bool tie(db::Tx& tx, ProblemId id, std::int64_t task) { return tx.run(sql::tie_task, id, task) == 1; }

}  // namespace store

}  // namespace xinglin::appraisal
