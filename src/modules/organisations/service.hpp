#pragma once
// Use cases: each opens the one transaction, decides by the rules, writes the trail.

#include "modules/organisations/followers.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/regulations/regulations.hpp"

namespace xinglin::crypto {
class Vault;
}

namespace xinglin::organisations {

struct NewPost {
    OrganisationId organisation_id;
    PostKind kind{PostKind::member};
    std::optional<PersonId> person_id;
    std::optional<std::string> holder;  ///< name, where the person is not on file
    Date from;
    std::string basis;
    bool dry_run{false};
};

struct PostAnswer {
    Post post;
    std::vector<regulations::Finding> findings;
};

struct NewTerm {
    OrganisationId organisation_id;
    Date elected_on;
    std::optional<std::int64_t> years;  ///< nothing: what the rules say for this kind
    std::string approval;               ///< document that approved an early or late election
    std::string basis;
    bool keep_posts{false};  ///< the committee stays as it is; else its running posts end on the election day
};

struct TermAnswer {
    Term term;
    std::vector<regulations::Finding> findings;
};

/// What an import found and did with one row; `code` as in the module's texts.
struct ImportFinding {
    std::size_t row{0};  ///< index of the row given
    std::string column;
    std::string code;
    bool error{false};
    std::vector<std::pair<std::string, std::string>> facts;
};
/// One row of a list of organisations, as text; the columns of samples/roster/orgs.csv.
struct ImportRow {
    std::string code, name, short_name, kind, parent_code, unit, phone, founded_on, elected_on, years, secretary,
        contact, contact_phone, unit_case;
};
struct ImportResult {
    std::vector<OrganisationId> organisations;  ///< per row; none where the row was refused
    std::int64_t created{0};
    std::int64_t changed{0};
    std::int64_t unchanged{0};
    std::vector<ImportFinding> findings;
    std::vector<ChangeId> changes;  ///< made by this call, in order; undone from the last to the first
};

class Service {
  public:
    /// @param people null until the people module is mounted: posts are then held by name only
    Service(db::Database& db, IdSource& ids, Clock const& clock, audit::Trail const& trail,
            regulations::Book const& book, crypto::Vault const& vault)
        : db_(db), ids_(ids), clock_(clock), trail_(trail), book_(book), vault_(vault) {}

    [[nodiscard]] Date today() const { return clock_.today(); }
    [[nodiscard]] regulations::RuleSet rules(db::Reader& reader) const { return regulations::rules(reader, book_); }
    /// One organisation somebody may look at: within the scope of `read`, or the own one and those above it.
    /// @errors not_found when it is not there or not theirs
    [[nodiscard]] Result<Organisation> readable(db::Reader& reader, auth::Actor const& actor, OrganisationId id) const;

    /// Before the first change; app registers them in the order of their ranks.
    void follow(Follower& follower) { followers_.push_back(&follower); }
    void know(People const& people) { people_ = &people; }

    /// Makes a change of the tree, or shows what it would do (dry_run: the same code, rolled back).
    /// @errors not_found, the refusals of the rules (with article), organisations.* of the kind of change
    [[nodiscard]] Result<ChangeOutcome> change(auth::Actor const& actor, ChangeCommand const& command);
    /// The same inside a transaction of somebody else's (set-up, import). A dry run is not possible here.
    [[nodiscard]] Result<ChangeOutcome> change_in(db::Tx& tx, auth::Actor const& actor, ChangeCommand const& command);
    /// Takes a change back while nothing was built on it.
    /// @errors not_found, organisations.already_undone, built_on (conflict)
    [[nodiscard]] Result<Done> undo(auth::Actor const& actor, ChangeId id, std::string const& reason);
    [[nodiscard]] Result<Done> undo_in(db::Tx& tx, auth::Actor const& actor, ChangeId id, std::string const& reason);
    /// Confirms a late entry; by somebody else than who made it.
    [[nodiscard]] Result<Done> countersign(auth::Actor const& actor, ChangeId id);

    [[nodiscard]] Result<PostAnswer> give_post(auth::Actor const& actor, NewPost const& command);
    [[nodiscard]] Result<Post> end_post(auth::Actor const& actor, PostId id, Date to, std::string const& reason);
    /// The telephone number kept with a post, for a stated purpose, on record.
    /// @errors not_found, organisations.purpose_missing (malformed), organisations.no_phone (not_found)
    [[nodiscard]] Result<std::string> reveal_phone(auth::Actor const& actor, PostId id, std::string const& purpose);
    [[nodiscard]] Result<TermAnswer> begin_term(auth::Actor const& actor, NewTerm const& command);
    [[nodiscard]] Result<TermAnswer> extend_term(auth::Actor const& actor, TermId id, Date to,
                                                 std::string const& approval, std::int64_t version);

    // The same within somebody's transaction: a re-election records its term and posts at once. Nothing is previewed here.
    [[nodiscard]] Result<PostAnswer> give_post_in(db::Tx& tx, auth::Actor const& actor, NewPost const& command);
    [[nodiscard]] Result<TermAnswer> begin_term_in(db::Tx& tx, auth::Actor const& actor, NewTerm const& command);
    [[nodiscard]] Result<TermAnswer> extend_term_in(db::Tx& tx, auth::Actor const& actor, TermId id, Date to,
                                                    std::string const& approval, std::int64_t version);

    /// Brings a list of organisations in: by code, parents in any order, idempotent. Rows with errors are left out, the rest
    /// goes in. Created organisations live from their founding day on (or from today where it is not known).
    /// @param batch the import, under which its posts and terms are taken back
    [[nodiscard]] Result<ImportResult> upsert_imported(db::Tx& tx, auth::Actor const& actor,
                                                       std::vector<ImportRow> const& rows, std::int64_t batch = 0);
    /// Takes back what an import did: its posts and terms first, then its changes in the order given (the last first).
    /// The transaction must not be kept when it fails.
    /// @errors organisations.built_on and those of undo
    [[nodiscard]] Result<Done> take_back_imported(db::Tx& tx, auth::Actor const& actor, std::int64_t batch,
                                                  std::vector<ChangeId> const& changes, std::string const& reason);

    /// Compares every organisation with the thresholds and remembers since when a rule has spoken; the nightly job.
    /// @returns organisations looked at in this turn and the path to go on from; "" when done
    [[nodiscard]] Result<std::pair<std::int64_t, std::string>> note_advice(std::string const& after_path,
                                                                           int turn = 500);

  private:
    Result<Done> valid(ChangeCommand const& command, Date today) const;
    void record(db::Tx& tx, auth::Actor const& actor, std::string action, Organisation const& organisation,
                std::string summary, std::vector<std::pair<std::string, std::string>> details) const;
    friend class Importer;

    db::Database& db_;
    IdSource& ids_;
    Clock const& clock_;
    audit::Trail const& trail_;
    regulations::Book const& book_;
    crypto::Vault const& vault_;
    Followers followers_;
    People const* people_{nullptr};
};

}  // namespace xinglin::organisations
