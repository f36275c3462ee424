// The support of this module's tests.
#include "modules/people/test_people.hpp"

#include "modules/people/store.hpp"

#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

namespace xinglin::people::testing {

using xinglin::testing::MadeStatement;

namespace {

MadeStatement const actions_of(
    "SELECT action FROM audit_entries WHERE subject_kind = 'person' AND subject = $1 ORDER BY node, sequence");

regulations::Book embedded_book() {
    auto book = regulations::load_embedded();
    REQUIRE(book);
    return *book;
}

std::unique_ptr<crypto::KeyVault> open_vault(db::Database& database, Instant now) {
    auto vault =
        crypto::KeyVault::open(database, crypto::MasterKey(std::string(32, 'k')), crypto::Profile::international, now);
    REQUIRE(vault);
    return std::move(*vault);
}

}  // namespace

std::string resident_id(std::string_view birth, int sequence) {
    auto number = "429099" + std::string(birth);
    auto const digits = std::to_string(1000 + sequence).substr(1);
    number += digits;
    return number + regulations::resident_id_check(number);
}

Hospital::Hospital(db::Database& database)
    : db(database),
      vault(open_vault(database, clock.now())),
      book(embedded_book()),
      tree(db, ids, clock, trail, book, *vault),
      tools{db, ids, clock, trail, *vault} {
    tree.follow(follower);
    tree.know(follower);
    using organisations::OrganisationKind;
    committee = make({}, OrganisationKind::committee, "D01", "云澜医院党委");
    internal = make(committee, OrganisationKind::general_branch, "Z1", "内科系统党总支");
    surgical = make(committee, OrganisationKind::general_branch, "Z2", "外科系统党总支");
    heart = make(internal, OrganisationKind::branch, "Z1B01", "心血管内科党支部");
    lung = make(internal, OrganisationKind::branch, "Z1B02", "呼吸内科党支部");
    bones = make(surgical, OrganisationKind::branch, "Z2B01", "骨科党支部");
}

OrganisationId Hospital::make(OrganisationId parent, organisations::OrganisationKind kind, std::string code,
                              std::string name) {
    organisations::ChangeCommand command;
    command.kind = organisations::ChangeKind::create;
    command.effective_on = *Date::parse("2000-01-01");
    command.reason = "测试";
    if (!parent.none()) command.parent_id = parent;
    command.to_kind = kind;
    command.code = std::move(code);
    command.name = name;
    command.short_name = std::move(name);
    auto const made = tree.change(system, command);
    if (!made) FAIL(made.error().code, " ", made.error().detail);
    return made->organisation;
}

ImportRow Hospital::row(OrganisationId organisation, std::string const& name, Values values, members::State state) {
    ++next;
    ImportRow made;
    made.organisation = organisation;
    made.state = state;
    made.values = {{"name", name},
                   {"staff_no", "E" + std::to_string(10000 + next)},
                   {"sex", next % 2 == 1 ? "1" : "2"},
                   {"birth_date", "1980-05-28"},
                   {"resident_id", resident_id("19800528", next)},
                   {"join_date", "2003-05-28"},
                   {"full_date", "2004-05-28"},
                   {"mobile", "154" + std::to_string(10000000 + next)},
                   {"department", "心内科"},
                   {"ethnicity", "01"},
                   {"education", "21"},
                   {"address", "云澜市示例区样本路37号"}};
    if (state == members::State::probationary) made.values["join_date"] = "2026-01-10";
    if (state != members::State::full) made.values["full_date"] = std::nullopt;
    for (auto& [key, value] : values) made.values[key] = value;
    return made;
}

Result<ImportOutcome> Hospital::import(ImportRow const& row, std::int64_t batch, std::string source) {
    return db.write([&](db::Tx& tx) -> Result<ImportOutcome> {
        Import import(tools, tx, batch, source, {});
        TRY_ASSIGN(auto outcome, import.write(row));
        import.finish();
        return outcome;
    });
}

PersonId Hospital::member(OrganisationId organisation, std::string const& name, Values values, members::State state) {
    auto const made = import(row(organisation, name, std::move(values), state));
    if (!made) FAIL(made.error().code);
    return made->person;
}

RosterRow Hospital::roster(PersonId person) {
    auto const found = db.read([&](db::Reader& reader) { return store::find(reader, person); });
    REQUIRE(found);
    return *found;
}

std::string Hospital::path(OrganisationId id) {
    return db.read([&](db::Reader& reader) { return organisations::find(reader, id)->path; });
}
organisations::Counts Hospital::counts(OrganisationId id) {
    return db.read([&](db::Reader& reader) { return organisations::counts_of(reader, id); });
}

auth::Actor Hospital::actor(OrganisationId over, std::vector<std::string_view> rights, PersonId person) {
    auth::Actor made;
    made.account = ids.next<AccountId>();
    made.person = person;
    made.name = "测试账号";
    made.grants = {{"test",
                    path(over),
                    std::move(rights),
                    {auth::FieldClass::open, auth::FieldClass::internal, auth::FieldClass::personal}}};
    return made;
}
auth::Actor Hospital::secretary(OrganisationId over) {
    return actor(over, {"people.read", "people.write", "people.export"});
}
auth::Actor Hospital::office() {
    return actor(committee,
                 {"people.read", "people.write", "people.write_identity", "people.discipline", "people.reveal",
                  "people.export", "people.approve_export", "people.bulk", "members.transition", "members.transfer"});
}
auth::Actor Hospital::plain(PersonId person) {
    auth::Actor made;
    made.account = ids.next<AccountId>();
    made.person = person;
    made.name = "党员";
    return made;
}

std::vector<std::string> Hospital::actions(PersonId person) {
    return db.read([&](db::Reader& reader) {
        return reader.all(
            actions_of, [](db::Row const& row) { return row.get<std::string>(0); }, person.value);
    });
}

}  // namespace xinglin::people::testing
