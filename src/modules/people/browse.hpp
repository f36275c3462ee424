#pragma once
// Lists as somebody sees them: rows with names of organisations, masked where they have no clearance.

#include "base/page.hpp"
#include "modules/people/lists.hpp"
#include "modules/people/people.hpp"
#include "modules/people/shown_lines.hpp"
#include "modules/people/views.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::people {

struct PersonItem {
    PersonId id;
    std::int64_t version{0};
    std::string name;
    std::optional<std::string> staff_no;
    std::optional<std::string> sex;
    std::string state;
    std::string state_title;
    OrganisationId organisation;
    std::string organisation_name;
    std::optional<std::string> department;
    std::optional<std::string> position;
    std::optional<std::string> birth;      ///< the year alone without clearance
    std::optional<std::string> join_date;
    std::optional<std::string> full_date;
    std::optional<std::string> probation_expires;  ///< of a probationary member
    std::optional<std::string> phone;      ///< last four digits
    std::vector<std::string> flags;
};

/// What people ask of a list, as it stands in the address.
struct ListQuery {
    std::optional<OrganisationId> organisation;
    std::optional<std::string> state;
    std::optional<std::string> kind;  ///< staff, development, member, gone
    std::optional<std::string> q;
    std::optional<std::string> exception;
    std::optional<std::string> sex;
    std::optional<std::string> flag;
    std::optional<std::string> department;
    std::optional<std::string> education;
    std::optional<Date> as_of;
};

/// The filter of a query. @errors people.values_invalid (malformed), not_found for an organisation out of scope
[[nodiscard]] Result<Filter> read_query(db::Reader& reader, auth::Scope const& scope, ListQuery const& query);

/// Takes one item after the other; what it is given lives until it returns.
using OnItem = std::function<void(PersonItem const&)>;
/// One page of the list, item by item. A past day reads the dated rows; every part of the query holds for it, too.
/// @returns where the next page begins
[[nodiscard]] Result<std::optional<Cursor>> each_person(db::Reader& reader, Tools const& tools,
                                                        auth::Actor const& actor, ListQuery const& query,
                                                        std::optional<Cursor> const& cursor, int limit,
                                                        OnItem const& on_item);
/// What writes a list: a whole item, or what is kept of one.
class LineWriter {
  public:
    virtual ~LineWriter() = default;
    virtual void item(PersonItem const& item) = 0;
    virtual void line(ShownLines::Line const& line, std::string_view organisation_name) = 0;
    /// An item without the name of its organisation as it is kept.
    [[nodiscard]] virtual ShownLines::Line split(PersonItem const& item) const = 0;
};
/// As each_person, from lines kept before where nothing about their people has changed since (decision 0016).
[[nodiscard]] Result<std::optional<Cursor>> write_people(db::Reader& reader, Tools const& tools,
                                                         auth::Actor const& actor, ListQuery const& query,
                                                         std::optional<Cursor> const& cursor, int limit,
                                                         ShownLines& lines, LineWriter& out);
/// The same as a whole.
[[nodiscard]] Result<Page<PersonItem>> list_people(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                                   ListQuery const& query, std::optional<Cursor> const& cursor,
                                                   int limit);
/// Rows for exports and bulk actions: everybody the query fits today, at most `limit`.
/// @errors people.query_too_wide (refused): a text that fits so many people that not all were looked at
[[nodiscard]] Result<std::vector<RosterRow>> all_people(db::Reader& reader, Tools const& tools,
                                                        auth::Scope const& scope, ListQuery const& query, int limit);
/// How many people the list shows, of its day. @errors as all_people
[[nodiscard]] Result<std::int64_t> count_people(db::Reader& reader, Tools const& tools, auth::Scope const& scope,
                                                ListQuery const& query);

/// Chips with how many people each concerns within the scope, those without anybody left out.
[[nodiscard]] std::vector<ChipCount> chip_counts(db::Reader& reader, auth::Scope const& scope);

/// Who belonged to organisations of the scope on a day, with state and name of that day.
[[nodiscard]] Page<PersonItem> list_as_of(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                          auth::Scope const& scope, Filter const& filter, Date day,
                                          std::optional<Cursor> const& cursor, int limit);

/// Names of organisations, each asked once.
class OrganisationNames {
  public:
    explicit OrganisationNames(db::Reader& reader) : reader_(reader) {}
    std::string const& of(OrganisationId id);

  private:
    db::Reader& reader_;
    std::unordered_map<OrganisationId, std::string> known_;
};

}  // namespace xinglin::people
