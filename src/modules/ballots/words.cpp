// Codes and words of the types.
#include "modules/ballots/types.hpp"

#include <array>

namespace xinglin::ballots {

namespace {

constexpr std::array<std::string_view, 3> forms{"vote", "election", "appraisal"};
constexpr std::array<std::string_view, 5> states{"open", "closed", "counted", "voided", "annulled"};
constexpr std::array<std::string_view, 5> state_titles{"投票中", "已截止，待监票人确认", "已计票", "已作废",
                                                       "计票后作废"};

template <class Kind, std::size_t n>
std::optional<Kind> parse(std::array<std::string_view, n> const& words, std::string_view code) {
    for (std::size_t i = 0; i < n; ++i)
        if (words[i] == code) return static_cast<Kind>(i);
    return std::nullopt;
}

}  // namespace

std::string_view code(Form form) { return forms[static_cast<std::size_t>(form)]; }
std::optional<Form> parse_form(std::string_view code) { return parse<Form>(forms, code); }
std::string_view code(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view title(State state) { return state_titles[static_cast<std::size_t>(state)]; }
std::optional<State> parse_state(std::string_view code) { return parse<State>(states, code); }

std::vector<Mark> const& marks_of(Form form) {
    static std::vector<Mark> const votes{
        {'f', "in_favour", "赞成"}, {'a', "against", "反对"}, {'s', "abstained", "弃权"}};
    static std::vector<Mark> const grades{{'e', "excellent", "优秀"},
                                          {'q', "qualified", "合格"},
                                          {'b', "basic", "基本合格"},
                                          {'u', "unqualified", "不合格"},
                                          {'s', "abstained", "弃权"}};
    return form == Form::appraisal ? grades : votes;
}

std::int64_t Count::of(std::int64_t position, char mark) const {
    for (auto const& one : totals)
        if (one.position == position && one.mark == mark) return one.votes;
    return 0;
}

}  // namespace xinglin::ballots
