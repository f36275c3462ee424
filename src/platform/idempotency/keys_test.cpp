#include "platform/idempotency/keys.hpp"

#include "platform/db/db.hpp"
#include "platform/jobs/jobs.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace xinglin;
using State = http::Earlier::State;

namespace {

constexpr Instant noon{1'790'000'000'000};

/// Turns bytes over and names the place: enough to see that nothing is stored in clear and that the place is checked.
class TestVault final : public crypto::Vault {
  public:
    std::string seal(crypto::Place place, std::string_view clear) const override {
        return std::to_string(place.row) + "|" + std::string(clear.rbegin(), clear.rend());
    }
    std::optional<std::string> open(crypto::Place place, std::string_view sealed) const override {
        auto const mark = std::to_string(place.row) + "|";
        if (!sealed.starts_with(mark)) return std::nullopt;
        sealed.remove_prefix(mark.size());
        return std::string(sealed.rbegin(), sealed.rend());
    }
    std::string blind_index(std::string_view, std::string_view) const override { return {}; }
    std::uint32_t current_key() const override { return 1; }
    std::string mac(std::string_view, std::string_view) const override { return {}; }
};

http::Attempt attempt(std::int64_t account, std::string key, std::string digest = "d") {
    return {AccountId{account}, std::move(key), std::move(digest)};
}

/// What a handler does: one write.
std::int64_t work(db::Database& db, bool keep = true) {
    auto const made = db.write([&](db::Tx& tx) -> Result<JobId> {
        auto const id = jobs::enqueue(tx, "t.work", "{}", {}, noon);
        if (!keep) return fail(conflict("t.no"));
        return id;
    });
    return made ? made->value : 0;
}

std::string const lines = "Location: /v1/x\r\nETag: \"3\"\r\n";

http::Earlier answer(int status, std::string body) {
    return {State::answered, status, std::move(body), lines, "text/csv", true};
}

}  // namespace

TEST_CASE("the same key gives the same answer, before and after it is stored, and after a restart") {
    testing::with_databases([](db::Database& db) {
        TestVault const vault;
        FixedClock clock(noon);
        auto const first = attempt(7, "key-00001");
        {
            idempotency::Keys keys(db, vault, clock);
            CHECK(keys.begin(first).state == State::fresh);
            CHECK(keys.begin(first).state == State::pending);
            CHECK(keys.begin(attempt(7, "key-00001", "other")).state == State::mismatch);
            work(db);
            keys.finish(first, answer(201, "line\n{\"a\":1}\n"));
            CHECK(keys.begin(first).body == "line\n{\"a\":1}\n");
            keys.flush();
            CHECK(keys.begin(first).status == 201);
        }
        idempotency::Keys keys(db, vault, clock);
        auto const again = keys.begin(first);
        CHECK(again.state == State::answered);
        CHECK(again.status == 201);
        CHECK(again.headers == lines);
        CHECK(again.type == "text/csv");
        CHECK(again.sandboxed);
        CHECK(again.body == "line\n{\"a\":1}\n");
        CHECK(keys.begin(attempt(7, "key-00001", "other")).state == State::mismatch);
        // Another account's key of the same name is another key.
        CHECK(keys.begin(attempt(8, "key-00001")).state == State::fresh);
        keys.forget(attempt(8, "key-00001"));
        clock.advance(day_ms);
        CHECK(keys.begin(first).state == State::fresh);
        work(db);
        keys.finish(first, answer(200, "new"));
        keys.flush();
        CHECK(keys.begin(first).body == "new");
    });
}

TEST_CASE("the key is kept exactly when the work is") {
    testing::with_databases([](db::Database& db) {
        TestVault const vault;
        FixedClock clock(noon);
        auto const kept = attempt(7, "key-kept1"), dropped = attempt(7, "key-dropped");
        {
            idempotency::Keys keys(db, vault, clock);
            CHECK(keys.begin(kept).state == State::fresh);
            work(db);
            work(db);
            // The process dies here: no answer, but the work and its key are there.
            keys.forget(kept);
            CHECK(keys.begin(dropped).state == State::fresh);
            work(db, false);
            keys.forget(dropped);
        }
        idempotency::Keys keys(db, vault, clock);
        CHECK(keys.begin(kept).state == State::pending);
        CHECK(keys.begin(dropped).state == State::fresh);
        // A refusal is an answer too, though nothing was written.
        keys.finish(dropped, answer(409, "{}"));
        keys.flush();
        CHECK(keys.begin(dropped).status == 409);
    });
}

TEST_CASE("of two nodes with the same attempt one works and the other gives way") {
    testing::with_databases([](db::Database& db) {
        TestVault const vault;
        FixedClock clock(noon);
        idempotency::Keys one(db, vault, clock), two(db, vault, clock);
        auto const same = attempt(7, "key-00001");
        std::atomic<int> worked{0}, gave_way{0};
        std::atomic<int> begun{0};
        auto const node = [&](idempotency::Keys& keys) {
            CHECK(keys.begin(same).state == State::fresh);
            ++begun;
            while (begun < 2) std::this_thread::yield();
            try {
                work(db);
                ++worked;
                keys.finish(same, answer(200, "mine"));
            } catch (db::Fault const&) {
                ++gave_way;
                keys.forget(same);
            }
        };
        std::thread other([&] { node(two); });
        node(one);
        other.join();
        one.flush();
        two.flush();
        CHECK(worked == 1);
        CHECK(gave_way == 1);
        CHECK(one.begin(same).body == "mine");
        CHECK(two.begin(same).body == "mine");
    });
}
