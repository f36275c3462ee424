// The imports over HTTP: /v1/imports. What is read and answered inside an open one: routes_rows.cpp.
#include "modules/intake/routes_shapes.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

std::string positions(std::optional<std::vector<int>> const& sheets) {
    std::string out;
    if (sheets)
        for (auto const one : *sheets) out += (out.empty() ? "" : ",") + std::to_string(one);
    return out;
}

/// The newest imports before a key that the actor may see, at most `limit`.
std::vector<Import> seen(db::Reader& reader, auth::Actor const& actor, Instant before, ImportId id, int limit) {
    constexpr int a_look = 200;
    std::vector<Import> out;
    for (;;) {
        auto some = store::list(reader, before, id, a_look);
        for (auto& import : some) {
            before = import.made_at;
            id = import.id;
            if (!Service::may_see(reader, actor, import)) continue;
            out.push_back(std::move(import));
            if (static_cast<int>(out.size()) == limit) return out;
        }
        if (static_cast<int>(some.size()) < a_look) return out;
    }
}

void mount_list(http::Router& router, Service& service, Upload const& upload) {
    http::Options const whole{.scope = http::ScopeKind::none};
    router.work<StartImport, ImportView>(
        "POST", "/v1/imports", rights::run, "Begin an import from an upload: read and check it as a job",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::not_found, "intake.no_upload"},
                    {Kind::forbidden, "intake.whole_only"},
                    {Kind::malformed, "sheets.empty"},
                    {Kind::media_type, "sheets.not_a_table"}}},
        [&service, upload](http::Call const& call, StartImport const& input) -> Result<ImportView> {
            TRY_ASSIGN(auto const file, upload(call.actor(), input.upload_id));
            TRY_ASSIGN(auto const import,
                       service.start(call.actor(), {input.kind, file.name, file.path, positions(input.sheets)}));
            ImportView view;
            fill(view, import);
            return view;
        });
    router.get<ListImports, Page<ImportView>>(
        "/v1/imports", rights::run, "Imports, newest first", whole,
        [](http::Call const& call, ListImports const& input) -> Result<Page<ImportView>> {
            auto const before = Instant{input.cursor ? input.cursor->number(0).value_or(0) : INT64_MAX};
            auto const id = ImportId{input.cursor ? input.cursor->number(1).value_or(0) : INT64_MAX};
            std::vector<ImportView> views;
            auto const most = static_cast<int>(input.limit.value) + 1;
            for (auto const& import : seen(call.reader(), call.actor(), before, id, most))
                fill(views.emplace_back(), import);
            return Page<ImportView>::of(std::move(views), static_cast<std::size_t>(input.limit.value),
                                        [](ImportView const& one) {
                                            return std::vector{std::to_string(one.made_at.ms), one.id.text()};
                                        });
        });
    router.get<OneImport, ImportDetail>("/v1/imports/{id}", rights::run,
                                        "One import: sheets, columns, counts of rows and findings", whole,
                                        [](http::Call const& call, OneImport const& input) {
                                            return detail_of(call.reader(), call.actor(), input.id);
                                        });
}

void mount_mapping(http::Router& router, Service& service) {
    router.put<ChooseMapping, http::Nothing>(
        "/v1/imports/{id}/mapping", rights::run, "Choose sheets or say what columns mean; reads again",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_open"},
                    {Kind::malformed, "intake.unknown_meaning"},
                    {Kind::not_found, "sheets.no_such_sheet"}}},
        [&service](http::Call const& call, ChooseMapping const& input) -> Result<http::Nothing> {
            std::map<std::size_t, std::string> meanings;
            for (auto const& one : input.columns)
                if (one.position >= 0) meanings[static_cast<std::size_t>(one.position)] = one.meaning.value_or("");
            TRY(service.choose(call.actor(), input.id, positions(input.sheets), input.sheet, meanings));
            return http::Nothing{};
        });
}

/// What is written, taken back or thrown away.
void mount_steps(http::Router& router, Service& service) {
    router.put<OneImport, http::Accepted>(
        "/v1/imports/{id}/commit", rights::run, "Write the checked rows as one batch, as a job",
        {.scope = http::ScopeKind::none, .errors = {{Kind::conflict, "intake.not_checked"}}},
        [&service](http::Call const& call, OneImport const& input) -> Result<http::Accepted> {
            TRY_ASSIGN(auto const job, service.request_commit(call.actor(), input.id));
            return http::Accepted{job};
        });
    router.post<OneImport, http::Accepted>(
        "/v1/imports/{id}/reversal", rights::run, "Take the batch back, as a job",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_committed"},
                    {Kind::conflict, "intake.built_on"},
                    {Kind::conflict, "organisations.built_on"}}},
        [&service](http::Call const& call, OneImport const& input) -> Result<http::Accepted> {
            TRY_ASSIGN(auto const job, service.request_reversal(call.actor(), input.id));
            return http::Accepted{job};
        });
    router.work<OneImport, http::Nothing>(
        "DELETE", "/v1/imports/{id}", rights::run, "Cancel what runs, or throw a dry run away",
        {.scope = http::ScopeKind::none, .errors = {{Kind::conflict, "intake.not_open"}}},
        [&service](http::Call const& call, OneImport const& input) -> Result<http::Nothing> {
            TRY(service.cancel(call.actor(), input.id));
            return http::Nothing{};
        });
}

}  // namespace

void add_routes(http::Router& router, Service& service, Upload const& upload) {
    mount_list(router, service, upload);
    mount_mapping(router, service);
    mount_rows(router, service);
    mount_steps(router, service);
}

}  // namespace xinglin::intake
