#pragma once
// The door of the ballots: another module asks a secret question through it, says who may vote, and takes the count.

#include "base/result.hpp"
#include "modules/audit/audit.hpp"
#include "modules/ballots/types.hpp"
#include "modules/notices/notices.hpp"
#include "modules/regulations/regulations.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace xinglin::push {
class Hub;
}

namespace xinglin::ballots {

/// Whose question it is.
class Owner {
  public:
    virtual ~Owner() = default;
    /// Whether this person may vote now. @errors whatever says why not
    [[nodiscard]] virtual Result<Done> entitled(db::Reader& reader, Ballot const& ballot, PersonId person) const = 0;
    /// Whether somebody from elsewhere in the tree is on its list, quickly; the branch's own are asked `entitled` anyway.
    [[nodiscard]] virtual bool asked(db::Reader&, Ballot const&, PersonId) const { return false; }
    /// Takes the count, in its transaction. An error takes the counting back.
    [[nodiscard]] virtual Result<Done> counted(db::Tx& tx, Ballot const& ballot, Count const& count) = 0;
    /// Whether slips may still come in, whoever hands them in. @errors whatever says why not
    [[nodiscard]] virtual Result<Done> still_open(db::Reader&, Ballot const&) const { return Done{}; }
    /// The ballot closes, in its transaction: may put into `detail` what the count will be judged by.
    virtual void closing(db::Tx&, Ballot&) const {}
    /// The ballot was opened, closed, counted or given up.
    virtual void moved(db::Tx&, Ballot const&) const {}
    /// Whose open screens hear of it besides those over the branch. It says who is told, never who may vote.
    [[nodiscard]] virtual std::set<PersonId> told(db::Reader& reader, Ballot const& ballot) const = 0;
    /// What the owner has on record as the result, as far as it keeps one: a recount compares. Positions and marks as in a count.
    [[nodiscard]] virtual std::vector<Total> recorded(db::Reader&, Ballot const&) const { return {}; }
    /// Where its voters find the result, inside the web app; "" = at the ballot alone.
    [[nodiscard]] virtual std::string title_of(db::Reader& reader, Ballot const& ballot) const = 0;
};

struct NewBallot {
    OrganisationId organisation;
    std::string path;
    Form form{Form::vote};
    std::string subject_kind;
    std::int64_t subject{0};
    std::int64_t part{0};
    std::string detail;
    std::string title;
    std::int64_t most{0};
    bool write_ins{false};
    std::vector<Line> lines;
    PersonId scrutineer;
    std::int64_t voters{0};  ///< who could vote now
    bool again{false};  ///< asked anew though counted: the owner has seen to it that no result is replaced
};

struct Tools {
    db::Database& db;
    IdSource& ids;
    Clock const& clock;
    audit::Trail const& trail;
    regulations::Book const& book;
    notices::Service& notices;
    push::Hub& hub;
    crypto::Vault const& vault;
};

/// What anybody concerned may know of a ballot. Totals and receipts are empty before it is counted.
struct View {
    Ballot ballot;
    std::string about;  ///< 2026年第3次支部党员大会
    std::string void_reason;  ///< the program's for few slips, or what somebody wrote
    std::int64_t issued{0};
    std::int64_t returned{0};
    std::vector<Total> totals;
    std::vector<std::string> receipts;
    bool runs{false};  ///< may close and give it up
    bool confirms{false};  ///< is the scrutineer
    bool votes{false};  ///< may ask for a permit now
    bool permit{false};  ///< was given one
};

/// What a recount needs, without a way from a permit to a choice: each list in its own order.
struct Record {
    Ballot ballot;
    std::int64_t issued{0};
    std::vector<std::pair<std::string, std::string>> permits;  ///< token, signature
    std::vector<std::pair<std::string, Choice>> choices;  ///< nonce, choice
    std::vector<std::string> receipts;
    std::vector<Total> totals;  ///< as published
    std::vector<Total> recorded;  ///< as the owner has them
};

class Service {
  public:
    explicit Service(Tools tools);
    ~Service();
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;
    [[nodiscard]] Tools const& tools() const { return tools_; }
    /// `owner` must outlive this.
    void serve(std::string subject_kind, Owner& owner) { owners_[std::move(subject_kind)] = &owner; }

    /// Opens a ballot; `plan` says what is asked, in the transaction, after it decided that this actor may.
    /// @errors ballot.too_few_voters, ballots.scrutineer_wrong (refused), already_open, already_counted (conflict), those of `plan`
    [[nodiscard]] Result<BallotId> open(auth::Actor const& actor,
                                        std::function<Result<NewBallot>(db::Tx&)> const& plan);
    /// Signs a blinded token for a voter, once. The same token again is signed again.
    /// @param blinded hex @returns the blind signature, hex
    /// @errors not_found, ballots.permit_given, over (conflict), blinded_wrong (malformed), the owner's refusals
    [[nodiscard]] Result<std::string> permit(auth::Actor const& actor, BallotId id, std::string const& blinded);
    /// Puts a slip into the box: by nobody, for nobody is known here. Durable when it returns; the same slip again is the
    /// same slip. @returns its receipt
    /// @errors not_found, ballots.over, already_cast (conflict), permit_wrong, the refusals of the rules
    [[nodiscard]] Result<std::string> cast(BallotId id, Slip slip);
    /// Nothing more comes in. Too few slips for totals: the ballot is void and the box destroyed.
    /// Never by the scrutineer: two persons. @errors not_found, ballots.over, scrutineer_closes (refused)
    [[nodiscard]] Result<Done> close(auth::Actor const& actor, BallotId id);
    /// The scrutineer agrees to open the box: counts, publishes receipts, hands the count to the owner.
    /// @errors not_found, ballots.not_closed (conflict), those of the owner
    [[nodiscard]] Result<Done> confirm(auth::Actor const& actor, BallotId id);
    /// Given up before it was counted, with a reason; the box is destroyed. @errors not_found, ballots.over, reason_missing
    [[nodiscard]] Result<Done> give_up(auth::Actor const& actor, BallotId id, std::string const& reason);

    /// A counted one no longer stands, with a reason: its totals and receipts stay readable, marked so, and another may be opened.
    /// Asked for by its owner, in the transaction, after it decided who may: where a count was handed on as a result, that result is
    /// put right instead. @errors not_found, ballots.not_counted (conflict), reason_missing (malformed)
    [[nodiscard]] Result<Done> annul(db::Tx& tx, auth::Actor const& actor, BallotId id, std::string const& reason);

    /// Lets earlier versions of boxes, permits and keys go from the database's files, where the close or count could not (a
    /// reader was in the way, the program was stopped). Nothing to do: nothing is done. Called now and then.
    void forget_history();

    /// For whoever runs it, confirms it, may vote or was given a permit. @errors not_found
    [[nodiscard]] Result<View> view(db::Reader& reader, auth::Actor const& actor, BallotId id) const;
    /// The same, read as the program: what is asked and who confirms is told to every voter.
    [[nodiscard]] Result<View> view(auth::Actor const& actor, BallotId id) const;
    /// Ballots of a subject, for whoever runs it; the caller has decided access.
    [[nodiscard]] std::vector<View> of(db::Reader& reader, std::string const& subject_kind, std::int64_t subject) const;
    /// The ballot of a subject that runs (open, or closed and not counted), else the one counted last, else nothing.
    [[nodiscard]] std::optional<Ballot> standing(db::Reader& reader, std::string const& subject_kind,
                                                 std::int64_t subject) const;
    /// Ballots that wait for this person: to vote, or to confirm the count.
    [[nodiscard]] std::vector<View> waiting(db::Reader& reader, auth::Actor const& actor) const;
    [[nodiscard]] std::vector<View> waiting(auth::Actor const& actor) const;
    /// For a recount by the audit administrator, on record. Never to one of its own voters: with a colleague's receipt the record
    /// tells that colleague's vote. @errors not_found, ballots.not_counted, purpose_missing, own_ballot (refused)
    [[nodiscard]] Result<Record> record(auth::Actor const& actor, BallotId id, std::string const& purpose);

  private:
    struct Casting;
    [[nodiscard]] Result<Ballot> for_run(db::Reader& reader, auth::Actor const& actor, BallotId id) const;
    [[nodiscard]] Owner& owner(Ballot const& ballot) const;
    [[nodiscard]] std::vector<Slip> slips(db::Reader& reader, BallotId id) const;
    [[nodiscard]] View view_of(db::Reader& reader, Ballot ballot) const;
    void note(db::Tx& tx, auth::Actor const& actor, Ballot const& ballot, std::string action, std::string summary,
              std::vector<std::pair<std::string, std::string>> details) const;
    [[nodiscard]] Result<Done> keep(db::Tx& tx, Ballot& ballot) const;
    void announce(db::Tx& tx, Ballot const& ballot) const;
    /// After the commit of what ends a ballot. @returns `done`
    Result<Done> then_forget(Result<Done> done);

    Tools tools_;
    std::atomic<bool> remembers_{true};
    std::map<std::string, Owner*, std::less<>> owners_;
    std::unique_ptr<Casting> casting_;
};

/// Boxes, keys and reasons, for a key rotation.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();
/// What stood in clear before it was sealed.
[[nodiscard]] std::vector<crypto::ClearColumn> clear_columns();

}  // namespace xinglin::ballots
