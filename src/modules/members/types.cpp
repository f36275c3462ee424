#include "modules/members/types.hpp"

#include "base/words.hpp"

namespace xinglin::members {

namespace {

constexpr std::array<Word, state_count> states{{
    {"staff", "非党员职工"},
    {"applicant", "入党申请人"},
    {"activist", "入党积极分子"},
    {"prospect", "发展对象"},
    {"probationary", "预备党员"},
    {"full", "正式党员"},
    {"suspended", "停止党籍"},
    {"transferred_out", "组织关系已转出"},
    {"probation_cancelled", "取消预备党员资格"},
    {"left_expelled", "开除党籍"},
    {"left_removed", "除名"},
    {"left_persuaded", "劝其退党"},
    {"left_resigned", "退党除名"},
    {"departed", "已离开单位"},
    {"deceased", "死亡"},
}};
constexpr std::array<Word, flag_count> flags{{
    {"long_leave", "长期病休或请假"},
    {"abroad", "出国（境）"},
    {"retired", "离退休"},
    {"hardship", "生活困难"},
    {"floating", "流动党员"},
    {"lost_contact", "失去联系"},
    {"unable", "生活不能自理"},
}};

}  // namespace

std::string_view code(State state) { return states[static_cast<std::size_t>(state)].code; }
std::string_view title(State state) { return states[static_cast<std::size_t>(state)].title; }
std::optional<State> parse_state(std::string_view text) { return parse_code<State>(states, text); }
std::string_view code(Flag flag) { return flags[static_cast<std::size_t>(flag)].code; }
std::string_view title(Flag flag) { return flags[static_cast<std::size_t>(flag)].title; }
std::optional<Flag> parse_flag(std::string_view text) { return parse_code<Flag>(flags, text); }

Group group_of(State state) {
    switch (state) {
        case State::staff:
            return Group::staff;
        case State::applicant:
        case State::activist:
        case State::prospect:
            return Group::development;
        case State::probationary:
        case State::full:
        case State::suspended:
            return Group::member;
        default:
            return Group::gone;
    }
}

}  // namespace xinglin::members
