#include "tests/support/postgres_server.hpp"

#include <libpq-fe.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <vector>

namespace xinglin::testing {

namespace {

constexpr char const* programs = "/usr/lib/postgresql/15/bin/";

int free_port() {
    int const handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(handle, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(handle);
    return ntohs(address.sin_port);
}

/// Starts a program as user postgres when we are root (it refuses root), its output appended to a file.
pid_t launch(std::vector<std::string> const& words, std::string const& log) {
    std::vector<char*> pointers;
    for (auto const& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    passwd const* const user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    pid_t const pid = ::fork();
    if (pid != 0) return pid;
    int const out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    int const nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
        ::_exit(126);
    // A test program that is killed takes its server along (SIGQUIT: at once).
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    ::chdir("/") == 0 ? void() : ::_exit(126);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
}

std::string text_of(std::string const& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

bool PostgresServer::installed() {
    return ::access((std::string(programs) + "postgres").c_str(), X_OK) == 0 &&
           (::getuid() != 0 || ::getpwnam("postgres") != nullptr);
}

PostgresServer::PostgresServer() {
    std::string pattern = (std::filesystem::temp_directory_path() / "xinglin-postgres-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    if (::getuid() == 0) {
        auto const* const user = ::getpwnam("postgres");
        if (::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown");
    }
    init();
    start();
    std::unique_ptr<PGconn, void (*)(PGconn*)> const connection(PQconnectdb(operator_url("postgres").c_str()),
                                                                PQfinish);
    std::unique_ptr<PGresult, void (*)(PGresult*)> const made(
        PQexec(connection.get(),
               "CREATE ROLE xinglin LOGIN NOSUPERUSER NOBYPASSRLS; ALTER DATABASE postgres OWNER TO xinglin"),
        PQclear);
    if (PQresultStatus(made.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
}

PostgresServer::~PostgresServer() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void PostgresServer::init() {
    auto const log = folder_ + ".log";
    pid_t const pid = launch({std::string(programs) + "initdb", "-D", folder_ + "/data", "-U", "postgres", "-A",
                              "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
                             log);
    int status = 0;
    ::waitpid(pid, &status, 0);
    auto const said = text_of(log);
    std::filesystem::remove(log);
    if (status != 0) throw std::runtime_error("initdb: " + said);
}

void PostgresServer::start() {
    auto const log = folder_ + ".log";
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (port_ == 0 || attempt > 0) port_ = free_port();
        pid_ = launch({std::string(programs) + "postgres",
                       "-D",
                       folder_ + "/data",
                       "-p",
                       std::to_string(port_),
                       "-c",
                       "listen_addresses=127.0.0.1",
                       "-c",
                       "unix_socket_directories=",
                       "-c",
                       "fsync=off",
                       "-c",
                       "full_page_writes=off",
                       "-c",
                       "shared_buffers=64MB",
                       "-c",
                       "max_connections=200",
                       "-c",
                       "autovacuum=off",
                       "-c",
                       "log_min_messages=fatal"},
                      log);
        for (int tries = 0; tries < 200; ++tries) {
            if (PQping(operator_url("postgres").c_str()) == PQPING_OK) {
                std::filesystem::remove(log);
                return;
            }
            int status = 0;
            if (::waitpid(pid_, &status, WNOHANG) == pid_) break;
            ::usleep(50'000);
        }
        stop();
    }
    auto const said = text_of(log);
    std::filesystem::remove(log);
    throw std::runtime_error("postgres did not start: " + said);
}

void PostgresServer::stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGQUIT);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    std::error_code ignored;
    std::filesystem::remove(folder_ + ".log", ignored);
}

std::string PostgresServer::address(std::string const& role, std::string const& database) const {
    return "postgres://" + role + "@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

}  // namespace xinglin::testing
