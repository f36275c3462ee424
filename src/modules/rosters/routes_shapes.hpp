#pragma once
// What the routes of grids take and answer. Only routes files include this.

#include "modules/rosters/service.hpp"
#include "platform/http/router.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::rosters {

BOOST_DESCRIBE_ENUM(RosterState, draft, committed, reversed)

struct ListRosters {
    std::optional<std::string> ward;
    std::optional<Month> month;
    std::optional<Cursor> cursor;
    Within<1, 100> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListRosters, (), (ward, month, cursor, limit))

struct RosterView {
    RosterId id;
    std::string ward;
    Month month;
    OrganisationId organisation;
    std::string organisation_name;
    RosterState state{RosterState::draft};
    bool in_force{false};  ///< the one of its ward and month that holds
    std::string file_name;
    Instant made_at;
    std::optional<Instant> committed_at;
    std::optional<Instant> reversed_at;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(RosterView, (),
                      (id, ward, month, organisation, organisation_name, state, in_force, file_name, made_at,
                       committed_at, reversed_at, version))

struct DayView {
    int day{0};
    int weekday{1};  ///< 1 Monday … 7 Sunday
    bool working{true};
    bool missing{false};  ///< the file has no column for it
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, weekday, working, missing))

struct CellView {
    std::string state;  ///< free, busy, protected, unknown
    std::optional<std::string> text;  ///< of a draft: as the file has it
    std::optional<std::string> code;  ///< of a draft: as understood, "" unknown
    std::optional<std::string> how;  ///< of a draft: exact, alias, trimmed, mixed, blank, unknown, answered
};
BOOST_DESCRIBE_STRUCT(CellView, (), (state, text, code, how))

struct RowView {
    std::int64_t line{0};
    std::string staff_no;
    std::string name;
    std::optional<PersonId> person;  ///< absent: not in the register
    std::vector<CellView> cells;
};
BOOST_DESCRIBE_STRUCT(RowView, (), (line, staff_no, name, person, cells))

/// A cell that somebody has to look at, or may want to.
struct OpenCell {
    std::int64_t line{0};
    int day{0};
    std::string staff_no;
    std::string name;
    std::string text;
    std::string how;  ///< unknown, blank
    std::string why;  ///< a sentence
};
BOOST_DESCRIBE_STRUCT(OpenCell, (), (line, day, staff_no, name, text, how, why))

struct HowCount {
    std::string how;
    std::int64_t count{0};
};
BOOST_DESCRIBE_STRUCT(HowCount, (), (how, count))

struct RosterDetail : RosterView {
    std::vector<DayView> days;
    std::vector<RowView> rows;  ///< of a committed one: of people in scope only
    std::int64_t others{0};  ///< rows that are not shown
    std::int64_t known_people{0};  ///< rows of people in the register
    std::vector<HowCount> counts;
    std::vector<OpenCell> open;  ///< texts in no table first, then blank cells
    std::int64_t unanswered{0};  ///< texts in no table that need an answer before the commit
    std::optional<RosterId> replaces;  ///< the one that holds for this ward and month until the commit
    std::int64_t changed{0};  ///< cells that differ from it
};
BOOST_DESCRIBE_STRUCT(RosterDetail, (RosterView),
                      (days, rows, others, known_people, counts, open, unanswered, replaces, changed))

/// A draft with every cell; a committed grid with those of people in scope, as free, busy or protected and never by code.
[[nodiscard]] RosterDetail detail_of(db::Reader& reader, Service const& service, auth::Actor const& actor,
                                     Roster const& roster);
/// The latest month first; drafts are their owner's alone.
[[nodiscard]] Page<RosterView> list_of(db::Reader& reader, auth::Actor const& actor, ListRosters const& input);

}  // namespace xinglin::rosters
