#include "app/serve.hpp"

#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/modules.hpp"
#include "app/rest.hpp"
#include "base/text.hpp"
#include "platform/confine/confine.hpp"
#include "platform/log/log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace xinglin::app {
namespace {

sigset_t stopping() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

/// JSON of the ready file; its texts are URLs and ids, none needs escaping but quotes.
std::string ready_json(std::string const& url, Announcement const& announcement) {
    std::string links;
    for (auto const& [who, path] : announcement.links) {
        links +=
            (links.empty() ? "" : ", ") + std::string("{\"role\": \"") + who + "\", \"url\": \"" + url + path + "\"}";
    }
    return "{\"url\": \"" + url + "\", \"pid\": " + std::to_string(getpid()) + ", \"links\": [" + links + "]}\n";
}

void announce(std::string const& url, Announcement const& announcement) {
    std::printf("%s：%s\n", announcement.title.c_str(), url.c_str());
    for (std::size_t i = 0; i < announcement.links.size(); ++i) {
        std::printf("  %s\n    %s%s\n", announcement.labels[i].c_str(), url.c_str(),
                    announcement.links[i].second.c_str());
    }
    std::printf("按 Ctrl+C 停止。\n");
    std::fflush(stdout);
}

std::string local_url(Settings const& settings, std::uint16_t port) {
    if (!settings.public_url.empty()) return settings.public_url;
    auto at = settings;
    at.listen_port = port;
    return at.base_url();
}

}  // namespace

std::string path_of(std::string const& url) {
    auto const scheme = url.find("://");
    auto const path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    return path == std::string::npos ? "/" : url.substr(path);
}

void hold_signals() {
    auto const set = stopping();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a limit of file size is an answer of the disk (507), not the end of the program
}

void confine_server(Settings const& settings, std::string const& ready_file) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    confine::Reach reach;
    reach.writable = {settings.data, settings.backups(), fs::temp_directory_path(ignored).string(), "/var/tmp"};
    auto const folder_of = [](std::string const& file) {
        auto const folder = fs::path(file).parent_path().string();
        return folder.empty() ? std::string(".") : folder;
    };
    if (!ready_file.empty()) reach.writable.push_back(folder_of(ready_file));
    constexpr std::string_view sqlite = "sqlite:";
    if (auto const url = settings.database_url(); text::starts_with(url, sqlite))
        reach.writable.push_back(folder_of(url.substr(sqlite.size())));
    // The key is made at the first start, and a change of it that was cut off is finished at the next.
    reach.writable.push_back(folder_of(settings.master_key_file()));
    // Where libpq looks for the certificates of a PostgreSQL server.
    if (auto const* home = std::getenv("HOME")) reach.readable.push_back(std::string(home) + "/.postgresql");
    if (!settings.fonts.empty()) reach.readable.push_back(settings.fonts);
    auto const done = confine::confine(reach);
    auto const level = done.files && done.calls ? log::Level::info : log::Level::warn;
    log::write(level, "server.confined", {{"files", done.files}, {"calls", done.calls}});
}

Result<Done> write_private(std::string const& path, std::string const& text) {
    auto const beside = path + ".new";
    int const file = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool const written = file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (file >= 0) close(file);
    if (!written || std::rename(beside.c_str(), path.c_str()) != 0) {
        return fail(
            problem(Kind::fault, "config.data_folder").fact("place", path).fact("reason", std::strerror(errno)));
    }
    return Done{};
}

Result<Done> serve_until_stopped(Application& application, Announcement const& announcement,
                                 std::string const& ready_file) {
    auto const& settings = application.core().settings;
    auto server = application.server();
    try {
        server->start();
    } catch (std::exception const& error) {
        return fail(problem(Kind::fault, "app.listen").fact("place", settings.base_url()).fact("reason", error.what()));
    }
    application.start_work();
    auto const url = local_url(settings, server->port());
    announce(url, announcement);
    rest_after_start();
    if (!ready_file.empty()) { TRY(write_private(ready_file, ready_json(url, announcement))); }
    auto const set = stopping();
    int signal = 0;
    sigwait(&set, &signal);
    std::printf("正在停止，先完成已开始的请求。\n");
    std::fflush(stdout);
    server->stop();
    application.stop_work();
    return Done{};
}

}  // namespace xinglin::app
