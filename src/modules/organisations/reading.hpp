#pragma once
// What screens show: rows of the tree, a profile, the history, advice. Reads only, always within a scope.

#include "modules/organisations/held_on.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/organisations/store.hpp"

namespace xinglin::organisations {

/// One line of the tree.
struct TreeRow {
    Organisation organisation;
    std::int64_t children{0};
    Counts counts;  ///< of the subtree, today
};
/// Children of one organisation by code, from after a code on.
[[nodiscard]] std::vector<TreeRow> children_of(db::Reader& reader, OrganisationId parent, std::optional<Date> as_of,
                                               std::string const& after_code, int limit);
/// Every organisation of the scope in the order of the tree, from after a path on.
[[nodiscard]] std::vector<TreeRow> rows_in(db::Reader& reader, auth::Scope const& scope, std::optional<Date> as_of,
                                           std::string const& after_path, int limit);
/// The roots of a scope: the organisations at whose path a range begins.
[[nodiscard]] std::vector<TreeRow> roots_of(db::Reader& reader, auth::Scope const& scope, std::optional<Date> as_of);
/// By names, codes and aliases, any part of them; best matches first.
[[nodiscard]] std::vector<Organisation> search(db::Reader& reader, auth::Scope const& scope, std::string_view text,
                                               std::size_t limit);

/// By the names and codes of a past day, in the order of its tree.
[[nodiscard]] std::vector<TreeRow> named_on(db::Reader& reader, auth::Scope const& scope, Date day,
                                            std::string_view text, std::size_t limit);

/// Ancestors from the top down, without the organisation itself.
[[nodiscard]] std::vector<Organisation> ancestors(db::Reader& reader, Organisation const& organisation,
                                                  std::optional<Date> as_of);

/// A change with what it did, for the time line.
struct HistoryRow {
    store::ChangeRow change;
    std::vector<Effect> effects;
};
[[nodiscard]] std::vector<HistoryRow> history(db::Reader& reader, OrganisationId id, ChangeId before, int limit);
/// Late entries that wait for a second person.
[[nodiscard]] std::vector<store::ChangeRow> waiting(db::Reader& reader, auth::Scope const& scope, int limit);

/// Running posts whose holder is known by a name that nobody or several people bear, contacts aside.
[[nodiscard]] std::vector<Post> unmatched_posts(db::Reader& reader, auth::Scope const& scope, int limit);

/// What the thresholds say of one organisation, and since when it was seen.
struct Advice {
    OrganisationId organisation;
    std::string path;
    std::string name;
    OrganisationKind kind{OrganisationKind::branch};
    regulations::Finding finding;
    std::optional<Date> since;
};
struct AdvicePage {
    std::vector<Advice> rows;
    std::string next;  ///< path to go on from, "" at the end
};
/// Compared now, not last night; whole organisations, so a page may hold a few rows more than asked.
[[nodiscard]] AdvicePage advice(db::Reader& reader, auth::Scope const& scope, RuleSet const& rules, Date today,
                                std::string const& after_path, int limit);

}  // namespace xinglin::organisations
