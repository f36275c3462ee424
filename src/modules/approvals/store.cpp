#include "modules/approvals/store.hpp"

#include "gen/approvals/sql.hpp"

namespace xinglin::approvals::store {

namespace {

crypto::Place detail_place(std::int64_t id) { return {"approvals_cases", "detail_sealed", id}; }
crypto::Place act_place(std::int64_t id) { return {"approvals_acts", "reason_sealed", id}; }
crypto::Place delegation_place(std::int64_t id) { return {"approvals_delegations", "reason_sealed", id}; }

Case read_case(db::Row const& row, crypto::Vault const& vault) {
    Case out;
    out.id = row.get<CaseId>(0);
    out.kind = row.get<std::string>(1);
    out.definition = row.get<int>(2);
    out.subject_kind = row.get<std::string>(3);
    out.subject = row.integer(4);
    out.organisation = row.get<OrganisationId>(5);
    out.path = row.get<std::string>(6);
    out.title = row.get<std::string>(7);
    out.detail = crypto::opened_text(vault, detail_place(out.id.value), row, 8);
    out.payload = row.get<std::string>(9);
    out.link = row.get<std::string>(10);
    out.step = row.get<std::string>(11);
    out.role = row.get<std::string>(12);
    out.state = parse_case_state(row.text(13));
    out.asked_by = row.get<AccountId>(14);
    out.person = row.get<PersonId>(15);
    out.asked_name = row.get<std::string>(16);
    out.asked_at = row.get<Instant>(17);
    out.finished_at = row.get<std::optional<Instant>>(18);
    out.version = row.integer(19);
    return out;
}

auto case_from(crypto::Vault const& vault) {
    return [&vault](db::Row const& row) { return read_case(row, vault); };
}

Delegation read_delegation(db::Row const& row, crypto::Vault const& vault) {
    Delegation out;
    out.id = row.get<DelegationId>(0);
    out.account = row.get<AccountId>(1);
    out.person = row.get<PersonId>(2);
    out.name = row.get<std::string>(3);
    out.delegate = row.get<PersonId>(4);
    out.delegate_name = row.get<std::string>(5);
    out.grants = row.get<std::string>(6);
    out.from = row.get<Date>(7);
    out.to = row.get<Date>(8);
    out.reason = crypto::opened_text(vault, delegation_place(out.id.value), row, 9);
    out.by_roster = row.get<bool>(10);
    out.made_at = row.get<Instant>(11);
    out.ended_at = row.get<std::optional<Instant>>(12);
    return out;
}

auto delegation_from(crypto::Vault const& vault) {
    return [&vault](db::Row const& row) { return read_delegation(row, vault); };
}

}  // namespace

void insert(db::Tx& tx, crypto::Vault const& vault, Case const& c) {
    auto const detail = crypto::sealed_text(vault, detail_place(c.id.value), c.detail);
    tx.run(sql::insert_case, c.id, c.kind, std::int64_t{c.definition}, c.subject_kind, c.subject, c.organisation,
           c.path, c.title, detail, c.payload, c.link, c.step, c.role, code(c.state), c.asked_by, c.person,
           c.asked_name, c.asked_at, c.finished_at, c.version);
}

bool update(db::Tx& tx, crypto::Vault const& vault, Case& c) {
    auto const detail = crypto::sealed_text(vault, detail_place(c.id.value), c.detail);
    if (tx.run(sql::update_case, c.id, c.version, std::int64_t{c.definition}, detail, c.payload, c.step, c.role,
               code(c.state), c.finished_at, c.asked_by, c.person, c.asked_name, c.asked_at) != 1)
        return false;
    ++c.version;
    return true;
}

std::optional<Case> find(db::Reader& reader, crypto::Vault const& vault, CaseId id) {
    return reader.one(sql::find_case, case_from(vault), id);
}

std::vector<Case> unfinished(db::Reader& reader, crypto::Vault const& vault, std::string const& subject_kind,
                             std::int64_t subject, std::string const& kind) {
    return reader.all(sql::unfinished, case_from(vault), subject_kind, subject, kind);
}

std::vector<Case> waiting_for(db::Reader& reader, crypto::Vault const& vault, std::string const& role,
                              std::string const& path, int limit) {
    auto const range = auth::subtree(path);
    return reader.all(sql::waiting_for, case_from(vault), role, range.from, range.to, std::int64_t{limit});
}

std::vector<Case> asked_by(db::Reader& reader, crypto::Vault const& vault, AccountId account, CaseId before,
                           int limit) {
    return reader.all(sql::asked_by, case_from(vault), account, before, std::int64_t{limit});
}

std::vector<Case> older(db::Reader& reader, crypto::Vault const& vault, std::string const& kind, int version) {
    return reader.all(sql::older, case_from(vault), kind, std::int64_t{version});
}

void repath(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    tx.run(sql::repath, range.from, range.to, to, static_cast<std::int64_t>(from.size()));
}

void insert(db::Tx& tx, crypto::Vault const& vault, CaseId of, Act const& a) {
    auto const reason = crypto::sealed_text(vault, act_place(a.id.value), a.reason);
    tx.run(sql::insert_act, a.id, of, a.what, a.step, a.account, a.name, a.for_name, reason, a.at);
}

std::vector<Act> acts(db::Reader& reader, crypto::Vault const& vault, CaseId of) {
    return reader.all(
        sql::acts_of,
        [&vault](db::Row const& row) {
            return Act{row.get<ActId>(0),
                       row.get<std::string>(1),
                       row.get<std::string>(2),
                       row.get<AccountId>(3),
                       row.get<std::string>(4),
                       row.get<std::string>(5),
                       crypto::opened_text(vault, act_place(row.integer(0)), row, 6),
                       row.get<Instant>(7)};
        },
        of);
}

void insert(db::Tx& tx, crypto::Vault const& vault, Delegation const& d) {
    auto const reason = crypto::sealed_text(vault, delegation_place(d.id.value), d.reason);
    tx.run(sql::insert_delegation, d.id, d.account, d.person, d.name, d.delegate, d.delegate_name, d.grants,
           d.from.text(), d.to.text(), reason, d.by_roster, d.made_at, d.ended_at);
}

bool end(db::Tx& tx, DelegationId id, AccountId account, Instant at) {
    return tx.run(sql::end_delegation, id, account, at) == 1;
}

std::vector<Delegation> delegated_to(db::Reader& reader, crypto::Vault const& vault, PersonId person, Date on) {
    return reader.all(sql::delegated_to, delegation_from(vault), person, on.text());
}

std::vector<PersonId> delegates_on(db::Reader& reader, Date on) {
    return reader.all(
        sql::delegates_on, [](db::Row const& row) { return row.get<PersonId>(0); }, on.text());
}

std::vector<Delegation> delegations_of(db::Reader& reader, crypto::Vault const& vault, AccountId account,
                                       PersonId person) {
    return reader.all(sql::delegations_of, delegation_from(vault), account, person);
}

std::vector<Case> own_cases(db::Reader& reader, crypto::Vault const& vault, AccountId account, PersonId person) {
    return reader.all(sql::own_cases, case_from(vault), account, person);
}

std::vector<Delegation> own_delegations(db::Reader& reader, crypto::Vault const& vault, AccountId account,
                                        PersonId person) {
    return reader.all(sql::own_delegations, delegation_from(vault), account, person);
}

std::vector<std::pair<Act, std::string>> own_acts(db::Reader& reader, crypto::Vault const& vault, AccountId account) {
    return reader.all(
        sql::own_acts,
        [&vault](db::Row const& row) {
            Act act;
            act.id = row.get<ActId>(0);
            act.what = row.get<std::string>(1);
            act.for_name = row.get<std::string>(2);
            act.reason = crypto::opened_text(vault, act_place(act.id.value), row, 3);
            act.at = row.get<Instant>(4);
            return std::pair(std::move(act), row.get<std::string>(5));
        },
        account);
}

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"approvals_cases", "detail_sealed", &sql::next_detail, &sql::replace_detail},
            {"approvals_acts", "reason_sealed", &sql::next_act_reason, &sql::replace_act_reason},
            {"approvals_delegations", "reason_sealed", &sql::next_delegation_reason, &sql::replace_delegation_reason}};
}

std::vector<crypto::ClearColumn> clear_columns() {
    return {{"approvals_cases", "detail_sealed", &sql::clear_detail, &sql::seal_detail},
            {"approvals_acts", "reason_sealed", &sql::clear_act_reason, &sql::seal_act_reason},
            {"approvals_delegations", "reason_sealed", &sql::clear_delegation_reason, &sql::seal_delegation_reason}};
}

}  // namespace xinglin::approvals::store
