// Vector files of organisation life: what is due, and the plan of a year.
#include "base/text.hpp"
#include "modules/meetings/rules_life.hpp"
#include "modules/meetings/vectors.hpp"

namespace xinglin::meetings {

namespace {

using regulations::VectorBook;
using regulations::VectorCase;

LifeFacts facts_in(VectorCase const& c) {
    LifeFacts facts;
    facts.committee = c["committee"] == "Y";
    for (std::int64_t id = 1; id <= c.needed_number("groups"); ++id)
        facts.groups.push_back({id, "第" + std::to_string(id) + "党小组", std::nullopt});
    facts.since = c.date("since");
    return facts;
}

std::string_view state_text(DueMeeting::State state) {
    return state == DueMeeting::State::done ? "done" : state == DueMeeting::State::open ? "open" : "missed";
}

/// What is asked of one kind: "2026年第四季度 open 0/1", several by '|'. `held` are days by blanks, all of the kind and,
/// for groups, of the first one.
void check_due(VectorCase& c, RuleSet const& rules) {
    auto facts = facts_in(c);
    facts.until = c.date("until");
    auto const kind = parse_meeting_kind(c["kind"]);
    if (!kind) c.bad("kind");
    if (*kind == MeetingKind::democratic_life_meeting) facts.body = LifeFacts::Body::leading_body;
    std::vector<Held> held;
    for (auto const part : text::split(c["held"], ' ')) {
        if (part.empty()) continue;
        auto const on = Date::parse(part);
        if (!on) c.bad("held");
        held.push_back({*kind, *on, *kind == MeetingKind::group_meeting ? 1 : 0});
    }
    std::vector<std::string> said;
    for (auto const& due :
         due_in({c.needed_date("from"), c.needed_date("to")}, facts, held, rules, c.needed_date("today")))
        if (due.kind == *kind)
            said.push_back(span_text(due.period) + " " + std::string(state_text(due.state)) + " " +
                           std::to_string(due.held) + "/" + std::to_string(due.needed));
    c.expect("expected", text::join(said, "|"));
}

/// The months in which one thing is planned: "1|4|7|10".
void check_plan(VectorCase& c, RuleSet const& rules) {
    std::vector<std::string> months;
    for (auto const& item :
         year_plan(static_cast<int>(c.needed_number("year")), facts_in(c), c.date("term_deadline"), rules))
        if (item.what == c["what"]) months.push_back(std::to_string(item.month.month));
    c.expect("expected_months", text::join(months, "|"));
}

}  // namespace

void add_life_vectors(VectorBook& book, RuleSet const& rules) {
    book.add("life_due", "case_id,kind,committee,groups,since,until,held,from,to,today,expected,note",
             [&rules](VectorCase& c) { check_due(c, rules); });
    book.add("year_plan", "case_id,year,committee,groups,since,term_deadline,what,expected_months,note",
             [&rules](VectorCase& c) { check_plan(c, rules); });
}

}  // namespace xinglin::meetings
