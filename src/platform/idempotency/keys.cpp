#include "platform/idempotency/keys.hpp"

#include "base/text.hpp"
#include "gen/idempotency/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/log/log.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace xinglin::idempotency {

namespace {

using http::Attempt;
using http::Earlier;

/// Joins the key's row to the writes of the running handler; of this thread from begin() to finish() or forget().
thread_local std::unique_ptr<db::Joined> joined;

using Name = std::pair<std::int64_t, std::string>;
Name name_of(Attempt const& attempt) { return {attempt.account.value, attempt.key}; }

/// An attempt of this process: running, or finished and not yet stored.
struct Known {
    Attempt attempt;
    std::string claim;
    std::optional<Earlier> answer{};
};

// Stored form: the key with the form's number, status, type, whether sandboxed and the length of the header lines on a line
// each; then those and the body. The key is inside so that a sealed answer moved to another row of the account does not pass.
constexpr std::string_view form = " 2";

std::string packed(Attempt const& attempt, Earlier const& answer) {
    std::string out = attempt.key;
    out.append(form).append("\n").append(std::to_string(answer.status)).append("\n").append(answer.type);
    out.append(answer.sandboxed ? "\n1\n" : "\n0\n").append(std::to_string(answer.headers.size())).append("\n");
    return out.append(answer.headers).append(answer.body);
}

std::optional<Earlier> unpacked(std::string_view text, std::string_view key) {
    std::string_view parts[5];
    for (auto& part : parts) {
        auto const cut = text.find('\n');
        if (cut == std::string_view::npos) return std::nullopt;
        part = text.substr(0, cut);
        text.remove_prefix(cut + 1);
    }
    if (parts[0] != std::string(key).append(form)) return std::nullopt;
    auto const status = text::parse_int(parts[1]), lines = text::parse_int(parts[4]);
    if (!status || !lines || *lines < 0 || static_cast<std::size_t>(*lines) > text.size()) return std::nullopt;
    Earlier answer;
    answer.state = Earlier::State::answered;
    answer.status = static_cast<int>(*status);
    answer.type = parts[2];
    answer.sandboxed = parts[3] == "1";
    answer.headers = text.substr(0, static_cast<std::size_t>(*lines));
    answer.body = text.substr(static_cast<std::size_t>(*lines));
    return answer;
}

crypto::Place place(AccountId account) { return {"idempotency_keys", "answer", account.value}; }

std::vector<crypto::SealedCell> sealed_after(db::Reader& reader, std::string_view after, int limit) {
    auto const cut = after.find(' ');
    auto const account = cut == std::string_view::npos ? 0 : text::parse_int(after.substr(0, cut)).value_or(0);
    auto const key = cut == std::string_view::npos ? std::string_view() : after.substr(cut + 1);
    return reader.all(
        sql::next_sealed,
        [](db::Row const& row) {
            crypto::SealedCell cell;
            cell.row = row.integer(0);
            cell.position = std::to_string(cell.row) + " " + std::string(row.text(1));
            cell.value = row.get<db::Blob>(2);
            return cell;
        },
        account, key, limit);
}

void reseal(db::Tx& tx, crypto::SealedCell const& cell, db::Blob const& renewed) {
    auto const key = std::string_view(cell.position).substr(cell.position.find(' ') + 1);
    tx.run(sql::replace_sealed, cell.row, key, cell.value, renewed);
}

}  // namespace

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"idempotency_keys", "answer", nullptr, nullptr, sealed_after, reseal}};
}

struct Keys::State {
    db::Database& database;
    crypto::Vault const& vault;
    Clock const& clock;
    std::mutex mutex{};
    std::condition_variable changed{};
    std::map<Name, std::shared_ptr<Known const>> known{};
    std::deque<std::shared_ptr<Known const>> unsaved{};
    Instant swept{};
    bool stopping{false};
    std::thread thread{};

    std::optional<Earlier> in_memory(Attempt const& attempt);
    Earlier stored(Attempt const& attempt);
    void join(std::shared_ptr<Known const> const& own);
    void loop();
    void save(std::vector<std::shared_ptr<Known const>> const& batch);
    void sweep();
};

Keys::Keys(db::Database& database, crypto::Vault const& vault, Clock const& clock)
    : state_(new State{database, vault, clock}) {
    state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

Keys::~Keys() {
    {
        std::lock_guard const lock(state_->mutex);
        state_->stopping = true;
    }
    state_->changed.notify_all();
    state_->thread.join();
}

Earlier Keys::begin(Attempt const& attempt) {
    auto const own = std::make_shared<Known const>(Known{attempt, crypto::random_token()});
    {
        std::lock_guard const lock(state_->mutex);
        if (auto const seen = state_->in_memory(attempt)) return *seen;
        state_->known.emplace(name_of(attempt), own);
    }
    try {
        auto earlier = state_->stored(attempt);
        if (earlier.state == Earlier::State::fresh) {
            state_->join(own);
            return earlier;
        }
        forget(attempt);
        return earlier;
    } catch (...) {
        forget(attempt);
        throw;
    }
}

void Keys::finish(Attempt const& attempt, Earlier const& answer) {
    joined.reset();
    {
        std::lock_guard const lock(state_->mutex);
        auto const at = state_->known.find(name_of(attempt));
        if (at == state_->known.end()) return;
        auto done = std::make_shared<Known>(*at->second);
        done->answer = answer;
        done->answer->state = Earlier::State::answered;
        at->second = done;
        state_->unsaved.push_back(std::move(done));
    }
    state_->changed.notify_all();
}

void Keys::forget(Attempt const& attempt) {
    joined.reset();
    std::lock_guard const lock(state_->mutex);
    state_->known.erase(name_of(attempt));
}

void Keys::flush() {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(lock, [&] { return state_->unsaved.empty(); });
}

std::optional<Earlier> Keys::State::in_memory(Attempt const& attempt) {
    auto const at = known.find(name_of(attempt));
    if (at == known.end()) return std::nullopt;
    Earlier earlier;
    earlier.state = Earlier::State::pending;
    if (at->second->attempt.digest != attempt.digest) {
        earlier.state = Earlier::State::mismatch;
    } else if (at->second->answer) {
        return at->second->answer;
    }
    return earlier;
}

Earlier Keys::State::stored(Attempt const& attempt) {
    auto const found = database.read([&](db::Reader& reader) {
        return reader.one(
            sql::find,
            [&](db::Row const& row) {
                Earlier earlier;
                earlier.state = Earlier::State::pending;
                if (row.text(0) != attempt.digest) {
                    earlier.state = Earlier::State::mismatch;
                } else if (!row.null(1)) {
                    auto const clear = vault.open(place(attempt.account), row.bytes(1));
                    if (auto answer = clear ? unpacked(*clear, attempt.key) : std::nullopt) return *answer;
                }
                return earlier;
            },
            attempt.account, attempt.key, clock.now() + -kept_ms);
    });
    return found.value_or(Earlier{});
}

void Keys::State::join(std::shared_ptr<Known const> const& own) {
    joined = std::make_unique<db::Joined>([this, own](db::Tx& tx) {
        auto const now = clock.now();
        auto const& attempt = own->attempt;
        auto const mine =
            tx.run(sql::claim, attempt.account, attempt.key, attempt.digest, own->claim, now, now + -kept_ms);
        // Another node runs the same attempt: this one gives way, and its repetition will find the other's answer.
        if (mine == 0) throw db::Fault{db::Fault::What::busy, "idempotency_claim", "the attempt runs elsewhere"};
    });
}

void Keys::State::loop() {
    std::unique_lock lock(mutex);
    for (;;) {
        changed.wait_for(lock, std::chrono::minutes(10), [&] { return stopping || !unsaved.empty(); });
        if (unsaved.empty() && stopping) return;
        std::vector<std::shared_ptr<Known const>> const batch(unsaved.begin(), unsaved.end());
        lock.unlock();
        try {
            if (!batch.empty()) save(batch);
            sweep();
        } catch (db::Fault const& fault) {
            log::warn("idempotency.save", {{"fault", fault.message}});
        } catch (std::exception const& error) { log::error("idempotency.save", {{"fault", error.what()}}); }
        lock.lock();
        // Stored or not, the answers leave the memory: a key without its answer counts as pending.
        for (auto const& done : batch) {
            unsaved.pop_front();
            known.erase(name_of(done->attempt));
        }
        changed.notify_all();
    }
}

void Keys::State::save(std::vector<std::shared_ptr<Known const>> const& batch) {
    std::vector<db::Blob> sealed;
    for (auto const& done : batch) {
        sealed.push_back({vault.seal(place(done->attempt.account), packed(done->attempt, *done->answer))});
    }
    (void)database.write([&](db::Tx& tx) -> Result<Done> {
        for (std::size_t at = 0; at < batch.size(); ++at) {
            auto const& [attempt, claim, answer] = *batch[at];
            tx.run(sql::save, attempt.account, attempt.key, attempt.digest, claim, clock.now(), sealed[at]);
        }
        return Done{};
    });
}

void Keys::State::sweep() {
    auto const now = clock.now();
    if (now.ms - swept.ms < hour_ms) return;
    swept = now;
    (void)database.write([&](db::Tx& tx) -> Result<std::int64_t> { return tx.run(sql::sweep, now + -kept_ms); });
}

}  // namespace xinglin::idempotency
