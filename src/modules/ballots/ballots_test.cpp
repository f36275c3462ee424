// A ballot from its opening to its count; who may, how often, and that nothing joins a voter and a slip.
#include "base/text.hpp"
#include "modules/ballots/box.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/voting.hpp"
#include "platform/crypto/crypto.hpp"
#include "tests/support/blind_voter.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/room.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

using namespace xinglin;
using namespace xinglin::ballots;
using ballots::testing::Room;
using xinglin::testing::BlindVoter;
using xinglin::testing::MadeStatement;
using xinglin::testing::with_databases;

namespace {

/// Every table of the schema with its rows, each row all its columns as one text.
std::map<std::string, std::vector<std::string>> everything(db::Database& database) {
    static MadeStatement const of_sqlite(
        "SELECT m.name, GROUP_CONCAT('COALESCE(' || (CASE p.type WHEN 'BLOB' THEN 'HEX(' ELSE 'CAST(' END) || p.name ||"
        " (CASE p.type WHEN 'BLOB' THEN ')' ELSE ' AS TEXT)' END) || ','''')', '||''|''||') FROM sqlite_master m JOIN"
        " pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.sql NOT LIKE "
        "'%VIRTUAL%'"
        " AND m.name NOT LIKE '%fts%' GROUP BY m.name");
    static MadeStatement const of_postgres(
        "SELECT table_name, STRING_AGG('COALESCE(CAST(' || column_name || ' AS TEXT), '''')', '||''|''||') FROM"
        " information_schema.columns WHERE table_schema = current_schema() GROUP BY table_name");
    db::Statement const& tables = database.engine() == db::Engine::sqlite ? of_sqlite : of_postgres;
    std::map<std::string, std::vector<std::string>> out;
    database.read([&](db::Reader& reader) {
        std::vector<std::pair<std::string, std::string>> all;
        reader.each(tables,
                    [&](db::Row const& row) { all.emplace_back(row.get<std::string>(0), row.get<std::string>(1)); });
        for (auto const& [table, columns] : all) {
            auto& rows = out[table];
            reader.each(MadeStatement("SELECT " + columns + " FROM " + table),
                        [&](db::Row const& row) { rows.push_back(text::lower_ascii(row.get<std::string>(0))); });
            std::sort(rows.begin(), rows.end());
        }
    });
    return out;
}

/// Columns of the tables of this module, table by table.
std::map<std::string, std::set<std::string>> columns(db::Database& database) {
    static MadeStatement const of_sqlite(
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        " AND m.name LIKE 'ballots%'");
    static MadeStatement const of_postgres(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name LIKE 'ballots%'");
    db::Statement const& statement = database.engine() == db::Engine::sqlite ? of_sqlite : of_postgres;
    std::map<std::string, std::set<std::string>> out;
    database.read([&](db::Reader& reader) {
        reader.each(statement,
                    [&](db::Row const& row) { out[row.get<std::string>(0)].insert(row.get<std::string>(1)); });
    });
    return out;
}

}  // namespace

TEST_SUITE("ballots") {
    TEST_CASE(
        "opened, cast, closed, confirmed by the scrutineer: the meeting has its vote, each voter finds the receipt") {
        with_databases([](db::Database& database) {
            Room r(database);
            auto const ballot = r.opened();
            std::string const marks = "fffaas";
            std::set<std::string> receipts;
            for (std::size_t i = 0; i < 6; ++i) {
                auto const slip = r.slip(ballot, r.members[i], marks.substr(i, 1));
                auto const receipt = r.ballots.cast(ballot, slip);
                REQUIRE(receipt);
                CHECK(*receipt == receipt_of(ballot, slip.nonce, slip.choice));
                receipts.insert(*receipt);
                r.later();
                auto const view = r.seen(ballot, r.secretary);
                CHECK(view.returned == static_cast<std::int64_t>(i) + 1);
                CHECK(view.totals.empty());  // nothing is known before the count
                CHECK(view.receipts.empty());
            }
            auto const scrutineer = r.hospital.plain(r.members[5]);
            CHECK(r.ballots.confirm(scrutineer, ballot).error().code == "ballots.not_closed");
            REQUIRE(r.ballots.close(r.secretary, ballot));
            CHECK(r.seen(ballot, r.secretary).totals.empty());
            CHECK(r.told(r.members[5]).front() == "请确认计票");
            CHECK(r.ballots.confirm(r.secretary, ballot).error().kind == Kind::not_found);
            CHECK(r.ballots.confirm(r.hospital.plain(r.members[1]), ballot).error().kind == Kind::not_found);
            REQUIRE(r.ballots.confirm(scrutineer, ballot));
            REQUIRE(r.ballots.confirm(scrutineer, ballot));  // twice is once
            auto const view = r.seen(ballot, r.hospital.plain(r.members[1]));
            CHECK(std::set(view.receipts.begin(), view.receipts.end()) == receipts);
            CHECK(view.ballot.digest == digest_of(view.receipts));
            auto const vote = database.read([&](db::Reader& reader) { return meetings::store::votes(reader, r.id); });
            REQUIRE(vote.size() == 1);
            CHECK(vote[0].count.method == meetings::VoteMethod::electronic);
            CHECK(vote[0].count.in_favour == 3);
            CHECK(vote[0].count.against == 2);
            CHECK(vote[0].count.abstained == 1);
            CHECK(vote[0].count.issued == 6);
            CHECK(vote[0].outcome == "not_passed");  // three of seven due
            // The same for whoever recounts: choices without permits, and every receipt follows from its choice.
            auto const record = r.ballots.record(r.office, ballot, "抽查");
            REQUIRE(record);
            CHECK(record->permits.size() == 6);
            std::set<std::string> again;
            for (auto const& [nonce, choice] : record->choices) again.insert(receipt_of(ballot, nonce, choice));
            CHECK(again == receipts);
            CHECK(r.ballots.record(r.office, ballot, " ").error().code == "ballots.purpose_missing");
            // With a colleague's receipt it would tell that colleague's vote: nobody who could vote reads it.
            for (auto const person : {r.members[1], r.members[5], r.absent})
                CHECK(r.ballots.record(r.actor(r.hospital.committee, person), ballot, "抽查").error().code ==
                      "ballots.own_ballot");
            // The count as published, and as the meeting has it.
            Count const published{record->issued, 6, record->totals}, kept{record->issued, 6, record->recorded};
            for (char const mark : {'f', 'a', 's'}) CHECK(published.of(0, mark) == kept.of(0, mark));
            CHECK(kept.of(0, 'f') == 3);
        });
    }
    TEST_CASE("nobody is told of a slip; of the ballot's state only who has a scope over its organisation") {
        with_databases([](db::Database& database) {
            Room r(database);
            push::Hub::Listener all, none;
            all.covers = [](std::string_view) { return true; };
            none.covers = [](std::string_view) { return false; };
            all.wake = none.wake = [] {};
            auto const runs = r.hub.join(all), stranger = r.hub.join(none);
            std::uint64_t mark = r.hub.last(), strange = mark;
            auto const heard = [&](push::Hub::Ticket who, std::uint64_t& since) {
                bool lost = false;
                auto const all_news = r.hub.after(who, since, 99, lost);
                return std::count_if(all_news.begin(), all_news.end(),
                                     [](push::Sent const& one) { return one.kind.starts_with("ballot"); });
            };
            auto const ballot = r.opened();
            CHECK(heard(runs, mark) == 1);
            for (std::size_t i = 0; i < 6; ++i) REQUIRE(r.ballots.cast(ballot, r.slip(ballot, r.members[i], "f")));
            CHECK(heard(runs, mark) == 0);
            // Whoever asks again and again sees the number move in steps of time, not with the slips.
            CHECK(r.seen(ballot, r.secretary).returned == 6);
            auto const late = r.slip(ballot, r.absent_now(), "f");
            REQUIRE(r.ballots.cast(ballot, late));
            CHECK(r.seen(ballot, r.secretary).returned == 6);
            r.later();
            CHECK(r.seen(ballot, r.secretary).returned == 7);
            REQUIRE(r.ballots.close(r.secretary, ballot));
            CHECK(heard(runs, mark) == 1);
            CHECK(heard(stranger, strange) == 0);
            r.hub.leave(runs);
            r.hub.leave(stranger);
        });
    }
    TEST_CASE(
        "who holds no permit learns nothing of a ballot: one answer whatever the slip says, open, counted or unknown") {
        with_databases([](db::Database& database) {
            Room r(database);
            meetings::Voting voting(r.service);
            REQUIRE(voting.stand(r.secretary, r.id, r.chosen, 1, {1, {{r.members[1], ""}, {r.members[2], ""}}}));
            auto const ballot = *r.open(r.chosen, 1);
            auto const name = r.at(ballot).lines[0].title;
            Slip const bare{std::string(32, 'a'), std::string(512, '1'), std::string(32, 'b'), {"aa", {}}};
            auto const tried = [&](BallotId id) {
                std::set<std::string> out;
                for (auto const& choice : {Choice{"aa", {}}, Choice{"a", {}}, Choice{"ff", {}}, Choice{"aa", {name}},
                                           Choice{"aa", {"安五"}}, Choice{"zz", {}}}) {
                    auto slip = bare;
                    slip.choice = choice;
                    auto const answer = r.ballots.cast(id, slip);
                    REQUIRE_FALSE(answer);
                    out.insert(answer.error().code + " " + std::to_string(answer.error().facts.size()));
                }
                return out;
            };
            std::set<std::string> const same{"ballots.permit_wrong 0"};
            CHECK(tried(ballot) == same);
            CHECK(tried(BallotId{9}) == same);
            REQUIRE(r.ballots.give_up(r.secretary, ballot, "改用纸质选票"));
            CHECK(tried(ballot) == same);
        });
    }
    TEST_CASE("casting changes the sealed box and nothing else: no row, no column, no trace elsewhere") {
        with_databases([](db::Database& database) {
            Room r(database);
            auto const ballot = r.opened();
            std::vector<Slip> slips;
            for (std::size_t i = 0; i < 6; ++i) slips.push_back(r.slip(ballot, r.members[i], "f"));
            auto const before = everything(database);
            for (auto const& slip : slips) REQUIRE(r.ballots.cast(ballot, slip));
            auto const after = everything(database);
            for (auto const& [table, rows] : after) {
                CAPTURE(table);
                if (table == "ballots_boxes")
                    CHECK(rows.size() == 1);
                else
                    CHECK(rows == before.at(table));
                for (auto const& row : rows)
                    for (auto const& slip : slips) {
                        CHECK(row.find(slip.token) == std::string::npos);
                        CHECK(row.find(slip.nonce) == std::string::npos);
                        CHECK(row.find(slip.signature) == std::string::npos);
                        CHECK(row.find(receipt_of(ballot, slip.nonce, slip.choice)) == std::string::npos);
                    }
            }
        });
    }
    TEST_CASE("no table of ballots holds a voter and a slip, and none of either holds a time") {
        with_databases([](db::Database& database) {
            auto const tables = columns(database);
            CHECK(tables.at("ballots_boxes") == std::set<std::string>{"ballot", "returned", "box"});
            CHECK(tables.at("ballots_permits") == std::set<std::string>{"ballot", "person", "blinded"});
            CHECK(tables.at("ballots_totals") == std::set<std::string>{"ballot", "position", "title", "mark", "votes"});
            CHECK(tables.at("ballots_keys") == std::set<std::string>{"ballot", "private_key"});
            CHECK(tables.at("ballots_lines") == std::set<std::string>{"ballot", "position", "about", "title"});
            CHECK(tables.size() == 6);
        });
    }
    TEST_CASE("who is not entitled gets no permit: on probation, away, of another branch, moved away since") {
        with_databases([](db::Database& database) {
            Room r(database);
            auto const ballot = r.opened();
            CHECK(r.permit_refused(ballot, r.probationary) == "meetings.ballot_no_vote");
            CHECK(r.permit_refused(ballot, r.absent) == "meetings.ballot_not_present");
            CHECK(r.permit_refused(ballot, r.outsider) == "meetings.ballot_not_asked");
            CHECK(r.permit_refused(ballot, r.members[4]).empty());
            REQUIRE(r.people.transfer(r.hospital.office(),
                                      {r.members[3], r.hospital.lung, *Date::parse("2026-09-16"), "轮转"}));
            CHECK(r.permit_refused(ballot, r.members[3]) == "meetings.ballot_not_asked");
            auto const outsider = r.hospital.plain(r.outsider);
            CHECK(database.read([&](db::Reader& reader) { return r.ballots.view(reader, outsider, ballot); })
                      .error()
                      .kind == Kind::not_found);
            CHECK(database.read([&](db::Reader& reader) { return r.ballots.waiting(reader, outsider); }).empty());
            CHECK(
                database
                    .read([&](db::Reader& reader) { return r.ballots.waiting(reader, r.hospital.plain(r.members[1])); })
                    .size() == 1);
        });
    }
    TEST_CASE("one permit a voter, for the same token again; one slip a permit, sent twice it is one") {
        with_databases([](db::Database& database) {
            Room r(database);
            auto const ballot = r.opened();
            BlindVoter const voter(r.at(ballot).modulus);
            auto const who = r.hospital.plain(r.members[0]);
            auto const first = r.ballots.permit(who, ballot, voter.blinded);
            REQUIRE(first);
            CHECK(*r.ballots.permit(who, ballot, voter.blinded) == *first);
            CHECK(r.permit_refused(ballot, r.members[0]) == "ballots.permit_given");
            CHECK(r.refused(r.ballots.permit(r.hospital.plain(r.members[1]), ballot, "zz")) == "ballots.blinded_wrong");
            Slip slip{voter.token, voter.unblinded(*first), voter.nonce, {"f", {}}};
            auto const receipt = r.ballots.cast(ballot, slip);
            REQUIRE(receipt);
            CHECK(*r.ballots.cast(ballot, slip) == *receipt);
            auto other = slip;
            other.choice.marks = "a";
            CHECK(r.refused(r.ballots.cast(ballot, other)) == "ballots.already_cast");
            CHECK(r.seen(ballot, r.secretary).returned == 1);
            auto forged = slip;
            forged.token = BlindVoter(r.at(ballot).modulus).token;
            CHECK(r.refused(r.ballots.cast(ballot, forged)) == "ballots.permit_wrong");
            CHECK(r.refused(r.ballots.cast(BallotId{9}, slip)) == "ballots.permit_wrong");
        });
    }
    TEST_CASE("thirty-two hands at once, each of six slips five times or more: each slip counts once") {
        with_databases([](db::Database& database) {
            Room r(database);
            auto const ballot = r.opened();
            std::vector<Slip> slips;
            for (std::size_t i = 0; i < 6; ++i) slips.push_back(r.slip(ballot, r.members[i], i < 4 ? "f" : "a"));
            std::vector<std::thread> hands;
            std::atomic<int> taken{0};
            for (int i = 0; i < 32; ++i)
                hands.emplace_back([&, i] {
                    if (r.ballots.cast(ballot, slips[static_cast<std::size_t>(i) % 6])) ++taken;
                });
            for (auto& hand : hands) hand.join();
            CHECK(taken == 32);
            REQUIRE(r.ballots.close(r.secretary, ballot));
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
            auto const vote = database.read([&](db::Reader& reader) { return meetings::store::votes(reader, r.id); });
            REQUIRE(vote.size() == 1);
            CHECK(vote[0].count.returned == 6);
            CHECK(vote[0].count.in_favour == 4);
            CHECK(vote[0].outcome == "passed");  // four of seven due
        });
    }
    TEST_CASE("after the close nothing comes in and no permit goes out; fewer than five slips are never opened") {
        with_databases([](db::Database& database) {
            Room r(database);
            auto const ballot = r.opened();
            CHECK(r.open(r.item).error().code == "ballots.already_open");
            for (std::size_t i = 0; i < 4; ++i) REQUIRE(r.ballots.cast(ballot, r.slip(ballot, r.members[i], "f")));
            auto const late = r.slip(ballot, r.members[4], "a");
            REQUIRE(r.ballots.close(r.secretary, ballot));
            CHECK(r.at(ballot).state == State::voided);
            CHECK(r.refused(r.ballots.cast(ballot, late)) == "ballots.over");
            CHECK(r.permit_refused(ballot, r.members[5]) != "");
            CHECK(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot).error().code == "ballots.over");
            database.read([&](db::Reader& reader) {
                CHECK_FALSE(store::box(reader, ballot));
                CHECK_FALSE(store::key(reader, ballot));
                CHECK(meetings::store::votes(reader, r.id).empty());
            });
            // Paper may take its place, or another ballot.
            auto const again = r.opened();
            auto const neighbour = r.actor(r.hospital.lung, r.outsider);
            CHECK(r.ballots.give_up(neighbour, again, "别的支部").error().kind == Kind::not_found);
            CHECK(r.ballots.close(neighbour, again).error().kind == Kind::not_found);
            CHECK(r.ballots.give_up(r.secretary, again, " ").error().code == "ballots.reason_missing");
            REQUIRE(r.ballots.give_up(r.secretary, again, "投影故障，改用纸质选票"));
            CHECK(r.at(again).state == State::voided);
        });
    }
    TEST_CASE("no electronic ballot among fewer than five, by oneself as scrutineer, by a neighbour, on a study item") {
        with_databases([](db::Database& database) {
            Room r(database);
            CHECK(r.open(r.item, 0, r.members[0]).error().code == "ballots.scrutineer_wrong");  // who opens it
            CHECK(r.open(r.item, 0, r.absent).error().code == "ballots.scrutineer_wrong");
            CHECK(r.open(r.item, 0, r.probationary).error().code == "ballots.scrutineer_wrong");
            auto const neighbour = r.actor(r.hospital.lung, r.outsider);
            CHECK(r.votes.open(neighbour, {r.id, r.item, 0, {}, 0, r.members[5]}).error().kind == Kind::not_found);
            for (std::size_t i = 2; i < 4; ++i) {
                meetings::Mark away;
                away.person = r.members[i];
                away.presence = meetings::Presence::absent;
                away.reason = meetings::AbsenceReason::surgery;
                REQUIRE(r.service.mark(r.secretary, r.id, {away}));
            }
            auto const few = r.open(r.item);
            REQUIRE_FALSE(few);
            CHECK(few.error().rule == "ballot.too_few_voters");
        });
    }
    TEST_CASE("an election: places bound the marks, names are written in, the count sheet follows") {
        with_databases([](db::Database& database) {
            Room r(database);
            meetings::Voting voting(r.service);
            REQUIRE(voting.stand(r.secretary, r.id, r.chosen, 1, {1, {{r.members[1], ""}, {r.members[2], ""}}}));
            CHECK(r.open(r.chosen, 1, r.members[1]).error().code == "ballots.scrutineer_wrong");  // a candidate
            CHECK(r.open(r.chosen, 2).error().code == "meetings.round_unknown");
            auto const made = r.open(r.chosen, 1);
            REQUIRE(made);
            auto const ballot = *made;
            CHECK(r.at(ballot).lines.size() == 2);
            auto const first = r.slip(ballot, r.members[0], "ff");
            CHECK(r.refused(r.ballots.cast(ballot, first)) == "ballots.too_many_marked");
            auto mended = first;
            mended.choice = {"aa", {"安五"}};
            REQUIRE(r.ballots.cast(ballot, mended));
            for (std::size_t i = 1; i < 6; ++i) REQUIRE(r.ballots.cast(ballot, r.slip(ballot, r.members[i], "fa")));
            REQUIRE(r.ballots.close(r.secretary, ballot));
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
            auto const rounds =
                database.read([&](db::Reader& reader) { return meetings::store::elections(reader, r.id); });
            REQUIRE(rounds.size() == 1);
            CHECK(rounds[0].outcome == "elected");
            CHECK(rounds[0].returned == 6);
            REQUIRE(rounds[0].candidates.size() == 3);
            CHECK(rounds[0].candidates[0].outcome == "elected");
            CHECK(rounds[0].candidates[2].name == "安五");
            CHECK(rounds[0].candidates[2].in_favour == 1);
            CHECK_FALSE(voting.count(r.secretary, r.id, r.chosen, 1, meetings::CountedBallot{}));
        });
    }
}
