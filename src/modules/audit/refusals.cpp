#include "modules/audit/refusals.hpp"

#include "platform/db/db.hpp"
#include "platform/log/log.hpp"

#include <chrono>
#include <cstdlib>

namespace xinglin::audit {

namespace {

std::string action_of(std::string_view code) {
    if (code == "csrf") return "access.cross_site";
    if (code == "rate_limited") return "access.rate_limited";
    return "access.refused";
}

std::string reason_of(std::string_view code) {
    if (code == "csrf") return "请求来自别的网站或缺少防伪标记";
    if (code == "rate_limited") return "请求过于频繁";
    if (code == "second_factor_required") return "需要双因素登录";
    if (code == "accounts.locked_for_a_while") return "登录失败次数过多，暂时锁定";
    if (code == "forbidden") return "没有权限";
    return "不在其范围内或不允许";
}

Event event_of(Refused const& refused, std::int64_t count, Instant since, Instant last) {
    Event event;
    event.action = action_of(refused.code);
    event.subject_kind = "route";
    event.result = "refused";
    event.summary = "拒绝访问：" + reason_of(refused.code);
    if (count > 1) event.summary += "（" + std::to_string(count) + " 次）";
    event.details = {{"route", refused.route}, {"code", refused.code}, {"count", std::to_string(count)}};
    if (count > 1) {
        event.details.emplace_back("from", since.text());
        event.details.emplace_back("to", last.text());
    }
    event.address = refused.address;
    return event;
}

/// What stands for all that are no longer told apart.
Refused others() { return {auth::Actor{}, "*", "forbidden", ""}; }

}  // namespace

Refusals::Refusals(db::Database& database, Trail const& trail, Clock const& clock)
    : database_(database), trail_(trail), clock_(clock), thread_([this] { loop(); }) {}

Refusals::~Refusals() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Refusals::note(Refused refused) {
    auto const now = clock_.now();
    std::lock_guard const lock(mutex_);
    // An account is one whatever address it comes from.
    auto const known = refused.actor.known();
    Key key{refused.actor.account.value, known ? std::string() : refused.address, refused.route, refused.code};
    auto at = kept_.find(key);
    if (at == kept_.end() && kept_.size() >= most_kinds) {
        refused = others();
        key = Key{0, "", refused.route, refused.code};
        at = kept_.find(key);
    }
    if (at == kept_.end()) { at = kept_.emplace(std::move(key), Kept{std::move(refused), 0, 0, now, now}).first; }
    if (at->second.count++ == 0 && at->second.written > 0) at->second.since = now;
    at->second.last = now;
}

/// New ones, and those whose minute is over; these begin anew.
std::vector<Refusals::Kept> Refusals::due(Instant now, bool all) {
    std::lock_guard const lock(mutex_);
    std::vector<Kept> out;
    for (auto at = kept_.begin(); at != kept_.end();) {
        auto& kept = at->second;
        bool const over = all || now.ms - kept.since.ms >= minute_ms || now < kept.since;
        bool const due = kept.count > 0 && (kept.written == 0 || over);
        if (due) {
            out.push_back(kept);
            kept.count = 0;
            ++kept.written;
        }
        // Without news for a minute it is forgotten; what comes then is a first one again.
        bool const quiet = kept.count == 0 && (all || std::abs(now.ms - kept.last.ms) >= minute_ms);
        at = quiet ? kept_.erase(at) : std::next(at);
    }
    return out;
}

void Refusals::flush(bool all) {
    std::lock_guard const writing(writing_);
    auto const some = due(clock_.now(), all);
    if (some.empty()) return;
    static_cast<void>(database_.write([&](db::Tx& tx) -> Result<Done> {
        for (auto const& kept : some)
            trail_.record(tx, kept.first.actor, event_of(kept.first, kept.count, kept.since, kept.last));
        return Done{};
    }));
}

void Refusals::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        bool const stopping = changed_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; });
        bool const anything = !kept_.empty();
        lock.unlock();
        try {
            if (anything) flush(stopping);
        } catch (std::exception const& fault) {
            // A full disk: the refusals of this moment are lost, the answers were given all the same.
            log::warn("audit.refusals", {{"what", fault.what()}});
        }
        if (stopping) return;
        lock.lock();
    }
}

}  // namespace xinglin::audit
