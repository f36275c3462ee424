#pragma once
// Exports equal to a list: asked for with a format, columns and, for values in clear, a purpose and a second person.

#include "modules/people/export_policy.hpp"
#include "modules/people/export_table.hpp"
#include "modules/people/people.hpp"
#include "modules/people/waiting.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::people {

using ExportId = Id<struct ExportTag>;

enum class ExportFormat { xlsx, csv, csv_gb18030, print, national16 };

struct AskExport {
    ListQuery filter;
    ExportFormat format{ExportFormat::xlsx};
    std::vector<std::string> columns;  ///< empty: the usual ones
    std::optional<std::string> purpose;  ///< given: sensitive fields in clear
    std::int64_t expected_count{0};    ///< what the button said; 0: not said
};

struct ExportRow {
    ExportId id;
    AccountId account;
    std::string query;
    ExportFormat format{ExportFormat::xlsx};
    std::vector<std::string> columns;
    std::string purpose;
    std::int64_t people{0};
    std::string state;  ///< ready waiting refused
    AccountId approved_by;
    Instant created_at;
    Instant expires_at;
    std::string asked_by;  ///< name of who asked
    std::string path;  ///< the people it shows lie under this path; who consents has the right over all of it
    PersonId asked_by_person;
};

/// Whether this export in clear waits for the actor: another person, with the right over everybody it shows.
[[nodiscard]] bool may_decide(auth::Actor const& actor, ExportRow const& row);
/// How many exports in clear wait for the actor's consent, and since when.
[[nodiscard]] Waiting count_waiting_exports(db::Reader& reader, auth::Actor const& actor, Instant now);

/// Those exports, newest first.
[[nodiscard]] std::vector<ExportRow> waiting_exports(db::Reader& reader, auth::Actor const& actor, Instant now,
                                                     int limit);

/// The list an export equals, as it was asked for.
[[nodiscard]] ListQuery list_of(ExportRow const& row);

/// What it says of each person, in its order.
[[nodiscard]] std::vector<ExportColumn> columns_of(ExportRow const& row);

struct ExportFile {
    std::string type;
    std::string name;
    std::string body;
};

class Exports {
  public:
    Exports(Tools const& tools, ExportPolicy const& policy) : tools_(tools), policy_(policy) {}

    /// Records what is wanted; the file is made when it is fetched, so that nothing in clear lies about.
    /// @errors people.count_differs, people.export_too_large, people.column_unknown, people.purpose_missing, people.query_number,
    ///         people.second_factor_needed (forbidden; clear, or more than 50 people), forbidden (clear without people.reveal)
    [[nodiscard]] Result<ExportRow> ask(auth::Actor const& actor, AskExport const& command);
    /// @errors not_found (also what shows people outside the actor's scope), people.own_export (refused),
    ///         people.decided_already
    [[nodiscard]] Result<ExportRow> decide(auth::Actor const& actor, ExportId id, bool approved);
    /// The own exports, or those that wait for the actor's consent.
    [[nodiscard]] std::vector<ExportRow> list(db::Reader& reader, auth::Actor const& actor, bool waiting, int limit);
    /// The file, audited each time. @errors not_found, people.export_waiting (conflict), people.export_expired (conflict),
    ///         people.export_grew (conflict): in clear, more people than the consent counted
    [[nodiscard]] Result<ExportFile> file(auth::Actor const& actor, ExportId id, std::string const& institution);

  private:
    Tools const& tools_;
    ExportPolicy const& policy_;
};

[[nodiscard]] std::string_view name_of(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> parse_export_format(std::string_view name);

}  // namespace xinglin::people
