#pragma once
// Runs a server until somebody stops it.

#include "app/application.hpp"

#include <string>
#include <utility>
#include <vector>

namespace xinglin::app {

/// What is told once requests are answered: on the terminal, and as JSON in the ready file.
struct Announcement {
    std::string title;                                         ///< first line, in Chinese
    std::vector<std::pair<std::string, std::string>>
        links;    ///< who or what → path ("/sign-in/…"); the address is put before it
    std::vector<std::string> labels;                           ///< what a person reads before each link
};

/// The path of a link made for another address (the port may have been chosen by the system).
[[nodiscard]] std::string path_of(std::string const& url);

/// Blocks SIGINT and SIGTERM for this and all later threads, so that `serve_until_stopped` can wait for them.
void hold_signals();

/// Leaves this process, which is to become a server, the folders it needs and nothing else of the machine: after root is given
/// up, before the first other thread. Where the kernel cannot do it the log says so.
void confine_server(Settings const& settings, std::string const& ready_file);

/// Starts work and server, announces, waits for SIGINT or SIGTERM, drains and ends.
/// @errors app.listen (fault)
[[nodiscard]] Result<Done> serve_until_stopped(Application& application, Announcement const& announcement,
                                               std::string const& ready_file);

/// Writes a file whole or not at all, readable by its owner only.
[[nodiscard]] Result<Done> write_private(std::string const& path, std::string const& text);

}  // namespace xinglin::app
