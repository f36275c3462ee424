#include "modules/meetings/rules_votes.hpp"

#include <array>
#include <utility>

namespace xinglin::meetings {

namespace {

using regulations::Finding;
using regulations::Severity;

constexpr std::array<std::string_view, 3> methods{"show_of_hands", "paper", "electronic"};
constexpr std::array<std::string_view, 4> kinds{"resolution", "admission", "conversion", "disposal"};

template <class Kind, std::size_t n>
std::optional<Kind> parse(std::array<std::string_view, n> const& words, std::string_view code) {
    for (std::size_t i = 0; i < n; ++i)
        if (words[i] == code) return static_cast<Kind>(i);
    return std::nullopt;
}

/// A contradiction between two numbers of a count.
Finding contradiction(std::string rule, std::int64_t first, std::int64_t second) {
    Finding made;
    made.rule = std::move(rule);
    made.severity = Severity::block;
    made.article = "本项目约定（会议记录的票数）";
    made.version = "project@2026-11-22";
    made.fact("first", first).fact("second", second);
    return made;
}

void check_paper(VoteCount const& c, Verdict& out) {
    if (!c.issued || !c.returned) {
        out.add(contradiction("count.no_ballots", 0, 0));
        return;
    }
    if (*c.issued > c.present) out.add(contradiction("count.more_issued_than_present", *c.issued, c.present));
    if (*c.returned > *c.issued) out.add(contradiction("count.more_returned_than_issued", *c.returned, *c.issued));
    auto const marked = c.in_favour + c.against + c.abstained + c.invalid;
    if (marked != *c.returned) out.add(contradiction("count.ballots_differ", marked, *c.returned));
}

}  // namespace

std::string_view code(VoteMethod method) { return methods[static_cast<std::size_t>(method)]; }
std::optional<VoteMethod> parse_vote_method(std::string_view code) { return parse<VoteMethod>(methods, code); }
std::string_view code(VoteKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<VoteKind> parse_vote_kind(std::string_view code) { return parse<VoteKind>(kinds, code); }

Verdict check_count(VoteCount const& c) {
    Verdict out;
    if (c.method != VoteMethod::show_of_hands) {
        check_paper(c, out);
    } else if (auto const hands = c.in_favour + c.against + c.abstained; hands > c.present) {
        out.add(contradiction("count.more_hands_than_present", hands, c.present));
    }
    if (c.written > 0 && c.kind == VoteKind::resolution) out.add(contradiction("count.written_unknown", c.written, 0));
    if (c.written > c.due - c.present)
        out.add(contradiction("count.more_written_than_away", c.written, c.due - c.present));
    return out;
}

VoteOutcome outcome_of(MeetingKind meeting, VoteCount const& c, RuleSet const& rules, Date on) {
    auto out = vote({c.kind, c.due, c.present, c.in_favour, c.written}, rules, on);
    if (meeting != MeetingKind::committee_meeting) return out;
    auto quorum = committee_quorum(c.due, c.present, rules, on);
    out.valid = !quorum.blocked();
    out.passed = out.valid && c.in_favour >= out.votes_needed;
    if (!out.valid) out.verdict = std::move(quorum);
    return out;
}

}  // namespace xinglin::meetings
