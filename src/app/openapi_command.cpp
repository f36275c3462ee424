#include "app/application.hpp"
#include "app/commands.hpp"
#include "platform/http/openapi.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace xinglin::app {
namespace {

/// The contract needs the modules, and the modules a database: an empty one that lives as long as this call.
Result<std::string> contract() {
    std::string folder = (std::filesystem::temp_directory_path() / "xinglin-contract-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        return fail(problem(Kind::fault, "config.data_folder").fact("place", folder).fact("reason", "mkdtemp"));
    }
    struct Removed {
        std::string folder;
        ~Removed() {
            std::error_code ignored;
            std::filesystem::remove_all(folder, ignored);
        }
    } const removed{folder};
    Settings settings;
    settings.data = folder;
    std::filesystem::create_directories(folder + "/keys");
    TRY_ASSIGN(auto const application, Application::open(settings, Process::command));
    return http::openapi(application->router(), XINGLIN_VERSION);
}

}  // namespace

int openapi(Invocation const&) {
    auto const document = contract();
    if (!document) return report(document.error());
    std::fwrite(document->data(), 1, document->size(), stdout);
    return 0;
}

}  // namespace xinglin::app
