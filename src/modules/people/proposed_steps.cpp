#include "modules/people/proposed_steps.hpp"

#include "gen/people/sql.hpp"

namespace xinglin::people::store {

namespace {

ProposedStep step_of(db::Row const& row) {
    ProposedStep step;
    step.id = row.integer(0);
    step.person = row.get<PersonId>(1);
    step.to = members::parse_state(row.text(2)).value_or(members::State::staff);
    step.on = row.get<Date>(3);
    step.reason = row.null(4) ? std::string{} : row.get<std::string>(4);
    step.proposed_by = row.get<AccountId>(5);
    step.proposed_at = row.get<Instant>(6);
    step.proposed_by_person = row.get<PersonId>(7);
    return step;
}

}  // namespace

void insert(db::Tx& tx, ProposedStep const& step) {
    auto const day = step.on.text();
    tx.run(sql::insert_proposed_step, step.id, step.person, members::code(step.to), day, step.reason, step.proposed_by,
           step.proposed_at, step.proposed_by_person);
}

std::optional<ProposedStep> proposed_step(db::Reader& reader, PersonId person, Instant since) {
    return reader.one(sql::proposed_step_of, step_of, person, since);
}

std::optional<ProposedStep> waiting_step(db::Reader& reader, std::int64_t id) {
    return reader.one(sql::waiting_step, step_of, id);
}

void close_proposed_steps(db::Tx& tx, PersonId person, std::string_view state, AccountId by, Instant at) {
    tx.run(sql::close_proposed_steps, person, state, by, at);
}

std::vector<ProposedStep> proposed_steps(db::Reader& reader, auth::Scope const& scope, Instant since, int limit) {
    std::vector<ProposedStep> out;
    for (auto const& range : scope.subtrees)
        reader.each(
            sql::proposed_steps_in,
            [&](db::Row const& row) {
                out.push_back(step_of(row));
                out.back().name = row.get<std::string>(8);
            },
            since, range.from, range.to, limit - static_cast<int>(out.size()));
    return out;
}

}  // namespace xinglin::people::store
