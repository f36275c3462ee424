#pragma once
// The words of a secret ballot: what is asked, the slips in the box, what they add up to. Glossary: docs/glossary.md.

#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::ballots {

using BallotId = Id<struct BallotTag>;

/// 表决, 选举, 民主测评. The form says which marks a line takes.
enum class Form : std::uint8_t { vote, election, appraisal };
/// open (permits and slips) → closed (nothing more comes in, nothing is known yet) → counted; or void: by hand, or too few slips.
/// A counted one may be annulled where its owner says who may: its totals stay as history and decide nothing.
enum class State : std::uint8_t { open, closed, counted, voided, annulled };

[[nodiscard]] std::string_view code(Form form);
[[nodiscard]] std::optional<Form> parse_form(std::string_view code);
[[nodiscard]] std::string_view code(State state);
[[nodiscard]] std::string_view title(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view code);

/// One mark as it stands in a slip: a letter, its code in the contract, its word.
struct Mark {
    char letter;
    std::string_view code;
    std::string_view title;
};
/// The marks of a form, in the order of the page. f a s: for, against, abstained; e q b u s: the four grades, abstained.
[[nodiscard]] std::vector<Mark> const& marks_of(Form form);

/// One thing to mark: the matter of a vote, a candidate, a member.
struct Line {
    std::int64_t about{0};  ///< in the module that asks
    std::string title;
};

struct Ballot {
    BallotId id;
    OrganisationId organisation;
    std::string path;
    Form form{Form::vote};
    std::string subject_kind;  ///< "meeting", "appraisal": whose voters, whose result
    std::int64_t subject{0};
    std::int64_t part{0};  ///< of the subject: the point of the agenda
    std::string detail;  ///< what the asking module keeps with it
    std::string title;
    std::int64_t most{0};  ///< lines (and names written in) that may be marked for, 0 = any
    bool write_ins{false};
    State state{State::open};
    PersonId scrutineer;
    std::string scrutineer_name;
    std::string modulus;  ///< public key of the permits, hex
    std::int64_t voters{0};  ///< who could vote when it was opened
    std::string digest;  ///< SHA-256 over the receipts in order, once counted
    bool why_void{false};  ///< a reason is kept, sealed: store::void_reason
    Instant opened_at;
    AccountId opened_by;
    PersonId opened_person;
    std::string opened_name;
    std::optional<Instant> closed_at;
    std::optional<Instant> counted_at;
    std::int64_t version{1};
    std::vector<Line> lines;
};

/// What somebody marked: one letter a line, and names written in.
struct Choice {
    std::string marks;
    std::vector<std::string> write_ins;
};

/// One slip as it comes in: without a name, under a permit.
struct Slip {
    std::string token;  ///< 32 hex digits, made by the voter's device
    std::string signature;  ///< over the token, hex
    std::string nonce;  ///< 32 hex digits, made by the voter's device
    Choice choice;
};

/// Votes of one mark for one line; a name written in stands behind the lines, under its own position.
struct Total {
    std::int64_t position{0};
    std::string title;
    char mark{'f'};
    std::int64_t votes{0};
};
struct Count {
    std::int64_t issued{0};
    std::int64_t returned{0};
    std::vector<Total> totals;
    /// Votes of a mark for a line, 0 where nobody gave it.
    [[nodiscard]] std::int64_t of(std::int64_t position, char mark) const;
};

}  // namespace xinglin::ballots
