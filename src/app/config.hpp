#pragma once
// Settings of one installation: one TOML file, each key also a flag (--public-url) and an environment variable
// (XINGLIN_PUBLIC_URL). A flag wins over the environment, which wins over the file. An unknown key stops the start.

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::app {

struct Settings {
    std::string data{"data"};            ///< folder of xinglin.db, files/, keys/ and backups/
    std::string listen_host{"127.0.0.1"};
    std::uint16_t listen_port{8080};
    std::string public_url;              ///< "" = http://<listen>; what links and cookies are made for
    std::string database;                ///< "" = sqlite:<data>/xinglin.db; or postgres://…
    std::string key_file;                ///< "" = <data>/keys/master.key
    std::string user;  ///< "" = xinglin when there is such a user, else nobody; only when started as root
    std::string trusted_proxy;  ///< address whose X-Forwarded-For is believed, "" = nobody's
    std::string log_level{"info"};  ///< debug info warn error
    std::string crypto_profile{"international"};  ///< or guomi
    std::string password_profile{"standard"};  ///< or dengbao3
    std::string require_second_factor{"yes"};  ///< yes | no; demo mode says no
    int io_threads{0};  ///< 0 = one per core, at most 4
    int workers{0};  ///< 0 = twice the cores, at least 4
    int readers{0};  ///< connections that read; 0 = as many as workers
    int node{0};  ///< 0…1023, unique among the nodes of one installation
    int admin_idle_minutes{15};
    int idle_minutes{60};
    int session_hours{12};
    int lock_after{5};  ///< wrong passwords in a row before an account is locked for a while
    int requests_per_minute{600};  ///< per account, an address twenty times as many; 0 = no limit
    int upload_limit_mb{256};
    std::string backup_at{"02:30"};  ///< time of the daily backup (Asia/Shanghai), or off
    std::string backup_folder;  ///< "" = <data>/backups
    int backup_keep{7};  ///< how many of the daily backups stay
    std::string fonts;  ///< folder of type faces for documents, searched before the system's; "" = those only
    int drain_seconds{10};  ///< how long a stopping server finishes what it has begun

    bool demo{false};  ///< no key: only the demo command sets it

    [[nodiscard]] std::string database_url() const;
    [[nodiscard]] std::string master_key_file() const;
    [[nodiscard]] std::string base_url() const;
    [[nodiscard]] std::string backups() const;
    /// Minutes after midnight of the daily backup; nothing when it is off.
    [[nodiscard]] std::optional<int> backup_minute() const;
};

/// One key of the settings, as file, flag and environment know it.
struct Key {
    std::string_view name;  ///< "public_url"
    std::string_view help;
    /// Reads a text into the settings. @returns what is wrong with it, "" when nothing
    std::function<std::string(Settings&, std::string const&)> set;

    [[nodiscard]] std::string flag() const;  ///< --public-url
    [[nodiscard]] std::string environment() const;  ///< XINGLIN_PUBLIC_URL
};
[[nodiscard]] std::vector<Key> const& keys();

/// Settings from a file's text ("" = none), the environment and the flags given, by key name.
/// @errors config.unknown_key, config.bad_value, config.bad_file (malformed), each with the name in its detail
[[nodiscard]] Result<Settings> read_settings(std::string const& file_text,
                                             std::function<char const*(std::string const&)> const& environment,
                                             std::map<std::string, std::string> const& flags);

}  // namespace xinglin::app
