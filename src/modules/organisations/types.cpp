#include "modules/organisations/types.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace xinglin::organisations {

namespace {

template <class E>
struct Word {
    E value;
    std::string_view name;
    std::string_view title;
};

constexpr std::array<Word<OrganisationKind>, 11> kinds{{
    {OrganisationKind::committee, "committee", "党委"},
    {OrganisationKind::leading_group, "leading_group", "党组"},
    {OrganisationKind::general_branch, "general_branch", "党总支部"},
    {OrganisationKind::branch, "branch", "党支部"},
    {OrganisationKind::joint_branch, "joint_branch", "联合党支部"},
    {OrganisationKind::group, "group", "党小组"},
    {OrganisationKind::temporary_committee, "temporary_committee", "临时党委"},
    {OrganisationKind::temporary_general_branch, "temporary_general_branch", "临时党总支部"},
    {OrganisationKind::temporary_branch, "temporary_branch", "临时党支部"},
    {OrganisationKind::temporary_joint_branch, "temporary_joint_branch", "临时联合党支部"},
    {OrganisationKind::floating_branch, "floating_branch", "流动党员党支部"},
}};
constexpr std::array<std::string_view, 11> codes{"611", "612", "621", "631", "632", "641",
                                                 "911", "921", "931", "932", ""};

constexpr std::array<Word<UnitCase>, 3> unit_cases{{
    {UnitCase::same_as_parent, "same_as_parent", "与上级党组织相同"},
    {UnitCase::legal_entity, "legal_entity", "法人单位"},
    {UnitCase::joint_units, "joint_units", "联合党支部"},
}};

constexpr std::array<Word<ChangeKind>, 8> changes{{
    {ChangeKind::create, "create", "成立"},
    {ChangeKind::rename, "rename", "更名"},
    {ChangeKind::amend, "amend", "修改资料"},
    {ChangeKind::move, "move", "调整隶属"},
    {ChangeKind::split, "split", "拆分"},
    {ChangeKind::merge, "merge", "合并"},
    {ChangeKind::upgrade, "upgrade", "改设"},
    {ChangeKind::dissolve, "dissolve", "撤销"},
}};

constexpr std::array<Word<PostKind>, 12> posts{{
    {PostKind::secretary, "secretary", "书记"},
    {PostKind::deputy_secretary, "deputy_secretary", "副书记"},
    {PostKind::standing_member, "standing_member", "常务委员"},
    {PostKind::organisation, "organisation", "组织委员"},
    {PostKind::publicity, "publicity", "宣传委员"},
    {PostKind::discipline, "discipline", "纪检委员"},
    {PostKind::united_front, "united_front", "统战委员"},
    {PostKind::youth, "youth", "青年委员"},
    {PostKind::women, "women", "妇女委员"},
    {PostKind::member, "member", "委员"},
    {PostKind::group_leader, "group_leader", "党小组组长"},
    {PostKind::contact, "contact", "党组织联系人"},
}};

// Tables stand in the order of their enum; a value is its own index.
template <class E, std::size_t n>
constexpr bool in_order(std::array<Word<E>, n> const& words) {
    for (std::size_t i = 0; i < n; ++i)
        if (static_cast<std::size_t>(words[i].value) != i) return false;
    return true;
}
static_assert(in_order(kinds) && in_order(unit_cases) && in_order(changes) && in_order(posts));

template <class E, std::size_t n>
std::optional<E> by_name(std::array<Word<E>, n> const& words, std::string_view name) {
    for (auto const& word : words)
        if (word.name == name) return word.value;
    return std::nullopt;
}

}  // namespace

Counts& Counts::operator+=(Counts const& other) {
    full += other.full;
    probationary += other.probationary;
    prospects += other.prospects;
    activists += other.activists;
    applicants += other.applicants;
    staff += other.staff;
    return *this;
}

std::string_view name_of(OrganisationKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
std::string_view name_of(UnitCase unit_case) { return unit_cases[static_cast<std::size_t>(unit_case)].name; }
std::string_view name_of(ChangeKind kind) { return changes[static_cast<std::size_t>(kind)].name; }
std::string_view name_of(PostKind kind) { return posts[static_cast<std::size_t>(kind)].name; }
std::string_view title_of(OrganisationKind kind) { return kinds[static_cast<std::size_t>(kind)].title; }
std::string_view title_of(UnitCase unit_case) { return unit_cases[static_cast<std::size_t>(unit_case)].title; }
std::string_view title_of(ChangeKind kind) { return changes[static_cast<std::size_t>(kind)].title; }
std::string_view title_of(PostKind kind) { return posts[static_cast<std::size_t>(kind)].title; }

std::optional<OrganisationKind> organisation_kind(std::string_view name) { return by_name(kinds, name); }
std::optional<UnitCase> unit_case(std::string_view name) { return by_name(unit_cases, name); }
std::optional<ChangeKind> change_kind(std::string_view name) { return by_name(changes, name); }
std::optional<PostKind> post_kind(std::string_view name) { return by_name(posts, name); }

std::string_view national_code(OrganisationKind kind) { return codes[static_cast<std::size_t>(kind)]; }

std::optional<OrganisationKind> kind_from_text(std::string_view given) {
    auto const written = text::without_blanks(text::half_width(given));
    if (written.empty()) return std::nullopt;
    auto const code = std::find(codes.begin(), codes.end(), written);
    if (code != codes.end()) return static_cast<OrganisationKind>(std::distance(codes.begin(), code));
    // The national form prefixes the code: "631党支部".
    if (written.size() > 3)
        if (auto const prefix = std::find(codes.begin(), codes.end(), written.substr(0, 3)); prefix != codes.end())
            return static_cast<OrganisationKind>(std::distance(codes.begin(), prefix));
    for (auto const& word : kinds)
        if (word.title == written || word.name == written) return word.value;
    constexpr std::array<std::pair<std::string_view, OrganisationKind>, 10> spellings{{
        {"基层党委", OrganisationKind::committee},
        {"党的基层委员会", OrganisationKind::committee},
        {"党总支", OrganisationKind::general_branch},
        {"总支", OrganisationKind::general_branch},
        {"支部", OrganisationKind::branch},
        {"支部委员会", OrganisationKind::branch},
        {"联合支部", OrganisationKind::joint_branch},
        {"临时党总支", OrganisationKind::temporary_general_branch},
        {"临时支部", OrganisationKind::temporary_branch},
        {"流动党支部", OrganisationKind::floating_branch},
    }};
    for (auto const& [spelling, kind] : spellings)
        if (spelling == written) return kind;
    return std::nullopt;
}

std::optional<UnitCase> unit_case_from_text(std::string_view given) {
    auto const written = text::without_blanks(text::half_width(given));
    for (auto const& word : unit_cases)
        if (word.title == written || word.name == written) return word.value;
    return std::nullopt;
}

}  // namespace xinglin::organisations
