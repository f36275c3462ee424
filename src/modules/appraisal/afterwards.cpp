// What may be said of a round's test and meeting afterwards: a counted test set aside, the meeting named.
#include "base/text.hpp"
#include "modules/appraisal/appraisal.hpp"
#include "modules/appraisal/facts.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/store.hpp"
#include "modules/organisations/organisations.hpp"
#include "platform/auth/second_person.hpp"

#include <algorithm>

namespace xinglin::appraisal {

namespace {

Problem set_already(Round const& round) {
    return conflict("appraisal.grades_set").fact("state", std::string(title(round.state)));
}

}  // namespace

Result<Done> Service::may_annul(db::Reader& reader, auth::Actor const& actor, Round const& round,
                                ballots::Ballot const& test) const {
    if (round.state != RoundState::open) return fail(set_already(round));
    auto const place = organisations::find(reader, round.organisation);
    auto const above = place ? organisations::find(reader, place->parent) : std::nullopt;
    // Asked until it pleases is what a second test must not become: who ran or counted the first does not throw it away.
    bool const own = auth::same_person(actor, test.opened_by, test.opened_person) ||
                     (!actor.person.none() && actor.person == test.scrutineer);
    if (own || !actor.scope(meetings::rights::write).covers(above ? above->path : round.path))
        return fail(refused("appraisal.annulled_above"));
    return Done{};
}

Result<Done> Service::annul_test(auth::Actor const& actor, RoundId id, ballots::BallotId test,
                                 std::string const& reason) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto round, for_run(tx, actor, id));
        auto const all = ballots_.of(tx, "appraisal", id.value);
        auto const found =
            std::find_if(all.begin(), all.end(), [&](ballots::View const& one) { return one.ballot.id == test; });
        if (found == all.end()) return fail(not_found());
        TRY(may_annul(tx, actor, round, found->ballot));
        TRY(ballots_.annul(tx, actor, test, reason));
        for (auto const& one : roll_of(tx, round, local_date(tools().clock.now()))) {
            if (one.gone) continue;
            notices::Message message;
            message.person = one.person;
            message.kind = "appraisal_test_annulled";
            message.title = std::to_string(round.year) + "年度民主评议的民主测评已作废";
            message.body = "这次测评的结果不再使用。重新测评时请再填一次测评票。";
            message.link = "/m/appraisals/" + id.text();
            message.source_key = "appraisal.test_annulled:" + test.text() + ":" + one.person.text();
            tools().notices.tell(tx, message);
        }
        return keep(tx, round);
    });
}

Result<Done> Service::name_meeting(auth::Actor const& actor, RoundId id, std::optional<meetings::MeetingId> meeting) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto round, for_run(tx, actor, id));
        if (round.state != RoundState::open) return fail(set_already(round));
        auto const wanted = meeting.value_or(meetings::MeetingId{});
        if (wanted == round.meeting) return Done{};
        if (!wanted.none()) {
            auto const by = store::of_meeting(tx, wanted);
            auto const some = namable(tx, round);
            auto const found =
                std::find_if(some.begin(), some.end(), [&](meetings::Meeting const& one) { return one.id == wanted; });
            if (found == some.end() && by && store::find(tx, *by)->organisation == round.organisation)
                return fail(conflict("appraisal.meeting_taken"));
            if (found == some.end())
                return fail(malformed("appraisal.meeting_wrong").field("/meeting", "appraisal.meeting_wrong"));
        }
        round.meeting = wanted;
        note(tx, actor, "appraisal.meeting_named", "appraisal", id.value, round.path,
             wanted.none() ? "取消指定评议会议" : "指定评议会议",
             {{"meeting", wanted.none() ? std::string() : wanted.text()}});
        return keep(tx, round);
    });
}

}  // namespace xinglin::appraisal
