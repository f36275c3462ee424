#pragma once
// Definitions as data: what takes whose word, in which order, version by version.

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::approvals {

struct Step {
    std::string code;
    std::string title;
    std::string who;  ///< a role ("party_office"), or a right ("meetings.write"), held over the subject's organisation
    std::string
        reads;  ///< right that who decides for somebody away has to hold there too; "" when the case tells enough
};
/// What becomes of running cases of older versions.
enum class Running { finish, migrate };
struct Version {
    int number{1};
    Running running{Running::finish};
    std::vector<Step> steps;
    /// @returns nullptr when there is none of this code
    [[nodiscard]] Step const* find(std::string_view code) const;
    /// The step after, nullptr after the last.
    [[nodiscard]] Step const* after(std::string_view code) const;
};
struct Definition {
    std::string kind;
    std::string title;
    std::string article;
    std::vector<Version> versions;  ///< ascending
    [[nodiscard]] Version const& newest() const { return versions.back(); }
    [[nodiscard]] Version const* find(int number) const;
};

class Definitions {
  public:
    /// @errors approvals.definitions_faulty (fault) with every fault, its line and reason
    [[nodiscard]] static Result<Definitions> parse(std::string const& yaml, std::string const& name);
    /// Those built into the program.
    [[nodiscard]] static Result<Definitions> load();
    /// @returns nullptr when there is none of this kind
    [[nodiscard]] Definition const* find(std::string_view kind) const;
    [[nodiscard]] std::map<std::string, Definition, std::less<>> const& all() const { return all_; }

  private:
    std::map<std::string, Definition, std::less<>> all_;
};

}  // namespace xinglin::approvals
