#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "platform/text/pinyin.hpp"

#include <iostream>
#include <optional>
#include <thread>

namespace xinglin::app {
namespace {

Result<int> run(Invocation const& call) {
    TRY(prepare_data_folder(call.settings));
    // The file may be readable by the starting user only: it is opened before privileges go.
    TRY_ASSIGN(auto const file, given_file(call.file, call.settings));
    std::optional<GivenFile> answers;
    if (!call.answers.empty()) {
        TRY_ASSIGN(auto given, given_file(call.answers, call.settings));
        answers.emplace(std::move(given));
    }
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::command));
    intake::FileImport wanted;
    wanted.kind = call.kind == "people" ? intake::ImportKind::people : intake::ImportKind::organisations;
    wanted.file = file.path();
    wanted.sheet = call.sheet;
    wanted.dry_run = call.dry_run;
    wanted.json = call.json;
    wanted.accept_proposals = call.accept_proposals;
    if (answers) wanted.answers = answers->path();
    auto tools = application->modules().parts().intake_tools;
    // Nobody else waits in this process, and a page that many people share is written once for all of a turn.
    tools.turn_ms = 500;
    std::jthread const readings([] { text::warm_readings(); });
    return intake::run_import(tools, wanted, std::cout, std::cerr);
}

}  // namespace

int import_file(Invocation const& call) {
    auto const status = run(call);
    return status ? *status : report(status.error());
}

}  // namespace xinglin::app
