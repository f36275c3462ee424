#pragma once
// Part of the door: who held a post on a day, which groups there were, whose term runs out. For the modules that ask about a day of their own.

#include "modules/organisations/types.hpp"
#include "platform/auth/auth.hpp"

#include <vector>

namespace xinglin::db {
class Reader;
}

namespace xinglin::organisations {

/// Posts of one organisation that were held on a day.
[[nodiscard]] std::vector<Post> posts_on(db::Reader& reader, OrganisationId organisation, Date day);
/// Groups (党小组) right beneath an organisation that lived on a day.
[[nodiscard]] std::vector<OrganisationId> groups_on(db::Reader& reader, OrganisationId organisation, Date day);

/// Terms of an organisation, the latest first; the running one has no end.
[[nodiscard]] std::vector<Term> terms_of(db::Reader& reader, OrganisationId organisation);

/// A running term whose deadline comes within the reminders, with its organisation.
struct DueTerm {
    Term term;
    Organisation organisation;  ///< name, short_name, kind, path only
};
[[nodiscard]] std::vector<DueTerm> due_terms(db::Reader& reader, auth::Scope const& scope, Date until, int limit);

/// Living branches of every sort within a scope, in the order of the tree.
[[nodiscard]] std::vector<Organisation> branches_in(db::Reader& reader, auth::Scope const& scope,
                                                    std::size_t limit = 5000);

}  // namespace xinglin::organisations
