#include "app/demo_life.hpp"

#include "app/demo_data.hpp"
#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/people/people.hpp"

#include <algorithm>
#include <map>

namespace xinglin::app {
namespace {

using organisations::PostKind;

constexpr std::pair<std::string_view, PostKind> posts[] = {
    {"副书记", PostKind::deputy_secretary},
    {"组织委员", PostKind::organisation},
    {"宣传委员", PostKind::publicity},
    {"纪检委员", PostKind::discipline},
};

/// Cells of the named columns, row by row.
std::vector<std::vector<std::string>> columns_of(std::string const& csv,
                                                 std::initializer_list<std::string_view> names) {
    auto const lines = text::split(csv, '\n');
    std::string const first = text::trim(lines.front());
    auto const header = text::split(first, ',');
    std::vector<std::size_t> places;
    for (auto const name : names) {
        auto const at = std::find(header.begin(), header.end(), name);
        XL_CHECK(at != header.end());
        places.push_back(static_cast<std::size_t>(at - header.begin()));
    }
    std::vector<std::vector<std::string>> out;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::string const line = text::trim(lines[i]);
        auto const cells = text::split(line, ',');
        if (cells.size() != header.size()) continue;
        auto& row = out.emplace_back();
        for (auto const place : places) row.emplace_back(cells[place]);
    }
    return out;
}

}  // namespace

Result<Done> seat_committees(Modules::Parts& parts, Date today) {
    std::map<std::string, Date> elected;  // by the short name of the organisation
    for (auto const& row : columns_of(demo_organisations(today), {"党组织简称", "本届班子当选日期"}))
        if (auto const day = Date::parse(row[1])) elected.emplace(row[0], *day);
    auto const actor = auth::Actor::the_system("演示数据");
    for (auto const& row : columns_of(demo_people(today), {"工号", "所在党支部", "党内职务"})) {
        auto const post =
            std::find_if(std::begin(posts), std::end(posts), [&](auto const& known) { return known.first == row[2]; });
        auto const since = elected.find(row[1]);
        if (post == std::end(posts) || since == elected.end()) continue;
        auto const card = parts.core.database->read(
            [&](db::Reader& reader) { return people::find_card_by_staff_no(reader, row[0]); });
        if (!card) return fail(problem(Kind::fault, "app.demo_import").fact("reason", row[0]));
        organisations::NewPost command;
        command.organisation_id = card->organisation;
        command.kind = post->second;
        command.person_id = card->id;
        command.from = since->second;
        command.basis = "换届选举结果的批复（演示）";
        TRY(parts.organisations.give_post(actor, command));
    }
    return Done{};
}

Result<Done> leave_work(Modules::Parts& parts, AccountId security_admin, AccountId member) {
    auto const asking = parts.accounts.actor(member);
    XL_CHECK(asking.has_value());
    people::AskCorrection correction;
    correction.person = asking->person;
    correction.field = "native_place";
    correction.value = "云澜市示例区";
    correction.note = "档案里没有籍贯，按户口簿补充。";
    TRY(parts.people.ask(*asking, correction));
    auto const branch =
        parts.core.database->read([&](db::Reader& reader) { return organisations::find_by_code(reader, "Z1B01"); });
    XL_CHECK(branch.has_value());
    return parts.accounts.propose(security_admin, member, {"branch_secretary", branch->id},
                                  "书记外出学习三个月，由组织委员代行职责。");
}

}  // namespace xinglin::app
