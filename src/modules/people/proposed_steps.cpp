#include "modules/people/proposed_steps.hpp"

#include "gen/people/sql.hpp"

namespace xinglin::people::store {

namespace {

crypto::Place reason_place(std::int64_t step) { return {"people_proposed_steps", "reason_sealed", step}; }

ProposedStep step_of(crypto::Vault const& vault, db::Row const& row) {
    ProposedStep step;
    step.id = row.integer(0);
    step.person = row.get<PersonId>(1);
    step.to = members::parse_state(row.text(2)).value_or(members::State::staff);
    step.on = row.get<Date>(3);
    if (!row.null(4)) step.reason = vault.open(reason_place(step.id), row.bytes(4)).value_or("");
    step.proposed_by = row.get<AccountId>(5);
    step.proposed_at = row.get<Instant>(6);
    step.proposed_by_person = row.get<PersonId>(7);
    return step;
}

}  // namespace

void insert(db::Tx& tx, crypto::Vault const& vault, ProposedStep const& step) {
    std::optional<db::Blob> reason;
    if (!step.reason.empty()) reason = db::Blob{vault.seal(reason_place(step.id), step.reason)};
    auto const day = step.on.text();
    tx.run(sql::insert_proposed_step, step.id, step.person, members::code(step.to), day, reason, step.proposed_by,
           step.proposed_at, step.proposed_by_person);
}

std::optional<ProposedStep> proposed_step(db::Reader& reader, crypto::Vault const& vault, PersonId person,
                                          Instant since) {
    return reader.one(
        sql::proposed_step_of, [&](db::Row const& row) { return step_of(vault, row); }, person, since);
}

std::optional<ProposedStep> waiting_step(db::Reader& reader, crypto::Vault const& vault, std::int64_t id) {
    return reader.one(
        sql::waiting_step, [&](db::Row const& row) { return step_of(vault, row); }, id);
}

void close_proposed_steps(db::Tx& tx, PersonId person, std::string_view state, AccountId by, Instant at) {
    tx.run(sql::close_proposed_steps, person, state, by, at);
}

std::vector<ProposedStep> proposed_steps(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                                         Instant since, int limit) {
    std::vector<ProposedStep> out;
    for (auto const& range : scope.subtrees)
        reader.each(
            sql::proposed_steps_in,
            [&](db::Row const& row) {
                out.push_back(step_of(vault, row));
                out.back().name = row.get<std::string>(8);
            },
            since, range.from, range.to, limit - static_cast<int>(out.size()));
    return out;
}

}  // namespace xinglin::people::store
