#include "app/config.hpp"

#include "base/text.hpp"

#include <toml.hpp>

namespace xinglin::app {
namespace {

using Setter = std::function<std::string(Settings&, std::string const&)>;

Setter text_in(std::string Settings::*member) {
    return [member](Settings& settings, std::string const& value) {
        settings.*member = value;
        return std::string();
    };
}

Setter one_of(std::string Settings::*member, std::vector<std::string> allowed) {
    return [member, allowed = std::move(allowed)](Settings& settings, std::string const& value) -> std::string {
        for (auto const& known : allowed) {
            if (value != known) continue;
            settings.*member = value;
            return "";
        }
        return "one of " + text::join(allowed, ", ") + " is expected";
    };
}

Setter number_in(int Settings::*member, int least, int most) {
    return [=](Settings& settings, std::string const& value) -> std::string {
        auto const number = text::parse_int(value);
        if (!number || *number < least || *number > most) {
            return "a number from " + std::to_string(least) + " to " + std::to_string(most) + " is expected";
        }
        settings.*member = static_cast<int>(*number);
        return "";
    };
}

/// HOST:PORT, [::1]:PORT or PORT.
std::string set_listen(Settings& settings, std::string const& value) {
    auto const colon = value.rfind(':');
    auto host = colon == std::string::npos ? settings.listen_host : value.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    auto const port = text::parse_int(colon == std::string::npos ? value : value.substr(colon + 1));
    if (host.empty() || !port || *port < 0 || *port > 65535) return "HOST:PORT is expected";
    settings.listen_host = host;
    settings.listen_port = static_cast<std::uint16_t>(*port);
    return "";
}

std::string set_public_url(Settings& settings, std::string const& value) {
    if (!value.empty() && !text::starts_with(value, "https://") && !text::starts_with(value, "http://")) {
        return "a URL that begins with https:// or http:// is expected";
    }
    settings.public_url = value;
    while (text::ends_with(settings.public_url, "/")) settings.public_url.pop_back();
    return "";
}

Problem bad(std::string code, std::string detail) { return malformed(std::move(code), std::move(detail)); }

Result<std::map<std::string, std::string>> read_file(std::string const& file_text) {
    std::map<std::string, std::string> values;
    if (file_text.empty()) return values;
    try {
        std::istringstream stream(file_text);
        auto const table = toml::parse(stream, "settings");
        for (auto const& [name, value] : table.as_table()) {
            if (value.is_string()) {
                values[name] = value.as_string();
            } else if (value.is_integer()) {
                values[name] = std::to_string(value.as_integer());
            } else if (value.is_boolean()) {
                values[name] = value.as_boolean() ? "yes" : "no";
            } else {
                return fail(bad("config.bad_value", "settings file: '" + name + "' must be a text, a whole number or true/false"));
            }
        }
    } catch (std::exception const& error) {
        return fail(bad("config.bad_file", std::string("settings file: ") + error.what()));
    }
    return values;
}

Result<Done> apply(Settings& settings, std::map<std::string, std::string> const& values, std::string const& source) {
    for (auto const& [name, value] : values) {
        auto const& known = keys();
        auto const key = std::find_if(known.begin(), known.end(), [&](Key const& k) { return k.name == name; });
        if (key == known.end()) {
            return fail(bad("config.unknown_key", source + ": there is no setting called '" + name + "'"));
        }
        if (auto const wrong = key->set(settings, value); !wrong.empty()) {
            return fail(bad("config.bad_value", source + ": '" + name + "': " + wrong));
        }
    }
    return Done{};
}

}  // namespace

std::string Settings::database_url() const { return database.empty() ? "sqlite:" + data + "/xinglin.db" : database; }
std::string Settings::master_key_file() const { return key_file.empty() ? data + "/keys/master.key" : key_file; }
std::string Settings::base_url() const {
    if (!public_url.empty()) return public_url;
    auto const host = text::contains(listen_host, ":") ? "[" + listen_host + "]" : listen_host;
    return "http://" + host + ":" + std::to_string(listen_port);
}

std::string Key::flag() const { return "--" + text::replace_all(name, "_", "-"); }
std::string Key::environment() const { return "XINGLIN_" + text::upper_ascii(name); }

std::vector<Key> const& keys() {
    static std::vector<Key> const all{
        {"data", "folder of the data: xinglin.db, files/, keys/, backups/", text_in(&Settings::data)},
        {"listen", "HOST:PORT to answer at", set_listen},
        {"public_url", "address people type, when nginx stands in front", set_public_url},
        {"database", "sqlite:PATH or postgres://…; without it the data folder's own", text_in(&Settings::database)},
        {"key_file", "the master key, when it lies outside the data folder", text_in(&Settings::key_file)},
        {"user", "user to become when started as root", text_in(&Settings::user)},
        {"trusted_proxy", "address whose X-Forwarded-For is believed", text_in(&Settings::trusted_proxy)},
        {"log_level", "debug, info, warn or error", one_of(&Settings::log_level, {"debug", "info", "warn", "error"})},
        {"crypto_profile", "international or guomi", one_of(&Settings::crypto_profile, {"international", "guomi"})},
        {"password_profile", "standard or dengbao3", one_of(&Settings::password_profile, {"standard", "dengbao3"})},
        {"require_second_factor", "yes or no: a second factor for administrators and the party office",
         one_of(&Settings::require_second_factor, {"yes", "no"})},
        {"io_threads", "threads that move bytes; 0 = one per core, at most 4", number_in(&Settings::io_threads, 0, 64)},
        {"workers", "threads that run handlers; 0 = twice the cores", number_in(&Settings::workers, 0, 256)},
        {"readers", "connections that read; 0 = as many as workers", number_in(&Settings::readers, 0, 256)},
        {"node", "number of this node, unique among the nodes", number_in(&Settings::node, 0, 1023)},
        {"admin_idle_minutes", "an administrator's session ends after this rest", number_in(&Settings::admin_idle_minutes, 1, 720)},
        {"idle_minutes", "anybody else's session ends after this rest", number_in(&Settings::idle_minutes, 1, 720)},
        {"session_hours", "a session ends after this time in any case", number_in(&Settings::session_hours, 1, 12)},
        {"lock_after", "wrong passwords before an account is locked for a while", number_in(&Settings::lock_after, 3, 20)},
        {"requests_per_minute", "per account or address; 0 = no limit", number_in(&Settings::requests_per_minute, 0, 1000000)},
        {"upload_limit_mb", "largest file taken", number_in(&Settings::upload_limit_mb, 1, 4096)},
        {"drain_seconds", "how long a stopping server finishes its work", number_in(&Settings::drain_seconds, 0, 300)},
    };
    return all;
}

Result<Settings> read_settings(std::string const& file_text,
                               std::function<char const*(std::string const&)> const& environment,
                               std::map<std::string, std::string> const& flags) {
    Settings settings;
    TRY_ASSIGN(auto const from_file, read_file(file_text));
    TRY(apply(settings, from_file, "settings file"));
    std::map<std::string, std::string> from_environment;
    for (auto const& key : keys()) {
        if (auto const* value = environment(key.environment())) from_environment[std::string(key.name)] = value;
    }
    TRY(apply(settings, from_environment, "environment"));
    TRY(apply(settings, flags, "command line"));
    return settings;
}

}  // namespace xinglin::app
