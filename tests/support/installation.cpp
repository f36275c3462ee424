#include "tests/support/installation.hpp"

#include "modules/appraisal/store.hpp"
#include "modules/approvals/store.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/people/proposed_steps.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace xinglin::testing {

namespace {

std::string write_file(TemporaryFolder const& folder, std::string const& name, std::string const& text) {
    auto const path = folder.file(name);
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

/// The first lines of a sample file, and those that begin with one of `also`.
std::string lines_of(std::string const& sample, int first, std::initializer_list<std::string_view> also) {
    std::ifstream in(std::string(XINGLIN_SOURCE_DIR) + "/tests/data/roster/" + sample);
    REQUIRE(in.good());
    std::string out;
    std::string line;
    for (int number = 0; std::getline(in, line); ++number)
        if (number <= first || std::any_of(also.begin(), also.end(), [&](auto head) { return line.starts_with(head); }))
            out += line + "\n";
    return out;
}

void import(Installation const& at, intake::ImportKind kind, std::string const& file, std::string const& answers = {}) {
    std::ostringstream out, err;
    intake::FileImport wanted;
    wanted.kind = kind;
    wanted.file = file;
    wanted.answers = answers;
    CHECK_MESSAGE(intake::run_import(at.parts().intake_tools, wanted, out, err) == 0, out.str(), err.str());
}

/// Organisations and people, one of them with a finding.
void import_register(Installation const& at) {
    import(at, intake::ImportKind::organisations, write_file(at.folder, "orgs.csv", lines_of("orgs.csv", 30, {})));
    auto const answers =
        write_file(at.folder, "answers.jsonl", R"({"row":4,"column":"手机号","action":"mend","value":"15477738683"})");
    // Line 162 has a wrong checksum: a finding.
    import(at, intake::ImportKind::people,
           write_file(at.folder, "people.csv", lines_of("members_messy.csv", 4, {"162,"})), answers);
}

void ask_correction(Installation const& at, PersonId found) {
    auth::Actor self;
    self.account.value = 77;
    self.name = "（合成）本人";
    self.person = found;
    self.grants.push_back({"member", std::string(auth::nowhere), {"people.read"}, {}});
    people::AskCorrection ask;
    ask.person = found;
    ask.field = "education";
    ask.value = "21";
    auto const asked = at.parts().people.ask(self, ask);
    REQUIRE_MESSAGE(asked.has_value(), (asked ? "" : asked.error().code));
}

void insert_states(app::Core& core, PersonId found) {
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        Date const day{2026, 9, 1};
        members::store::insert(tx, *core.vault,
                               {core.ids.next_value(),
                                found,
                                members::State::suspended,
                                PartialDate::of(day),
                                "因失联",
                                "",
                                std::nullopt,
                                {"office", 0, {}, core.clock.now()},
                                false});
        people::store::ProposedStep step;
        step.id = core.ids.next_value();
        step.person = found;
        step.to = members::State::left_expelled;
        step.on = day;
        step.reason = "因受贿";
        step.proposed_by = AccountId{77};
        step.proposed_at = core.clock.now();
        people::store::insert(tx, *core.vault, step);
        return Done{};
    }));
}

void insert_ballot(app::Core& core, PersonId found) {
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        ballots::Ballot ballot;
        ballot.id = core.ids.next<ballots::BallotId>();
        ballot.organisation = OrganisationId{1};
        ballot.scrutineer = found;
        ballot.subject_kind = "meeting";
        ballots::store::insert(tx, ballot);
        auto const id = ballot.id.value;
        ballots::store::insert_box(tx, ballot.id, {core.vault->seal({"ballots_boxes", "box", id}, "slips")});
        ballots::store::insert_key(tx, ballot.id, {core.vault->seal({"ballots_keys", "private_key", id}, "key")});
        return Done{};
    }));
}

/// With a second factor, and an answer kept for an attempt.
void open_account(Installation const& at) {
    auto& core = at.core();
    auto const account = at.parts().accounts.open_account({"h1", "（合成）甲", {}, "", {}}, core.clock.today());
    REQUIRE(account);
    static MadeStatement const totp("update accounts_accounts set totp = $2, totp_on = 1 where id = $1");
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        db::Blob const sealed{core.vault->seal({"accounts_accounts", "totp", account->value}, "secret")};
        tx.run(static_cast<db::Statement const&>(totp), *account, sealed);
        return Done{};
    }));
    http::Attempt const attempt{*account, "key-00000001", "digest"};
    REQUIRE(at.parts().keys.begin(attempt).state == http::Earlier::State::fresh);
    http::Earlier answer;
    answer.status = 201;
    answer.body = "{}";
    at.parts().keys.finish(attempt, answer);
    at.parts().keys.flush();
}

void read_grid(Installation const& at) {
    auto const grid = at.parts().rosters.start(
        auth::Actor::the_system("测试"),
        {write_file(at.folder, "grid.csv", "心血管内科 2026年9月排班表\n工号,姓名,1\nE01002,韦家薇,夜\n"),
         "grid.csv",
         "",
         "",
         {}});
    REQUIRE_MESSAGE(grid.has_value(), (grid ? "" : grid.error().code));
}

}  // namespace

void fill_reasons(app::Core& core, PersonId person) {
    auto const& vault = *core.vault;
    REQUIRE(core.database->write([&](db::Tx& tx) -> Result<Done> {
        meetings::Meeting meeting;
        meeting.id = core.ids.next<meetings::MeetingId>();
        meeting.organisation = OrganisationId{1};
        meeting.ends_at = meeting.starts_at + hour_ms;
        meetings::store::insert(tx, meeting);
        meetings::Attendee ill;
        ill.id = core.ids.next<meetings::AttendeeId>();
        ill.person = person;
        ill.reply_reason = meetings::AbsenceReason::sick_leave;
        ill.reply_text = "化疗复查";
        meetings::store::insert(tx, vault, meeting.id, ill);
        for (int const number : {1, 2}) {
            meetings::MinutesVersion kept;
            kept.number = number;
            kept.facts = "{\"reason_text\":\"化疗复查\"}";
            meetings::store::insert(tx, vault, meeting.id, kept);
        }
        approvals::Case asked;
        asked.id = core.ids.next<approvals::CaseId>();
        asked.organisation = meeting.organisation;
        asked.detail = "原因：化疗复查";
        approvals::store::insert(tx, vault, asked);
        approvals::Act act;
        act.id = core.ids.next<approvals::ActId>();
        act.reason = "化疗可请假";
        approvals::store::insert(tx, vault, asked.id, act);
        approvals::Delegation given;
        given.id = core.ids.next<approvals::DelegationId>();
        given.account = AccountId{78};
        given.delegate = person;
        given.from = given.to = core.clock.today();
        given.reason = "住院";
        approvals::store::insert(tx, vault, given);
        ballots::Ballot set_aside;
        set_aside.id = core.ids.next<ballots::BallotId>();
        set_aside.organisation = meeting.organisation;
        set_aside.scrutineer = person;
        ballots::store::insert(tx, set_aside);
        ballots::store::put_void_reason(tx, vault, set_aside.id, "监票人化疗");
        appraisal::Round sent_back;
        sent_back.id = core.ids.next<appraisal::RoundId>();
        sent_back.organisation = meeting.organisation;
        sent_back.year = 2026;
        appraisal::store::insert(tx, sent_back);
        appraisal::store::put_returned(tx, vault, sent_back.id, "化疗期间可免自评");
        return Done{};
    }));
}

PersonId filled_person(app::Core const& core) {
    static MadeStatement const by_number("select id from people_roster where staff_no = $1");
    return core.database->read([&](db::Reader& reader) {
        return PersonId{reader.value<std::int64_t>(static_cast<db::Statement const&>(by_number), "E01002").value_or(0)};
    });
}

void fill(Installation const& at) {
    import_register(at);
    auto& core = at.core();
    auto const found = filled_person(core);
    REQUIRE_FALSE(found.none());
    ask_correction(at, found);
    insert_states(core, found);
    insert_ballot(core, found);
    fill_reasons(core, found);
    open_account(at);
    read_grid(at);
}

}  // namespace xinglin::testing
