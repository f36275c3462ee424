#include "modules/meetings/types_minutes.hpp"

#include "base/words.hpp"

namespace xinglin::meetings {

namespace {

// In the order of the enumerations.
constexpr std::array<Word, 2> task_kinds{{{"decision", "决议事项"}, {"rectification", "整改事项"}}};
constexpr std::array<Word, 4> task_states{
    {{"open", "未完成"}, {"done", "待复核"}, {"returned", "退回"}, {"checked", "已复核"}}};
constexpr std::array<Word, 7> matter_kinds{{{"development", "业务发展"},
                                            {"recruitment", "人才引进"},
                                            {"pay", "薪酬分配"},
                                            {"promotion", "职称职级晋升"},
                                            {"award", "评先评优"},
                                            {"equipment", "设备配置"},
                                            {"other", "其他"}}};

}  // namespace

std::string_view code(TaskKind kind) { return task_kinds[static_cast<std::size_t>(kind)].code; }
std::string_view title(TaskKind kind) { return task_kinds[static_cast<std::size_t>(kind)].title; }
std::optional<TaskKind> parse_task_kind(std::string_view code) { return parse_code<TaskKind>(task_kinds, code); }
std::string_view code(TaskState state) { return task_states[static_cast<std::size_t>(state)].code; }
std::string_view title(TaskState state) { return task_states[static_cast<std::size_t>(state)].title; }
std::optional<TaskState> parse_task_state(std::string_view code) { return parse_code<TaskState>(task_states, code); }
std::string_view code(MatterKind kind) { return matter_kinds[static_cast<std::size_t>(kind)].code; }
std::string_view title(MatterKind kind) { return matter_kinds[static_cast<std::size_t>(kind)].title; }
std::optional<MatterKind> parse_matter_kind(std::string_view code) {
    return parse_code<MatterKind>(matter_kinds, code);
}

}  // namespace xinglin::meetings
