#include "modules/audit/service.hpp"

#include "platform/crypto/sign.hpp"
#include "platform/db/db.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>

namespace xinglin::audit::service {

namespace {

/// Exports wait on disk until they are fetched; those of an earlier day are removed by the next one.
void remove_old(std::filesystem::path const& folder) {
    std::error_code ignored;
    auto const limit = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
    for (auto const& file : std::filesystem::directory_iterator(folder, ignored))
        if (file.path().extension() == ".jsonl" && file.last_write_time(ignored) < limit)
            std::filesystem::remove(file, ignored);
}

}  // namespace

std::string public_key(RouteParts const& parts) { return parts.signer.public_key_pem(); }

Result<Report> verify_now(RouteParts const& parts, auth::Actor const& actor, std::string_view address) {
    auto report = verify(parts.database, parts.signer.public_key_pem());
    Event event;
    event.action = "audit.verified";
    event.subject_kind = "trail";
    event.summary = report.intact() ? "校验审计记录，完整" : "校验审计记录，发现异常";
    event.result = report.intact() ? "ok" : "failed";
    event.details = {{"entries", std::to_string(report.entries)}, {"findings", std::to_string(report.findings_total)}};
    event.address = address;
    TRY(parts.database.write([&](db::Tx& tx) -> Result<Done> {
        parts.trail.record(tx, actor, event);
        return Done{};
    }));
    return report;
}

Result<std::string> export_file(RouteParts const& parts, auth::Actor const& actor, std::string_view address,
                                Instant now) {
    std::filesystem::create_directories(parts.export_folder);
    remove_old(parts.export_folder);
    Event event;
    event.action = "audit.exported";
    event.subject_kind = "trail";
    event.summary = "导出审计记录";
    event.address = address;
    // The entry of the export is part of the export; a checkpoint after it closes the file.
    TRY(parts.database.write([&](db::Tx& tx) -> Result<Done> {
        parts.trail.record(tx, actor, event);
        write_checkpoint(tx, now, parts.signer);
        return Done{};
    }));
    auto const name = "audit-" + local_date(now).text() + "-" + crypto::random_token() + ".jsonl";
    auto const path = std::filesystem::path(parts.export_folder) / name;
    std::ofstream file(path, std::ios::binary);
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    export_lines(parts.database, parts.signer.public_key_pem(), now, [&](std::string_view line) {
        file.write(line.data(), static_cast<std::streamsize>(line.size()));
        return file.good();
    });
    file.close();
    if (!file) return fail(problem(Kind::no_space, "audit.export_unwritable"));
    return path.string();
}

}  // namespace xinglin::audit::service
