// The grid of an open import over HTTP: its findings, rows, single cells, and what a person says about them.
#include "modules/intake/routes_shapes.hpp"

#include <array>
#include <map>

namespace xinglin::intake {

namespace {

/// Names of the people some findings speak of, each row opened once.
class RowNames {
  public:
    RowNames(db::Reader& reader, store::Seal const& seal, Import const& import)
        : reader_(reader),
          seal_(seal),
          import_(import),
          shown_(import.kind != ImportKind::organisations && open_for_reading(import)) {}

    std::string const& of(std::int64_t number) {
        auto const [known, fresh] = names_.try_emplace(number);
        if (fresh && shown_)
            if (auto const row = store::find_row(reader_, seal_, import_.id, number))
                known->second = row->values[at(Column::name)];
        return known->second;
    }

  private:
    db::Reader& reader_;
    store::Seal const& seal_;
    Import const& import_;
    bool shown_;
    std::map<std::int64_t, std::string> names_;
};

void mount_findings(http::Router& router, crypto::Vault const& vault) {
    router.get<ListFindings, Page<FindingView>>(
        "/v1/imports/{id}/findings", rights::run, "Findings in the order of the file", {.scope = http::ScopeKind::none},
        [&vault](http::Call const& call, ListFindings const& input) -> Result<Page<FindingView>> {
            TRY_ASSIGN(auto const import, Service::access(call.reader(), call.actor(), input.id));
            store::FindingKey after;
            if (input.cursor)
                after = {input.cursor->number(0).value_or(-1), static_cast<int>(input.cursor->number(1).value_or(-1))};
            store::Seal const seal(vault, input.id);
            auto rows = store::findings_after(call.reader(), seal, input.id, after, input.handling.value_or(""),
                                              input.code.value_or(""), static_cast<int>(input.limit.value) + 1);
            auto const keyed = Page<std::pair<store::FindingKey, Finding>>::of(
                std::move(rows), static_cast<std::size_t>(input.limit.value), [](auto const& one) {
                    return std::vector{std::to_string(one.first.number), std::to_string(one.first.ordinal)};
                });
            Page<FindingView> page;
            page.next = keyed.next;
            RowNames names(call.reader(), seal, import);
            for (auto const& [key, finding] : keyed.items) {
                page.items.push_back(view_of(finding, open_for_reading(import)));
                page.items.back().name = names.of(finding.row);
            }
            return page;
        });
}

void mount_grid(http::Router& router, crypto::Vault const& vault) {
    router.get<ListRows, Page<RowView>>(
        "/v1/imports/{id}/rows", rights::run, "Rows as read, with their findings: the window of the grid",
        {.scope = http::ScopeKind::none},
        [&vault](http::Call const& call, ListRows const& input) -> Result<Page<RowView>> {
            TRY_ASSIGN(auto const import, Service::access(call.reader(), call.actor(), input.id));
            auto const report = read_report(import.report);
            store::Seal const seal(vault, input.id);
            auto const after = input.cursor ? input.cursor->number(0).value_or(-1) : -1;
            auto const most = static_cast<int>(input.limit.value) + 1;
            auto stored = input.state ? store::rows_in_state(call.reader(), seal, input.id, *input.state, after, most)
                                      : store::rows_after(call.reader(), seal, input.id, after, most);
            auto const keyed =
                Page<StoredRow>::of(std::move(stored), static_cast<std::size_t>(input.limit.value),
                                    [](StoredRow const& one) { return std::vector{std::to_string(one.number)}; });
            Page<RowView> page;
            page.next = keyed.next;
            for (auto const& row : keyed.items) page.items.push_back(view_of(call.reader(), seal, import, report, row));
            return page;
        });
}

void mount_answers(http::Router& router, Service& service) {
    router.work<GiveAnswers, ImportView>(
        "PUT", "/v1/imports/{id}/answers", rights::run, "Mend cells, accept proposals or differences, leave rows out",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_open"},
                    {Kind::not_found, "intake.no_such_row"},
                    {Kind::conflict, "intake.nothing_to_accept"},
                    {Kind::refused, "intake.cannot_keep"},
                    {Kind::malformed, "intake.unknown_column"},
                    {Kind::malformed, "intake.unknown_action"}}},
        [&service](http::Call const& call, GiveAnswers const& input) -> Result<ImportView> {
            constexpr std::array<std::string_view, 5> actions{"mend", "accept", "keep", "skip", "undo"};
            std::vector<NewAnswer> answers;
            for (auto const& one : input.answers)
                answers.push_back({one.sheet, one.row, one.column,
                                   std::string(actions[static_cast<std::size_t>(one.action)]), one.value});
            if (!answers.empty()) TRY(service.answer(call.actor(), input.id, answers));
            if (input.accept_all) TRY(service.accept_all(call.actor(), input.id));
            TRY_ASSIGN(auto const import, service.tools().people.db.read([&](db::Reader& reader) {
                return Service::access(reader, call.actor(), input.id);
            }));
            ImportView view;
            fill(view, import);
            return view;
        });
    router.post<RevealInput, RevealedCell>(
        "/v1/imports/{id}/reveals", rights::run, "See one masked cell as it stands, for a purpose, on record",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_open"},
                    {Kind::not_found, "intake.no_such_row"},
                    {Kind::malformed, "people.purpose_missing"}}},
        [&service](http::Call const& call, RevealInput const& in) -> Result<RevealedCell> {
            TRY_ASSIGN(auto value, service.reveal(call.actor(), in.id, {in.sheet, in.row, in.column, in.purpose}));
            return RevealedCell{std::move(value)};
        });
}

}  // namespace

void mount_rows(http::Router& router, Service& service) {
    auto const& vault = service.tools().people.vault;
    mount_findings(router, vault);
    mount_grid(router, vault);
    mount_answers(router, service);
}

}  // namespace xinglin::intake
