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
        return "应为 " + text::join(allowed, "、") + " 之一";
    };
}

Setter number_in(int Settings::*member, int least, int most) {
    return [=](Settings& settings, std::string const& value) -> std::string {
        auto const number = text::parse_int(value);
        if (!number || *number < least || *number > most) {
            return "应为 " + std::to_string(least) + " 至 " + std::to_string(most) + " 的整数";
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
    if (host.empty() || !port || *port < 0 || *port > 65535) return "应为 主机:端口";
    settings.listen_host = host;
    settings.listen_port = static_cast<std::uint16_t>(*port);
    return "";
}

std::string set_public_url(Settings& settings, std::string const& value) {
    if (!value.empty() && !text::starts_with(value, "https://") && !text::starts_with(value, "http://")) {
        return "应为以 https:// 或 http:// 开头的网址";
    }
    settings.public_url = value;
    while (text::ends_with(settings.public_url, "/")) settings.public_url.pop_back();
    return "";
}

/// "02:30" → 150
std::optional<int> minute_of_day(std::string_view clock) {
    if (clock.size() != 5 || clock[2] != ':') return std::nullopt;
    auto const hour = text::parse_int(clock.substr(0, 2)), minute = text::parse_int(clock.substr(3));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
    return static_cast<int>(*hour * 60 + *minute);
}

std::string set_backup_at(Settings& settings, std::string const& value) {
    if (value != "off" && !minute_of_day(value)) return "应为 HH:MM 或 off";
    settings.backup_at = value;
    return "";
}

Problem bad_value(std::string source, std::string name, std::string reason) {
    return malformed("config.bad_value")
        .fact("source", std::move(source))
        .fact("name", std::move(name))
        .fact("reason", std::move(reason));
}

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
                return fail(bad_value("配置文件", name, "应为文字、整数或 true/false"));
            }
        }
    } catch (std::exception const& error) { return fail(malformed("config.bad_file").fact("reason", error.what())); }
    return values;
}

Result<Done> apply(Settings& settings, std::map<std::string, std::string> const& values, std::string const& source) {
    for (auto const& [name, value] : values) {
        auto const& known = keys();
        auto const key = std::find_if(known.begin(), known.end(), [&](Key const& k) { return k.name == name; });
        if (key == known.end()) {
            return fail(malformed("config.unknown_key").fact("source", source).fact("name", name));
        }
        if (auto const wrong = key->set(settings, value); !wrong.empty()) {
            return fail(bad_value(source, name, wrong));
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

std::string Settings::backups() const { return backup_folder.empty() ? data + "/backups" : backup_folder; }
std::optional<int> Settings::backup_minute() const { return minute_of_day(backup_at); }

std::string Key::flag() const { return "--" + text::replace_all(name, "_", "-"); }
std::string Key::environment() const { return "XINGLIN_" + text::upper_ascii(name); }

std::vector<Key> const& keys() {
    static std::vector<Key> const all{
        {"data", "数据目录，内有 xinglin.db、files/、keys/、backups/", text_in(&Settings::data)},
        {"listen", "监听的 主机:端口", set_listen},
        {"public_url", "用户输入的网址（前面有 nginx 时填写）", set_public_url},
        {"database", "sqlite:路径 或 postgres://…；不填用数据目录里的数据库", text_in(&Settings::database)},
        {"key_file", "主密钥文件（放在数据目录以外时填写）", text_in(&Settings::key_file)},
        {"user", "以 root 启动时改用的系统用户", text_in(&Settings::user)},
        {"trusted_proxy", "可信的代理地址，其 X-Forwarded-For 才会被采信", text_in(&Settings::trusted_proxy)},
        {"log_level", "日志级别：debug、info、warn、error",
         one_of(&Settings::log_level, {"debug", "info", "warn", "error"})},
        {"crypto_profile", "密码算法：international 或 guomi（国密）",
         one_of(&Settings::crypto_profile, {"international", "guomi"})},
        {"password_profile", "口令要求：standard 或 dengbao3（等保三级）",
         one_of(&Settings::password_profile, {"standard", "dengbao3"})},
        {"require_second_factor", "管理员和党务办公室是否必须两步验证：yes 或 no",
         one_of(&Settings::require_second_factor, {"yes", "no"})},
        {"io_threads", "收发线程数；0 为每核一个，最多 4 个", number_in(&Settings::io_threads, 0, 64)},
        {"workers", "处理线程数；0 为自动", number_in(&Settings::workers, 0, 256)},
        {"readers", "读连接数；0 为自动", number_in(&Settings::readers, 0, 256)},
        {"node", "本节点编号，各节点不同", number_in(&Settings::node, 0, 1023)},
        {"admin_idle_minutes", "管理员多少分钟不操作即退出", number_in(&Settings::admin_idle_minutes, 1, 720)},
        {"idle_minutes", "其他人多少分钟不操作即退出", number_in(&Settings::idle_minutes, 1, 720)},
        {"session_hours", "登录最长保持几小时", number_in(&Settings::session_hours, 1, 12)},
        {"lock_after", "连续输错几次密码后暂时锁定", number_in(&Settings::lock_after, 3, 20)},
        {"requests_per_minute", "每个账号每分钟最多请求数，每个地址为其20倍；0 为不限",
         number_in(&Settings::requests_per_minute, 0, 1000000)},
        {"upload_limit_mb", "最大上传文件（MB）", number_in(&Settings::upload_limit_mb, 1, 4096)},
        {"backup_at", "每天自动备份的时间，如 02:30；off 为不自动备份", set_backup_at},
        {"backup_folder", "自动备份存放的文件夹；不填为数据目录的 backups/", text_in(&Settings::backup_folder)},
        {"backup_keep", "保留最近几份备份", number_in(&Settings::backup_keep, 1, 1000)},
        {"fonts", "文书所用字体的文件夹；不填用系统里的字体", text_in(&Settings::fonts)},
        {"drain_seconds", "停止时最多等待几秒完成正在处理的请求", number_in(&Settings::drain_seconds, 0, 300)},
    };
    return all;
}

Result<Settings> read_settings(std::string const& file_text,
                               std::function<char const*(std::string const&)> const& environment,
                               std::map<std::string, std::string> const& flags) {
    Settings settings;
    TRY_ASSIGN(auto const from_file, read_file(file_text));
    TRY(apply(settings, from_file, "配置文件"));
    std::map<std::string, std::string> from_environment;
    for (auto const& key : keys()) {
        if (auto const* value = environment(key.environment())) from_environment[std::string(key.name)] = value;
    }
    TRY(apply(settings, from_environment, "环境变量"));
    TRY(apply(settings, flags, "命令行"));
    return settings;
}

}  // namespace xinglin::app
