// What may be known of a ballot, and by whom.
#include "base/text.hpp"
#include "modules/ballots/box.hpp"
#include "modules/ballots/casting.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/people/people.hpp"

#include <algorithm>

namespace xinglin::ballots {

namespace {
/// Ballots that stand open at one time in an installation; far more than meetings are held at once.
constexpr int most_open = 500;
}  // namespace

View Service::view_of(db::Reader& reader, Ballot ballot) const {
    View out;
    out.ballot = std::move(ballot);
    out.about = owner(out.ballot).title_of(reader, out.ballot);
    out.issued = store::issued(reader, out.ballot.id);
    out.returned = store::returned(reader, out.ballot.id);
    if (out.ballot.state == State::open)
        out.returned = casting_->coarse(out.ballot.id, tools_.clock.now(), out.returned);
    else
        casting_->forget(out.ballot.id);
    if (out.ballot.why_void) out.void_reason = store::void_reason(reader, tools_.vault, out.ballot.id);
    if (out.ballot.state != State::counted && out.ballot.state != State::annulled) return out;
    out.totals = store::totals(reader, out.ballot.id);
    out.receipts = receipts_of(out.ballot.id, slips(reader, out.ballot.id));
    return out;
}

Result<View> Service::view(db::Reader& reader, auth::Actor const& actor, BallotId id) const {
    auto found = store::find(reader, id);
    if (!found) return fail(not_found());
    bool const runs = actor.has(meetings::rights::write) && actor.scope(meetings::rights::write).covers(found->path);
    bool const sees = actor.has(meetings::rights::read) && actor.scope(meetings::rights::read).covers(found->path);
    bool const known = !actor.person.none();
    bool const confirms = known && found->scrutineer == actor.person;
    bool const permit = known && store::permit(reader, id, actor.person).has_value();
    bool const votes =
        known && found->state == State::open && owner(*found).entitled(reader, *found, actor.person).has_value();
    if (!runs && !sees && !confirms && !permit && !votes) return fail(not_found());
    auto out = view_of(reader, std::move(*found));
    out.runs = runs;
    out.confirms = confirms;
    out.permit = permit;
    out.votes = votes;
    // A test of members is for those who weigh it; its voters find their receipt.
    bool const weighs = runs || sees || confirms;
    if (out.ballot.form == Form::appraisal && !weighs) out.totals.clear();
    // Why a count was set aside may tell of somebody.
    if (out.ballot.state == State::annulled && !weighs) out.void_reason.clear();
    return out;
}

Result<View> Service::view(auth::Actor const& actor, BallotId id) const {
    return tools_.db.read([&](db::Reader& reader) { return view(reader, actor, id); });
}

std::vector<View> Service::waiting(auth::Actor const& actor) const {
    return tools_.db.read([&](db::Reader& reader) { return waiting(reader, actor); });
}

std::vector<View> Service::of(db::Reader& reader, std::string const& subject_kind, std::int64_t subject) const {
    std::vector<View> out;
    for (auto& one : store::of(reader, subject_kind, subject)) out.push_back(view_of(reader, std::move(one)));
    return out;
}

std::optional<Ballot> Service::standing(db::Reader& reader, std::string const& subject_kind,
                                        std::int64_t subject) const {
    std::optional<Ballot> out;
    for (auto& one : store::of(reader, subject_kind, subject)) {
        if (one.state == State::open || one.state == State::closed) return std::move(one);
        if (one.state == State::counted) out = std::move(one);
    }
    return out;
}

std::vector<View> Service::waiting(db::Reader& reader, auth::Actor const& actor) const {
    std::vector<View> out;
    if (actor.person.none()) return out;
    auto all = store::unfinished(reader, most_open);
    if (all.empty()) return out;
    // Who is due is a reading of its own for each ballot: not for those of other branches.
    auto const card = people::find_card(reader, actor.person);
    auto const near = [&](Ballot const& one) {
        return (card && card->path.starts_with(one.path)) || owner(one).asked(reader, one, actor.person);
    };
    for (auto& one : all)
        if (one.state == State::closed && one.scrutineer == actor.person) {
            out.push_back(view_of(reader, std::move(one)));
            out.back().confirms = true;
        }
    for (auto& one : all)
        if (one.state == State::open && near(one) && owner(one).entitled(reader, one, actor.person)) {
            auto const permit = store::permit(reader, one.id, actor.person).has_value();
            out.push_back(view_of(reader, std::move(one)));
            out.back().votes = true;
            out.back().permit = permit;
        }
    return out;
}

Result<Record> Service::record(auth::Actor const& actor, BallotId id, std::string const& purpose) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Record> {
        auto found = store::find(tx, id);
        if (!found) return fail(not_found());
        if (found->state != State::counted && found->state != State::annulled)
            return fail(conflict("ballots.not_counted"));
        bool const known = !actor.person.none();
        if (known && (found->scrutineer == actor.person || store::permit(tx, id, actor.person) ||
                      owner(*found).told(tx, *found).count(actor.person) > 0))
            return fail(refused("ballots.own_ballot"));
        auto const why = text::trim(purpose);
        if (why.empty()) return fail(malformed("ballots.purpose_missing").field("/purpose", "ballots.purpose_missing"));
        Record out;
        out.issued = store::issued(tx, id);
        for (auto const& slip : slips(tx, id)) {
            out.permits.emplace_back(slip.token, slip.signature);
            out.choices.emplace_back(slip.nonce, slip.choice);
            out.receipts.push_back(receipt_of(id, slip.nonce, slip.choice));
        }
        std::sort(out.permits.begin(), out.permits.end());
        std::sort(out.choices.begin(), out.choices.end(),
                  [](auto const& a, auto const& b) { return a.first < b.first; });
        std::sort(out.receipts.begin(), out.receipts.end());
        out.totals = store::totals(tx, id);
        out.recorded = owner(*found).recorded(tx, *found);
        out.ballot = std::move(*found);
        note(tx, actor, out.ballot, "ballots.record_read", "调阅电子投票的复核记录：" + out.ballot.title,
             {{"purpose", why}});
        return out;
    });
}

}  // namespace xinglin::ballots
