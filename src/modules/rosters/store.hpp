#pragma once
// Grids, code tables and who gives their rest away: rows to types and back. No decisions here.

#include "modules/rosters/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <vector>

namespace xinglin::rosters {

enum class RosterState : std::uint8_t { draft, committed, reversed };

/// One grid as it stands.
struct Roster {
    RosterId id;
    std::string ward;
    Month month;
    OrganisationId organisation;  ///< whose office looks after it: where most of its known staff belong
    RosterState state{RosterState::draft};
    std::string file_name;
    std::vector<int> missing_days;
    std::map<std::string, std::string>
        said;  ///< while a draft: what a text of its cells means; "" = unknown, on purpose
    AccountId owner;
    Instant made_at;
    std::optional<Instant> committed_at;
    std::optional<Instant> reversed_at;
    std::int64_t version{1};
};

/// One cell: the text of the file, and the codes as far as somebody said them or a commit fixed them.
struct StoredCell {
    std::string text;
    std::optional<std::vector<std::string>> codes;
    bool operator==(StoredCell const&) const = default;
};
struct StoredRow {
    std::int64_t line{0};
    PersonId person;  ///< none: nobody of the register has this staff number
    std::string staff_no, name, job;
    std::vector<StoredCell> cells;  ///< by day
};
/// A row of somebody's month that holds, with where it comes from.
struct HeldRow {
    StoredRow row;
    std::string ward;
    Month month;
};

namespace store {

/// The ward's own table, the common one (version 0) when it has none.
[[nodiscard]] CodeTable codes(db::Reader& reader, std::string_view ward);
/// @returns false when another version was stored meanwhile
bool insert_codes(db::Tx& tx, CodeTable const& table, AccountId account, Instant at);

void insert(db::Tx& tx, Roster const& roster);
[[nodiscard]] std::optional<Roster> find(db::Reader& reader, RosterId id);
struct ListKey {
    std::string month{"9999-12"}, ward{"\xf4\x8f\xbf\xbf"};
    std::int64_t id{INT64_MAX};
};
/// The latest month first. Callers leave out what lies outside the scope: a grid has an organisation, not a path.
[[nodiscard]] std::vector<Roster> list(db::Reader& reader, Month from, Month to, std::string_view ward,
                                       ListKey const& before, int limit);
[[nodiscard]] std::optional<RosterId> in_force(db::Reader& reader, Roster const& like);
[[nodiscard]] std::vector<OrganisationId> organisations_of_ward(db::Reader& reader, std::string_view ward);
bool set_said(db::Tx& tx, Roster const& roster);
bool commit(db::Tx& tx, Roster const& roster, Instant at);
bool reverse(db::Tx& tx, RosterId id, Instant at);
/// Takes a draft and its rows away. @returns false when it is none any more
bool remove_draft(db::Tx& tx, RosterId id);
[[nodiscard]] std::vector<RosterId> old_drafts(db::Reader& reader, Instant before, int limit);

void insert_row(db::Tx& tx, crypto::Vault const& vault, RosterId roster, StoredRow const& row);
void update_row(db::Tx& tx, crypto::Vault const& vault, RosterId roster, StoredRow const& row);
[[nodiscard]] std::vector<StoredRow> rows(db::Reader& reader, crypto::Vault const& vault, RosterId roster);
[[nodiscard]] std::vector<HeldRow> months_of(db::Reader& reader, crypto::Vault const& vault, PersonId person,
                                             Month from, Month to);

[[nodiscard]] bool rest_given(db::Reader& reader, PersonId person);
void put_rest(db::Tx& tx, PersonId person, bool given, Instant at);

}  // namespace store
}  // namespace xinglin::rosters
