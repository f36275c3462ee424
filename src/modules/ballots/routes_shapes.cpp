#include "modules/ballots/routes_shapes.hpp"

#include <algorithm>

namespace xinglin::ballots {

namespace {
constexpr std::string_view letters = "faseqbu";
}

MarkCode mark_code(char letter) { return static_cast<MarkCode>(letters.find(letter)); }
char letter_of(MarkCode code) { return letters[static_cast<std::size_t>(code)]; }

BallotView shown(View const& view) {
    auto const& b = view.ballot;
    bool const counted = b.state == State::counted || b.state == State::annulled;
    bool const told = counted && !view.totals.empty();
    Count const count{view.issued, view.returned, view.totals};
    BallotView out;
    out.id = b.id;
    out.form = b.form;
    out.about = view.about;
    out.title = b.title;
    out.state = b.state;
    out.state_title = std::string(title(b.state));
    if (!view.void_reason.empty()) out.void_reason = view.void_reason;
    out.scrutineer_name = b.scrutineer_name;
    out.most = b.most;
    out.write_ins = b.write_ins;
    out.voters = b.voters;
    out.issued = view.issued;
    out.returned = view.returned;
    for (std::size_t i = 0; i < b.lines.size(); ++i) {
        LineShown line{b.lines[i].title, false, {}};
        for (auto const& mark : marks_of(b.form))
            line.marks.push_back(
                {mark_code(mark.letter), std::string(mark.title),
                 told ? std::optional(count.of(static_cast<std::int64_t>(i), mark.letter)) : std::nullopt});
        out.lines.push_back(std::move(line));
    }
    for (auto const& one : view.totals)
        if (one.position >= static_cast<std::int64_t>(b.lines.size()))
            out.lines.push_back({one.title, true, {{MarkCode::in_favour, "赞成", one.votes}}});
    out.receipts = view.receipts;
    if (counted) out.digest = b.digest;
    out.modulus = b.modulus;
    if (b.subject_kind == "meeting") {
        out.subject = std::to_string(b.subject);
        out.part = std::to_string(b.part);
    }
    out.opened_at = b.opened_at;
    out.counted_at = b.counted_at;
    out.may_close = view.runs && !view.confirms && b.state == State::open;
    out.may_give_up = view.runs && (b.state == State::open || b.state == State::closed);
    out.may_confirm = view.confirms && b.state == State::closed;
    out.may_vote = view.votes;
    out.permit = view.permit;
    return out;
}

BallotList shown(std::vector<View> const& views) {
    BallotList out;
    for (auto const& one : views) out.items.push_back(shown(one));
    return out;
}

}  // namespace xinglin::ballots
