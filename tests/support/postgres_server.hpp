#pragma once
#include <sys/types.h>
#include <string>

namespace xinglin::testing {

/// Debian's PostgreSQL on a free loopback port, its data in a temporary folder; ended by its process id.
class PostgresServer {
  public:
    /// Throws std::runtime_error with what the server said.
    PostgresServer();
    ~PostgresServer();
    PostgresServer(PostgresServer const&) = delete;
    PostgresServer& operator=(PostgresServer const&) = delete;
    /// Address of a database of this server for the program: as an ordinary role (no superuser, row-level security holds),
    /// which owns the database "postgres".
    [[nodiscard]] std::string url(std::string const& database) const { return address("xinglin", database); }
    /// The same for who runs the server.
    [[nodiscard]] std::string operator_url(std::string const& database) const { return address("postgres", database); }
    /// Stops and starts it again, for tests of a lost connection.
    void stop();
    void start();
    [[nodiscard]] static bool installed();

  private:
    void init();
    [[nodiscard]] std::string address(std::string const& role, std::string const& database) const;
    std::string folder_;
    int port_{0};
    pid_t pid_{-1};
};

}  // namespace xinglin::testing
