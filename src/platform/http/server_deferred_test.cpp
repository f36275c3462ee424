// Small writes nobody waits for: no answer before the commit, the same answers as by the waiting way when it fails.
#include "platform/db/db.hpp"
#include "platform/db/migration.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/faulty_vfs.hpp"
#include "tests/support/http_fixture.hpp"

#include "platform/log/log.hpp"

#include <doctest/doctest.h>

#include <set>
#include <thread>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::MadeStatement;
using xinglin::testing::RawAnswer;
using xinglin::testing::RawClient;
using xinglin::testing::with_body;

constexpr db::Migration line[]{
    {"20260101000000", "first", "d",
     "CREATE TABLE t_notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL CHECK (body <> 'checked')) STRICT", ""}};
MadeStatement const insert("INSERT INTO t_notes (id, body) VALUES ($1, $2)");
MadeStatement const ids("SELECT id FROM t_notes ORDER BY id");

/// A server over a database, with one write in both ways: PUT /v1/held/{id} and PUT /v1/waited/{id}.
struct Office {
    explicit Office(std::function<void(ServerOptions&)> const& change = {}) {
        db::Options options;
        options.url = "sqlite:" + folder.file("x.db");
        database = db::open(options, line);
        router.small_write<WriteNote, Note>("PUT", "/v1/held/{id}", write_right, "Held", {},
                                            [this](Call const& call, WriteNote const& in) { return put(call, in); });
        router.put<WriteNote, Note>("/v1/waited/{id}", write_right, "Waited for", {},
                                    [this](Call const& call, WriteNote const& in) { return put(call, in); });
        router.get<Echo, Echo>("/v1/echo", auth::anybody, "Echo", {}, [](Call const&, Echo const& in) -> Result<Echo> {
            return Echo{in.q, {}};
        });
        ServerOptions serving;
        serving.per_address = serving.per_account = {};
        if (change) change(serving);
        server.emplace(Parts{.router = router, .clock = clock, .authenticator = people, .database = database.get()},
                       serving);
        server->start();
    }
    Result<Note> put(Call const& call, WriteNote const& in) {
        call.set_header("X-Run", std::to_string(++runs));
        if (in.text == "early") return fail(conflict("version_conflict"));
        if (in.text == "reads") static_cast<void>(database->read([](db::Reader&) { return 0; }));
        if (in.text == "reader") static_cast<void>(call.reader());
        auto made = database->write([&](db::Tx& tx) -> Result<Note> {
            tx.run(insert, in.id, in.text);
            if (in.text == "refuse") return fail(conflict("version_conflict"));
            if (in.text == "nested") static_cast<void>(write_one(in.id.value + 1000));
            tx.after_commit([this, id = in.id.value] {
                std::lock_guard const lock(mutex);
                pushed.insert(id);
                present_at_push = present().contains(id);
            });
            return Note{in.id, in.text, 4};
        });
        if (in.text == "twice") static_cast<void>(write_one(in.id.value + 1000));
        if (in.text == "throws") throw std::runtime_error("after the write");
        return made;
    }
    Result<Done> write_one(std::int64_t id) {
        return database->write([&](db::Tx& tx) -> Result<Done> {
            tx.run(insert, id, "x");
            return Done{};
        });
    }
    std::set<std::int64_t> present() const {
        std::set<std::int64_t> found;
        database->read(
            [&](db::Reader& reader) { reader.each(ids, [&](db::Row const& row) { found.insert(row.integer(0)); }); });
        return found;
    }
    static std::string request(std::string const& way, std::int64_t id, std::string const& text = "x",
                               std::string const& more = {}) {
        return with_body("PUT", "/v1/" + way + "/" + std::to_string(id), R"({"text":")" + text + "\"}",
                         secretary + more);
    }
    RawAnswer ask(std::string const& bytes) const {
        RawClient client(server->port());
        return client.exchange(bytes);
    }
    bool was_pushed(std::int64_t id) {
        std::lock_guard const lock(mutex);
        return pushed.contains(id);
    }

    xinglin::testing::TemporaryFolder folder{};
    SystemClock clock{};
    People people{};
    Router router{};
    std::unique_ptr<db::Database> database{};
    std::atomic<int> runs{0};
    std::mutex mutex{};
    std::set<std::int64_t> pushed{};
    bool present_at_push{false};
    std::optional<Server> server{};
};

/// Holds the writer until it goes: what comes meanwhile waits for its commit.
class WriterHeld {
  public:
    explicit WriterHeld(db::Database& database)
        : thread_([this, &database] {
              static_cast<void>(database.write([this](db::Tx&) -> Result<Done> {
                  begun_.open();
                  end_.wait();
                  return Done{};
              }));
          }) {
        begun_.wait();
    }
    ~WriterHeld() {
        end_.open();
        thread_.join();
    }
    WriterHeld(WriterHeld const&) = delete;
    WriterHeld& operator=(WriterHeld const&) = delete;

  private:
    Gate begun_{}, end_{};
    std::thread thread_;
};

struct Quiet {
    Quiet() {
        log::set_sink([](std::string_view) {});
    }
    ~Quiet() { log::set_sink(nullptr); }
    Quiet(Quiet const&) = delete;
    Quiet& operator=(Quiet const&) = delete;
};

TEST_CASE("held writes: the answer is that of the waiting way, and comes after the commit and its pushes") {
    Office office;
    auto const held = office.ask(Office::request("held", 1));
    auto const waited = office.ask(Office::request("waited", 2));
    CHECK(held.status == 200);
    CHECK(held.body == R"({"id":"1","text":"x","version":4})");
    CHECK(held.header("etag") == "\"4\"");
    CHECK(held.header("x-run") == "1");
    CHECK(waited.status == 200);
    CHECK(held.headers.size() == waited.headers.size());
    CHECK(office.present() == std::set<std::int64_t>{1, 2});
    CHECK(office.was_pushed(1));
    CHECK(office.present_at_push);
}

TEST_CASE("held writes: who may not, and what is malformed, is refused without waiting for the writer") {
    Office office;
    WriterHeld const busy(*office.database);
    CHECK(office.ask(with_body("PUT", "/v1/held/1", R"({"text":"x"})")).status == 401);
    CHECK(office.ask(with_body("PUT", "/v1/held/1", R"({"text":"x"})", member)).status == 403);
    CHECK(office.ask(with_body("PUT", "/v1/held/1", R"({"text":"x"})", "Cookie: xinglin=secretary\r\n")).status == 403);
    CHECK(office.ask(with_body("PUT", "/v1/held/1", R"({"colour":1})", secretary)).status == 400);
    CHECK(office.runs == 0);
}

TEST_CASE("held writes: nothing is told before the commit, and no pool thread waits for it") {
    Office office;
    std::vector<std::unique_ptr<RawClient>> clients;
    {
        WriterHeld const busy(*office.database);
        for (std::int64_t id = 1; id <= 30; ++id) {
            clients.push_back(std::make_unique<RawClient>(office.server->port()));
            // A second request in the same packet: it is answered second.
            REQUIRE(clients.back()->send(Office::request("held", id) + get("/v1/echo?q=" + std::to_string(id))));
        }
        CHECK(clients.front()->receive(false, 150).status == 0);
        CHECK_FALSE(office.was_pushed(1));
        auto const metrics = office.ask(get("/metrics"));
        CHECK(metrics.body.find("\nxinglin_held_answers 30\n") != std::string::npos);
        CHECK(metrics.body.find("\nxinglin_pool_write_busy 0\n") != std::string::npos);
    }
    for (std::size_t at = 0; at < clients.size(); ++at) {
        CHECK(clients[at]->receive().header("etag") == "\"4\"");
        CHECK(clients[at]->receive().body.find("\"q\":\"" + std::to_string(at + 1) + "\"") != std::string::npos);
    }
    CHECK(office.present().size() == 30);
}

TEST_CASE("held writes: a refusal, a fault or a broken promise rolls back alone") {
    Quiet const quiet;
    Office office;
    for (std::string const text : {"refuse", "early"})
        CHECK(office.ask(Office::request("held", 1, text)).status == 409);
    for (std::string const text : {"checked", "reads", "reader", "nested", "twice", "throws"}) {
        CAPTURE(text);
        std::vector<std::unique_ptr<RawClient>> clients;
        {
            // All in one group.
            WriterHeld const busy(*office.database);
            for (std::int64_t id = 10; id < 14; ++id) {
                clients.push_back(std::make_unique<RawClient>(office.server->port()));
                REQUIRE(clients.back()->send(Office::request("held", id, id == 12 ? text : "x")));
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
        }
        for (std::size_t at = 0; at < clients.size(); ++at)
            CHECK(clients[at]->receive().status == (at != 2 ? 200 : text == "checked" ? 409 : 500));
        CHECK(office.present() == std::set<std::int64_t>{10, 11, 13});
        CHECK_FALSE(office.was_pushed(12));
        static MadeStatement const clear("DELETE FROM t_notes");
        static_cast<void>(office.database->write([&](db::Tx& tx) -> Result<std::int64_t> { return tx.run(clear); }));
    }
}

TEST_CASE("held writes: a commit that fails is told as by the waiting way, nothing is pushed, and it heals") {
    Quiet const quiet;
    xinglin::testing::FaultyFiles files;
    Office office;
    using Ill = xinglin::testing::FaultyFiles::Ill;
    for (auto const ill : {Ill::no_space, Ill::io}) {
        for (bool const sync : {false, true}) {
            if (sync && ill == Ill::no_space) continue;
            auto const base = std::int64_t{100} * (1 + static_cast<int>(ill)) + (sync ? 50 : 0);
            REQUIRE(office.ask(Office::request("held", base)).status == 200);
            sync ? files.fail_syncs(ill) : files.fail_writes(ill);
            auto const held = office.ask(Office::request("held", base + 1));
            auto const waited = office.ask(Office::request("waited", base + 2));
            files.mend();
            CHECK(held.status == (ill == Ill::no_space ? 507 : 503));
            CHECK(held.status == waited.status);
            CHECK(held.header("content-type") == "application/problem+json");
            CHECK_FALSE(office.was_pushed(base + 1));
            CHECK(office.ask(Office::request("held", base + 3)).status == 200);
            CHECK(office.present().contains(base + 3));
        }
    }
    CHECK(office.database->check().empty());
}

TEST_CASE("held writes: an attempt with a key goes the waiting way, so that its row is of the same commit") {
    Office office;
    auto const keyed = office.ask(Office::request("held", 1, "reads", "Idempotency-Key: key-00000001\r\n"));
    CHECK(keyed.status == 200);  // only a thread of a pool may read there
}

TEST_CASE("held writes: who goes away while the answer is held harms nobody") {
    Office office;
    {
        WriterHeld const busy(*office.database);
        for (std::int64_t id = 1; id <= 8; ++id) {
            RawClient client(office.server->port());
            REQUIRE(client.send(Office::request("held", id)));
        }
        RawClient last(office.server->port());
        REQUIRE(last.send(Office::request("held", 9)));
        CHECK(last.receive(false, 100).status == 0);
    }
    CHECK(office.ask(Office::request("held", 10)).status == 200);
    CHECK(office.present().size() == 10);
}

TEST_CASE("held writes: a stop waits for held answers and sends them") {
    Office office;
    RawClient client(office.server->port());
    std::optional<WriterHeld> busy(std::in_place, *office.database);
    REQUIRE(client.send(Office::request("held", 1)));
    CHECK(client.receive(false, 100).status == 0);
    std::atomic<bool> stopped{false};
    std::thread stopping([&] {
        office.server->stop();
        stopped = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK_FALSE(stopped);
    busy.reset();
    auto const answer = client.receive();
    CHECK(answer.status == 200);
    CHECK(answer.header("connection") == "close");
    stopping.join();
    CHECK(office.present() == std::set<std::int64_t>{1});
}

TEST_CASE("held writes: a stop whose time is over still lets the writer go of every connection") {
    Office office([](ServerOptions& options) { options.drain_ms = 50; });
    RawClient client(office.server->port());
    std::optional<WriterHeld> busy(std::in_place, *office.database);
    REQUIRE(client.send(Office::request("held", 1)));
    CHECK(client.receive(false, 100).status == 0);
    std::thread stopping([&] { office.server->stop(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    busy.reset();
    stopping.join();
    office.server.reset();
    CHECK(office.present() == std::set<std::int64_t>{1});
}

TEST_CASE("held writes: more than may wait are told so") {
    Office office([](ServerOptions& options) { options.queue_limit = 2; });
    std::vector<std::unique_ptr<RawClient>> clients;
    {
        WriterHeld const busy(*office.database);
        for (std::int64_t id = 1; id <= 2; ++id) {
            clients.push_back(std::make_unique<RawClient>(office.server->port()));
            REQUIRE(clients.back()->send(Office::request("held", id)));
            CHECK(clients.back()->receive(false, 50).status == 0);
        }
        auto const third = office.ask(Office::request("held", 3));
        CHECK(third.status == 503);
        CHECK_FALSE(third.header("retry-after").empty());
    }
    for (auto& client : clients) CHECK(client->receive().status == 200);
}

}  // namespace
