#include "platform/crypto/keys.hpp"

#include "base/text.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/db/db.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <fstream>
#include <set>

using namespace xinglin;
using namespace xinglin::crypto;

namespace {

Instant const start{1'700'000'000'000};

std::unique_ptr<KeyVault> open_vault(db::Database& database, MasterKey const& master,
                                     Profile profile = Profile::international) {
    auto vault = KeyVault::open(database, master, profile, start);
    REQUIRE(vault);
    return std::move(*vault);
}

/// A table with one sealed column, as a module would have it.
struct Cells {
    testing::MadeStatement create{"create table crypto_test_cells (id BIGINT primary key, value BLOB)"};
    testing::MadeStatement create_postgres{"create table crypto_test_cells (id BIGINT primary key, value BYTEA)"};
    testing::MadeStatement insert{"insert into crypto_test_cells (id, value) values ($1, $2)"};
    testing::MadeStatement find{"select value from crypto_test_cells where id = $1"};
    testing::MadeStatement next{
        "select id, value from crypto_test_cells where id > $1 and value is not null order by id limit $2"};
    testing::MadeStatement replace{"update crypto_test_cells set value = $3 where id = $1 and value = $2"};

    explicit Cells(db::Database& database) {
        auto const& statement = database.engine() == db::Engine::sqlite ? create : create_postgres;
        REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
            tx.run(statement);
            return Done{};
        }));
    }
    static std::string clear(std::int64_t id) { return "1101011990030" + std::to_string(10000 + id); }
    static Place place(std::int64_t id) { return {"crypto_test_cells", "value", id}; }
    void fill(db::Database& database, Vault const& vault, std::int64_t from, std::int64_t to) {
        REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
            for (auto id = from; id <= to; ++id) {
                db::Blob const sealed{vault.seal(place(id), clear(id))};
                tx.run(insert, id, sealed);
            }
            return Done{};
        }));
    }
    std::string sealed(db::Database& database, std::int64_t id) {
        return database.read([&](db::Reader& reader) { return reader.value<db::Blob>(find, id)->bytes; });
    }
    EncryptedColumn column() {
        return {"crypto_test_cells", "value", &static_cast<db::Statement const&>(next),
                &static_cast<db::Statement const&>(replace)};
    }
};

}  // namespace

TEST_SUITE("crypto keys") {
    TEST_CASE("a value opens in its place only: swapped between rows, columns or tables it does not") {
        testing::with_databases([](db::Database& database) {
            auto const master = MasterKey::generate();
            for (auto const profile : {Profile::international}) {
                auto const vault = open_vault(database, master, profile);
                auto const first = vault->seal({"people", "phone", 1}, "13900000001");
                auto const second = vault->seal({"people", "phone", 2}, "13900000002");
                CHECK(vault->open({"people", "phone", 1}, first) == "13900000001");
                CHECK(vault->open({"people", "phone", 2}, second) == "13900000002");
                CHECK_FALSE(vault->open({"people", "phone", 1}, second).has_value());
                CHECK_FALSE(vault->open({"people", "phone", 2}, first).has_value());
                CHECK_FALSE(vault->open({"people", "mobile", 1}, first).has_value());
                CHECK_FALSE(vault->open({"staff", "phone", 1}, first).has_value());
                CHECK_FALSE(vault->open({"people", "phone", 1}, "").has_value());
                CHECK_FALSE(vault->open({"people", "phone", 1}, std::string(40, '\xff')).has_value());
            }
        });
    }
    TEST_CASE("the keys come back with the same master key, and with no other") {
        testing::with_databases([](db::Database& database) {
            auto const master = MasterKey::generate();
            std::string sealed, index, mac, pem;
            {
                auto const vault = open_vault(database, master, Profile::guomi);
                sealed = vault->seal({"people", "phone", 1}, "13900000001");
                index = vault->blind_index("people.phone", "13900000001");
                mac = vault->mac("grants", "row");
                pem = vault->signer().public_key_pem();
            }
            auto const vault = open_vault(database, master, Profile::guomi);
            CHECK(vault->open({"people", "phone", 1}, sealed) == "13900000001");
            CHECK(vault->blind_index("people.phone", "13900000001") == index);
            CHECK(vault->blind_index("people.id", "13900000001") != index);
            CHECK(vault->mac("grants", "row") == mac);
            CHECK(vault->signer().public_key_pem() == pem);
            auto const wrong = KeyVault::open(database, MasterKey::generate(), Profile::guomi, start);
            REQUIRE_FALSE(wrong);
            CHECK(wrong.error().code == "crypto.key_wrong");
        });
    }
    TEST_CASE("a rotation re-seals every value, resumes where it stopped, and the old key can go") {
        testing::with_databases([](db::Database& database) {
            auto const master = MasterKey::generate();
            auto const vault = open_vault(database, master);
            Cells cells(database);
            cells.fill(database, *vault, 1, 95);
            auto const old_key = vault->current_key();
            auto const old_value = cells.sealed(database, 50);
            auto const new_key = vault->add_data_key(start + 1000).value();
            CHECK(new_key > old_key);
            CHECK(vault->current_key() == new_key);
            CHECK(vault->open(Cells::place(50), old_value) == Cells::clear(50));  // still opens
            cells.fill(database, *vault, 96, 100);  // new writes take the new key at once
            CHECK(Vault::key_of(cells.sealed(database, 96)) == new_key);
            {
                Rotation rotation(database, *vault, {cells.column()});
                auto const stopped = rotation.run([](RotationState const& state) { return state.done < 40; }, 20);
                REQUIRE(stopped);
                CHECK(stopped->done == 40);
                CHECK_FALSE(stopped->finished);
                CHECK(rotation.destroy_unused(start + 5000, start + 5000)->empty());  // row 50 still needs it
            }
            CHECK(Vault::key_of(cells.sealed(database, 40)) == new_key);
            CHECK(Vault::key_of(cells.sealed(database, 41)) == old_key);
            auto const again = open_vault(database, master);  // after a restart
            Rotation rotation(database, *again, {cells.column()});
            auto const done = rotation.run([](RotationState const&) { return true; }, 20);
            REQUIRE(done);
            CHECK(done->finished);
            CHECK(done->done == 100);
            for (std::int64_t id = 1; id <= 100; ++id) {
                CHECK(Vault::key_of(cells.sealed(database, id)) == new_key);
                CHECK(again->open(Cells::place(id), cells.sealed(database, id)) == Cells::clear(id));
            }
            CHECK(rotation.destroy_unused(start, start + 5000)->empty());  // retired too lately
            CHECK(*rotation.destroy_unused(start + 5000, start + 5000) == std::vector{old_key});
            CHECK_FALSE(again->open(Cells::place(50), old_value).has_value());
            CHECK(again->retired_data_keys().empty());
            CHECK_FALSE(again->destroy_data_key(again->current_key(), start).has_value());
            CHECK(open_vault(database, master)->open(Cells::place(7), cells.sealed(database, 7)) == Cells::clear(7));
        });
    }
    TEST_CASE("a damaged value stops the rotation with its place") {
        testing::with_databases([](db::Database& database) {
            auto const vault = open_vault(database, MasterKey::generate());
            Cells cells(database);
            cells.fill(database, *vault, 1, 1);
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                db::Blob const stolen{cells.sealed(database, 1)};
                tx.run(cells.insert, 2, stolen);  // copied from row 1
                return Done{};
            }));
            REQUIRE(vault->add_data_key(start));
            Rotation rotation(database, *vault, {cells.column()});
            auto const state = rotation.turn();
            REQUIRE_FALSE(state);
            CHECK(state.error().code == "crypto.value_damaged");
        });
    }
    TEST_CASE("another node's new key is known after a refresh") {
        testing::with_databases([](db::Database& database) {
            auto const master = MasterKey::generate();
            auto const one = open_vault(database, master), other = open_vault(database, master);
            REQUIRE(one->add_data_key(start));
            auto const sealed = one->seal({"t", "c", 1}, "x");
            CHECK_FALSE(other->open({"t", "c", 1}, sealed).has_value());
            REQUIRE(other->refresh());
            CHECK(other->open({"t", "c", 1}, sealed) == "x");
            CHECK(other->current_key() == one->current_key());
        });
    }
    TEST_CASE("the master key changes without touching a value") {
        testing::with_databases([](db::Database& database) {
            auto const master = MasterKey::generate(), next = MasterKey::generate();
            auto const vault = open_vault(database, master);
            auto const sealed = vault->seal({"t", "c", 1}, "x");
            REQUIRE(vault->change_master_key(next, start));
            CHECK_FALSE(KeyVault::open(database, master, Profile::international, start).has_value());
            CHECK(open_vault(database, next)->open({"t", "c", 1}, sealed) == "x");
            REQUIRE(vault->add_data_key(start));  // the vault at work wraps by the new one
            CHECK(open_vault(database, next)->current_key() == vault->current_key());
        });
    }
    TEST_CASE("the recovery code gives the master key back, however it is typed; a new code ends the old one") {
        testing::with_databases([](db::Database& database) {
            auto const master = MasterKey::generate();
            auto const make = [&] {
                auto code = database.write(
                    [&](db::Tx& tx) -> Result<std::string> { return make_recovery_code(tx, master, start); });
                REQUIRE(code);
                return *code;
            };
            auto const recover = [&](std::string const& code) {
                return database.read([&](db::Reader& reader) { return recover_master_key(reader, code); });
            };
            CHECK(recover("0000-0000-0000-0000-0000-0000-0000").error().code == "crypto.code_malformed");
            auto const code = make();
            CHECK(code.size() == 34);
            CHECK(recover(code)->bytes() == master.bytes());
            CHECK(recover(text::lower_ascii(code))->bytes() == master.bytes());
            CHECK(recover(" " + text::replace_all(code, "-", " ") + " ")->bytes() == master.bytes());
            // The check letters see nearly every slip of the hand; what they miss is no code all the same.
            int seen = 0;
            for (std::size_t const at : {0U, 3U, 6U, 12U, 17U, 22U, 27U, 31U}) {
                auto wrong = code;
                wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
                auto const answer = recover(wrong);
                REQUIRE_FALSE(answer);
                seen += answer.error().code == "crypto.code_malformed" ? 1 : 0;
            }
            CHECK(seen >= 7);
            auto const newer = make();
            CHECK(recover(code).error().code == "crypto.code_wrong");
            CHECK(recover(newer)->bytes() == master.bytes());
        });
    }
    TEST_CASE("the key file is private, whole, and never overwritten") {
        testing::TemporaryFolder const folder;
        auto const path = folder.file("master.key");
        CHECK(read_master_key(path).error().code == "crypto.key_missing");
        auto const master = MasterKey::generate();
        REQUIRE(write_master_key(path, master));
        struct stat facts {};
        REQUIRE(stat(path.c_str(), &facts) == 0);
        CHECK((facts.st_mode & 0777) == 0600);
        CHECK(read_master_key(path)->bytes() == master.bytes());
        CHECK(write_master_key(path, master).error().code == "crypto.key_exists");
        chmod(path.c_str(), 0640);
        CHECK(read_master_key(path).error().code == "crypto.key_unsafe");
        chmod(path.c_str(), 0600);
        std::ofstream(path, std::ios::app) << "00";
        CHECK(read_master_key(path).error().code == "crypto.key_damaged");
        CHECK(write_master_key(folder.file("no/such/folder/key"), master).error().code == "crypto.key_unwritable");
    }
}
