#pragma once
// A small hospital with people, for this module's tests: real organisations, real sealing, a clock that stands still.

#include "modules/audit/audit.hpp"
#include "modules/organisations/service.hpp"
#include "modules/people/followers.hpp"
#include "modules/people/people.hpp"
#include "modules/people/service.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <memory>
#include <string>

namespace xinglin::people::testing {

/// A valid synthetic resident ID of an unassigned county.
[[nodiscard]] std::string resident_id(std::string_view birth, int sequence);

struct Hospital {
    explicit Hospital(db::Database& database);

    db::Database& db;
    FixedClock clock{*Instant::parse("2026-09-15T04:00:00Z")};
    IdSource ids{clock, 1};
    audit::Trail trail{clock};
    std::unique_ptr<crypto::KeyVault> vault;
    regulations::Book book;
    organisations::Service tree;
    Tools tools;
    TreeFollower follower{tools};
    Service service{tools, {}, ExportPolicy{}};
    auth::Actor system = auth::Actor::the_system("测试");
    OrganisationId committee, internal, surgical, heart, lung, bones;

    OrganisationId make(OrganisationId parent, organisations::OrganisationKind kind, std::string code,
                        std::string name);
    /// A full member with everything a good file needs; `values` are laid over.
    PersonId member(OrganisationId organisation, std::string const& name, Values values = {},
                    members::State state = members::State::full);
    ImportRow row(OrganisationId organisation, std::string const& name, Values values = {},
                  members::State state = members::State::full);
    Result<ImportOutcome> import(ImportRow const& row, std::int64_t batch = 0, std::string source = "import");
    RosterRow roster(PersonId person);
    std::string path(OrganisationId id);
    organisations::Counts counts(OrganisationId id);
    /// An actor with a role's rights over the subtree of an organisation.
    auth::Actor actor(OrganisationId over, std::vector<std::string_view> rights, PersonId person = {});
    auth::Actor secretary(OrganisationId over);
    auth::Actor office();
    auth::Actor plain(PersonId person);  ///< a member without rights over others
    /// Actions of the trail about a person, oldest first.
    std::vector<std::string> actions(PersonId person);
    int next{0};
};

}  // namespace xinglin::people::testing
