// What the words of a meeting are called in files and on screens.
#include "base/words.hpp"
#include "modules/meetings/types.hpp"
#include "modules/organisations/types.hpp"

#include <array>

namespace xinglin::meetings {

namespace {

// In the order of the enumerations.
constexpr std::array<Word, 6> states{{{"draft", "草稿"},
                                      {"called", "已通知"},
                                      {"under_way", "进行中"},
                                      {"held", "已散会"},
                                      {"closed", "已归档"},
                                      {"cancelled", "已取消"}}};
constexpr std::array<Word, 6> item_kinds{{{"report", "报告"},
                                          {"study", "学习"},
                                          {"discussion", "讨论"},
                                          {"decision", "决定"},
                                          {"vote", "表决"},
                                          {"election", "选举"}}};
constexpr std::array<Word, 7> reasons{{{"surgery", "手术"},
                                       {"on_duty", "值班"},
                                       {"after_night", "下夜班"},
                                       {"sick_leave", "病假"},
                                       {"travel", "出差"},
                                       {"leave", "事假"},
                                       {"other", "其他"}}};
constexpr std::array<Word, 2> parts{{{"due", "应到"}, {"guest", "列席"}}};
constexpr std::array<Word, 3> replies{{{"none", "未回复"}, {"coming", "参加"}, {"absent", "不能参加"}}};
constexpr std::array<Word, 3> presences{{{"unknown", "未登记"}, {"present", "到会"}, {"absent", "缺席"}}};
constexpr std::array<Word, 3> countings{{{"voter", "有表决权"}, {"no_vote", "无表决权"}, {"left_out", "不计入应到"}}};

constexpr std::array<std::string_view, 7> weekdays{"一", "二", "三", "四", "五", "六", "日"};

}  // namespace

std::string_view code(MeetingState state) { return states[static_cast<std::size_t>(state)].code; }
std::string_view title(MeetingState state) { return states[static_cast<std::size_t>(state)].title; }
std::optional<MeetingState> parse_meeting_state(std::string_view code) {
    return parse_code<MeetingState>(states, code);
}
std::string_view code(ItemKind kind) { return item_kinds[static_cast<std::size_t>(kind)].code; }
std::string_view title(ItemKind kind) { return item_kinds[static_cast<std::size_t>(kind)].title; }
std::optional<ItemKind> parse_item_kind(std::string_view code) { return parse_code<ItemKind>(item_kinds, code); }
std::string_view code(AbsenceReason reason) { return reasons[static_cast<std::size_t>(reason)].code; }
std::string_view title(AbsenceReason reason) { return reasons[static_cast<std::size_t>(reason)].title; }
std::optional<AbsenceReason> parse_absence_reason(std::string_view code) {
    return parse_code<AbsenceReason>(reasons, code);
}
std::string_view code(Part part) { return parts[static_cast<std::size_t>(part)].code; }
std::optional<Part> parse_part(std::string_view code) { return parse_code<Part>(parts, code); }
std::string_view code(Reply reply) { return replies[static_cast<std::size_t>(reply)].code; }
std::optional<Reply> parse_reply(std::string_view code) { return parse_code<Reply>(replies, code); }
std::string_view code(Presence presence) { return presences[static_cast<std::size_t>(presence)].code; }
std::optional<Presence> parse_presence(std::string_view code) { return parse_code<Presence>(presences, code); }
std::string_view code(Counting counting) { return countings[static_cast<std::size_t>(counting)].code; }
std::optional<Counting> parse_counting(std::string_view code) { return parse_code<Counting>(countings, code); }

std::string ordinal(Meeting const& meeting) {
    return std::to_string(meeting.year) + "年第" + std::to_string(meeting.number) + "次" + meeting.kind_title();
}

std::string_view title_at(MeetingKind kind, organisations::OrganisationKind place) {
    using organisations::OrganisationKind;
    bool const committee = kind == MeetingKind::committee_meeting, members = kind == MeetingKind::members_meeting;
    if (!committee && !members) return title(kind);
    switch (place) {
        case OrganisationKind::committee:
        case OrganisationKind::temporary_committee:
            return committee ? "党委会议" : "党员大会";
        case OrganisationKind::leading_group:
            return committee ? "党组会议" : "党员大会";
        case OrganisationKind::general_branch:
        case OrganisationKind::temporary_general_branch:
            return committee ? "党总支委员会会议" : "党总支党员大会";
        default:
            return title(kind);
    }
}

std::string when_text(Instant from, Instant until) {
    auto const day = local_date(from);
    auto const clock = [](Instant at) { return local_text(at).substr(11); };
    auto const dated = [](Date date) {
        return std::to_string(date.month) + "月" + std::to_string(date.day) + "日（周" +
               std::string(weekdays[static_cast<std::size_t>(date.weekday() - 1)]) + "）";
    };
    auto const last = local_date(until);
    return dated(day) + clock(from) + "—" + (last == day ? "" : dated(last)) + clock(until);
}

}  // namespace xinglin::meetings
