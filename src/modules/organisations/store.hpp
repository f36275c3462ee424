#pragma once
// Rows to types and back; no decisions here.

#include "modules/organisations/timeline.hpp"
#include "modules/organisations/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/db/db.hpp"

#include <utility>

namespace xinglin::organisations::store {

/// A change as it is on record.
struct ChangeRow {
    ChangeId id;
    ChangeKind kind{ChangeKind::create};
    OrganisationId organisation;
    std::string path;  ///< of the organisation today
    Date effective_on;
    std::string reason;
    std::string basis;
    bool late{false};
    Instant recorded_at;
    AccountId recorded_by;
    std::string recorded_by_name;
    PersonId recorded_by_person;
    std::optional<Instant> countersigned_at;
    std::string countersigned_by_name;
    std::optional<Instant> undone_at;
    std::string undone_by_name;
    std::string undone_reason;
};

/// Makes changes of the tree take turns; call it first.
void take_turn(db::Tx& tx);
/// The next four-character segment, never given twice.
[[nodiscard]] std::string next_segment(db::Tx& tx);

[[nodiscard]] Organisation head_from(db::Row const& row);
[[nodiscard]] std::optional<Organisation> find(db::Reader& reader, OrganisationId id);
[[nodiscard]] std::optional<Organisation> find_by_code(db::Reader& reader, std::string const& code);
[[nodiscard]] std::optional<Organisation> top(db::Reader& reader);
[[nodiscard]] std::optional<Organisation> find_on(db::Reader& reader, OrganisationId id, Date day);
[[nodiscard]] bool sibling_named(db::Reader& reader, OrganisationId parent, std::string const& name,
                                 OrganisationId but);
[[nodiscard]] std::int64_t child_count(db::Reader& reader, OrganisationId id);
/// Children whose life under it reaches past the day.
[[nodiscard]] std::int64_t children_after(db::Reader& reader, OrganisationId id, Date day);
[[nodiscard]] std::vector<OrganisationId> children(db::Reader& reader, OrganisationId id);

/// @errors a unique code already in use throws db::ConstraintViolation
void insert_head(db::Tx& tx, OrganisationId id, std::string const& segment, Facts const& facts, Date since);
/// Brings the present record in line with the timeline.
void refresh_head(db::Tx& tx, OrganisationId id, Timeline const& timeline);

[[nodiscard]] Timeline timeline(db::Reader& reader, OrganisationId id);
/// Slices past the day whose path lies in the subtree, by organisation.
[[nodiscard]] std::vector<Timeline> timelines_under(db::Reader& reader, std::string const& path, Date past);
/// Retires the rows a patched timeline let go and inserts the new ones, giving them ids.
void save(db::Tx& tx, Timeline& timeline, ChangeId change, Instant at, IdSource& ids);

void insert_change(db::Tx& tx, ChangeRow const& change);
void finish_change(db::Tx& tx, ChangeId id, OrganisationId organisation, std::string const& path);
[[nodiscard]] std::optional<ChangeRow> find_change(db::Reader& reader, ChangeId id);
[[nodiscard]] ChangeRow change_from(db::Row const& row);
[[nodiscard]] bool countersign(db::Tx& tx, ChangeId id, Instant at, AccountId by, std::string const& name);
[[nodiscard]] bool mark_undone(db::Tx& tx, ChangeId id, Instant at, AccountId by, std::string const& name,
                               std::string const& reason);
void insert_effects(db::Tx& tx, ChangeId id, std::vector<Effect> const& effects);
[[nodiscard]] std::vector<Effect> effects(db::Reader& reader, ChangeId id);
void insert_moves(db::Tx& tx, ChangeId id, std::vector<std::pair<std::string, std::string>> const& moves);
/// Moves of a change, the last first.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> moves_back(db::Reader& reader, ChangeId id);
/// Own rows that carry the path of an organisation.
void move_paths(db::Tx& tx, std::string const& from, std::string const& to);

[[nodiscard]] std::vector<OrganisationId> touched_by(db::Reader& reader, ChangeId id);
/// The change that stands on this one, if any.
[[nodiscard]] std::optional<ChangeId> built_on(db::Reader& reader, ChangeId id);
[[nodiscard]] std::vector<OrganisationId> born_in(db::Reader& reader, ChangeId id);
/// Puts the rows back as they were before a change.
void swap_back(db::Tx& tx, ChangeId undone, ChangeId undo);

void insert_counts(db::Tx& tx, OrganisationId id, std::string const& path);
void adjust_counts(db::Tx& tx, OrganisationId id, Counts const& delta);
[[nodiscard]] Counts counts_of(db::Reader& reader, OrganisationId id);
[[nodiscard]] Counts counts_under(db::Reader& reader, std::string_view path);
[[nodiscard]] Counts counts_from(db::Row const& row, int column);

/// @param source given, former or import
void put_alias(db::Tx& tx, OrganisationId id, std::string_view alias, std::string_view source, ChangeId change);
void drop_given_aliases(db::Tx& tx, OrganisationId id);
void drop_aliases_of(db::Tx& tx, ChangeId change);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> aliases(db::Reader& reader, OrganisationId id);
/// Writes the search grams of an organisation anew.
void index_names(db::Tx& tx, OrganisationId id, Facts const& facts);

[[nodiscard]] Term term_from(db::Row const& row);
/// @param made_by the import that made it, 0 a person
void insert_term(db::Tx& tx, Term const& term, std::string const& path, Instant at, std::int64_t made_by = 0);
[[nodiscard]] std::optional<Term> find_term(db::Reader& reader, TermId id);
[[nodiscard]] std::optional<Term> open_term(db::Reader& reader, OrganisationId id);
[[nodiscard]] std::vector<Term> terms(db::Reader& reader, OrganisationId id);
[[nodiscard]] bool end_term(db::Tx& tx, TermId id, Date on, ChangeId by);
[[nodiscard]] bool extend_term(db::Tx& tx, TermId id, Date to, std::string const& basis, std::int64_t version);

[[nodiscard]] Post post_from(db::Row const& row);
/// @returns false when there is a secretary already
[[nodiscard]] bool insert_post(db::Tx& tx, Post const& post, std::optional<db::Blob> const& phone, Instant at,
                               std::int64_t made_by = 0);
/// The sealed telephone number kept with a post, "" when there is none.
[[nodiscard]] std::string sealed_phone(db::Reader& reader, PostId id);
[[nodiscard]] std::optional<Post> find_post(db::Reader& reader, PostId id);
[[nodiscard]] std::vector<Post> posts(db::Reader& reader, OrganisationId id, std::optional<Date> on);
[[nodiscard]] std::vector<Post> open_posts(db::Reader& reader, OrganisationId id);
[[nodiscard]] bool end_post(db::Tx& tx, PostId id, Date on, ChangeId by, std::string const& reason);
/// Posts and terms a change ended run again.
void reopen(db::Tx& tx, ChangeId change);
/// Posts and terms an import made go, those it ended run again.
/// @returns an organisation where something was built on them since: roll back; nothing: all went well
[[nodiscard]] std::optional<OrganisationId> take_back_posts_and_terms(db::Tx& tx, std::int64_t batch);

}  // namespace xinglin::organisations::store
