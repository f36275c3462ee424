#pragma once
// The door of the approvals: a module asks for another person's word, and hears what became of it.

#include "base/result.hpp"
#include "modules/approvals/definitions.hpp"
#include "modules/approvals/types.hpp"
#include "modules/audit/audit.hpp"
#include "modules/notices/notices.hpp"
#include "platform/auth/auth.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::crypto {
class Vault;
}
namespace xinglin::push {
class Hub;
}

namespace xinglin::approvals {

/// What is asked for.
struct Request {
    std::string kind;  ///< a definition
    std::string subject_kind;
    std::int64_t subject{0};
    OrganisationId organisation;
    std::string path;
    std::string title;
    std::string detail;
    std::string payload;
    std::string link;
    bool by_asker{
        false};  ///< each asks for themselves: several may ask the same of one subject, none sees another's request
};

/// What became of a case, told within the transaction of the decision.
struct Decided {
    Case what;
    std::string reason;  ///< of a return
};
class Listener {
  public:
    virtual ~Listener() = default;
    /// A case of a kind this listener began was approved at its last step, or returned. An error takes the decision back.
    [[nodiscard]] virtual Result<Done> on(db::Tx& tx, auth::Actor const& by, Decided const& news) = 0;
};

struct Tools {
    db::Database& db;
    IdSource& ids;
    Clock const& clock;
    audit::Trail const& trail;
    notices::Service& notices;
    crypto::Vault& vault;
    Definitions const& definitions;
    /// An account as it acts now; nothing when it is closed.
    std::function<std::optional<auth::Actor>(db::Reader&, AccountId)> actor;
    /// The open accounts of a person, as they act now.
    std::function<std::vector<auth::Actor>(PersonId)> actors_of{};
    /// Open screens of who decides and of who asked read again after each step; without it nobody is woken.
    push::Hub* hub{nullptr};
};

/// What an actor may do with a case.
struct Acts {
    bool decide{false};
    std::string for_name;  ///< on whose behalf they would decide, "" on the own
    bool withdraw{false};
};

enum class Outcome { approve, send_back };

class Service {
  public:
    explicit Service(Tools tools) : tools_(std::move(tools)) {}
    [[nodiscard]] Tools const& tools() const { return tools_; }
    /// Who hears of decisions on this kind. `listener` must outlive this.
    void tell(std::string kind, Listener& listener) { listeners_.emplace_back(std::move(kind), &listener); }

    /// Asks, in the transaction of what is asked about. A returned case of the same subject and asker goes on instead of a new one.
    /// @errors approvals.already_asked (conflict)
    [[nodiscard]] Result<CaseId> begin(db::Tx& tx, auth::Actor const& actor, Request const& request);
    /// The subject was settled or given up by its own module: unfinished cases end with it, and who asked is told.
    void settle(db::Tx& tx, auth::Actor const& actor, std::string const& kind, std::string const& subject_kind,
                std::int64_t subject, CaseState as, std::string const& reason);

    /// The case of a subject that waits for somebody.
    [[nodiscard]] std::optional<Case> waiting_case(db::Reader& reader, std::string const& kind,
                                                   std::string const& subject_kind, std::int64_t subject) const;

    /// @errors not_found, approvals.own_case (refused), approvals.reason_missing, finished (conflict), stale (precondition),
    ///         and whatever the module refuses
    [[nodiscard]] Result<Done> decide(auth::Actor const& actor, CaseId id, std::optional<std::int64_t> version,
                                      Outcome outcome, std::string const& reason);
    /// By the asker. @errors not_found, approvals.finished
    [[nodiscard]] Result<Done> withdraw(auth::Actor const& actor, CaseId id, std::string const& reason);

    /// A case for whoever asked, decides or decided it. @errors not_found
    [[nodiscard]] Result<Case> access(db::Reader& reader, auth::Actor const& actor, CaseId id) const;
    [[nodiscard]] Acts acts(db::Reader& reader, auth::Actor const& actor, Case const& one) const;
    /// Cases this actor may decide now, for themselves or somebody away; the oldest first.
    [[nodiscard]] std::vector<Case> waiting(db::Reader& reader, auth::Actor const& actor, int limit) const;

    /// Lets somebody decide while one is away.
    /// @errors approvals.span_wrong, delegate_unknown, delegate_self, nothing_to_delegate (malformed),
    ///         approvals.not_away (refused): the roster has the person at work on every one of these days,
    ///         approvals.delegate_administrator, delegate_unfit (refused)
    [[nodiscard]] Result<DelegationId> delegate(auth::Actor const& actor, PersonId to, Date from, Date until,
                                                std::string const& reason);
    /// Whether this actor decides anything that could be left to somebody.
    [[nodiscard]] bool may_delegate(auth::Actor const& actor) const { return !grants_text(actor).empty(); }
    [[nodiscard]] Result<Done> end_delegation(auth::Actor const& actor, DelegationId id);

    /// Cases that run under an older version go on under the newest where it says so. Once at the start.
    [[nodiscard]] Result<int> adopt_definitions();

  private:
    struct Right {
        bool held{false};
        std::string for_name;
    };
    /// The own right, or that of the first of those away who still hold it themselves.
    [[nodiscard]] Right right_of(db::Reader& reader, auth::Actor const& actor, Case const& one) const;
    /// The step a case waits at; nullptr when its definition is gone.
    [[nodiscard]] Step const* step_of(Case const& one) const;
    /// The actor's deciding roles, one a line with its path.
    [[nodiscard]] std::string grants_text(auth::Actor const& actor) const;
    void note(db::Tx& tx, auth::Actor const& actor, Case const& one, std::string what, std::string const& for_name,
              std::string const& reason) const;
    void finish(db::Tx& tx, auth::Actor const& actor, Case& one, CaseState as, std::string const& reason) const;
    void tell_asker(db::Tx& tx, Case const& one, std::string const& title, std::string const& body) const;
    [[nodiscard]] Result<Done> announce(db::Tx& tx, auth::Actor const& actor, Case const& one,
                                        std::string const& reason) const;

    Tools tools_;
    std::vector<std::pair<std::string, Listener*>> listeners_;
};

}  // namespace xinglin::approvals
