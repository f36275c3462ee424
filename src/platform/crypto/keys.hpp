#pragma once
// Where keys live: a master key in a file outside the database, and in the database the keys it wraps.

#include "base/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/sign.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::db {
class Database;
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::crypto {

/// 32 secret bytes; wiped when it goes.
class MasterKey {
  public:
    explicit MasterKey(std::string bytes) : bytes_(std::move(bytes)) {}
    ~MasterKey();
    MasterKey(MasterKey&&) = default;
    MasterKey& operator=(MasterKey&&) = default;
    MasterKey(MasterKey const&) = delete;
    MasterKey& operator=(MasterKey const&) = delete;

    [[nodiscard]] static MasterKey generate();
    [[nodiscard]] std::string const& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

/// @errors crypto.key_missing (no such file), crypto.key_unsafe (others may read it), crypto.key_damaged
[[nodiscard]] Result<MasterKey> read_master_key(std::string const& path);
/// Writes a new file of mode 0600, durably; never over an existing one. @errors crypto.key_exists, crypto.key_unwritable
[[nodiscard]] Result<Done> write_master_key(std::string const& path, MasterKey const& key);

/// Where the next master key waits until the database is wrapped by it.
[[nodiscard]] std::string next_master_key_file(std::string const& path);
/// Puts the waiting key in the place of the present one, which stays beside it for the backups made with it.
/// @returns where the former key is kept now  @errors crypto.key_unwritable
[[nodiscard]] Result<std::string> take_next_master_key(std::string const& path, Instant now);

/// The recovery code opens a copy of the master key kept in the database: seven groups of four letters and digits, of which
/// the last two characters check the others. Making a new one ends the old one.
[[nodiscard]] std::string make_recovery_code(db::Tx& tx, MasterKey const& key, Instant now);
/// @param code as typed: case, blanks and hyphens do not matter, O is read as 0, I and L as 1
/// @errors crypto.code_malformed, crypto.code_wrong, crypto.no_recovery (none was ever made)
[[nodiscard]] Result<MasterKey> recover_master_key(db::Reader& reader, std::string_view code);

struct RetiredKey {
    std::uint32_t id;
    Instant since;
};

/// The Vault over the wrapped keys of a database. Thread-safe; seal and open take no lock.
class KeyVault final : public Vault {
  public:
    /// Unwraps the keys; makes the first ones in an empty database.
    /// @errors crypto.key_wrong when this master key does not belong to this database
    [[nodiscard]] static Result<std::unique_ptr<KeyVault>> open(db::Database& database, MasterKey const& master,
                                                                Profile profile, Instant now);
    ~KeyVault() override;

    std::string seal(Place place, std::string_view clear) const override;
    std::optional<std::string> open(Place place, std::string_view sealed) const override;
    std::string blind_index(std::string_view purpose, std::string_view normalised) const override;
    std::uint32_t current_key() const override;
    std::string mac(std::string_view purpose, std::string_view canonical) const override;

    [[nodiscard]] Profile profile() const;
    /// Signs audit checkpoints and packages; the private key is wrapped like the others.
    [[nodiscard]] Signer const& signer() const;

    /// Makes a new data key that opens but does not seal yet, so that other nodes learn of it before anything needs it.
    /// @errors crypto.key_wrong when another process has changed the master key meanwhile
    [[nodiscard]] Result<std::uint32_t> announce_data_key(Instant now);
    /// Seals with an announced key from now on; the former one stays to open what it sealed. `with` joins the transaction.
    /// @errors crypto.key_gone (conflict) when it was destroyed meanwhile
    [[nodiscard]] Result<Done> use_data_key(std::uint32_t id, Instant now,
                                            std::function<void(db::Tx&)> const& with = {});
    /// Both at once, for a process that is alone.
    [[nodiscard]] Result<std::uint32_t> add_data_key(Instant now);
    /// Forgets a retired data key for good; the caller has made sure that nothing is sealed by it.
    [[nodiscard]] Result<Done> destroy_data_key(std::uint32_t id, Instant now);
    [[nodiscard]] std::vector<RetiredKey> retired_data_keys() const;
    /// Takes over keys that another node made. Call every few seconds where several nodes share a database.
    [[nodiscard]] Result<Done> refresh();
    /// Wraps every key by another master key, in one transaction that `with` joins. The file of the new key must be durable
    /// before.
    [[nodiscard]] Result<Done> change_master_key(MasterKey const& next, Instant now,
                                                 std::function<void(db::Tx&)> const& with = {});

  private:
    struct State;
    explicit KeyVault(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinglin::crypto
