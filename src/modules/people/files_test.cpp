// Files, memberships and corrections, through the service.
#include "modules/people/store.hpp"
#include "modules/people/test_people.hpp"
#include "modules/people/views.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace xinglin;
using namespace xinglin::people;
using people::testing::Hospital;
using xinglin::testing::with_databases;

namespace {

Date day(char const* text) { return *Date::parse(text); }

FieldView field_of(PersonView const& view, std::string_view name) {
    for (auto const& section : view.sections)
        for (auto const& field : section.fields)
            if (field.name == name) return field;
    FAIL("no field ", std::string(name));
    return {};
}

PersonView see(Hospital& hospital, auth::Actor const& actor, PersonId person,
               std::optional<Date> as_of = std::nullopt) {
    auto made =
        hospital.db.read([&](db::Reader& reader) { return view(reader, hospital.tools, actor, person, as_of); });
    REQUIRE(made);
    return *made;
}

bool has_section(PersonView const& view, std::string_view id) {
    return std::any_of(view.sections.begin(), view.sections.end(),
                       [&](SectionView const& section) { return section.id == id; });
}

}  // namespace

TEST_SUITE("people files") {
    TEST_CASE("who sees what: strangers nothing, the secretary masks, the person everything") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const other = hospital.member(hospital.bones, "韦家薇");
            auto const secretary = hospital.secretary(hospital.heart);
            auto const view_by_secretary = see(hospital, secretary, person);
            CHECK(field_of(view_by_secretary, "mobile").masked);
            CHECK(*field_of(view_by_secretary, "mobile").shown == "154****0001");
            CHECK_FALSE(field_of(view_by_secretary, "mobile").value.has_value());
            CHECK(field_of(view_by_secretary, "resident_id").shown->substr(0, 14) == "429099********");
            CHECK(*field_of(view_by_secretary, "birth_date").value == "1980-05-28");
            CHECK(field_of(view_by_secretary, "mobile").editable);
            CHECK_FALSE(field_of(view_by_secretary, "resident_id").editable);
            CHECK_FALSE(has_section(view_by_secretary, "sanctions"));
            CHECK(has_section(see(hospital, hospital.office(), person), "sanctions"));

            auto const stranger =
                database.read([&](db::Reader& reader) { return view(reader, hospital.tools, secretary, other, {}); });
            REQUIRE_FALSE(stranger);
            CHECK(stranger.error().kind == Kind::not_found);
            auto const own = see(hospital, hospital.plain(person), person);
            CHECK(own.own);
            CHECK(*field_of(own, "mobile").value == "15410000001");
            CHECK(field_of(own, "mobile").correction == "at_once");
            auto screen = own;
            people::cover_own_numbers(screen);
            CHECK(field_of(screen, "resident_id").masked);
            CHECK(field_of(screen, "resident_id").revealable);
            CHECK_FALSE(field_of(screen, "resident_id").value);
            CHECK(field_of(screen, "resident_id").shown->substr(0, 14) == "429099********");
            CHECK(*field_of(screen, "mobile").value == "15410000001");
            CHECK(field_of(own, "name").correction == "approval");
            CHECK_FALSE(field_of(own, "mobile").editable);
            auto const mate = database.read(
                [&](db::Reader& reader) { return view(reader, hospital.tools, hospital.plain(other), person, {}); });
            CHECK_FALSE(mate.has_value());
        });
    }
    TEST_CASE("a change keeps its source, its day and the value before; a stale version is refused") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const secretary = hospital.secretary(hospital.heart);
            auto const version = hospital.roster(person).version;
            auto const saved = hospital.service.change(
                secretary, {person, "work", {{"department", "急诊科"}}, day("2026-09-01"), false, "轮岗", "office"},
                version);
            REQUIRE(saved);
            CHECK(saved->version == version + 1);
            CHECK(see(hospital, secretary, person, day("2026-08-31")).sections.size() > 0);
            CHECK(*field_of(see(hospital, secretary, person, day("2026-08-31")), "department").value == "心内科");
            CHECK(*field_of(see(hospital, secretary, person), "department").value == "急诊科");
            CHECK(*field_of(see(hospital, secretary, person), "department").source == "office");
            auto const stale = hospital.service.change(
                secretary, {person, "work", {{"department", "骨科"}}, {}, false, "", "office"}, version);
            REQUIRE_FALSE(stale);
            CHECK(stale.error().kind == Kind::precondition);
            auto const history = database.read([&](db::Reader& reader) {
                return field_history(reader, hospital.tools, secretary, person, "department");
            });
            REQUIRE(history->size() == 2);
            CHECK(*history->front().shown == "急诊科");
            CHECK(hospital.actions(person).back() == "people.changed");
        });
    }
    TEST_CASE("nobody writes beyond their list, and all faults come at once") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const secretary = hospital.secretary(hospital.heart);
            auto const identity =
                hospital.service.change(secretary, {person, "basics", {{"name", "林某"}}, {}, false, "", "office"}, {});
            REQUIRE_FALSE(identity);
            CHECK(identity.error().kind == Kind::forbidden);
            CHECK(identity.error().fields.at(0).pointer == "/fields/name");
            auto const faults = hospital.service.change(
                secretary,
                {person, "contact", {{"mobile", "123"}, {"phone", "1"}, {"name", "x"}}, {}, false, "", "office"}, {});
            REQUIRE_FALSE(faults);
            CHECK(faults.error().fields.size() == 3);
            CHECK(hospital.service
                      .change(hospital.secretary(hospital.bones),
                              {person, "contact", {{"phone", "06008801234"}}, {}, false, "", "office"}, {})
                      .error()
                      .kind == Kind::not_found);
        });
    }
    TEST_CASE("a mended joining date moves the state with it") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const office = hospital.office();
            REQUIRE(hospital.service.change(office,
                                            {person,
                                             "party",
                                             {{"join_date", "2002-06-01"}, {"full_date", "2003-06-01"}},
                                             {},
                                             true,
                                             "据入党志愿书",
                                             "archive"},
                                            {}));
            CHECK(hospital.roster(person).full_date == "2003-06-01");
            CHECK(hospital.roster(person).state_since == "2003-06-01");
            auto const past =
                database.read([&](db::Reader& reader) { return members::store::history(reader, person); });
            CHECK(members::standing_on(past, day("2002-12-31")).state == members::State::probationary);
            CHECK(members::standing_on(past, day("2002-05-31")).state == members::State::staff);
            CHECK(*field_of(see(hospital, office, person, day("2010-01-01")), "join_date").value == "2002-06-01");
        });
    }
    TEST_CASE("an approved correction of the joining date moves the state with it") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const asked =
                hospital.service.ask(hospital.plain(person), {person, "join_date", {}, "2001-07-01", "档案所载", {}});
            REQUIRE(asked);
            REQUIRE(hospital.service.decide(hospital.office(), {asked->id, true, ""}));
            CHECK(hospital.roster(person).join_date == "2001-07-01");
            auto const history =
                database.read([&](db::Reader& reader) { return members::store::history(reader, person); });
            CHECK(members::standing_on(history, day("2002-01-01")).state == members::State::probationary);
            CHECK(members::standing_on(history, day("2001-06-30")).state == members::State::staff);
        });
    }
    TEST_CASE("a correction of a value that changed meanwhile is not decided over it") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const office = hospital.office();
            auto const asked =
                hospital.service.ask(hospital.plain(person), {person, "department", {}, "急诊科", "轮岗", {}});
            REQUIRE(asked);
            REQUIRE(hospital.service.change(office, {person, "work", {{"department", "骨科"}}, {}, false, "", "office"},
                                            {}));
            CHECK(hospital.service.decide(office, {asked->id, true, ""}).error().code == "people.correction_overtaken");
            CHECK(hospital.roster(person).department == "骨科");
            REQUIRE(hospital.service.decide(office, {asked->id, false, "已另行更新"}));
        });
    }
    TEST_CASE("entries come, change and go, and the history keeps them") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const secretary = hospital.secretary(hospital.heart);
            auto const added = hospital.service.change_entry(
                secretary, {person, "family", {}, {{"relative_relation", "spouse"}, {"relative_name", "孔某"}}, ""},
                {});
            REQUIRE(added);
            REQUIRE(added->entry);
            auto const entries = [&](auth::Actor const& actor) {
                auto const view = see(hospital, actor, person);
                for (auto const& section : view.sections)
                    if (section.id == "family") return section.entries;
                return std::vector<EntryView>{};
            };
            REQUIRE(entries(secretary).size() == 1);
            CHECK(entries(secretary)[0].fields[1].masked);
            CHECK(*entries(hospital.plain(person))[0].fields[1].value == "孔某");
            CHECK(hospital.service.remove_entry(secretary, {person, *added->entry, ""}, {}).error().code ==
                  "people.reason_needed");
            REQUIRE(hospital.service.remove_entry(secretary, {person, *added->entry, "重复"}, {}));
            CHECK(entries(secretary).empty());
            CHECK(hospital.service
                      .change_entry(secretary, {person, "sanctions", {}, {{"sanction_kind", "warning"}}, ""}, {})
                      .error()
                      .kind == Kind::forbidden);
        });
    }
    TEST_CASE("one sealed value is shown for a purpose, on record, to those who may") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const office = hospital.office();
            CHECK(hospital.service.reveal(office, {person, "mobile", {}, ""}).error().code == "people.purpose_missing");
            CHECK(hospital.service.reveal(hospital.secretary(hospital.heart), {person, "mobile", {}, "联系开会"})
                      .error()
                      .kind == Kind::forbidden);
            CHECK(*hospital.service.reveal(office, {person, "mobile", {}, "联系开会"}) == "15410000001");
            CHECK(hospital.actions(person).back() == "people.revealed");
            CHECK(*hospital.service.reveal(hospital.plain(person), {person, "resident_id", {}, ""}) ==
                  people::testing::resident_id("19800528", 1));
        });
    }
    TEST_CASE("steps of the membership: lawful ones, with dates and counts that follow") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person =
                hospital.member(hospital.heart, "许青禾", {{"join_date", std::nullopt}}, members::State::staff);
            auto const office = hospital.office();
            CHECK(hospital.counts(hospital.heart).staff == 1);
            REQUIRE(hospital.service.take_step(office, {person, "applicant", day("2024-01-10"), ""}));
            REQUIRE(hospital.service.take_step(office, {person, "activist", day("2024-06-10"), ""}));
            auto const early = hospital.service.take_step(office, {person, "prospect", day("2025-06-09"), ""});
            REQUIRE_FALSE(early);
            CHECK(early.error().kind == Kind::refused);
            CHECK_FALSE(early.error().article.empty());
            REQUIRE(hospital.service.take_step(office, {person, "prospect", day("2025-06-10"), ""}));
            REQUIRE(hospital.service.take_step(office, {person, "probationary", day("2025-09-01"), ""}));
            CHECK(hospital.counts(hospital.heart).probationary == 1);
            CHECK(hospital.counts(hospital.heart).staff == 0);
            CHECK(hospital.roster(person).join_date == "2025-09-01");
            CHECK(see(hospital, office, person).may_extend);
            auto const extended =
                hospital.service.extend_probation(office, {person, 6, day("2026-09-10"), "支部大会决议"});
            REQUIRE(extended);
            CHECK(hospital.roster(person).probation_until == "2027-03-01");
            CHECK(hospital.service.take_step(office, {person, "full", day("2026-09-11"), ""}).error().code ==
                  "members.probation_too_short");
            CHECK(
                hospital.service.take_step(hospital.secretary(hospital.heart), {person, "full", day("2026-09-11"), ""})
                    .error()
                    .kind == Kind::not_found);
            auto elsewhere =
                hospital.actor(hospital.bones, {"people.read", "members.transition", "members.transfer"}, person);
            CHECK_MESSAGE(
                hospital.service.take_step(elsewhere, {person, "deceased", day("2026-09-11"), ""}).error().kind ==
                    Kind::not_found,
                "the own record opens no right held elsewhere");
            CHECK(hospital.service.transfer(elsewhere, {person, hospital.bones, day("2026-09-15"), ""}).error().kind ==
                  Kind::not_found);
            auto const file = see(hospital, office, person);
            CHECK(*file.probation_expires == "2027-03-01");
            CHECK_FALSE(file.may_extend);
            CHECK(*file.state_since == "2025-09-01");
        });
    }
    TEST_CASE("a move to another branch takes effect on its day") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const office = hospital.office();
            CHECK(hospital.service.transfer(office, {person, hospital.heart, day("2026-09-15"), ""}).error().code ==
                  "people.same_organisation");
            REQUIRE(hospital.service.transfer(office, {person, hospital.bones, day("2026-10-01"), "工作调动"}));
            CHECK_MESSAGE(hospital.roster(person).organisation == hospital.heart, "not before its day");
            CHECK(hospital.roster(person).recheck_on == "2026-10-01");
            hospital.clock.set(*Instant::parse("2026-10-01T00:10:00Z"));
            CHECK(*hospital.service.recheck(100) == 1);
            CHECK(hospital.roster(person).organisation == hospital.bones);
            CHECK(hospital.roster(person).path == hospital.path(hospital.bones));
            CHECK(hospital.counts(hospital.heart).full == 0);
            CHECK(hospital.counts(hospital.bones).full == 1);
            CHECK(*hospital.service.recheck(100) == 0);
            CHECK(hospital.service.transfer(office, {person, hospital.heart, day("2026-09-30"), ""}).error().code ==
                  "people.transfer_before");
            REQUIRE(hospital.service.transfer(office, {person, hospital.heart, day("2026-10-01"), "转错了"}));
            CHECK_MESSAGE(hospital.roster(person).organisation == hospital.heart, "taken back on the same day");
            REQUIRE(hospital.service.transfer(office, {person, hospital.bones, day("2026-10-01"), "工作调动"}));
            auto const within = hospital.actor(hospital.internal, {"people.read", "members.transfer"});
            auto const second = hospital.member(hospital.heart, "韦家薇");
            CHECK(hospital.service.transfer(within, {second, hospital.bones, day("2026-10-01"), ""}).error().code ==
                  "people.outside_scope");
        });
    }
    TEST_CASE("flags are set, told and cleared") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const office = hospital.office();
            CHECK(hospital.service.set_flag(office, {person, "floating", true, day("2026-03-01"), ""})
                      .error()
                      .fields.size() == 1);
            REQUIRE(hospital.service.set_flag(office, {person, "floating", true, day("2026-03-01"), "外省进修"}));
            CHECK(hospital.service.set_flag(office, {person, "floating", true, day("2026-03-01"), "外省进修"})
                      .error()
                      .code == "people.flag_same");
            CHECK(*see(hospital, office, person).flags.at(0).detail == "外省进修");
            REQUIRE(hospital.service.set_flag(office, {person, "floating", false, day("2026-09-01"), ""}));
            CHECK(see(hospital, office, person).flags.empty());
            CHECK(see(hospital, office, person, day("2026-08-31")).flags.size() == 1);
        });
    }
    TEST_CASE("corrections: contacts at once, identity by the party office, work by the branch, never by oneself") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            auto const self = hospital.plain(person);
            auto const secretary = hospital.secretary(hospital.heart);
            auto const at_once = hospital.service.ask(self, {person, "mobile", {}, "154 2222 3333", "", {}});
            REQUIRE(at_once);
            CHECK(at_once->state == "applied");
            CHECK(hospital.roster(person).mobile_tail == "3333");
            CHECK(*field_of(see(hospital, self, person), "mobile").source == "self");

            auto const work = hospital.service.ask(self, {person, "department", {}, "急诊科", "轮岗", {}});
            REQUIRE(work);
            CHECK(work->state == "waiting");
            CHECK(hospital.roster(person).department == "心内科");
            CHECK(hospital.service.ask(self, {person, "department", {}, "骨科", "", {}}).error().code ==
                  "people.correction_waiting");
            CHECK(*field_of(see(hospital, self, person), "department").pending == "急诊科");
            CHECK(hospital.service.decide(hospital.secretary(hospital.bones), {work->id, true, ""}).error().kind ==
                  Kind::not_found);
            REQUIRE(hospital.service.decide(secretary, {work->id, true, ""}));
            CHECK(hospital.roster(person).department == "急诊科");
            CHECK(hospital.service.decide(secretary, {work->id, true, ""}).error().code == "people.decided_already");

            auto const name = hospital.service.ask(self, {person, "name", {}, "林明煦", "", {}});
            REQUIRE(name);
            CHECK(hospital.service.decide(secretary, {name->id, true, ""}).error().kind == Kind::not_found);
            CHECK(hospital.service.decide(hospital.office(), {name->id, false, ""}).error().code ==
                  "people.reason_needed");
            REQUIRE(hospital.service.decide(hospital.office(), {name->id, false, "与证件不符"}));
            CHECK(hospital.roster(person).name == "林明旭");
            auto own_secretary = hospital.secretary(hospital.heart);
            own_secretary.person = person;
            auto const own = hospital.service.ask(self, {person, "position", {}, "主任", "", {}});
            CHECK(hospital.service.decide(own_secretary, {own->id, true, ""}).error().code == "people.own_correction");
            REQUIRE(hospital.service.withdraw_correction(self, own->id));
            CHECK(hospital.service.ask(self, {person, "party_post", {}, "书记", "", {}}).error().code ==
                  "people.not_correctable");
            CHECK(hospital.service
                      .ask(hospital.plain(hospital.member(hospital.heart, "韦家薇")),
                           {person, "mobile", {}, "15422223334", "", {}})
                      .error()
                      .kind == Kind::not_found);
        });
    }
}
