#include "modules/meetings/own_data.hpp"

#include "gen/meetings/sql.hpp"

#include "base/text.hpp"
#include "modules/meetings/rules_materials.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_materials.hpp"
#include "modules/meetings/store_minutes.hpp"

#include <map>

namespace xinglin::meetings {

namespace {

constexpr int most_tasks = 100'000;

std::string reason_text(std::optional<AbsenceReason> const& reason, std::string const& said) {
    if (!reason) return said;
    return std::string(title(*reason)) + (said.empty() ? "" : "：" + said);
}

/// What somebody answered, whether they came, and why they do not count, as far as it is known.
std::string line_text(Attendee const& a) {
    std::vector<std::string> parts{a.part == Part::guest ? "列席" : a.gone ? "曾应到" : "应到"};
    if (a.reply == Reply::coming) parts.emplace_back("回复参加");
    if (a.reply == Reply::absent) parts.push_back("回复不能参加（" + reason_text(a.reply_reason, a.reply_text) + "）");
    if (a.presence == Presence::present) parts.emplace_back("到会");
    if (a.presence == Presence::absent) {
        auto const why = reason_text(a.absence_reason, a.absence_text);
        parts.push_back("缺席" + (why.empty() ? std::string() : "（" + why + "）"));
    }
    if (!a.basis.empty())
        parts.push_back((a.counting == Counting::left_out ? "不计入应到（" : "没有表决权（") + a.basis + "）");
    return text::join(parts, "，");
}

/// Names of meetings, each looked up once.
class Names {
  public:
    explicit Names(db::Reader& reader) : reader_(reader) {}
    std::string const& of(MeetingId id) {
        auto const [at, fresh] = known_.try_emplace(id.value);
        if (fresh)
            if (auto const found = store::find(reader_, id)) at->second = ordinal(*found);
        return at->second;
    }

  private:
    db::Reader& reader_;
    std::map<std::int64_t, std::string> known_;
};

void add_attendance(db::Reader& reader, crypto::Vault const& vault, PersonId person, std::vector<OwnRow>& out) {
    for (auto const& meeting : reader.all(sql::own_attendance, store::meeting_from, person))
        if (auto const mine = store::attendee(reader, vault, meeting.id, person))
            out.push_back({"组织生活", ordinal(meeting), line_text(*mine), std::string(title(meeting.state)),
                           when_text(meeting.starts_at, meeting.ends_at)});
    for (auto const& meeting : reader.all(sql::own_offices, store::meeting_from, person))
        out.push_back({"组织生活", ordinal(meeting), meeting.chair == person ? "主持人" : "记录人",
                       std::string(title(meeting.state)), when_text(meeting.starts_at, meeting.ends_at)});
}

void add_said(db::Reader& reader, PersonId person, Names& names, std::vector<OwnRow>& out) {
    auto const points = reader.all(
        sql::own_points,
        [](db::Row const& row) {
            return std::pair(row.get<MeetingId>(0),
                             OwnRow{"会议发言", "", row.get<std::string>(1), row.get<bool>(2) ? "不同意见" : "",
                                    local_text(row.get<Instant>(3))});
        },
        person);
    for (auto [meeting, row] : points) {
        row.item = names.of(meeting);
        out.push_back(std::move(row));
    }
}

std::string votes_text(db::Row const& row) {
    auto const number = [&](int column) { return row.null(column) ? "—" : std::to_string(row.integer(column)); };
    auto const outcome = row.text(4);
    auto const decided = outcome == "elected" ? "当选" : outcome == "tied" ? "得票相等，另行选举" : "未当选";
    return "赞成" + number(1) + "，不赞成" + number(2) + "，弃权" + number(3) + "，" + decided;
}

void add_candidacies(db::Reader& reader, PersonId person, Names& names, std::vector<OwnRow>& out) {
    auto const stood = reader.all(
        sql::own_candidacies,
        [](db::Row const& row) {
            return std::pair(row.get<MeetingId>(0),
                             OwnRow{"选举", "", votes_text(row), "计票结果", local_text(row.get<Instant>(5))});
        },
        person);
    for (auto [meeting, row] : stood) {
        row.item = names.of(meeting) + "候选人";
        out.push_back(std::move(row));
    }
}

void add_tasks(db::Reader& reader, PersonId person, std::vector<OwnRow>& out) {
    for (auto const& task : store::tasks_of_owner(reader, person, store::Owned::all, most_tasks)) {
        std::vector<std::string> parts{task.body};
        if (!task.evidence.empty()) parts.push_back("办理情况：" + task.evidence);
        if (!task.check_note.empty()) parts.push_back("复核意见：" + task.check_note);
        out.push_back({std::string(title(task.kind)), std::string(title(task.state)), text::join(parts, "；"),
                       task.checked_name.empty() ? "" : "复核人" + task.checked_name, task.due_on.text() + "前"});
    }
}

/// What the account attached to meetings, also what is gone since.
void add_materials(db::Reader& reader, AccountId account, Names& names, std::vector<OwnRow>& out) {
    for (auto const& one : store::material_files_by(reader, account))
        out.push_back({"会议材料", names.of(one.meeting), one.title + "（" + size_text(one.size) + "）",
                       one.removed_at ? "已移除" : "附加人", local_text(one.added_at)});
}

}  // namespace

std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor) {
    std::vector<OwnRow> out;
    if (actor.person.none()) return out;
    Names names(reader);
    add_attendance(reader, vault, actor.person, out);
    add_said(reader, actor.person, names, out);
    add_candidacies(reader, actor.person, names, out);
    add_tasks(reader, actor.person, out);
    add_materials(reader, actor.account, names, out);
    return out;
}

}  // namespace xinglin::meetings
