#pragma once
// The life of a grid: read, questions answered, committed, taken back; the codes of wards; looking for a time to meet.

#include "modules/calendar/calendar.hpp"
#include "modules/people/people.hpp"
#include "modules/regulations/regulations.hpp"
#include "modules/rosters/codes.hpp"
#include "modules/rosters/planning.hpp"
#include "modules/rosters/rosters.hpp"
#include "modules/rosters/store.hpp"

#include <functional>

namespace xinglin::rosters {

struct Tools {
    people::Tools const& people;
    regulations::Book const& book;
};

struct NewRoster {
    std::string file_path;
    std::string file_name;  ///< as the person calls it
    std::string sheet;      ///< "" the one that holds a grid
    std::string ward;       ///< "" as the title says
    std::optional<Month> month;
};

/// What a person says of one cell: its codes ("白", "白/值"), or "" for: unknown, on purpose.
struct CellAnswer {
    std::int64_t line{0};
    int day{0};
    std::string code;
};
/// What a person says of a text wherever it stands in the grid; the ward remembers it at the commit.
struct TextAnswer {
    std::string text;
    std::string code;
};
struct Answers {
    RosterId id;
    std::vector<CellAnswer> cells;
    std::vector<TextAnswer> texts;
    std::optional<std::int64_t> version;
};

/// A draft that nobody went on with is thrown away after this time: it holds people's shifts in full.
inline constexpr std::int64_t draft_lifetime_ms = 14 * day_ms;

/// How the cells of a grid are understood, by a table and what was said of it.
struct Understood {
    CellReading reading;
    bool answered{false};  ///< by a person
    [[nodiscard]] bool open() const { return reading.how == How::unknown && !answered; }
};
[[nodiscard]] Understood understand(StoredCell const& cell, Roster const& roster, CodeTable const& table);

class Service {
  public:
    explicit Service(Tools const& tools) : tools_(tools) {}
    [[nodiscard]] Tools const& tools() const { return tools_; }

    /// Reads a file into a draft. Nothing is stored of a file that is refused.
    /// @errors those of read_grid_file, rosters.nobody_yours (refused)
    [[nodiscard]] Result<RosterId> start(auth::Actor const& actor, NewRoster const& wanted);
    /// @errors not_found, rosters.no_draft (conflict), rosters.changed_meanwhile (precondition), rosters.no_such_cell,
    ///         rosters.unknown_code (malformed)
    [[nodiscard]] Result<Done> answer(auth::Actor const& actor, Answers const& said);
    /// Fixes the cells, remembers what texts mean. Blank cells stay unknown; texts in no table need an answer first.
    /// @errors not_found, rosters.no_draft, rosters.unknown_cells (refused)
    [[nodiscard]] Result<Done> commit(auth::Actor const& actor, RosterId id);
    /// @errors not_found, rosters.not_committed (conflict)
    [[nodiscard]] Result<Done> reverse(auth::Actor const& actor, RosterId id);
    /// Throws a draft away. @errors not_found, rosters.no_draft
    [[nodiscard]] Result<Done> discard(auth::Actor const& actor, RosterId id);
    /// Throws forgotten drafts away. @returns how many
    [[nodiscard]] Result<int> expire();

    /// @errors those of check_codes, rosters.changed_meanwhile (precondition), not_found (another branch's ward)
    [[nodiscard]] Result<CodeTable> put_codes(auth::Actor const& actor, CodeTable const& table);
    [[nodiscard]] Result<Done> give_rest(auth::Actor const& actor, bool given);

    /// The only road to one grid: a draft is its owner's, a committed one its organisation's.
    [[nodiscard]] Result<Roster> access(db::Reader& reader, auth::Actor const& actor, RosterId id,
                                        auth::Right right) const;
    /// Whether a ward's codes may be seen or kept: it has no grid yet, or one within the scope.
    [[nodiscard]] bool ward_within(db::Reader& reader, auth::Actor const& actor, std::string_view ward,
                                   auth::Right right) const;
    /// Up to three times at which a branch can meet.
    /// @errors not_found, rosters.vote_in_one_sitting (refused), rosters.period_turned, rosters.too_many_slots,
    ///         rosters.time_form, rosters.nobody_there
    [[nodiscard]] Result<Plan> plan(auth::Actor const& actor, PlanWanted const& wanted) const;

  private:
    Tools const& tools_;

    [[nodiscard]] Result<Roster> draft(db::Reader& reader, auth::Actor const& actor, RosterId id) const;
    void audit(db::Tx& tx, auth::Actor const& actor, Roster const& roster, std::string action, std::string summary,
               std::vector<std::pair<std::string, std::string>> details = {}) const;
};

}  // namespace xinglin::rosters
