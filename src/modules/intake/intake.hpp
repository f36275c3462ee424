#pragma once
// The door of the imports: files in, checked, mended, committed as one reversible batch.

#include "base/result.hpp"
#include "modules/intake/types.hpp"
#include "modules/people/people.hpp"
#include "platform/auth/auth.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xinglin::crypto {
struct EncryptedColumn;
}
namespace xinglin::http {
class Router;
}
namespace xinglin::jobs {
class Runner;
}

namespace xinglin::intake {

namespace rights {
/// Over a part of the tree: lists of people of that part. Over the whole institution: all lists.
inline constexpr auth::Right run{"intake.run"};
}// namespace rights

struct Known;

/// One row of a list of organisations, as text.
struct OrganisationRow {
    std::int64_t line{0};
    std::string code, name, short_name, kind, parent_code, unit, phone, founded_on, elected_on, years, secretary,
        contact, contact_phone, unit_case;
};

/// What the organisations module made of such rows.
struct OrganisationOutcome {
    struct Said {
        std::size_t row{0};
        std::string column;  ///< member of OrganisationRow: "parent_code"
        std::string code;
        bool error{false};
        std::vector<std::pair<std::string, std::string>> facts;
    };
    std::int64_t created{0}, changed{0}, same{0};
    std::vector<Said> findings;
    std::vector<std::int64_t> changes;  ///< in order; taken back from the last to the first
};

/// The tree as an import sees it; the composition root ties it to the organisations module.
class OrganisationTarget {
  public:
    virtual ~OrganisationTarget() = default;
    /// @param batch the import, under which all of it can be taken back
    [[nodiscard]] virtual Result<OrganisationOutcome> write(db::Tx& tx, auth::Actor const& actor,
                                                            std::vector<OrganisationRow> const& rows,
                                                            std::int64_t batch) = 0;
    /// All of a batch in one transaction, which must not be kept when it fails.
    /// @param changes the last first
    [[nodiscard]] virtual Result<Done> take_back(db::Tx& tx, auth::Actor const& actor, std::int64_t batch,
                                                 std::vector<std::int64_t> const& changes,
                                                 std::string const& reason) = 0;
    /// Living organisations and the other names people use for them.
    [[nodiscard]] virtual std::vector<Known> living(db::Reader& reader,
                                                    std::unordered_map<std::string, OrganisationId>& aliases) = 0;
};

struct Tools {
    people::Tools people;
    OrganisationTarget& organisations;
    /// Removes an uploaded file that is needed no more (it holds people in clear); empty: files are left alone.
    std::function<void(std::string const& path)> forget{};
    /// How long one turn of the writer may last, in milliseconds: short where others wait for it. The command line, alone
    /// with its file, takes longer ones and syncs less often.
    int turn_ms{15};
    /// Who an account is today, for the jobs it asked for; empty: the system acts.
    std::function<std::optional<auth::Actor>(AccountId)> actor_of{};
    /// Told when an import moves somebody or changes a state.
    std::vector<people::Subscriber*> subscribers{};
};

/// What long work tells and asks between its turns.
class Progress {
  public:
    virtual ~Progress() = default;
    virtual void tell(std::int64_t done, std::int64_t total, std::string_view message) = 0;
    [[nodiscard]] virtual bool cancelled() const = 0;
    [[nodiscard]] virtual bool stopping() const = 0;
};

/// `xinglin import …`
struct FileImport {
    ImportKind kind{ImportKind::people};
    std::string file;
    std::string sheet;  ///< name or position of the one sheet to take; "" all that can be read
    bool dry_run{false};
    bool json{false};  ///< one object a line per finding, to `out`
    bool accept_proposals{false};  ///< takes every proposal that waits for a person
    std::string answers;  ///< file with one JSON object a line: {"row":4,"column":"性别","action":"mend","value":"男"}
};

/// Runs a whole import in this thread. Sentences go to `err` when JSON goes to `out`, else to `out`.
/// @returns 0 the file was imported (rows with open questions wait), 1 it could not be, 2 called wrongly
int run_import(Tools const& tools, FileImport const& wanted, std::ostream& out, std::ostream& err);

/// A finished upload of somebody: where it lies and what it was called.
struct UploadedFile {
    std::string path;
    std::string name;
};
using Upload = std::function<Result<UploadedFile>(auth::Actor const&, UploadId)>;

class Service;
/// @param upload  finds a finished upload of the person; intake.no_upload (not_found) when there is none
void add_routes(http::Router& router, Service& service, Upload const& upload);
/// Kinds intake.read, intake.commit, intake.reverse.
void add_jobs(jobs::Runner& runner, Service& service);

/// Columns that a key rotation re-seals.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();

}  // namespace xinglin::intake
