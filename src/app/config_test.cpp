#include "app/config.hpp"

#include "app/application.hpp"
#include "platform/texts/texts.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace xinglin;
using namespace xinglin::app;

namespace {
char const* nothing(std::string const&) { return nullptr; }
}  // namespace

TEST_SUITE("config") {
    TEST_CASE("without anything the defaults hold, on loopback") {
        auto const settings = read_settings("", nothing, {});
        REQUIRE(settings);
        CHECK(settings->listen_host == "127.0.0.1");
        CHECK(settings->database_url() == "sqlite:data/xinglin.db");
        CHECK(settings->base_url() == "http://127.0.0.1:8080");
        CHECK(settings->require_second_factor == "yes");
        CHECK(settings->backup_minute() == 150);
        CHECK(settings->backups() == "data/backups");
        CHECK_FALSE(read_settings("backup_at = \"off\"\n", nothing, {})->backup_minute());
    }
    TEST_CASE("a flag wins over the environment, which wins over the file") {
        auto const environment = [](std::string const& name) -> char const* {
            if (name == "XINGLIN_WORKERS") return "7";
            return name == "XINGLIN_DATA" ? "/env" : nullptr;
        };
        auto const settings =
            read_settings("workers = 3\ndata = \"/file\"\nidle_minutes = 30\n", environment, {{"data", "/flag"}});
        REQUIRE(settings);
        CHECK(settings->data == "/flag");
        CHECK(settings->workers == 7);
        CHECK(settings->idle_minutes == 30);
    }
    TEST_CASE("an unknown key stops the start with its name") {
        auto const settings = read_settings("lissten = \"127.0.0.1:80\"\n", nothing, {});
        REQUIRE_FALSE(settings);
        CHECK(settings.error().code == "config.unknown_key");
        CHECK(texts::fill(settings.error().code, settings.error().facts) == "配置文件：没有名为“lissten”的设置项。");
    }
    TEST_CASE("a value out of its range, a table and a broken file are refused by name") {
        for (auto const* text : {"workers = 9999\n", "listen = \"nowhere\"\n", "log_level = \"loud\"\n",
                                 "[data]\npath = 1\n", "public_url = \"ftp://x\"\n", "session_hours = 13\n",
                                 "backup_at = \"24:00\"\n", "backup_at = \"2:30\"\n", "backup_keep = 0\n"}) {
            auto const settings = read_settings(text, nothing, {});
            REQUIRE_FALSE(settings);
            CHECK(settings.error().code == "config.bad_value");
        }
        CHECK(read_settings("listen = ", nothing, {}).error().code == "config.bad_file");
    }
    TEST_CASE("addresses: a port alone, IPv6, and the URL people type") {
        CHECK(read_settings("", nothing, {{"listen", "9000"}})->base_url() == "http://127.0.0.1:9000");
        CHECK(read_settings("", nothing, {{"listen", "[::1]:81"}})->base_url() == "http://[::1]:81");
        CHECK(read_settings("", nothing, {{"public_url", "https://dj.example.cn/"}})->base_url() ==
              "https://dj.example.cn");
    }
    TEST_CASE("requests a minute bound accounts, and addresses behind which many stand") {
        http::ServerOptions options;
        limit_requests(options, 60);
        CHECK(options.per_account.per_second == 1);
        CHECK(options.per_account.burst == 60);
        CHECK(options.per_address.per_second == 20);
        CHECK(options.per_address.burst == 200);
        http::ServerOptions usual;
        limit_requests(usual, Settings{}.requests_per_minute);
        CHECK(usual.per_address.per_second == http::ServerOptions{}.per_address.per_second);
        CHECK(usual.per_address.burst == http::ServerOptions{}.per_address.burst);
        limit_requests(usual, 0);
        CHECK(usual.per_account.per_second == 0);
        CHECK(usual.per_address.per_second == 0);
    }
    TEST_CASE("every key has one flag and one environment name of its own") {
        std::set<std::string> seen;
        for (auto const& key : keys()) {
            CHECK(seen.insert(key.flag()).second);
            CHECK(seen.insert(key.environment()).second);
            CHECK_FALSE(key.help.empty());
        }
    }
}
