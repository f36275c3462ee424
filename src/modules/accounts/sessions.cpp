#include "modules/accounts/sessions.hpp"

#include "base/text.hpp"
#include "modules/accounts/store.hpp"
#include "platform/db/db.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <chrono>

namespace xinglin::accounts {

namespace {

constexpr std::int64_t look_every_ms = 250, flush_every_ms = 60'000;
constexpr std::size_t most_entries = 100'000;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::int64_t idle_ms_of(Context const& context, Standing const& standing) {
    return (standing.administrator() ? context.options.admin_idle_minutes : context.options.idle_minutes) * minute_ms;
}

}  // namespace

Sessions::Sessions(Context const& context, Ticks ticks)
    : context_(context),
      ticks_(ticks ? std::move(ticks) : Ticks(steady_ms)),
      looked_at_(ticks_() - look_every_ms),
      flushed_at_(ticks_()) {}

Sessions::~Sessions() = default;

std::string Sessions::csrf_token(std::string_view session_token) {
    return text::base64url(crypto::hmac_sha256(session_token, "xinglin csrf"));
}

std::shared_ptr<http::Identity const> Sessions::identify(std::string_view token, std::string_view, Instant now,
                                                         bool activity) {
    if (token.size() < 16 || token.size() > 64) return nullptr;
    look_for_changes();
    auto const digest = token_digest(token);
    auto entry = find(digest);
    if (!entry || entry->generation != generation_ || entry->day != local_date(now)) {
        entry = load(digest, token, entry, now);
        if (!entry) return nullptr;
    }
    auto const ticks = ticks_();
    if (ticks >= entry->ends_at || ticks - entry->used_at >= entry->idle_ms) {
        forget(digest);
        context_.database.write([&](db::Tx& tx) -> Result<Done> {
            static_cast<void>(store::delete_session(tx, entry->id, entry->identity->actor.account));
            return Done{};
        });
        return nullptr;
    }
    if (activity) {
        entry->used_at = ticks;
        entry->used_wall = now.ms;
        if (ticks - flushed_at_ >= flush_every_ms) flush();
    }
    return entry->identity;
}

/// One request each quarter second reads the counter; the others go on with what is known.
void Sessions::look_for_changes() {
    auto const ticks = ticks_();
    if (ticks - looked_at_ < look_every_ms) return;
    std::unique_lock const lock(looking_, std::try_to_lock);
    if (!lock.owns_lock() || ticks - looked_at_ < look_every_ms) return;
    generation_ = context_.database.read([](db::Reader& reader) { return store::changes(reader); });
    looked_at_ = ticks;
}

Sessions::Found Sessions::find(std::string const& digest) const {
    std::shared_lock const lock(mutex_);
    auto const found = entries_.find(digest);
    return found == entries_.end() ? nullptr : found->second;
}

void Sessions::forget(std::string const& digest) {
    std::unique_lock const lock(mutex_);
    entries_.erase(digest);
}

/// Reads the session, its account and grants anew; keeps what is known of its use.
Sessions::Found Sessions::load(std::string const& digest, std::string_view token, Found const& known, Instant now) {
    auto const generation = generation_.load();  // before reading: a change meanwhile is read once more
    auto made = std::make_shared<Entry>();
    auto const ticks = ticks_();
    bool const alive = context_.database.read([&](db::Reader& reader) {
        auto const session = store::find_session(reader, digest);
        if (!session) return false;
        auto const standing = standing_of(reader, context_, session->account, now);
        if (!standing || standing->account.locked) return false;
        auto identity = std::make_shared<http::Identity>();
        identity->actor = actor_of(reader, context_, *standing);
        identity->actor.session = session->id;
        identity->actor.second_factor = session->second_factor;
        identity->csrf_token = csrf_token(token);
        made->identity = std::move(identity);
        made->id = session->id;
        made->idle_ms = idle_ms_of(context_, *standing);
        made->ends_at = known ? known->ends_at : ticks + (session->expires_at.ms - now.ms);
        made->used_at = known ? known->used_at.load() : ticks - std::max<std::int64_t>(0, now.ms - session->seen_at.ms);
        made->used_wall = known ? known->used_wall.load() : session->seen_at.ms;
        made->written_wall = known ? known->written_wall.load() : session->seen_at.ms;
        return true;
    });
    if (!alive) {
        forget(digest);
        return nullptr;
    }
    made->generation = generation;
    made->day = local_date(now);
    std::unique_lock const lock(mutex_);
    if (entries_.size() >= most_entries) entries_.clear();  // read again as they are used
    entries_[digest] = made;
    return made;
}

void Sessions::flush() {
    std::unique_lock const flushing(flushing_, std::try_to_lock);
    if (!flushing.owns_lock()) return;
    flushed_at_ = ticks_();
    std::vector<Found> used;
    {
        std::shared_lock const lock(mutex_);
        for (auto const& [digest, entry] : entries_)
            if (entry->used_wall > entry->written_wall) used.push_back(entry);
    }
    constexpr std::size_t batch = 500;
    for (std::size_t from = 0; from < used.size(); from += batch) {
        auto const to = std::min(used.size(), from + batch);
        static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
            for (auto i = from; i < to; ++i) store::touch(tx, used[i]->id, Instant{used[i]->used_wall});
            return Done{};
        }));
        for (auto i = from; i < to; ++i) used[i]->written_wall = used[i]->used_wall.load();
    }
}

OpenedSession Sessions::open(db::Tx& tx, Standing const& standing, bool second_factor, std::string_view address,
                             std::string_view agent, Instant now) {
    auto const& account = standing.account.id;
    if (context_.options.passwords == PasswordProfile::graded && standing.administrator()) end_all(tx, account, {});
    OpenedSession opened{crypto::random_token(), context_.ids.next<SessionId>(),
                         context_.options.session_hours * 3600L};
    constexpr std::size_t agent_bytes = 200;
    auto shown = agent.substr(0, agent_bytes);
    while (!text::is_utf8(shown) && !shown.empty()) shown.remove_suffix(1);
    store::insert(tx,
                  Session{opened.id, token_digest(opened.token), account, now, now, now + opened.seconds * second_ms,
                          std::string(address), std::string(shown), second_factor});
    store::set_signed_in(tx, account, now);
    return opened;
}

std::int64_t Sessions::end_all(db::Tx& tx, AccountId account, SessionId except) {
    auto const ended = store::delete_sessions_of(tx, account, except);
    if (ended > 0) note_change(tx);
    return ended;
}

bool Sessions::end(db::Tx& tx, AccountId account, SessionId session) {
    if (!store::delete_session(tx, session, account)) return false;
    note_change(tx);
    return true;
}

void Sessions::note_change(db::Tx& tx) {
    store::note_change(tx);
    tx.after_commit([this] { looked_at_ = ticks_() - look_every_ms; });  // this node looks at once
}

}  // namespace xinglin::accounts
