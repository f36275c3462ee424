#pragma once
// The use cases that change files and memberships. Each is one transaction: access, rules, dated rows, roster, audit, events.

#include "modules/people/corrections.hpp"
#include "modules/people/export_policy.hpp"
#include "modules/people/people.hpp"
#include "modules/people/types.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::people {

/// A field and its new value; no value clears it.
struct FieldValue {
    std::string name;
    std::optional<std::string> value;
};

struct CreatePerson {
    OrganisationId organisation;
    std::optional<std::string> state;  ///< staff by default; members who move in come with join_date and full_date
    std::vector<FieldValue> fields;
    std::string reason;
};
struct ChangeFields {
    PersonId id;
    std::string section;
    std::vector<FieldValue> fields;
    std::optional<Date> effective_from;  ///< today by default; the day from which the new values hold
    bool mistake{false};  ///< the old value was never right: the new one holds from the beginning
    std::string reason;
    std::string source{"office"};  ///< office or archive
};
struct ChangeEntry {
    PersonId id;
    std::string section;  ///< of a new entry
    EntryId entry;  ///< none: a new one
    std::vector<FieldValue> fields;
    std::string reason;
};
struct RemoveEntry {
    PersonId id;
    EntryId entry;
    std::string reason;
};
struct TakeStep {
    PersonId id;
    std::string to;
    Date on;
    std::string reason;
};
struct ExtendProbation {
    PersonId id;
    int months{6};
    Date decided_on;
    std::string reason;
};
struct SetFlag {
    PersonId id;
    std::string flag;
    bool on{true};
    Date from;
    std::string detail;
};
struct Transfer {
    PersonId id;
    OrganisationId organisation;
    Date on;  ///< first day with the new organisation; may lie ahead
    std::string reason;
};
struct Reveal {
    PersonId id;
    std::string field;
    EntryId entry;
    std::string purpose;
};
struct AskCorrection {
    PersonId person;
    std::string field;
    EntryId entry;
    std::optional<std::string> value;
    std::string note;
    UploadId evidence;
};
struct DecideCorrection {
    CorrectionId id;
    bool approved{false};
    std::string reason;
};

using StepProposalId = Id<struct StepProposalTag>;

/// A step that needs two people is forgotten when the second one has not come within this time.
inline constexpr std::int64_t proposal_lifetime_ms = 30 * day_ms;

/// What a write answers: the person and the version to send with the next one.
struct Saved {
    PersonId id;
    std::int64_t version{0};
    std::optional<EntryId> entry;
};

class Service {
  public:
    /// Whether this upload is a whole file the actor sent; what is not there is nobody's evidence.
    using OwnFile = std::function<bool(auth::Actor const&, UploadId)>;

    explicit Service(Tools const& tools, std::vector<Subscriber*> subscribers = {}, ExportPolicy policy = {},
                     OwnFile own_file = {})
        : tools_(tools), subscribers_(std::move(subscribers)), policy_(policy), own_file_(std::move(own_file)) {}

    [[nodiscard]] Tools const& tools() const { return tools_; }
    [[nodiscard]] ExportPolicy const& export_policy() const { return policy_; }

    /// @errors people.name_missing, field faults, people.duplicate_…, people.organisation_unknown, forbidden,
    ///         people.may_not_write (a field outside the actor's allow-list)
    [[nodiscard]] Result<Saved> create(auth::Actor const& actor, CreatePerson const& command);
    /// @param expected version of If-Match; nothing: whatever it is
    /// @errors not_found, people.no_section, people.may_not_write, field faults, people.duplicate_…, people.changed_meanwhile
    ///         (precondition), people.future_edit, people.own_file (refused: the own file is corrected by ask())
    [[nodiscard]] Result<Saved> change(auth::Actor const& actor, ChangeFields const& command,
                                       std::optional<std::int64_t> expected);
    [[nodiscard]] Result<Saved> change_entry(auth::Actor const& actor, ChangeEntry const& command,
                                             std::optional<std::int64_t> expected);
    [[nodiscard]] Result<Saved> remove_entry(auth::Actor const& actor, RemoveEntry const& command,
                                             std::optional<std::int64_t> expected);

    /// Takes one lawful step. Steps that end or suspend a membership need two people where the policy says so: what the first
    /// one enters waits (people.second_person_waits, conflict) until another one enters the same. Dates of the party section follow: becoming probationary sets join_date, becoming full full_date.
    /// @errors those of members::check_transition, people.own_step (refused: nobody takes a step on themselves)
    [[nodiscard]] Result<Saved> take_step(auth::Actor const& actor, TakeStep const& command);
    /// The second person's word on a step somebody entered: agreeing takes it as it was entered, else it is forgotten.
    /// Who entered it may take it back, and not agree.
    /// @errors not_found, people.proposal_over (conflict), people.own_proposal (refused), those of take_step
    [[nodiscard]] Result<Done> decide_step(auth::Actor const& actor, StepProposalId id, bool approved);
    [[nodiscard]] Result<Saved> extend_probation(auth::Actor const& actor, ExtendProbation const& command);
    /// @errors people.flag_unknown, people.flag_same (nothing would change), people.future_edit
    [[nodiscard]] Result<Saved> set_flag(auth::Actor const& actor, SetFlag const& command);
    /// Moves a person to another organisation of the institution from a day on.
    /// @errors people.organisation_unknown, people.same_organisation, people.outside_scope (forbidden)
    [[nodiscard]] Result<Saved> transfer(auth::Actor const& actor, Transfer const& command);

    /// One sealed value in clear, on record. Nobody needs a purpose for the own file.
    /// @errors people.purpose_missing, people.no_value (not_found)
    [[nodiscard]] Result<std::string> reveal(auth::Actor const& actor, Reveal const& command);

    /// The person's own correction: applied at once where the risk is low, else a request.
    /// @errors people.not_correctable, field faults, people.correction_waiting, people.correction_same,
    ///         people.evidence_unknown (an upload that is not the actor's own)
    [[nodiscard]] Result<store::CorrectionRow> ask(auth::Actor const& actor, AskCorrection const& command);
    /// @errors people.decided_already (conflict), people.own_correction (refused), people.reason_needed,
    ///         people.correction_overtaken (conflict; the value has changed since it was asked for)
    [[nodiscard]] Result<store::CorrectionRow> decide(auth::Actor const& actor, DecideCorrection const& command);
    /// Takes back one's own waiting request.
    [[nodiscard]] Result<Done> withdraw_correction(auth::Actor const& actor, CorrectionId id);

    /// Makes the rows anew whose findings change with the days; at most `limit`. @returns people done
    [[nodiscard]] Result<int> recheck(int limit);

  private:
    Tools const& tools_;
    std::vector<Subscriber*> subscribers_;
    ExportPolicy policy_;
    OwnFile own_file_;

    friend class Bulk;
    template <class Event>
    void publish(db::Tx& tx, Event const& event) const {
        for (auto* subscriber : subscribers_) subscriber->on(tx, event);
    }
    Result<Saved> finish(db::Tx& tx, auth::Actor const& actor, PersonId person, std::string action, std::string summary,
                         std::vector<std::pair<std::string, std::string>> details);
    std::optional<Problem> second_of_two(db::Tx& tx, auth::Actor const& actor, TakeStep const& command,
                                         members::State to, members::Step const& step, Card const& card);
    Result<Saved> transfer_in(db::Tx& tx, auth::Actor const& actor, Transfer const& command);
    Result<Saved> set_flag_in(db::Tx& tx, auth::Actor const& actor, SetFlag const& command);
    Result<store::CorrectionRow> apply_correction(db::Tx& tx, auth::Actor const& actor, store::CorrectionRow row,
                                                  std::string source);
};

/// Checks values against the catalogue, all faults at once.
/// @param prefix pointer of the list ("/fields")
[[nodiscard]] Result<Values> check_values(std::vector<FieldValue> const& fields, std::string_view section, Date today);

}  // namespace xinglin::people
