#include "modules/documents/documents.hpp"

#include "base/text.hpp"
#include "modules/documents/compose.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/organisations/rules.hpp"
#include "platform/db/db.hpp"

#include <algorithm>
#include <functional>

namespace xinglin::documents {

namespace {

using meetings::ItemKind;
using meetings::MeetingKind;

/// A document of this meeting that could be asked for, and how it is composed.
struct Possible {
    DocumentKind kind;
    std::string title;
    Which which;
    std::function<Draft()> compose;
    bool ballots{false};
};

std::vector<Election const*> rounds_of(Record const& r, Item const& item) {
    std::vector<Election const*> out;
    for (auto const& one : r.elections)
        if (one.item == item.id) out.push_back(&one);
    return out;
}

void add_vote(std::vector<Possible>& out, Facts const& f, Item const& item) {
    Which const which{item.id, std::nullopt};
    out.push_back({DocumentKind::ballot, "表决票：" + item.title, which, [&] { return vote_ballot(f, item); }, true});
    out.push_back({DocumentKind::count_sheet, "计票单：" + item.title, which, [&] { return vote_count(f, item); }});
    out.push_back({DocumentKind::resolution, "决议：" + item.title, which, [&] { return resolution(f, item); }});
}

void add_election(std::vector<Possible>& out, Facts const& f, Item const& item) {
    auto rounds = rounds_of(f.record, item);
    auto const* first = rounds.empty() ? nullptr : rounds.front();
    Which const which{item.id, std::nullopt};
    out.push_back({DocumentKind::election_request, "选举请示：" + item.title, which,
                   [&f, &item, first] { return election_request(f, item, first); }});
    if (f.speaks_for_parent)
        out.push_back({DocumentKind::election_reply, "选举批复：" + item.title, which,
                       [&f, &item, first] { return election_reply(f, item, first); }});
    auto each = rounds;
    if (each.empty()) each.push_back(nullptr);
    for (auto const* one : each) {
        Which const round{item.id, one == nullptr ? 1 : one->round};
        auto const more =
            one != nullptr && one->round > 1 ? "（第" + std::to_string(one->round) + "轮）" : std::string();
        out.push_back({DocumentKind::ballot, "选票：" + item.title + more, round,
                       [&f, &item, one] { return election_ballot(f, item, one); }, true});
        out.push_back({DocumentKind::count_sheet, "计票单：" + item.title + more, round,
                       [&f, &item, one] { return election_count(f, item, one); }});
    }
    out.push_back({DocumentKind::election_result, "选举结果报告：" + item.title, which,
                   [&f, &item, rounds] { return election_result(f, item, rounds); }});
    if (f.speaks_for_parent)
        out.push_back({DocumentKind::result_reply, "选举结果批复：" + item.title, which,
                       [&f, &item, rounds] { return result_reply(f, item, rounds); }});
}

std::vector<Possible> possible(Facts const& f) {
    std::vector<Possible> out;
    auto const plain = [&](DocumentKind kind, Draft (*compose)(Facts const&)) {
        out.push_back({kind, std::string(title(kind)), {}, [&f, compose] { return compose(f); }});
    };
    plain(DocumentKind::notice, notice);
    plain(DocumentKind::agenda, agenda);
    plain(DocumentKind::attendance_sheet, attendance_sheet);
    for (auto const& item : f.record.items) {
        if (item.kind == ItemKind::vote) add_vote(out, f, item);
        if (item.kind == ItemKind::election) add_election(out, f, item);
    }
    if (f.record.meeting.kind == MeetingKind::democratic_appraisal) {
        plain(DocumentKind::appraisal_ballot, appraisal_ballot);
        out.back().ballots = true;
        plain(DocumentKind::appraisal_form, appraisal_form);
    }
    plain(DocumentKind::minutes, minutes);
    return out;
}

bool same(Which const& asked, Which const& offered) {
    if (asked.item != offered.item) return false;
    return asked.round.value_or(1) == offered.round.value_or(1);
}

}  // namespace

Facts facts_of(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor,
               meetings::Meeting const& meeting) {
    Facts out;
    out.record = meetings::record_of(reader, vault, meeting);
    if (auto const found = organisations::find_on(reader, meeting.organisation, meeting.day())) {
        out.branch = organisations::is_branch(found->kind);
        if (auto const above = organisations::find_on(reader, found->parent, meeting.day())) {
            out.parent = above->name;
            out.speaks_for_parent = actor.scope(meetings::rights::write).covers(above->path);
        }
    }
    if (auto const versions = meetings::store::minutes(reader, meeting.id);
        !versions.empty() && meeting.state == meetings::MeetingState::closed) {
        out.minutes_version = versions.front().number;
        out.minutes_digest = versions.front().digest;
    }
    return out;
}

std::vector<Offer> offers(Facts const& facts) {
    std::vector<Offer> out;
    for (auto const& one : possible(facts)) {
        auto draft = one.compose();
        Offer offer{one.kind, one.title, one.which, std::move(draft.missing), std::move(draft.by_hand), std::nullopt};
        if (one.ballots) offer.copies = voters(facts.record);
        out.push_back(std::move(offer));
    }
    return out;
}

Result<paper::Document> make(Facts const& facts, DocumentKind kind, Which const& which) {
    for (auto const& one : possible(facts)) {
        if (one.kind != kind || !same(which, one.which)) continue;
        auto draft = one.compose();
        if (!draft.missing.empty())
            return fail(refused("documents.facts_missing")
                            .fact("document", one.title)
                            .fact("missing", text::join(draft.missing, "、")));
        return std::move(draft.document);
    }
    return fail(not_found("documents.not_for_this"));
}

}  // namespace xinglin::documents
