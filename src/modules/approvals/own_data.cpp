#include "modules/approvals/own_data.hpp"

#include "modules/approvals/store.hpp"

namespace xinglin::approvals {

namespace {

std::string_view act_title(std::string_view what) {
    if (what == "asked") return "提出";
    if (what == "asked_again") return "再次提出";
    if (what == "approved") return "同意";
    if (what == "returned") return "退回";
    return what == "withdrawn" ? "撤回" : "改用新定义";
}

}  // namespace

std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor) {
    std::vector<OwnRow> out;
    for (auto const& one : store::own_cases(reader, vault, actor.account, actor.person))
        out.push_back(
            {"审批", "我提出的：" + one.title, one.detail, std::string(title(one.state)), local_text(one.asked_at)});
    for (auto const& [act, about] : store::own_acts(reader, vault, actor.account))
        out.push_back({"审批", "我办理的：" + about,
                       std::string(act_title(act.what)) + (act.reason.empty() ? "" : "：" + act.reason),
                       act.for_name.empty() ? "" : "代" + act.for_name, local_text(act.at)});
    for (auto const& one : store::own_delegations(reader, vault, actor.account, actor.person)) {
        bool const given = one.delegate != actor.person || actor.person.none();
        // Why somebody else was away is theirs.
        out.push_back({"审批委托", given ? "我委托" + one.delegate_name : one.name + "委托我", given ? one.reason : "",
                       one.ended_at ? "提前结束于" + local_text(*one.ended_at) : "",
                       one.from.text() + " 至 " + one.to.text()});
    }
    return out;
}

}  // namespace xinglin::approvals
