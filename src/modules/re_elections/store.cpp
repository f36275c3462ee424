#include "modules/re_elections/store.hpp"

#include "gen/re_elections/sql.hpp"

#include "base/check.hpp"
#include "base/words.hpp"

#include <algorithm>

namespace xinglin::re_elections {

namespace {

constexpr std::array<Word, steps.size()> words{{
    {"request", "换届请示"},
    {"reply", "上级批复换届请示"},
    {"nomination", "推荐提名、酝酿候选人"},
    {"candidate_list", "候选人预备人选报上级"},
    {"candidates_reply", "上级批复候选人预备人选"},
    {"method", "拟订选举办法"},
    {"meeting", "召开选举大会"},
    {"first_meeting", "新一届委员会第一次会议"},
    {"result_report", "报告选举结果"},
    {"result_reply", "上级批复选举结果"},
    {"new_term", "登记新一届任期和职务"},
    {"publication", "公布"},
}};
constexpr std::array<Word, 3> state_words{{{"running", "办理中"}, {"finished", "已完成"}, {"given_up", "已撤销"}}};

}  // namespace

std::string_view code(Step step) { return words[static_cast<std::size_t>(step)].code; }
std::string_view title(Step step) { return words[static_cast<std::size_t>(step)].title; }
std::optional<Step> parse_step(std::string_view code) { return parse_code<Step>(words, code); }
bool is_reply(Step step) { return step == Step::reply || step == Step::candidates_reply || step == Step::result_reply; }
bool by_superior(Step step) { return is_reply(step) || step == Step::new_term; }
std::string_view code(State state) { return state_words[static_cast<std::size_t>(state)].code; }
std::string_view title(State state) { return state_words[static_cast<std::size_t>(state)].title; }
std::optional<State> parse_state(std::string_view code) { return parse_code<State>(state_words, code); }

namespace store {

namespace {

ReElection from(db::Row const& row) {
    ReElection out;
    out.id = row.get<ReElectionId>(0);
    out.organisation = row.get<OrganisationId>(1);
    out.path = row.get<std::string>(2);
    auto const state = parse_state(row.text(3));
    XL_CHECK(state);
    out.state = *state;
    out.term = row.get<organisations::TermId>(4);
    out.planned_on = row.get<std::optional<Date>>(5);
    out.seats = row.integer(6);
    out.committee = row.get<bool>(7);
    out.meeting = row.integer(8);
    out.new_term = row.get<organisations::TermId>(9);
    out.returned = row.get<std::string>(10);
    out.given_up = row.get<std::string>(11);
    out.begun_at = row.get<Instant>(12);
    out.begun_by = row.get<AccountId>(13);
    out.begun_name = row.get<std::string>(14);
    out.version = row.integer(15);
    return out;
}

std::optional<PostKind> post_from(std::string_view name) {
    return name.empty() ? std::nullopt : organisations::post_kind(name);
}
std::string_view name_of(std::optional<PostKind> const& post) {
    return post ? organisations::name_of(*post) : std::string_view();
}

}  // namespace

std::optional<ReElection> find(db::Reader& reader, ReElectionId id) { return reader.one(sql::find, from, id); }
std::optional<ReElection> running(db::Reader& reader, OrganisationId organisation) {
    return reader.one(sql::running, from, organisation);
}
std::vector<ReElection> list(db::Reader& reader, auth::Scope const& scope, State state, int limit) {
    std::vector<ReElection> out;
    for (auto const& range : scope.subtrees) {
        auto some = reader.all(sql::list, from, code(state), range.from, range.to, limit);
        std::move(some.begin(), some.end(), std::back_inserter(out));
    }
    return out;
}
void insert(db::Tx& tx, ReElection const& one) {
    tx.run(sql::insert, one.id, one.organisation, one.path, one.term, one.begun_at, one.begun_by, one.begun_name);
}
bool update(db::Tx& tx, ReElection& one) {
    auto const planned = one.planned_on ? std::optional(one.planned_on->text()) : std::nullopt;
    if (tx.run(sql::update, one.id, code(one.state), planned, one.seats, one.committee, one.meeting, one.new_term,
               one.returned, one.given_up, one.version) != 1)
        return false;
    ++one.version;
    return true;
}
void repath(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    tx.run(sql::repath, range.from, range.to, to, static_cast<std::int64_t>(from.size()));
}

std::vector<StepDone> done(db::Reader& reader, ReElectionId id) {
    auto out = reader.all(
        sql::steps_of,
        [](db::Row const& row) {
            auto const step = parse_step(row.text(0));
            XL_CHECK(step);
            return StepDone{*step,
                            row.get<Date>(1),
                            row.get<std::string>(2),
                            row.get<Instant>(3),
                            row.get<AccountId>(4),
                            row.get<std::string>(5)};
        },
        id);
    std::sort(out.begin(), out.end(), [](StepDone const& a, StepDone const& b) { return a.step < b.step; });
    return out;
}
void put(db::Tx& tx, ReElectionId id, StepDone const& step) {
    auto const on = step.on.text();
    tx.run(sql::put_step, id, code(step.step), on, step.reference, step.at, step.by, step.name);
}
void remove(db::Tx& tx, ReElectionId id, Step step) { tx.run(sql::remove_step, id, code(step)); }

std::vector<Nominee> people(db::Reader& reader, ReElectionId id) {
    return reader.all(
        sql::people_of,
        [](db::Row const& row) {
            Nominee out;
            out.person = row.get<PersonId>(0);
            out.name = row.get<std::string>(1);
            out.nominated = row.get<bool>(2);
            out.wanted = post_from(row.text(3));
            out.elected = row.get<bool>(4);
            out.post = post_from(row.text(5));
            return out;
        },
        id);
}
void set_people(db::Tx& tx, ReElectionId id, std::vector<Nominee> const& people) {
    tx.run(sql::remove_people, id);
    std::int64_t position = 0;
    for (auto const& one : people)
        tx.run(sql::insert_person, id, ++position, one.person, one.name, one.nominated, name_of(one.wanted),
               one.elected, name_of(one.post));
}

}  // namespace store

}  // namespace xinglin::re_elections
