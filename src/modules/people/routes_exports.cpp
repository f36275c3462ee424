#include "modules/people/browse.hpp"
#include "modules/people/codes.hpp"
#include "modules/people/exports.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/routes.hpp"
#include "modules/people/service.hpp"
#include "modules/people/wire_texts.hpp"
#include "platform/http/router.hpp"

namespace xinglin::people {

BOOST_DESCRIBE_STRUCT(ListQuery, (), (organisation, state, kind, q, exception, sex, flag, department, education, as_of))
BOOST_DESCRIBE_ENUM(ExportFormat, xlsx, csv, csv_gb18030, print, national16)

namespace {

struct NewExport {
    ListQuery filter;
    ExportFormat format{ExportFormat::xlsx};
    std::vector<std::string> columns;
    std::optional<Purpose> purpose;
    std::optional<std::int64_t> expected_count;
};
BOOST_DESCRIBE_STRUCT(NewExport, (), (filter, format, columns, purpose, expected_count))

struct ExportView {
    ExportId id;
    ExportFormat format{};
    std::int64_t people{0};
    std::string asked_by;                    ///< name of who asked
    ListQuery filter;                        ///< the list it equals
    std::optional<std::string> organisation_name;
    std::vector<std::string> conditions;     ///< what else narrows the list, in words
    std::vector<std::string> column_titles;  ///< what it says of each person
    std::string state;
    bool clear{false};
    std::optional<std::string> purpose;
    std::optional<std::string> url;  ///< where the file is, once ready
    bool may_decide{false};
    Instant created_at;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ExportView, (),
                      (id, format, people, asked_by, filter, organisation_name, conditions, column_titles, state, clear,
                       purpose, url, may_decide, created_at, expires_at))

struct ExportColumnView {
    std::string name;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(ExportColumnView, (), (name, title))

struct ExportColumns {
    std::vector<ExportColumnView> items;
};
BOOST_DESCRIBE_STRUCT(ExportColumns, (), (items))

struct ListExports {
    bool waiting{false};
};
BOOST_DESCRIBE_STRUCT(ListExports, (), (waiting))

struct ExportList {
    std::vector<ExportView> items;
};
BOOST_DESCRIBE_STRUCT(ExportList, (), (items))

struct OneExport {
    ExportId id;
};
BOOST_DESCRIBE_STRUCT(OneExport, (), (id))

struct DecideExport {
    ExportId id;
    bool approved{false};
};
BOOST_DESCRIBE_STRUCT(DecideExport, (), (id, approved))

/// The parts of a filter that have no name of their own in the answer, as people call them.
std::vector<std::string> conditions_of(ListQuery const& filter) {
    std::vector<std::string> out;
    if (filter.sex) out.emplace_back(choice_title("sex", *filter.sex));
    if (filter.flag)
        if (auto const flag = members::parse_flag(*filter.flag)) out.emplace_back(members::title(*flag));
    if (filter.exception)
        for (auto const& chip : all_chips())
            if (chip.chip == *filter.exception) out.push_back(chip.title);
    if (filter.department) out.push_back(*filter.department);
    if (filter.education) out.emplace_back(choice_title("education", *filter.education));
    return out;
}

ExportView view_of(db::Reader& reader, auth::Actor const& actor, ExportRow const& row) {
    ExportView out;
    out.id = row.id;
    out.format = row.format;
    out.people = row.people;
    out.asked_by = row.asked_by;
    out.filter = list_of(row);
    if (out.filter.organisation) out.organisation_name = OrganisationNames(reader).of(*out.filter.organisation);
    out.conditions = conditions_of(out.filter);
    for (auto& column : columns_of(row)) out.column_titles.push_back(std::move(column.title));
    out.state = row.state;
    out.clear = !row.purpose.empty();
    out.created_at = row.created_at;
    out.expires_at = row.expires_at;
    if (out.clear) out.purpose = row.purpose;
    if (row.state == "ready" && row.account == actor.account)
        out.url = "/v1/people-exports/" + row.id.text() + "/content";
    out.may_decide = may_decide(actor, row);
    return out;
}

ExportView seen(Service& service, auth::Actor const& actor, ExportRow const& row) {
    return service.tools().db.read([&](db::Reader& reader) { return view_of(reader, actor, row); });
}

std::string institution_of(Service& service) {
    return service.tools().db.read([](db::Reader& reader) {
        auto const top = organisations::top(reader);
        return top ? top->name : std::string();
    });
}

}  // namespace

void mount_exports(http::Router& router, Service& service) {
    router.get<http::Nothing, ExportColumns>("/v1/people-export-columns", rights::export_, "Columns an export may have",
                                             {}, [](http::Call const&, http::Nothing const&) -> Result<ExportColumns> {
                                                 ExportColumns out;
                                                 for (auto const& column : export_columns())
                                                     out.items.push_back({column.name, column.title});
                                                 return out;
                                             });
    router.get<ListExports, ExportList>(
        "/v1/people-exports", rights::export_, "The own exports, or those waiting for consent", {},
        [&](http::Call const& call, ListExports const& in) -> Result<ExportList> {
            if (in.waiting && !call.actor().has(rights::approve_export)) return fail(forbidden());
            ExportList out;
            for (auto const& row :
                 Exports(service.tools(), service.export_policy()).list(call.reader(), call.actor(), in.waiting, 50))
                out.items.push_back(view_of(call.reader(), call.actor(), row));
            return out;
        });
    router.post<NewExport, ExportView>(
        "/v1/people-exports", rights::export_, "Ask for an export equal to a list",
        {.errors = {{Kind::conflict, "people.count_differs"},
                    {Kind::refused, "people.export_too_large"},
                    {Kind::refused, "people.query_too_wide"},
                    {Kind::malformed, "people.column_unknown"},
                    {Kind::malformed, "people.purpose_missing"},
                    {Kind::malformed, "people.export_as_of"},
                    {Kind::malformed, "people.query_number"},
                    {Kind::forbidden, "people.second_factor_needed"}}},
        [&](http::Call const& call, NewExport const& in) -> Result<ExportView> {
            TRY_ASSIGN(auto const row,
                       Exports(service.tools(), service.export_policy())
                           .ask(call.actor(), {in.filter, in.format, in.columns,
                                               in.purpose ? std::optional(in.purpose->value) : std::nullopt,
                                               in.expected_count.value_or(0)}));
            return seen(service, call.actor(), row);
        });
    router.put<DecideExport, ExportView>(
        "/v1/people-exports/{id}/decision", rights::approve_export, "Consent to somebody's export in clear",
        {.errors = {{Kind::refused, "people.own_export"}, {Kind::conflict, "people.decided_already"}}},
        [&](http::Call const& call, DecideExport const& in) -> Result<ExportView> {
            TRY_ASSIGN(auto const row,
                       Exports(service.tools(), service.export_policy()).decide(call.actor(), in.id, in.approved));
            return seen(service, call.actor(), row);
        });
    router.work<OneExport, http::Content>(
        "GET", "/v1/people-exports/{id}/content", rights::export_, "The file of an export",
        {.errors = {{Kind::conflict, "people.export_waiting"},
                    {Kind::conflict, "people.export_expired"},
                    {Kind::conflict, "people.export_grew"}}},
        [&](http::Call const& call, OneExport const& in) -> Result<http::Content> {
            TRY_ASSIGN(
                auto file,
                Exports(service.tools(), service.export_policy()).file(call.actor(), in.id, institution_of(service)));
            return http::Content{std::move(file.type), std::move(file.body), std::move(file.name), "", 200};
        });
}

}  // namespace xinglin::people
