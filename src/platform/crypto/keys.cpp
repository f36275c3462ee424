#include "platform/crypto/keys.hpp"

#include "base/check.hpp"
#include "platform/crypto/cipher.hpp"
#include "platform/db/db.hpp"

#include "gen/crypto/sql.hpp"

#include <openssl/crypto.h>

#include <array>
#include <atomic>
#include <deque>
#include <mutex>

namespace xinglin::crypto {

namespace {

// Key ids are small and never reused; a rotation a day would last eleven years.
constexpr std::size_t max_keys = 4096;

struct StoredKey {
    std::uint32_t id;
    std::string kind;
    bool current;
    std::string wrapped;
};

std::vector<StoredKey> stored_keys(db::Reader& reader) {
    return reader.all(sql::list_keys, [](db::Row const& row) {
        return StoredKey{static_cast<std::uint32_t>(row.get<std::int64_t>(0)), row.get<std::string>(1),
                         row.get<std::string>(2) == "current", row.get<db::Blob>(3).bytes};
    });
}

std::string wrap_aad(std::uint32_t id, std::string_view kind) {
    return "crypto_keys|" + std::string(kind) + "|" + std::to_string(id);
}

Material wrapping_material(Profile profile, MasterKey const& master) {
    return Material(derive(profile, master.bytes(), "wrap keys"));
}

/// Additional data of a field: table NUL column NUL row as eight bytes.
class PlaceBytes {
  public:
    explicit PlaceBytes(Place place) {
        bytes_.reserve(place.table.size() + place.column.size() + 10);
        bytes_.append(place.table).append(1, '\0').append(place.column).append(1, '\0');
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes_ += static_cast<char>(static_cast<std::uint64_t>(place.row) >> shift);
    }
    operator std::string_view() const { return bytes_; }

  private:
    std::string bytes_;
};

}  // namespace

struct KeyVault::State {
    State(db::Database& database_, Profile profile_, MasterKey const& master)
        : database(database_),
          profile(profile_),
          wrapping(std::make_unique<Material>(derive(profile_, master.bytes(), "wrap keys"))) {}
    ~State() {
        OPENSSL_cleanse(index_key.data(), index_key.size());
        OPENSSL_cleanse(mac_key.data(), mac_key.size());
    }

    /// Puts a stored key to use. @returns false when the master key does not open it
    bool take(StoredKey const& key) {
        auto bytes = unseal(*wrapping, wrap_aad(key.id, key.kind), key.wrapped);
        if (!bytes || key.id >= max_keys) return false;
        if (key.kind == "data") {
            if (slots[key.id].load() == nullptr) slots[key.id] = &materials.emplace_back(*bytes);
            if (key.current) current = key.id;
        } else if (key.kind == "index") {
            index_key = *bytes;
        } else if (key.kind == "mac") {
            mac_key = *bytes;
        } else {
            signer = signer_from(*bytes);
        }
        OPENSSL_cleanse(bytes->data(), bytes->size());
        return true;
    }

    std::uint32_t insert(db::Tx& tx, std::string_view kind, std::string_view bytes, Instant now,
                         std::string_view as = "current") const {
        auto const id = static_cast<std::uint32_t>(tx.value<std::int64_t>(sql::last_key).value_or(0) + 1);
        db::Blob const wrapped{crypto::seal(profile, *wrapping, 0, wrap_aad(id, kind), bytes)};
        tx.run(sql::insert_key, static_cast<std::int64_t>(id), kind, wrapped, now, as);
        return id;
    }

    db::Database& database;
    Profile const profile;
    std::mutex mutex;  ///< for changes; readers go by `slots` and `current`
    std::unique_ptr<Material> wrapping;
    std::deque<Material> materials;  ///< stable addresses; a destroyed key is wiped at the end of the process
    std::array<std::atomic<Material const*>, max_keys> slots{};
    std::atomic<std::uint32_t> current{0};
    std::string index_key, mac_key;
    std::unique_ptr<Signer> signer;
};

KeyVault::KeyVault(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeyVault::~KeyVault() = default;

Result<std::unique_ptr<KeyVault>> KeyVault::open(db::Database& database, MasterKey const& master, Profile profile,
                                                 Instant now) {
    auto state = std::make_unique<State>(database, profile, master);
    auto keys = database.read([](db::Reader& reader) { return stored_keys(reader); });
    if (keys.empty()) {
        TRY_ASSIGN(keys, database.write([&](db::Tx& tx) -> Result<std::vector<StoredKey>> {
            auto present = stored_keys(tx);
            if (!present.empty()) return present;  // another node was first
            state->insert(tx, "data", random_bytes(Material::size), now);
            state->insert(tx, "index", random_bytes(32), now);
            state->insert(tx, "mac", random_bytes(32), now);
            state->insert(tx, "sign", new_signing_key(profile), now);
            return stored_keys(tx);
        }));
    }
    for (auto const& key : keys)
        if (!state->take(key)) return fail(problem(Kind::forbidden, "crypto.key_wrong"));
    XL_CHECK(state->current != 0 && !state->index_key.empty() && !state->mac_key.empty() && state->signer);
    return std::unique_ptr<KeyVault>(new KeyVault(std::move(state)));
}

std::string KeyVault::seal(Place place, std::string_view clear) const {
    auto const id = state_->current.load();
    return crypto::seal(state_->profile, *state_->slots[id].load(), id, PlaceBytes(place), clear);
}

std::optional<std::string> KeyVault::open(Place place, std::string_view sealed) const {
    auto const id = key_of(sealed);
    auto const* const material = id < max_keys ? state_->slots[id].load() : nullptr;
    if (material == nullptr) return std::nullopt;
    return unseal(*material, PlaceBytes(place), sealed);
}

std::string KeyVault::blind_index(std::string_view purpose, std::string_view normalised) const {
    std::string input(purpose);
    return hmac(state_->profile, state_->index_key, input.append(1, '\0').append(normalised));
}

std::string KeyVault::mac(std::string_view purpose, std::string_view canonical) const {
    std::string input(purpose);
    return hmac(state_->profile, state_->mac_key, input.append(1, '\0').append(canonical));
}

std::uint32_t KeyVault::current_key() const { return state_->current; }
Profile KeyVault::profile() const { return state_->profile; }
Signer const& KeyVault::signer() const { return *state_->signer; }

Result<std::uint32_t> KeyVault::announce_data_key(Instant now) {
    std::lock_guard const lock(state_->mutex);
    auto const bytes = random_bytes(Material::size);
    TRY_ASSIGN(auto const id, state_->database.write([&](db::Tx& tx) -> Result<std::uint32_t> {
        // Wrapped by a master key that is no longer the right one, it could never be opened again.
        for (auto const& key : stored_keys(tx))
            if (!unseal(*state_->wrapping, wrap_aad(key.id, key.kind), key.wrapped))
                return fail(problem(Kind::forbidden, "crypto.key_wrong"));
        return state_->insert(tx, "data", bytes, now, "retired");
    }));
    XL_CHECK(id < max_keys);
    state_->slots[id] = &state_->materials.emplace_back(bytes);
    return id;
}

Result<Done> KeyVault::use_data_key(std::uint32_t id, Instant now, std::function<void(db::Tx&)> const& with) {
    std::lock_guard const lock(state_->mutex);
    TRY(state_->database.write([&](db::Tx& tx) -> Result<Done> {
        tx.run(sql::retire_current, "data", now);
        if (tx.run(sql::use_key, static_cast<std::int64_t>(id), now) == 0) return fail(conflict("crypto.key_gone"));
        if (with) with(tx);
        return Done{};
    }));
    XL_CHECK(id < max_keys && state_->slots[id].load() != nullptr);
    state_->current = id;
    return Done{};
}

Result<std::uint32_t> KeyVault::add_data_key(Instant now) {
    TRY_ASSIGN(auto const id, announce_data_key(now));
    TRY(use_data_key(id, now));
    return id;
}

Result<Done> KeyVault::destroy_data_key(std::uint32_t id, Instant now) {
    std::lock_guard const lock(state_->mutex);
    TRY(state_->database.write([&](db::Tx& tx) -> Result<Done> {
        db::Blob const nothing{};
        if (tx.run(sql::destroy_key, static_cast<std::int64_t>(id), nothing, now) == 0)
            return fail(conflict("crypto.key_in_use"));
        return Done{};
    }));
    state_->slots[id] = nullptr;
    return Done{};
}

std::vector<RetiredKey> KeyVault::retired_data_keys() const {
    return state_->database.read([](db::Reader& reader) {
        return reader.all(sql::retired_data_keys, [](db::Row const& row) {
            return RetiredKey{static_cast<std::uint32_t>(row.get<std::int64_t>(0)), row.get<Instant>(1)};
        });
    });
}

Result<Done> KeyVault::refresh() {
    std::lock_guard const lock(state_->mutex);
    auto const keys = state_->database.read([](db::Reader& reader) { return stored_keys(reader); });
    for (auto const& key : keys)
        if (key.kind == "data" && !state_->take(key)) return fail(problem(Kind::forbidden, "crypto.key_wrong"));
    return Done{};
}

Result<Done> KeyVault::change_master_key(MasterKey const& next, Instant now, std::function<void(db::Tx&)> const& with) {
    std::lock_guard const lock(state_->mutex);
    auto const outer = wrapping_material(state_->profile, next);
    TRY(state_->database.write([&](db::Tx& tx) -> Result<Done> {
        for (auto const& key : stored_keys(tx)) {
            auto const aad = wrap_aad(key.id, key.kind);
            auto const bytes = unseal(*state_->wrapping, aad, key.wrapped);
            if (!bytes) return fail(problem(Kind::forbidden, "crypto.key_wrong"));
            db::Blob const wrapped{crypto::seal(state_->profile, outer, 0, aad, *bytes)};
            tx.run(sql::rewrap_key, static_cast<std::int64_t>(key.id), wrapped, now);
        }
        if (with) with(tx);
        return Done{};
    }));
    state_->wrapping = std::make_unique<Material>(outer.bytes());
    return Done{};
}

}  // namespace xinglin::crypto
