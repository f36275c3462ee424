// A ballot from its opening to its count.
#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/ballots/box.hpp"
#include "modules/ballots/casting.hpp"
#include "modules/ballots/rules.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/rules_minutes.hpp"
#include "modules/people/people.hpp"
#include "platform/crypto/blind.hpp"
#include "platform/db/history.hpp"
#include "platform/log/log.hpp"
#include "platform/push/push.hpp"

#include <algorithm>

namespace xinglin::ballots {

namespace {

Problem over(Ballot const& ballot) { return conflict("ballots.over").fact("state", std::string(title(ballot.state))); }

std::string number(std::int64_t value) { return std::to_string(value); }

bool runs(auth::Actor const& actor, Ballot const& ballot) {
    return actor.has(meetings::rights::write) && actor.scope(meetings::rights::write).covers(ballot.path);
}

}  // namespace

Service::Service(Tools tools) : tools_(tools), casting_(std::make_unique<Casting>(*this)) {}
Service::~Service() = default;

Owner& Service::owner(Ballot const& ballot) const {
    auto const found = owners_.find(ballot.subject_kind);
    XL_CHECK(found != owners_.end());
    return *found->second;
}

std::vector<Slip> Service::slips(db::Reader& reader, BallotId id) const {
    auto const sealed = store::box(reader, id);
    if (!sealed) return {};
    auto const clear = tools_.vault.open({"ballots_boxes", "box", id.value}, sealed->bytes);
    XL_CHECK(clear.has_value());  // changed behind the program's back
    auto out = unpacked(*clear);
    XL_CHECK(out.has_value());
    return std::move(*out);
}

Result<Ballot> Service::for_run(db::Reader& reader, auth::Actor const& actor, BallotId id) const {
    auto found = store::find(reader, id);
    if (!found || !runs(actor, *found)) return fail(not_found());
    return std::move(*found);
}

void Service::announce(db::Tx& tx, Ballot const& ballot) const {
    owner(ballot).moved(tx, ballot);
    auto told = owner(ballot).told(tx, ballot);
    told.insert(ballot.scrutineer);
    tx.after_commit([&hub = tools_.hub, audience = push::Audience::over(ballot.path, std::move(told)),
                     id = ballot.id.value, version = ballot.version] {
        hub.notify(audience, {"ballot", id, version});
    });
}

void Service::note(db::Tx& tx, auth::Actor const& actor, Ballot const& ballot, std::string action, std::string summary,
                   std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "ballot";
    event.subject = ballot.id.value;
    event.path = ballot.path;
    event.summary = std::move(summary);
    event.details = std::move(details);
    tools_.trail.record(tx, actor, event);
}

Result<Done> Service::keep(db::Tx& tx, Ballot& ballot) const {
    if (!store::update(tx, ballot)) return fail(over(ballot));
    announce(tx, ballot);
    return Done{};
}

void Service::forget_history() {
    static constexpr std::string_view tables[]{"ballots_boxes", "ballots_permits", "ballots_keys"};
    if (!remembers_.exchange(false)) return;
    try {
        if (!db::forget_history(tools_.db, tables)) remembers_ = true;
    } catch (db::Fault const& fault) {
        remembers_ = true;
        log::warn("ballots.history_stays", {{"fault", fault.message}});
    }
}

Result<Done> Service::then_forget(Result<Done> done) {
    if (done) {
        remembers_ = true;
        forget_history();
    }
    return done;
}

Result<BallotId> Service::open(auth::Actor const& actor, std::function<Result<NewBallot>(db::Tx&)> const& plan) {
    auto const key = crypto::new_blind_key();
    auto const signer = crypto::blind_signer_from(key);
    XL_CHECK(signer != nullptr);
    return tools_.db.write([&](db::Tx& tx) -> Result<BallotId> {
        TRY_ASSIGN(auto const asked, plan(tx));
        for (auto const& other : store::of(tx, asked.subject_kind, asked.subject)) {
            if (other.part != asked.part || other.state == State::voided || other.state == State::annulled) continue;
            if (other.state != State::counted) return fail(conflict("ballots.already_open").fact("title", other.title));
            // Asked until it pleases, and two results of nearly the same people tell of those they differ by.
            if (!asked.again) return fail(conflict("ballots.already_counted").fact("title", other.title));
        }
        auto const now = tools_.clock.now();
        auto few = meetings::anonymous_totals(asked.voters, regulations::rules(tx, tools_.book), local_date(now));
        regulations::phrase(few);
        TRY(few.enforce());
        Ballot made;
        made.id = tools_.ids.next<BallotId>();
        made.organisation = asked.organisation;
        made.path = asked.path;
        made.form = asked.form;
        made.subject_kind = asked.subject_kind;
        made.subject = asked.subject;
        made.part = asked.part;
        made.detail = asked.detail;
        made.title = asked.title;
        made.most = asked.most;
        made.write_ins = asked.write_ins;
        made.lines = asked.lines;
        made.scrutineer = asked.scrutineer;
        made.modulus = text::hex(signer->modulus());
        made.voters = asked.voters;
        made.opened_at = now;
        made.opened_by = actor.account;
        made.opened_person = actor.person;
        made.opened_name = actor.name;
        auto const card = people::find_card(tx, asked.scrutineer);
        if (!card || asked.scrutineer == actor.person || !owner(made).entitled(tx, made, asked.scrutineer))
            return fail(refused("ballots.scrutineer_wrong").field("/scrutineer", "ballots.scrutineer_wrong"));
        made.scrutineer_name = card->name;
        store::insert(tx, made);
        store::insert_box(tx, made.id, {tools_.vault.seal({"ballots_boxes", "box", made.id.value}, packed({}))});
        store::insert_key(tx, made.id, {tools_.vault.seal({"ballots_keys", "private_key", made.id.value}, key)});
        note(tx, actor, made, "ballots.opened", "开始电子无记名投票：" + made.title,
             {{"voters", number(made.voters)},
              {"scrutineer", made.scrutineer_name},
              {"key", text::hex(crypto::sha256(signer->modulus()))}});
        announce(tx, made);
        return made.id;
    });
}

Result<std::string> Service::permit(auth::Actor const& actor, BallotId id, std::string const& blinded) {
    auto const bytes = text::unhex(blinded);
    auto const sealed = tools_.db.read([&](db::Reader& reader) { return store::key(reader, id); });
    auto const key =
        sealed ? tools_.vault.open({"ballots_keys", "private_key", id.value}, sealed->bytes) : std::nullopt;
    auto const signer = key ? crypto::blind_signer_from(*key) : nullptr;
    auto const signature = signer && bytes ? signer->sign(*bytes) : std::nullopt;
    return tools_.db.write([&](db::Tx& tx) -> Result<std::string> {
        auto const ballot = store::find(tx, id);
        if (!ballot || actor.person.none()) return fail(not_found());
        auto const before = store::permit(tx, id, actor.person);
        if (!before && !runs(actor, *ballot) && ballot->state != State::open) return fail(not_found());
        if (ballot->state != State::open || !signer) return fail(over(*ballot));
        TRY(owner(*ballot).entitled(tx, *ballot, actor.person));
        if (!signature) return fail(malformed("ballots.blinded_wrong").field("/blinded", "ballots.blinded_wrong"));
        auto const digest = text::hex(crypto::sha256(*bytes));
        if (before && *before != digest) return fail(conflict("ballots.permit_given"));
        if (!before) store::insert_permit(tx, id, actor.person, digest);
        return text::hex(*signature);
    });
}

Result<std::string> Service::cast(BallotId id, Slip slip) {
    auto const ballot = tools_.db.read([&](db::Reader& reader) { return store::find(reader, id); });
    // The permit first, and one answer whatever is wrong with it: who holds none learns nothing, not even that there is a ballot.
    auto const modulus = ballot ? text::unhex(ballot->modulus) : std::nullopt;
    auto const signature = text::unhex(slip.signature);
    if (!modulus || !signature || !is_token(slip.token) || !is_token(slip.nonce) ||
        !crypto::verify_blind(*modulus, slip.token, *signature))
        return fail(refused("ballots.permit_wrong"));
    if (ballot->state != State::open) return fail(over(*ballot));
    TRY(tools_.db.read([&](db::Reader& reader) { return owner(*ballot).still_open(reader, *ballot); }));
    TRY_ASSIGN(slip.choice, checked(*ballot, slip.choice));
    slip.signature = text::hex(*signature);
    auto receipt = receipt_of(id, slip.nonce, slip.choice);
    TRY(casting_->put(id, std::move(slip)));
    return receipt;
}

Result<Done> Service::close(auth::Actor const& actor, BallotId id) {
    return then_forget(tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto ballot, for_run(tx, actor, id));
        if (ballot.state != State::open) return fail(over(ballot));
        if (!actor.person.none() && actor.person == ballot.scrutineer)
            return fail(refused("ballots.scrutineer_closes"));
        auto const now = tools_.clock.now();
        auto const returned = store::returned(tx, id);
        auto const few = meetings::anonymous_totals(returned, regulations::rules(tx, tools_.book), local_date(now));
        ballot.closed_at = now;
        ballot.state = few.blocked() ? State::voided : State::closed;
        owner(ballot).closing(tx, ballot);
        // With the key gone nobody can make another permit, and what was signed for whom is nothing to anybody.
        store::delete_key(tx, id);
        store::forget_blinded(tx, id);
        if (ballot.state == State::voided) {
            store::delete_box(tx, id);
            store::put_void_reason(tx, tools_.vault, id, "收回的选票不足规定人数，为保守秘密不计票，请改用纸质选票");
        }
        note(tx, actor, ballot, "ballots.closed", "截止电子投票：" + ballot.title,
             {{"issued", number(store::issued(tx, id))},
              {"returned", number(returned)},
              {"state", std::string(code(ballot.state))}});
        if (ballot.state == State::closed) {
            notices::Message message;
            message.person = ballot.scrutineer;
            message.kind = "ballot_closed";
            message.title = "请确认计票";
            message.body = ballot.title + "：投票已截止，收回" + number(returned) + "张，请监票人确认后公布结果。";
            message.link = "/m/ballots/" + id.text();
            message.source_key = "ballots.closed:" + id.text();
            tools_.notices.tell(tx, message);
        }
        return keep(tx, ballot);
    }));
}

Result<Done> Service::confirm(auth::Actor const& actor, BallotId id) {
    return then_forget(tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        auto found = store::find(tx, id);
        if (!found || actor.person.none() || found->scrutineer != actor.person) return fail(not_found());
        auto& ballot = *found;
        if (ballot.state == State::counted) return Done{};
        if (ballot.state == State::voided || ballot.state == State::annulled) return fail(over(ballot));
        if (ballot.state != State::closed) return fail(conflict("ballots.not_closed"));
        auto const all = slips(tx, id);
        auto const count = count_of(ballot, store::issued(tx, id), all);
        ballot.state = State::counted;
        ballot.counted_at = tools_.clock.now();
        ballot.digest = digest_of(receipts_of(id, all));
        store::insert_totals(tx, id, count.totals);
        TRY(owner(ballot).counted(tx, ballot, count));
        note(tx, actor, ballot, "ballots.counted", "监票人确认电子投票计票：" + ballot.title,
             {{"issued", number(count.issued)}, {"returned", number(count.returned)}, {"digest", ballot.digest}});
        return keep(tx, ballot);
    }));
}

Result<Done> Service::give_up(auth::Actor const& actor, BallotId id, std::string const& reason) {
    return then_forget(tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto ballot, for_run(tx, actor, id));
        auto const why = text::trim(reason);
        if (ballot.state != State::open && ballot.state != State::closed) return fail(over(ballot));
        if (why.empty()) return fail(malformed("ballots.reason_missing").field("/reason", "ballots.reason_missing"));
        ballot.state = State::voided;
        store::put_void_reason(tx, tools_.vault, id, why);
        store::delete_key(tx, id);
        store::forget_blinded(tx, id);
        store::delete_box(tx, id);
        note(tx, actor, ballot, "ballots.given_up", "作废电子投票：" + ballot.title, {});
        return keep(tx, ballot);
    }));
}

Result<Done> Service::annul(db::Tx& tx, auth::Actor const& actor, BallotId id, std::string const& reason) {
    auto ballot = store::find(tx, id);
    if (!ballot) return fail(not_found());
    if (ballot->state != State::counted) return fail(conflict("ballots.not_counted"));
    auto const why = text::trim(reason);
    if (why.empty()) return fail(malformed("ballots.reason_missing").field("/reason", "ballots.reason_missing"));
    ballot->state = State::annulled;
    store::put_void_reason(tx, tools_.vault, id, why);
    note(tx, actor, *ballot, "ballots.annulled", "作废已计票的电子投票：" + ballot->title,
         {{"digest", ballot->digest}});
    return keep(tx, *ballot);
}

}  // namespace xinglin::ballots
