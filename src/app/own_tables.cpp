// Which modules give rows to the copy of everything kept about oneself, and which tables hold rows about people.
#include "app/own_data.hpp"

#include "modules/appraisal/own_data.hpp"
#include "modules/approvals/own_data.hpp"
#include "modules/meetings/own_data.hpp"
#include "modules/notices/own_data.hpp"
#include "modules/re_elections/own_data.hpp"
#include "modules/rosters/own_data.hpp"

namespace xinglin::app {

std::vector<OwnRow> module_rows(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor) {
    std::vector<OwnRow> out;
    for (auto* const rows_of : {&meetings::own_rows, &appraisal::own_rows, &rosters::own_rows, &approvals::own_rows,
                                &notices::own_rows, &re_elections::own_rows}) {
        auto some = rows_of(reader, vault, actor);
        out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return out;
}

std::vector<OwnTable> own_tables() {
    constexpr std::string_view derived = "made anew from the dated rows, which the copy holds",
                               act = "says who did an act of office; the trail keeps it, the record is another's",
                               secret = "holds a secret of the account and no fact about the person";
    return {
        {"people_changes", "档案", ""},
        {"people_tokens", "", derived},
        {"people_chips", "", derived},
        {"people_roster", "", derived},
        {"people_corrections", "更正申请", ""},
        {"people_saved_views", "", "a filter of lists somebody named; it stands on their own screen"},
        {"people_exports", "", act},
        {"people_proposed_steps", "", "a proposal until a second person agrees; then it is a step of 经历"},
        {"members_states", "经历", ""},
        {"members_affiliations", "经历", ""},
        {"members_flags", "档案", ""},
        {"organisation_posts", "职务", ""},
        {"meetings_meetings", "组织生活", ""},
        {"meetings_participants", "", "narrows who is asked; whoever was asked has a line under 组织生活"},
        {"meetings_attendees", "组织生活", ""},
        {"meetings_material_files", "会议材料", ""},
        {"meetings_statements", "会议发言", ""},
        {"meetings_changes", "", act},
        {"meetings_candidates", "选举", ""},
        {"meetings_tasks", "决议事项", ""},
        {"appraisal_members", "民主评议", ""},
        {"appraisal_talks", "谈心谈话", ""},
        {"re_election_people", "换届", ""},
        {"rosters_rows", "排班", ""},
        {"rosters_rest", "排班", ""},
        {"rosters_rosters", "", act},
        {"rosters_code_tables", "", act},
        {"approvals_cases", "审批", ""},
        {"approvals_acts", "审批", ""},
        {"approvals_delegations", "审批委托", ""},
        {"notices_notices", "通知", ""},
        {"accounts_accounts", "账号", ""},
        {"accounts_grants", "角色", ""},
        {"accounts_sessions", "登录", ""},
        {"accounts_passwords", "", secret},
        {"accounts_recovery_codes", "", secret},
        {"accounts_links", "", secret},
        {"accounts_invitations", "", "an invitation becomes the account, which the copy holds"},
        {"audit_entries", "查阅记录", ""},
        {"ballots_permits", "",
         "a paper about having voted could be demanded of a voter; it is shown with the ballot alone"},
        {"ballots_ballots", "", act},
        {"intake_imports", "", act},
        {"intake_rows", "", "a file on its way in; what was taken over stands under 档案 with its source"},
        {"intake_findings", "", "a file on its way in; what was taken over stands under 档案 with its source"},
        {"jobs_jobs", "", act},
        {"idempotency_keys", "", "forgets itself within days; repeats an answer to the one who asked"},
    };
}

}  // namespace xinglin::app
