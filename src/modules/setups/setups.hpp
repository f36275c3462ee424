#pragma once
// A change of one's own organisation that the office above agrees to: asked for with the change's own preview, made by the decision.

#include "modules/approvals/approvals.hpp"
#include "modules/organisations/service.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::setups {

namespace rights {
inline constexpr auth::Right ask{"setups.ask"};
}
inline constexpr std::string_view kind{"organisation_change"};  ///< of the approvals' definitions

using organisations::ChangeCommand;
using organisations::ChangeOutcome;

/// The wanted change, or what it would do.
struct Asked {
    std::optional<approvals::CaseId> id;  ///< absent in a preview
    ChangeOutcome outcome;
};

/// How a wanted change is kept with its case: as the answer to this one reads it again.
struct Codec {
    std::function<std::string(ChangeCommand const&)> write;
    std::function<Result<ChangeCommand>(std::string_view)> read;
};

class Service : public approvals::Listener {
  public:
    Service(db::Database& db, organisations::Service& organisations, approvals::Service& approvals, Codec codec);
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;

    /// Asks for a change of an organisation in the scope of `ask` (dry_run: only shows what it would do).
    /// @errors not_found, setups.kind, setups.may_change, approvals.already_asked, and what the change itself refuses
    [[nodiscard]] Result<Asked> ask(auth::Actor const& actor, ChangeCommand const& command);
    /// Agreed: the change is made in the decision's transaction, by who decided. What it refuses takes the decision back.
    [[nodiscard]] Result<Done> on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) override;

  private:
    db::Database& db_;
    organisations::Service& organisations_;
    approvals::Service& approvals_;
    Codec codec_;
};

}  // namespace xinglin::setups
