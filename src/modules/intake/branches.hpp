#pragma once
// Which organisation a text in a file means. Pure: the directory is given.
#include "modules/intake/types.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace xinglin::intake {

/// An organisation as the register knows it on the day of the import.
struct Known {
    OrganisationId id;
    OrganisationId parent;
    std::string code;        ///< 党组织编号, "" when none
    std::string name;        ///< 党组织名称 (the seal's)
    std::string short_name;  ///< 党组织简称
    bool holds_members{false};  ///< branches; committees hold none
    std::string path{};
    bool outside{false};  ///< beyond what the person who imports may import for
};

/// What a text was taken for.
struct Match {
    enum class How {
        exact,      ///< its name, short name or code, or a text confirmed before
        proposed,   ///< most likely this one; a person must say so
        ambiguous,  ///< fits several
        unknown,
    };
    How how{How::unknown};
    Known const* found{nullptr};
};

class Branches {
  public:
    /// @param aliases texts that people confirmed in earlier imports, with the organisation meant
    explicit Branches(std::vector<Known> known, std::unordered_map<std::string, OrganisationId> aliases = {});

    [[nodiscard]] Match resolve(std::string_view text) const;
    [[nodiscard]] Known const* find(OrganisationId id) const;
    /// The branch whose name stands somewhere in a title ("填报单位：心血管内科党支部"), when there is exactly one.
    [[nodiscard]] Known const* named_in(std::string_view title) const;
    [[nodiscard]] bool empty() const { return known_.empty(); }
    /// A text as aliases are remembered.
    [[nodiscard]] static std::string key(std::string_view text);

  private:
    [[nodiscard]] std::string core(std::string_view key) const;
    [[nodiscard]] Match by_core(std::string const& core) const;

    std::vector<Known> known_;
    std::vector<std::string> prefixes_;  ///< names of the institution and of committees above, longest first
    std::unordered_map<std::string, std::size_t> exact_;
    std::unordered_map<std::string, std::vector<std::size_t>> cores_;
    /// A branch's name without what all of them share, taken apart once: every unknown text is compared with each.
    struct Core {
        std::u32string points;
        std::vector<std::string> parts;  ///< departments that share it
        std::size_t index;
    };
    std::vector<Core> core_list_;
    mutable std::unordered_map<std::string, Match> seen_;
};

}  // namespace xinglin::intake
