#pragma once
// One line of the copy somebody takes of what is kept about them.

#include <string>

namespace xinglin {

struct OwnRow {
    std::string group;   ///< 组织生活, 排班, …
    std::string item;    ///< what it is
    std::string value;   ///< what is kept, in clear
    std::string source;  ///< who or what it comes from, "" when that says nothing
    std::string when;    ///< day or moment as people read it
};

}  // namespace xinglin
