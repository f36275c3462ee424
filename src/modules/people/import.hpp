#pragma once
// The door for imports: rows in, dated changes out, reversible by batch. The caller takes the writer in short turns and audits
// each turn; nothing here opens a transaction.

#include "base/result.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace xinglin::people {

struct Tools;
struct Whole;
class Subscriber;

/// One checked row. Values are canonical (check_value has passed them): codes of the tables, ISO dates, digits of phones.
struct ImportRow {
    Values values;  ///< by field name; nullopt clears, a missing field is left as it is
    OrganisationId organisation;  ///< none: leave as it is (a new person needs one)
    std::optional<members::State> state;  ///< none: leave as it is (a new person becomes staff)
    /// Flags the row speaks of: set with their day and detail, or cleared.
    struct FlagValue {
        members::Flag flag{members::Flag::floating};
        bool on{true};
        std::string detail;
        std::optional<PartialDate> since;
    };
    std::vector<FlagValue> flags;
};

/// How a row finds its person: by resident ID, else by staff number. Only then is somebody new made.
enum class Match { resident_id, staff_no, nobody };
struct Matched {
    Match by{Match::nobody};
    PersonId person;
    bool outside{false};  ///< somebody is found, but not within the scope of who imports
};

/// One field that a row would change.
struct FieldDifference {
    std::string field;  ///< name in the catalogue, or "organisation", "state", "flag.<code>"
    std::string title;
    std::string before;  ///< sealed fields masked
    std::string after;
    bool sealed{false};
    std::string source;  ///< where the present value came from
    bool closed{false};  ///< a state that no file sets: the step takes two people, is not lawful, or is about oneself
};

struct ImportOutcome {
    enum class What { created, changed, same } what{What::same};
    PersonId person;
    std::string digest;  ///< SHA-256 of what was written, for the audit entry of the turn; "" when nothing was
};

/// Holds what a batch needs again and again: paths of organisations, counts to be adjusted. One per turn (transaction).
class Import {
  public:
    /// @param source import or hr
    /// @param batch the import's id, under which it can be reversed
    Import(Tools const& tools, db::Tx& tx, std::int64_t batch, std::string source, AccountId account);

    /// Writes for somebody: people and organisations outside the scope are refused, and so is a new state of their own.
    void act_for(auth::Actor const& actor, auth::Scope scope);
    /// Who is told of moves and new states.
    void tell(std::vector<Subscriber*> subscribers) { subscribers_ = std::move(subscribers); }

    [[nodiscard]] Matched match(ImportRow const& row);
    /// What writing the row would change for this person; empty when it says what is known.
    [[nodiscard]] std::vector<FieldDifference> difference(PersonId person, ImportRow const& row);
    /// Creates the person, or adds what differs as one dated change; the same row again changes nothing.
    /// A probationary or full member gets the state's dates from join_date and full_date.
    /// @errors people.organisation_missing, people.name_missing (malformed), people.organisation_unknown (not_found),
    ///         people.duplicate_staff_no, people.duplicate_resident_id (conflict), people.outside_scope (forbidden),
    ///         people.state_by_file (refused): a change of state that takes more than a file
    [[nodiscard]] Result<ImportOutcome> write(ImportRow const& row);
    /// The same, for a row looked up in this transaction before.
    [[nodiscard]] Result<ImportOutcome> write(ImportRow const& row, Matched const& found);
    /// The same, for a person already found (HR differences accepted one by one).
    [[nodiscard]] Result<ImportOutcome> write_to(PersonId person, ImportRow const& row);
    /// Adjusts the counts of the organisations; call once at the end of the turn, before the transaction ends.
    void finish();

  private:
    struct Place {
        std::string path;
        organisations::Counts delta;
    };
    Result<ImportOutcome> create(ImportRow const& row);
    [[nodiscard]] bool state_open(PersonId person, Whole const& whole, ImportRow const& row) const;
    void move(PersonId person, OrganisationId from, OrganisationId to);
    Place* place(OrganisationId organisation);
    std::vector<members::StateRow> state_rows(PersonId person, ImportRow const& row, members::State state) const;
    members::Origin origin() const;

    Tools const& tools_;
    db::Tx& tx_;
    std::int64_t batch_;
    std::string source_;
    AccountId account_;
    Instant now_;
    Date today_;
    auth::Scope scope_{auth::Scope::everything()};
    PersonId self_;
    std::vector<Subscriber*> subscribers_;
    std::unordered_map<OrganisationId, Place> places_;
};

/// One turn of a reversal: what the batch wrote for up to `limit` people is marked withdrawn and their rows made anew from
/// what remains; people it created go. Somebody about whom something was recorded since is left as they are.
struct Reversed {
    int people{0};  ///< looked at; fewer than `limit` means the reversal is complete
    int kept{0};  ///< left as they are
};
Reversed reverse_batch(db::Tx& tx, Tools const& tools, std::int64_t batch, PersonId& after, int limit);
/// People the batch wrote to about whom something else was recorded since: a change, a state, a move, a flag, a correction
/// or a step that waits. At most `limit`.
[[nodiscard]] std::vector<PersonId> built_on_batch(db::Reader& reader, std::int64_t batch, int limit);

/// Imports begin long before what they tell: their values hold from here on, so that any past day can be asked.
inline constexpr Date from_the_beginning{1900, 1, 1};

}  // namespace xinglin::people
