#pragma once
// One organisation's re-election as a chain of dated steps, from the request to the new term.

#include "base/result.hpp"
#include "modules/approvals/approvals.hpp"
#include "modules/duties/duties.hpp"
#include "modules/meetings/service.hpp"
#include "modules/meetings/types_votes.hpp"
#include "modules/organisations/followers.hpp"
#include "modules/organisations/service.hpp"
#include "modules/re_elections/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::re_elections {

/// One line of the chain as a page shows it.
struct StepView {
    Step step{Step::request};
    Date by;
    std::optional<StepDone> done;
    bool current{false};
};

/// A chain with everything beside it.
struct View {
    ReElection chain;
    std::string organisation;  ///< name as on the seal
    std::string superior;  ///< the organisation above, "" at the top of this installation
    bool branch{true};  ///< 支部 of some sort
    organisations::Term term;
    std::int64_t days_left{0};
    std::vector<StepView> steps;
    std::vector<Nominee> people;
    std::int64_t candidates_needed{0};  ///< at least, for the places asked for
    bool majority_of_due{true};  ///< more than half of those due, as the setting says, else of those present
    std::optional<meetings::Meeting> meeting;
    std::optional<meetings::ItemId> item;  ///< the election on its agenda
    std::vector<meetings::Election> rounds;
    bool standing{false};  ///< the candidates stand at the meeting
    std::vector<regulations::Finding> findings;
    std::string waits_for;  ///< whose word is asked for, "" for nobody's
    Date latest_extension;
    bool extension_asked{false};
    bool runs{false};     ///< may take the branch's steps
    bool records{false};  ///< may record the new term and its posts
    [[nodiscard]] std::optional<Step> next() const;
    [[nodiscard]] StepDone const* done(Step step) const;
};

/// An organisation whose term runs out, with its chain once somebody began it.
struct Line {
    OrganisationId organisation;
    std::string name;
    Date deadline;
    std::int64_t days_left{0};
    std::optional<ReElectionId> chain;
    std::optional<Step> next;
    std::optional<Date> by;
    std::int64_t done{0};  ///< steps that are done
    std::int64_t steps{0};
    bool late{false};
    bool asked{false};  ///< waits for the organisation above
    std::string returned;
};

/// What somebody says of a step; what a step needs and does not get is refused by name.
struct Written {
    std::optional<Date> on;
    std::string reference;
    std::optional<Date> planned_on;
    std::optional<std::int64_t> seats;
    std::optional<bool> committee;
    struct Person {
        std::optional<PersonId> person;
        std::string name;
        PostKind post{PostKind::member};
    };
    std::vector<Person> people;
};

struct Gathering {
    Instant starts_at;
    Instant ends_at;
    std::string place;
};

/// What the new term does, or would do.
struct NewTermOutcome {
    organisations::Term term;
    std::vector<organisations::Post> ended;
    std::vector<organisations::Post> given;
    std::vector<regulations::Finding> findings;
};

class Service final : public approvals::Listener {
  public:
    /// Registers itself with the approvals. All must outlive this.
    Service(meetings::Service& meetings, organisations::Service& organisations, approvals::Service& approvals);

    /// @errors not_found, re_elections.no_term (refused), already_running (conflict)
    [[nodiscard]] Result<ReElectionId> begin(auth::Actor const& actor, OrganisationId organisation);
    /// Takes a step of the branch, or records the paper reply of an organisation above that is not in this installation.
    /// A submission goes to the organisation above, whose word makes the reply.
    /// @errors not_found, re_election.before (refused), re_elections.superior_decides, taken, over (conflict),
    ///         field_missing, in_future, person_unknown (malformed), election.too_few_candidates (refused), stale
    [[nodiscard]] Result<Done> take(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version,
                                    Step step, Written const& written);
    /// Plans the members' meeting with the election on its agenda. @errors re_elections.has_meeting, those of planning
    [[nodiscard]] Result<Done> gather(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version,
                                      Gathering const& when);
    /// The approved candidates stand at the meeting that is under way. @errors re_elections.no_meeting, those of standing
    [[nodiscard]] Result<Done> stand(auth::Actor const& actor, ReElectionId id);
    /// Begins the term and gives the posts, in one transaction; a preview is the same, rolled back.
    /// @errors re_election.before (refused), re_elections.no_posts, those of organisations
    [[nodiscard]] Result<NewTermOutcome> begin_term(auth::Actor const& actor, ReElectionId id,
                                                    std::optional<std::int64_t> version, bool dry_run);
    /// Asks for a longer term, a year at most. @errors re_election.extension_too_long (refused), re_elections.superior_decides
    [[nodiscard]] Result<Done> ask_extension(auth::Actor const& actor, ReElectionId id,
                                             std::optional<std::int64_t> version, Date until,
                                             std::string const& reason);
    [[nodiscard]] Result<Done> give_up(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version,
                                       std::string const& reason);

    [[nodiscard]] Result<View> view(auth::Actor const& actor, ReElectionId id) const;
    /// Organisations in scope whose countdown has begun or who began on their own, the most urgent first.
    [[nodiscard]] std::vector<Line> lines(db::Reader& reader, auth::Scope const& scope, Date today, int limit) const;

    [[nodiscard]] Result<Done> on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) override;
    [[nodiscard]] meetings::Tools const& tools() const { return meetings_.tools(); }
    [[nodiscard]] regulations::RuleSet rules(db::Reader& reader) const { return meetings_.rules(reader); }

  private:
    [[nodiscard]] Result<View> for_run(db::Reader& reader, auth::Actor const& actor, ReElectionId id,
                                       std::optional<std::int64_t> version) const;
    [[nodiscard]] View view_of(db::Reader& reader, ReElection chain) const;
    [[nodiscard]] Result<Done> keep(db::Tx& tx, ReElection& chain) const;
    void put(db::Tx& tx, auth::Actor const& actor, View const& view, Step step, Date on,
             std::string const& reference) const;
    void note(db::Tx& tx, auth::Actor const& actor, ReElection const& chain, std::string action, std::string summary,
              std::vector<std::pair<std::string, std::string>> details = {}) const;
    [[nodiscard]] Result<Done> ask(db::Tx& tx, auth::Actor const& actor, View const& view, std::string kind,
                                   std::string title, std::string detail, std::string payload = {});
    [[nodiscard]] Result<Done> take_request(View& view, Written const& written) const;
    [[nodiscard]] Result<Done> take_people(db::Tx& tx, View& view, Written const& written, Step step) const;
    [[nodiscard]] Result<Done> take_result(View& view) const;
    void tell_members(db::Tx& tx, View const& view) const;

    meetings::Service& meetings_;
    organisations::Service& organisations_;
    approvals::Service& approvals_;
};

/// The next step of each chain, for whoever takes it; terms that run out without one.
class DutySource final : public duties::Source {
  public:
    explicit DutySource(Service const& service) : service_(service) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;

  private:
    Service const& service_;
};

class TreeFollower final : public organisations::PathFollower {
  public:
    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
};

}  // namespace xinglin::re_elections
