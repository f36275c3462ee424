#pragma once
// One change of the tree while it is being made: timelines are patched and saved, followers told, effects and findings gathered.

#include "modules/organisations/followers.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/organisations/store.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace xinglin::organisations {

class Work {
  public:
    Work(db::Tx& transaction, ChangeContext const& about, IdSource& id_source, Followers const& all,
         RuleSet const& rule_set)
        : tx(transaction), context(about), ids(id_source), followers(all), rules(rule_set) {}

    db::Tx& tx;
    ChangeContext const& context;
    IdSource& ids;
    Followers const& followers;
    RuleSet const& rules;
    Verdict verdict;
    std::vector<Effect> effects;
    std::vector<std::pair<std::string, std::string>> moves;  ///< present paths, in order

    /// Makes an organisation that lives from the change's day on. Path and segment are made here.
    /// @errors organisations.code_taken (conflict), name_taken (conflict)
    Result<Organisation> create(Facts facts);
    /// Changes facts other than parent and path from the change's day on.
    /// @errors organisations.code_taken
    Result<Done> patch(OrganisationId id, std::function<bool(Facts&)> const& change);
    /// Hangs an organisation and all beneath it under another from the change's day on.
    /// @errors organisations.under_itself, later_changes (conflict); organisation.parent_kind goes to the verdict
    Result<Done> rehang(Organisation const& organisation, Organisation const& parent);
    /// Ends an organisation without people and children on the change's day; posts and terms end with it.
    /// @errors organisations.later_changes, has_children, has_people (conflict)
    Result<Done> end(Organisation const& organisation, std::optional<Organisation> const& heir);
    /// @returns people moved as the followers report them
    Result<Done> reassign(Organisation const& from, Organisation const& to,
                          std::optional<std::vector<PersonId>> people);
    /// Ends all running posts and the running term.
    void end_posts_and_term(Organisation const& organisation, std::string const& reason);

    void note(std::string kind, OrganisationId organisation, std::string text, std::int64_t count = 1,
              OrganisationId to = {});

  private:
    [[nodiscard]] Result<Done> free_of_later_changes(Organisation const& organisation, Timeline const& timeline) const;
    void shift_subtree(Organisation const& organisation, std::string const& from, std::string const& to);
};

/// "心血管内科党支部", or the full name where there is no short one.
[[nodiscard]] std::string const& called(Facts const& facts);

/// What the command asks for, done in `work`. @returns the organisation concerned
Result<OrganisationId> make_change(Work& work, ChangeCommand const& command);
// One per kind; make_change chooses.
Result<OrganisationId> create(Work& work, ChangeCommand const& command);
Result<OrganisationId> rename(Work& work, ChangeCommand const& command);
Result<OrganisationId> amend(Work& work, ChangeCommand const& command);
Result<OrganisationId> move(Work& work, ChangeCommand const& command);
Result<OrganisationId> split(Work& work, ChangeCommand const& command);
Result<OrganisationId> merge(Work& work, ChangeCommand const& command);
Result<OrganisationId> upgrade(Work& work, ChangeCommand const& command);
Result<OrganisationId> dissolve(Work& work, ChangeCommand const& command);

}  // namespace xinglin::organisations
