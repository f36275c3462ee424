#include "modules/members/store.hpp"

#include "base/check.hpp"
#include "gen/members/sql.hpp"

#include <limits>

namespace xinglin::members::store {

namespace {

std::optional<std::string> text_or_null(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}
std::optional<std::int64_t> number_or_null(std::int64_t number) {
    return number == 0 ? std::nullopt : std::optional<std::int64_t>(number);
}

/// Columns `at`… are source, batch, account, recorded_at.
Origin origin_of(db::Row const& row, int at) {
    return {row.get<std::string>(at), row.get<std::optional<std::int64_t>>(at + 1).value_or(0),
            row.get<AccountId>(at + 2), row.get<Instant>(at + 3)};
}

/// What the MAC of a state row covers: everything that decides rights.
std::string canonical(std::int64_t id, PersonId person, std::string_view state, std::string_view from,
                      std::string_view until, std::int64_t recorded_at) {
    std::string out = std::to_string(id) + '|' + std::to_string(person.value) + '|';
    out.append(state).append("|").append(from).append("|").append(until).append("|");
    return out + std::to_string(recorded_at);
}

constexpr std::string_view mac_purpose = "members_states";

crypto::Place reason_place(std::int64_t state) { return {"members_states", "reason_sealed", state}; }

}  // namespace

void insert(db::Tx& tx, crypto::Vault const& vault, StateRow const& row) {
    auto const from = row.from.text();
    auto const until = row.until ? std::optional<std::string>(row.until->text()) : std::nullopt;
    auto const state = code(row.state);
    db::Blob const mac{
        vault.mac(mac_purpose, canonical(row.id, row.person, state, from, until.value_or(""), row.origin.at.ms))};
    auto const article = text_or_null(row.article);
    std::optional<db::Blob> reason;
    if (!row.reason.empty()) reason = db::Blob{vault.seal(reason_place(row.id), row.reason)};
    tx.run(sql::insert_state, row.id, row.person, state, from, until, reason, article, row.origin.source,
           number_or_null(row.origin.batch), row.origin.account, row.origin.at, mac);
}

void insert(db::Tx& tx, AffiliationRow const& row) {
    auto const from = row.from.text();
    auto const reason = text_or_null(row.reason);
    tx.run(sql::insert_affiliation, row.id, row.person, row.organisation, from, reason, row.origin.source,
           number_or_null(row.origin.batch), row.origin.account, row.origin.at);
}

void insert(db::Tx& tx, FlagRow const& row) {
    auto const from = row.from.text();
    auto const detail = text_or_null(row.detail);
    tx.run(sql::insert_flag, row.id, row.person, code(row.flag), row.on, from, detail, row.origin.source,
           number_or_null(row.origin.batch), row.origin.account, row.origin.at);
}

namespace {

History read_history(db::Reader& reader, crypto::Vault const* vault, PersonId person) {
    History out;
    reader.each(
        sql::states_of,
        [&](db::Row const& row) {
            auto const state = parse_state(row.text(2));
            XL_CHECK(state.has_value());
            out.states.push_back(
                {row.integer(0), person, *state, row.get<PartialDate>(3),
                 vault == nullptr || row.null(5) ? std::string()
                                                 : vault->open(reason_place(row.integer(0)), row.bytes(5)).value_or(""),
                 row.get<std::string>(6), row.get<std::optional<Date>>(4), origin_of(row, 7), !row.null(11)});
        },
        person);
    reader.each(
        sql::affiliations_of,
        [&](db::Row const& row) {
            out.affiliations.push_back({row.integer(0), person, row.get<OrganisationId>(2), row.get<PartialDate>(3),
                                        row.get<std::string>(4), origin_of(row, 5), !row.null(9)});
        },
        person);
    reader.each(
        sql::flags_of,
        [&](db::Row const& row) {
            auto const flag = parse_flag(row.text(2));
            XL_CHECK(flag.has_value());
            out.flags.push_back({row.integer(0), person, *flag, row.get<bool>(3), row.get<PartialDate>(4),
                                 row.get<std::string>(5), origin_of(row, 6), !row.null(10)});
        },
        person);
    return out;
}

}  // namespace

History history(db::Reader& reader, PersonId person) { return read_history(reader, nullptr, person); }

History history(db::Reader& reader, crypto::Vault const& vault, PersonId person) {
    return read_history(reader, &vault, person);
}

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"members_states", "reason_sealed", &sql::next_reason, &sql::replace_reason}};
}

std::int64_t withdraw(db::Tx& tx, PersonId person, std::int64_t batch, Instant at) {
    return tx.run(sql::withdraw_states, person, batch, at) + tx.run(sql::withdraw_affiliations, person, batch, at) +
           tx.run(sql::withdraw_flags, person, batch, at);
}

bool later_than(db::Reader& reader, PersonId person, std::int64_t last, std::int64_t batch) {
    return reader.value<std::int64_t>(sql::later_than, person, last, batch).has_value();
}

void withdraw_state(db::Tx& tx, std::int64_t id, Instant at) { tx.run(sql::withdraw_state, id, at); }

std::vector<OrganisationId> organisations(db::Reader& reader) {
    return reader.all(sql::organisations, [](db::Row const& row) { return row.get<OrganisationId>(0); });
}

std::vector<PersonId> belonging_on(db::Reader& reader, OrganisationId organisation, Date day, PersonId after,
                                   int limit) {
    auto const on = day.text();
    return reader.all(
        sql::belonging_on, [](db::Row const& row) { return row.get<PersonId>(0); }, organisation, on, after.value,
        limit);
}

std::vector<std::int64_t> forged_states(db::Reader& reader, crypto::Vault const& vault, std::int64_t after, int limit,
                                        std::int64_t& last) {
    std::vector<std::int64_t> forged;
    reader.each(
        sql::check_states,
        [&](db::Row const& row) {
            last = row.integer(0);
            auto const expected =
                vault.mac(mac_purpose, canonical(last, row.get<PersonId>(1), row.text(2), row.text(3),
                                                 row.null(4) ? std::string_view{} : row.text(4), row.integer(8)));
            if (!crypto::equal_constant_time(expected, row.bytes(9))) forged.push_back(last);
        },
        after, limit);
    return forged;
}

}  // namespace xinglin::members::store
