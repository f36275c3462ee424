#pragma once
// One act on many people. The number somebody saw must be the number that is there.

#include "modules/people/browse.hpp"
#include "modules/people/service.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::people {

enum class BulkAction { transfer, set_flag };

struct BulkCommand {
    std::vector<PersonId> ids;          ///< these, or
    std::optional<ListQuery> filter;    ///< everybody this list shows
    std::int64_t expected_count{0};     ///< what the button said
    BulkAction action{BulkAction::transfer};
    std::optional<OrganisationId> organisation;  ///< transfer
    std::string flag;                            ///< set_flag
    bool on{true};
    Date date;
    std::string reason;
};

struct BulkRefusal {
    PersonId id;
    std::string name;
    std::string code;
    std::string detail;
};
struct BulkOutcome {
    std::int64_t done{0};
    std::vector<BulkRefusal> refused;  ///< when anybody is refused, nobody is changed
};

/// All or nobody, in one transaction.
/// @errors people.count_differs (conflict; facts expected and found), people.bulk_too_many (more than 500),
/// people.bulk_as_of (the list of a past day), people.query_too_wide
class Bulk {
  public:
    explicit Bulk(Service& service) : service_(service) {}
    [[nodiscard]] Result<BulkOutcome> run(auth::Actor const& actor, BulkCommand const& command);

  private:
    Service& service_;
};

}  // namespace xinglin::people
