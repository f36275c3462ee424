#pragma once
// The yearly round of a branch: self-appraisal, secret test ballot, grades, publication; talks, problems and corrections.

#include "base/result.hpp"
#include "modules/appraisal/types.hpp"
#include "modules/approvals/approvals.hpp"
#include "modules/ballots/ballots.hpp"
#include "modules/duties/duties.hpp"
#include "modules/meetings/service.hpp"
#include "modules/meetings/types_minutes.hpp"
#include "modules/organisations/followers.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::appraisal {

struct SelfAppraisal {
    std::string text;
    std::optional<Grade> grade;  ///< of a full member
};
struct Graded {
    PersonId person;
    std::optional<Grade> grade;
    std::string note;
};

/// A round with everything beside it.
struct RoundView {
    Round round;
    std::string organisation_name;
    std::vector<Member> members;
    std::vector<std::string> joined;  ///< names of members of the branch who are in no line yet, while it is open
    std::vector<ballots::View> ballots;
    std::string returned_reason;
    std::optional<meetings::Meeting> meeting;  ///< the one it names
    std::vector<meetings::Meeting> namable;  ///< for who runs it, while it is open
    std::vector<regulations::Finding> findings;  ///< steps missing, the third
    std::int64_t most_excellent{0};  ///< members who may be graded excellent without a warning
    bool runs{false};
    bool annuls{false};  ///< may set the counted test aside
};

struct NewProblem {
    OrganisationId organisation;
    int year{0};
    Source source{};
    std::optional<TalkId> talk;  ///< of a problem from a talk, and of no other
    std::optional<Date> heard_on;  ///< of one from opinions, and of no other
    std::string body;
};
/// A problem with its correction as the meetings' tasks have it.
struct ProblemView {
    LifeProblem problem;
    std::optional<meetings::Task> correction;
};
/// The pack of an organisation life meeting: talks, what they brought up, what is put right.
struct Pack {
    OrganisationId organisation;
    std::string organisation_name;
    int year{0};
    std::vector<TalkHeld> talks;
    std::vector<std::pair<std::string, std::string>> missing;  ///< who still has to talk: "committee" → 林一、韦二
    std::vector<ProblemView> problems;
    std::vector<regulations::Finding> findings;
    std::vector<std::pair<PersonId, std::string>> people;  ///< of the branch, for the forms
};

class Service final : public ballots::Owner, public approvals::Listener {
  public:
    /// Registers itself with both. All must outlive this.
    Service(meetings::Service& meetings, ballots::Service& ballots, approvals::Service& approvals);

    /// @errors not_found, appraisal.wrong_organisation, nobody (refused), already_open (conflict), year_wrong (malformed)
    [[nodiscard]] Result<RoundId> open(auth::Actor const& actor, OrganisationId organisation, int year);
    /// By the member, as long as no grades are set. @errors not_found, appraisal.text_missing, grade_choose (malformed), grades_set (conflict)
    [[nodiscard]] Result<Done> say(auth::Actor const& actor, RoundId id, SelfAppraisal const& said);
    /// Takes in who was admitted or moved to the branch since. @returns how many
    /// @errors not_found, appraisal.grades_set, test_running, nobody_joined (conflict)
    [[nodiscard]] Result<std::int64_t> take_in(auth::Actor const& actor, RoundId id);
    /// The secret test ballot among the members, once. @errors those of ballots::Service::open, appraisal.grades_set, tested
    [[nodiscard]] Result<ballots::BallotId> test(auth::Actor const& actor, RoundId id, PersonId scrutineer);
    /// The test was held on paper, in a branch too small for totals or by choice.
    /// @errors not_found, appraisal.grades_set, test_running, tested (conflict), day_wrong (malformed)
    [[nodiscard]] Result<Done> test_on_paper(auth::Actor const& actor, RoundId id, Date on);
    /// A counted test no longer stands; another may be held. By who answers for the branch from above, never by those who ran or counted it,
    /// as long as no grades are set. Every member is told that, nobody why.
    /// @errors not_found, appraisal.grades_set (conflict), annulled_above (refused), those of ballots::Service::annul
    [[nodiscard]] Result<Done> annul_test(auth::Actor const& actor, RoundId id, ballots::BallotId test,
                                          std::string const& reason);
    /// The meeting the members are appraised and graded at; nothing: it follows from the days again.
    /// @errors not_found, appraisal.grades_set, meeting_taken (conflict), meeting_wrong (malformed)
    [[nodiscard]] Result<Done> name_meeting(auth::Actor const& actor, RoundId id,
                                            std::optional<meetings::MeetingId> meeting);
    /// The committee's grades, all at once. Steps that are missing refuse them; more than a third excellent is warned of.
    /// @errors stale (precondition), appraisal.no_self, no_mutual, no_test_ballot, not_graded (refused),
    ///         grade_missing (malformed), grades_set, test_running, left (conflict)
    [[nodiscard]] Result<Done> grade(auth::Actor const& actor, RoundId id, std::optional<std::int64_t> version,
                                     std::vector<Graded> const& grades);
    /// Every member is told; the sheet may be posted. @errors not_found, appraisal.not_approved (conflict)
    [[nodiscard]] Result<Done> publish(auth::Actor const& actor, RoundId id);

    [[nodiscard]] Result<RoundView> view(auth::Actor const& actor, RoundId id) const;
    /// Rounds of the branches in scope, of this year and the last.
    [[nodiscard]] std::vector<RoundView> list(auth::Actor const& actor) const;
    /// My own line in each of my rounds; the grade once it is published.
    [[nodiscard]] std::vector<std::pair<RoundView, Member>> own(auth::Actor const& actor) const;

    /// The same two on the same day are the same talk.
    /// @errors not_found, appraisal.person_unknown, same_person, in_future (malformed)
    [[nodiscard]] Result<TalkId> talked(auth::Actor const& actor, OrganisationId organisation, PersonId one,
                                        PersonId other, Date on);
    /// @errors not_found, appraisal.text_missing, talk_unknown, heard_on_missing, in_future (malformed)
    [[nodiscard]] Result<ProblemId> raise(auth::Actor const& actor, NewProblem const& command);
    /// Entered by mistake: taken back while nothing hangs on it. @returns branch and year it stood in
    /// @errors not_found, appraisal.talk_used (conflict)
    [[nodiscard]] Result<std::pair<OrganisationId, int>> take_back(auth::Actor const& actor, TalkId id);
    /// @errors not_found, appraisal.corrected (conflict)
    [[nodiscard]] Result<std::pair<OrganisationId, int>> take_back(auth::Actor const& actor, ProblemId id);
    /// Makes a rectification of it. @errors not_found, appraisal.corrected (conflict), those of meetings::Tasks
    [[nodiscard]] Result<meetings::TaskId> correct(auth::Actor const& actor, ProblemId id, std::string const& body,
                                                   PersonId owner, Date due_on);
    [[nodiscard]] Result<Pack> pack(auth::Actor const& actor, OrganisationId organisation, int year) const;

    [[nodiscard]] Result<Done> entitled(db::Reader& reader, ballots::Ballot const& ballot,
                                        PersonId person) const override;
    [[nodiscard]] Result<Done> still_open(db::Reader& reader, ballots::Ballot const& ballot) const override;
    [[nodiscard]] Result<Done> counted(db::Tx& tx, ballots::Ballot const& ballot, ballots::Count const& count) override;
    [[nodiscard]] std::set<PersonId> told(db::Reader& reader, ballots::Ballot const& ballot) const override;
    [[nodiscard]] std::string title_of(db::Reader& reader, ballots::Ballot const& ballot) const override;
    [[nodiscard]] Result<Done> on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) override;
    [[nodiscard]] meetings::Tools const& tools() const { return meetings_.tools(); }

  private:
    [[nodiscard]] Result<Round> for_run(db::Reader& reader, auth::Actor const& actor, RoundId id) const;
    /// Whether a test is open or waits for its count. @errors appraisal.test_running
    [[nodiscard]] Result<Done> no_test_runs(db::Reader& reader, RoundId id) const;
    /// Whether this actor may set a counted test aside. @errors appraisal.grades_set, annulled_above
    [[nodiscard]] Result<Done> may_annul(db::Reader& reader, auth::Actor const& actor, Round const& round,
                                         ballots::Ballot const& test) const;
    void ask_self(db::Tx& tx, Round const& round, PersonId person) const;
    [[nodiscard]] RoundView view_of(db::Reader& reader, Round round) const;
    [[nodiscard]] Result<Done> keep(db::Tx& tx, Round& round) const;
    void note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string kind, std::int64_t subject,
              std::string const& path, std::string summary,
              std::vector<std::pair<std::string, std::string>> details = {}) const;

    meetings::Service& meetings_;
    ballots::Service& ballots_;
    approvals::Service& approvals_;
};

/// Own self-appraisals that wait, grades to be set, results to be published.
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

}  // namespace xinglin::appraisal
