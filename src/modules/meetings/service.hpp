#pragma once
// Use cases of a meeting: plan, call, cancel, answer, run. Each opens the one transaction, decides, writes the trail.

#include "base/result.hpp"
#include "modules/audit/audit.hpp"
#include "modules/meetings/attendance.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/store.hpp"
#include "modules/notices/notices.hpp"
#include "modules/regulations/regulations.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xinglin::push {
class Hub;
}
namespace xinglin::crypto {
class Vault;
}
namespace xinglin::approvals {
class Service;
}

namespace xinglin::meetings {

/// What every use case stands on; held by the composition root.
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

struct Guest {
    std::optional<PersonId> person;
    std::string name;  ///< where the person is not on file
};

struct PlannedItem {
    std::optional<ItemId> id;  ///< of an item that stays; none: a new one
    ItemKind kind{ItemKind::discussion};
    std::string title;
    std::string body;
};

/// What a person says of a meeting; everything at once.
struct Plan {
    std::string title;
    Instant starts_at;
    Instant ends_at;
    std::string place;
    std::optional<PersonId> chair;  ///< none at planning: the secretary
    std::optional<PersonId> recorder;
    std::vector<PersonId> participants;  ///< narrows who is due
    std::vector<Guest> guests;
    std::vector<PlannedItem> items;
    std::vector<Material> materials;
};

/// One line of the attendance list.
struct Mark {
    std::optional<AttendeeId> attendee;
    std::optional<PersonId> person;  ///< where the line has no id yet
    std::optional<Presence> presence;
    std::optional<AbsenceReason> reason;
    std::string text;
    std::optional<Counting> counting;  ///< left out of the base, or without a vote, on a basis
    std::string basis;
};

struct Answer {
    bool coming{true};
    std::optional<AbsenceReason> reason;
    std::string text;
};

/// Whether a secret ballot runs on something of a meeting; the ballots say so.
class OpenBallots {
  public:
    virtual ~OpenBallots() = default;
    /// @param item nothing: on any point @returns the title of the ballot that is open or closed and not counted, "" for none
    [[nodiscard]] virtual std::string running(db::Reader& reader, MeetingId meeting,
                                              std::optional<ItemId> item) const = 0;
};

class Service {
  public:
    explicit Service(Tools tools) : tools_(tools) {}
    [[nodiscard]] Tools const& tools() const { return tools_; }
    /// Where late entries ask for a second person's word; without one they wait for a countersignature alone.
    void ask_through(approvals::Service& approvals) { approvals_ = &approvals; }
    /// Who knows of ballots that run. `ballots` must outlive this.
    void watch(OpenBallots const& ballots) { ballots_ = &ballots; }
    /// The ballot that runs on a point (nothing: any) of a meeting, "" for none.
    [[nodiscard]] std::string running_ballot(db::Reader& reader, MeetingId meeting, std::optional<ItemId> item) const {
        return ballots_ == nullptr ? std::string() : ballots_->running(reader, meeting, item);
    }
    [[nodiscard]] bool asks() const { return approvals_ != nullptr; }
    [[nodiscard]] regulations::RuleSet rules(db::Reader& reader) const {
        return regulations::rules(reader, tools_.book);
    }
    /// The only road to one meeting for somebody.
    /// @errors not_found when it is not there or lies outside the actor's scope for this right
    [[nodiscard]] Result<Meeting> access(db::Reader& reader, auth::Actor const& actor, MeetingId id,
                                         auth::Right right) const;
    /// A meeting the actor was asked to as a person, with the own line.
    /// @errors not_found
    [[nodiscard]] Result<std::pair<Meeting, Attendee>> own(db::Reader& reader, auth::Actor const& actor,
                                                           MeetingId id) const;

    /// Whether the actor had a hand in the minutes of this meeting, under whatever account.
    [[nodiscard]] static bool wrote(db::Reader& reader, auth::Actor const& actor, Meeting const& meeting);

    /// @errors not_found, meetings.wrong_organisation (refused), end_before_start, person_unknown, not_due, link_form
    [[nodiscard]] Result<MeetingId> plan(auth::Actor const& actor, OrganisationId organisation, MeetingKind kind,
                                         Plan const& plan);
    /// The same within somebody's transaction.
    [[nodiscard]] Result<MeetingId> plan(db::Tx& tx, auth::Actor const& actor, OrganisationId organisation,
                                         MeetingKind kind, Plan const& plan);
    /// A meeting this actor keeps the record of: runs it by right of their role, or is named as its chair or recorder.
    /// @errors not_found
    [[nodiscard]] Result<Meeting> kept(db::Reader& reader, auth::Actor const& actor, MeetingId id) const;
    /// Changes of time or place after the call are told to everybody who was told.
    /// @errors meetings.version_missing, stale (precondition), wrong_state, time_settled (conflict), and those of plan
    [[nodiscard]] Result<Done> change(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                                      Plan const& plan);
    /// Tells everybody who is due and the guests, those who were told already left alone.
    /// @errors meetings.place_missing, starts_in_past (refused), nobody_due (refused)
    [[nodiscard]] Result<Done> call(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version);
    /// @errors meetings.reason_missing
    [[nodiscard]] Result<Done> cancel(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                                      std::string const& reason);
    /// Answering the same again changes nothing.
    /// @errors meetings.reply_closed (conflict), reason_missing, reason_text_missing
    [[nodiscard]] Result<Done> reply(auth::Actor const& actor, MeetingId id, Answer const& answer);

    /// @param at when it began; nothing: now
    [[nodiscard]] Result<Done> start(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                                     std::optional<Instant> at);
    /// Many lines at once; what is not named stays.
    /// @errors meetings.no_longer_due (conflict), attendee_unknown, basis_missing
    [[nodiscard]] Result<Done> mark(auth::Actor const& actor, MeetingId id, std::vector<Mark> const& marks);
    [[nodiscard]] Result<Done> end(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                                   std::optional<Instant> at);

    /// Memberships moved: open meetings of the organisation follow.
    void follow_people(db::Tx& tx, OrganisationId organisation);

  private:
    friend class Voting;
    friend class Minutes;
    friend class Materials;
    friend class Approved;
    /// A late entry was closed: somebody else is asked. An error lands in `outcome`.
    void ask_countersignature(db::Tx& tx, auth::Actor const& actor, Meeting const& meeting,
                              Result<Done>& outcome) const;
    /// The minutes were opened again: nobody is asked about what stood there.
    void withdraw_countersignature(db::Tx& tx, auth::Actor const& actor, MeetingId id, std::string const& reason) const;
    /// Requests for another time have nothing to ask for any more: whoever asked is told why.
    void settle_requests(db::Tx& tx, auth::Actor const& actor, MeetingId id, std::string const& why) const;
    /// A late entry that waits for its approval is countersigned by whoever decides that, and in no other way.
    [[nodiscard]] Result<Done> countersign_through(auth::Actor const& actor, MeetingId id,
                                                   std::optional<std::int64_t> version) const;
    /// An act that leaves the meeting's own row alone: into the trail, and open screens hear.
    void note(db::Tx& tx, auth::Actor const& actor, Meeting const& meeting, std::string action, std::string what,
              std::vector<std::pair<std::string, std::string>> details) const;
    [[nodiscard]] Result<Meeting> for_change(db::Tx& tx, auth::Actor const& actor, MeetingId id,
                                             std::optional<std::int64_t> version) const;
    /// @param before as it stood, with its guests: whoever was named then may stay
    [[nodiscard]] Result<Done> check(db::Reader& reader, auth::Actor const& actor, Meeting const& meeting,
                                     Plan const& plan, Meeting const* before) const;
    [[nodiscard]] Result<Done> write_plan(db::Tx& tx, Meeting const& meeting, Plan const& plan,
                                          std::vector<Item> const& before);
    [[nodiscard]] Result<Done> set_guests(db::Tx& tx, Meeting const& meeting, std::vector<Guest> const& guests);
    /// Stores the meeting, the line of its history, the entry of the trail; open screens hear after the commit.
    [[nodiscard]] Result<Done> save(db::Tx& tx, auth::Actor const& actor, Meeting& meeting, std::string action,
                                    std::string what) const;
    /// Whose open screens read again: taps of attendance move nothing a member's phone shows.
    enum class Told { everybody_asked, those_who_run_it };
    void announce(db::Tx& tx, Meeting const& meeting, Told told = Told::everybody_asked) const;
    /// Tells everybody asked. @param only_untold leaves out who was told before
    std::int64_t tell(db::Tx& tx, Meeting const& meeting, std::string const& kind, std::string const& head,
                      std::string const& body, bool only_untold);

    Tools tools_;
    approvals::Service* approvals_{nullptr};
    OpenBallots const* ballots_{nullptr};
};

}  // namespace xinglin::meetings
