#pragma once
// The life of an import: read, questions answered, committed, taken back. Long steps run in turns of the writer and find
// their way again after a crash.
#include "modules/intake/check.hpp"
#include "modules/intake/intake.hpp"
#include "modules/intake/layout_text.hpp"
#include "modules/intake/store.hpp"

#include <map>
#include <memory>

namespace xinglin::intake {

struct NewImport {
    ImportKind kind{ImportKind::people};
    std::string file_name;  ///< as the person calls it
    std::string file_path;  ///< where it is
    std::string sheets;  ///< positions separated by commas, "" for all that can be read
};

/// What a person says: mend a cell, accept what is proposed, keep what is said to be wrong, or leave the row out.
struct NewAnswer {
    int sheet{0};
    std::int64_t line{0};
    std::string column;  ///< canonical header, "(row)" with skip
    std::string action;  ///< mend accept keep skip undo
    std::string value;
};

/// Whether a finding of this kind may be kept as it is for a stated reason.
[[nodiscard]] bool keepable(std::string_view code);

/// An import that was read and then left alone this long is thrown away.
inline constexpr std::int64_t abandoned_after_ms = 14 * day_ms;

/// Only while an import is open can its cells be looked at; afterwards the people's files are the place.
[[nodiscard]] bool open_for_reading(Import const& import);

/// Which cell somebody wants to see as it stands, and what for.
struct RevealCell {
    int sheet{0};
    std::int64_t row{0};
    std::string column;  ///< canonical header
    std::string purpose;
};

class Service {
  public:
    explicit Service(Tools const& tools) : tools_(tools) {}

    /// Records the import and enqueues its reading.
    /// @errors those of sheets::open, intake.whole_only (forbidden): a list of organisations by somebody over a part of them
    [[nodiscard]] Result<Import> start(auth::Actor const& actor, NewImport const& wanted);
    /// The same, without a job: the caller reads it.
    [[nodiscard]] Result<Import> start_here(auth::Actor const& actor, NewImport const& wanted);
    [[nodiscard]] Result<Import> find(ImportId id);
    /// An import somebody may look at and go on with: the own one; any for those who import for the whole institution.
    /// @errors not_found when it is not there or not theirs
    [[nodiscard]] static Result<Import> access(db::Reader& reader, auth::Actor const& actor, ImportId id);
    [[nodiscard]] static bool may_see(db::Reader& reader, auth::Actor const& actor, Import const& import);
    /// Other sheets, or other meanings of columns (position in the sheet → name of the meaning, "" none); reads again.
    /// @errors not_found, intake.not_open, intake.unknown_meaning
    [[nodiscard]] Result<Done> choose(auth::Actor const& actor, ImportId id, std::string const& sheets, int sheet,
                                      std::map<std::size_t, std::string> const& meanings);
    /// @errors not_found, intake.not_open, intake.no_such_row, intake.nothing_to_accept, intake.cannot_keep, intake.unknown_column
    [[nodiscard]] Result<Done> answer(auth::Actor const& actor, ImportId id, std::vector<NewAnswer> const& answers);
    /// One cell in clear, as mended or as read, on record.
    /// @errors not_found, intake.no_such_row (not_found), intake.not_open, people.purpose_missing
    [[nodiscard]] Result<std::string> reveal(auth::Actor const& actor, ImportId id, RevealCell const& wanted);
    /// Accepts everything that waits for a yes.
    [[nodiscard]] Result<std::int64_t> accept_all(auth::Actor const& actor, ImportId id);
    /// Also goes on with a commit whose job was given up.
    /// @errors not_found, intake.not_checked
    [[nodiscard]] Result<JobId> request_commit(auth::Actor const& actor, ImportId id);
    /// Also goes on with a reversal whose job was given up.
    /// @errors not_found, intake.not_committed, intake.built_on, organisations.built_on
    [[nodiscard]] Result<JobId> request_reversal(auth::Actor const& actor, ImportId id);
    /// Stops what runs; what was written is taken back by the job itself, or by a new one when it was given up. A finished
    /// dry run is thrown away.
    [[nodiscard]] Result<Done> cancel(auth::Actor const& actor, ImportId id);
    /// A job of an import was cancelled before it began, or given up: puts its import in order.
    void job_cancelled(db::Tx& tx, auth::Actor const& actor, JobId job) const;
    /// Who acts in a job that this account asked for.
    /// @errors intake.owner_gone (forbidden)
    [[nodiscard]] Result<auth::Actor> actor_for(AccountId account) const;

    // The long work, resumable.
    [[nodiscard]] Result<Done> read(auth::Actor const& actor, ImportId id, Progress& progress);
    [[nodiscard]] Result<Done> commit(auth::Actor const& actor, ImportId id, Progress& progress);
    [[nodiscard]] Result<Done> reverse(auth::Actor const& actor, ImportId id, Progress& progress);
    /// Removes the import with everything it holds; only what was never committed.
    [[nodiscard]] Result<Done> discard(auth::Actor const& actor, ImportId id);
    /// Throws away imports that nobody went on with for `abandoned_after_ms`. @returns how many
    [[nodiscard]] Result<int> expire();
    /// Lets an uploaded file go (it holds people in clear) unless an open import may still read it.
    void release(std::string const& path, ImportId but = {}) const;

    [[nodiscard]] Tools const& tools() const { return tools_; }

  private:
    friend class Reading;
    [[nodiscard]] Result<Done> read_organisations(auth::Actor const& actor, Import const& import, Progress& progress);
    [[nodiscard]] Result<Done> commit_people(auth::Actor const& actor, Import const& import, Progress& progress);
    [[nodiscard]] Result<Done> commit_organisations(auth::Actor const& actor, Import const& import, Progress& progress);
    /// @returns how many people stay, because something was built on what the import wrote about them
    [[nodiscard]] Result<std::int64_t> take_back(auth::Actor const& actor, Import const& import, Progress& progress);
    [[nodiscard]] Result<Done> take_back_organisations(db::Tx& tx, auth::Actor const& actor,
                                                       Import const& import) const;
    /// Takes back and sets the state: `to` when all went, else committed with what stood in the way.
    [[nodiscard]] Result<Done> take_back_to(std::string_view to, auth::Actor const& actor, Import const& import,
                                            Progress& progress);
    /// What becomes of an import whose job will not run any more.
    void settle(db::Tx& tx, auth::Actor const& actor, Import const& import, AccountId owner) const;
    [[nodiscard]] Result<Done> clear(ImportId id);
    [[nodiscard]] Branches load_branches(auth::Actor const& actor);
    /// Lets an uploaded file go; one that was named on the command line stays.
    void forget_file(Import const& import) const;
    void audit(db::Tx& tx, auth::Actor const& actor, Import const& import, std::string action, std::string summary,
               std::vector<std::pair<std::string, std::string>> details = {}) const;

    Tools tools_;
};

/// Progress for nobody.
class Silent final : public Progress {
  public:
    void tell(std::int64_t, std::int64_t, std::string_view) override {}
    [[nodiscard]] bool cancelled() const override { return false; }
    [[nodiscard]] bool stopping() const override { return false; }
};

/// Takes the writer in turns of about `turn_ms`: `turn(tx, most)` does up to `most` pieces and answers how many it did; fewer
/// than `most` ends it. `between(done)` may end it early by answering false.
[[nodiscard]] Result<std::int64_t> in_turns(db::Database& db, int turn_ms,
                                            std::function<Result<std::int64_t>(db::Tx&, int)> const& turn,
                                            std::function<bool(std::int64_t)> const& between = {});

}  // namespace xinglin::intake
