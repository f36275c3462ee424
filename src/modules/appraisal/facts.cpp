#include "modules/appraisal/facts.hpp"

#include "modules/appraisal/store.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "modules/meetings/store_minutes.hpp"

#include <algorithm>

namespace xinglin::appraisal {

namespace {

using meetings::MeetingKind;
using meetings::MeetingState;

bool took_place(meetings::Meeting const& meeting) {
    return meeting.state == MeetingState::under_way || meeting.state == MeetingState::held ||
           meeting.state == MeetingState::closed;
}

}  // namespace

std::vector<meetings::DuePerson> people_of(db::Reader& reader, OrganisationId organisation, std::string const& path,
                                           MeetingKind kind, Date day) {
    meetings::Meeting asked;
    asked.organisation = organisation;
    asked.path = path;
    asked.kind = kind;
    asked.starts_at = start_of_day(day);
    return meetings::who_is_due(reader, asked, {});
}

std::vector<Member> roll_of(db::Reader& reader, Round const& round, Date today) {
    auto out = store::members(reader, round.id);
    auto const here = people_of(reader, round.organisation, round.path, MeetingKind::members_meeting, today);
    for (auto& one : out) {
        bool const left = std::none_of(here.begin(), here.end(),
                                       [&](meetings::DuePerson const& due) { return due.person == one.person; });
        // Once grades are set, who has one keeps it wherever they are.
        one.gone = round.state == RoundState::open ? left : !one.grade && (one.full || left);
    }
    return out;
}

std::vector<meetings::DuePerson> joined(db::Reader& reader, Round const& round, std::vector<Member> const& members,
                                        Date today) {
    auto out = people_of(reader, round.organisation, round.path, MeetingKind::members_meeting, today);
    std::erase_if(out, [&](meetings::DuePerson const& due) {
        return std::any_of(members.begin(), members.end(), [&](Member const& one) { return one.person == due.person; });
    });
    return out;
}

Window window_of(db::Reader& reader, OrganisationId organisation, int year) {
    constexpr int july = 7;
    /// When a round stops taking the meetings after its year; far away while it is the last one and unpublished.
    auto const end_of = [&](int of) {
        auto const year_end = start_of_day({of + 1, 1, 1});
        auto const round = store::of_year(reader, organisation, of);
        if (!round) return year_end;
        auto const next = store::of_year(reader, organisation, of + 1);
        auto end = next ? next->opened_at : start_of_day({of + 2, 1, 1});
        if (round->published_at && *round->published_at < end) end = *round->published_at;
        return std::max(year_end, end);
    };
    auto const from = std::max(start_of_day({year, 1, 1}), std::min(end_of(year - 1), start_of_day({year, july, 1})));
    return {from, end_of(year)};
}

namespace {

/// Whether a day lies in the time of preparation of an organisation life meeting.
struct Preparation {
    Date from, to;
    [[nodiscard]] bool holds(Date day) const { return from <= day && day <= to; }
};

bool studied(db::Reader& reader, OrganisationId organisation, auth::Scope const& within, Preparation const& before) {
    auto const all =
        meetings::store::between(reader, within, start_of_day(before.from), start_of_day(before.to.plus_days(1)));
    return std::any_of(all.begin(), all.end(), [&](meetings::Meeting const& one) {
        if (one.organisation != organisation || !took_place(one) || one.kind == MeetingKind::organisation_life_meeting)
            return false;
        auto const items = meetings::store::items(reader, one.id);
        return std::any_of(items.begin(), items.end(),
                           [](meetings::Item const& item) { return item.kind == meetings::ItemKind::study; });
    });
}

bool is_grading(MeetingKind kind) {
    return kind == MeetingKind::organisation_life_meeting || kind == MeetingKind::democratic_appraisal;
}

/// The meetings a year's round looks at: its own named one, and by the days those no round has named.
struct Looked {
    std::optional<meetings::Meeting> named;
    std::vector<meetings::Meeting> all;
};

Looked meetings_of(db::Reader& reader, OrganisationId organisation, auth::Scope const& within, int year,
                   Round const* round) {
    Looked out;
    auto const own = round == nullptr ? store::of_year(reader, organisation, year) : std::optional(*round);
    if (own && !own->meeting.none()) out.named = meetings::store::find(reader, own->meeting);
    auto const window = window_of(reader, organisation, year);
    for (auto& one : meetings::store::between(reader, within, window.from, window.until)) {
        if (one.organisation != organisation || !took_place(one) || !is_grading(one.kind)) continue;
        if ((out.named && one.kind == out.named->kind) || store::of_meeting(reader, one.id)) continue;
        out.all.push_back(std::move(one));
    }
    if (out.named && took_place(*out.named)) out.all.push_back(*out.named);
    return out;
}

}  // namespace

std::vector<meetings::Meeting> namable(db::Reader& reader, Round const& round) {
    auto out = meetings::store::between(reader, auth::Scope::everything().within(round.path),
                                        start_of_day({round.year, 1, 1}), start_of_day({round.year + 2, 1, 1}));
    std::erase_if(out, [&](meetings::Meeting const& one) {
        if (one.organisation != round.organisation || !is_grading(one.kind) || one.state == MeetingState::cancelled)
            return true;
        auto const by = store::of_meeting(reader, one.id);
        return by && *by != round.id;
    });
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return b.starts_at < a.starts_at; });
    return out;
}

meetings::YearlyRound steps_of(db::Reader& reader, OrganisationId organisation, std::string const& path, int year,
                               Round const* round, std::vector<Member> const& members,
                               std::vector<ballots::View> const& tests, meetings::RuleSet const& rules, Date today) {
    meetings::YearlyRound out;
    out.year = year;
    auto const within = auth::Scope::everything().within(path);
    auto const [named, all] = meetings_of(reader, organisation, within, year, round);
    for (auto const& one : all) {
        // The appraisal may be joined to the organisation life meeting.
        out.mutual_appraisal |= !named || one.id == named->id;
        if (one.kind != MeetingKind::organisation_life_meeting) continue;
        out.meeting_on = one.day();
        // A meeting nobody named is called after its kind.
        out.theme = !one.title.empty() && one.title != one.kind_title() && one.title != meetings::title(one.kind);
        out.criticism |= !meetings::store::points(reader, one.id).empty();
    }
    auto const end = out.meeting_on.value_or(today);
    Preparation const before{end.plus_days(-rules.nearest("life_meeting.before_days", end).number()), end};
    out.study = studied(reader, organisation, within, before);
    auto const problems = store::problems(reader, organisation, year);
    out.talks = !store::talks(reader, organisation, year).empty();
    out.opinions = std::any_of(problems.begin(), problems.end(), [&](LifeProblem const& one) {
        return one.source == Source::opinions && one.heard_on && before.holds(*one.heard_on);
    });
    out.problems = !problems.empty();
    out.corrections = !problems.empty() && std::all_of(problems.begin(), problems.end(),
                                                       [](LifeProblem const& one) { return one.task != 0; });
    for (auto const& one : members)
        if (!one.gone && !one.self_at && one.note.empty()) out.self_missing.push_back(one.name);
    out.self_appraisal = !members.empty() && out.self_missing.empty();
    bool const electronic = std::any_of(tests.begin(), tests.end(), [](ballots::View const& one) {
        return one.ballot.state == ballots::State::counted;
    });
    out.test_ballot = electronic || (round != nullptr && !round->paper_on.empty());
    out.grades_set = round != nullptr && round->state != RoundState::open;
    out.announced = round != nullptr && round->state == RoundState::published;
    return out;
}

}  // namespace xinglin::appraisal
