#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"

#include <cstdio>

namespace xinglin::app {
namespace {

Result<Done> run(Invocation const& call) {
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::command));
    auto& parts = application->modules().parts();
    accounts::NewInvitation wanted;
    wanted.role = call.role;
    wanted.name = call.name;
    if (!call.organisation.empty()) {
        auto const found = parts.core.database->read(
            [&](db::Reader& reader) { return organisations::find_by_code(reader, call.organisation); });
        if (!found) return fail(not_found("accounts.no_organisation"));
        wanted.organisation = found->id;
    }
    TRY_ASSIGN(auto const made, parts.accounts.invite(wanted));
    std::printf("邀请链接（只能用一次，%s 前有效）：\n%s\n", local_text(made.invitation.expires_at).c_str(),
                made.url.c_str());
    return Done{};
}

}  // namespace

int invite(Invocation const& call) {
    auto const done = run(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
