#include "modules/organisations/due.hpp"

#include "modules/organisations/reading.hpp"
#include "modules/organisations/store.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {

constexpr int most_counted = 500;

std::string const& called(Organisation const& o) { return o.short_name.empty() ? o.name : o.short_name; }

void add_late_entries(db::Reader& reader, auth::Scope const& scope, std::vector<duties::Duty>& out) {
    auto const rows = waiting(reader, scope, most_counted);
    if (rows.empty()) return;
    duties::Duty duty;
    duty.id = "organisation-late-entries";
    duty.kind = "organisations.late_entries";
    duty.count = static_cast<std::int64_t>(rows.size());
    duty.title = std::to_string(rows.size()) + "项组织变动补录待复核";
    duty.detail = "补录由另一人核对依据后复核";
    duty.asked_on = local_date(std::min_element(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
                                   return a.recorded_at < b.recorded_at;
                               })->recorded_at);
    duty.action = "去复核";
    duty.link = "/console/confirmations";
    out.push_back(std::move(duty));
}

/// A fresh installation: there is a top organisation and nobody in it.
void add_first_import(db::Reader& reader, std::vector<duties::Duty>& out) {
    auto const highest = top(reader);
    if (!highest || counts_under(reader, highest->path).people() > 0) return;
    duties::Duty duty;
    duty.id = "organisations-first-import";
    duty.kind = "organisations.first_import";
    duty.title = "名册还是空的";
    duty.detail = "先导入党组织表，再导入党员名册；先看检查结果，提交后可以整批撤回。";
    duty.weight = 60;
    duty.action = "去导入";
    duty.link = "/console/imports";
    out.push_back(std::move(duty));
}

/// Posts that an import named by somebody it could not tie to one full member of the organisation.
void add_unmatched_posts(db::Reader& reader, auth::Scope const& scope, std::vector<duties::Duty>& out) {
    auto const posts = unmatched_posts(reader, scope, most_counted);
    if (posts.empty()) return;
    auto const& first = posts.front();
    auto const organisation = store::find(reader, first.organisation);
    duties::Duty duty;
    duty.id = "posts-without-person";
    duty.kind = "organisations.unmatched_posts";
    duty.count = static_cast<std::int64_t>(posts.size());
    duty.title = std::to_string(posts.size()) + "个党内职务没有对应到党员";
    duty.detail = called(*organisation) + std::string(title_of(first.kind)) + "“" + first.holder +
                  "”：该组织没有或者不止一名同名的正式党员，请选定任职人员";
    duty.weight = 3;
    duty.action = "去核对";
    duty.link = "/console/organisations/" + first.organisation.text() + "?show=posts";
    out.push_back(std::move(duty));
}

}  // namespace

std::vector<duties::Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date, int) const {
    std::vector<duties::Duty> out;
    if (actor.has(rights::write)) add_first_import(reader, out);
    if (actor.has(rights::posts)) { add_unmatched_posts(reader, actor.scope(rights::posts), out); }
    if (actor.has(rights::countersign)) add_late_entries(reader, actor.scope(rights::countersign), out);
    return out;
}

std::vector<duties::Confirmation> DutySource::confirmations(db::Reader& reader, auth::Actor const& actor, Instant,
                                                            int limit) const {
    std::vector<duties::Confirmation> out;
    if (!actor.has(rights::countersign)) return out;
    for (auto const& row : waiting(reader, actor.scope(rights::countersign), limit)) {
        if (row.recorded_by == actor.account) continue;
        auto const organisation = store::find(reader, row.organisation);
        duties::Confirmation one;
        one.kind = duties::ConfirmationKind::late_change;
        one.id = row.id.value;
        one.title = (organisation ? called(*organisation) : std::string()) + "：补录" + std::string(title_of(row.kind));
        one.detail = row.effective_on.text() + "生效，原因：" + row.reason;
        if (!row.basis.empty()) one.detail += "，依据：" + row.basis;
        one.asked_by = row.recorded_by_name;
        one.asked_at = row.recorded_at;
        one.link = "/console/organisations/" + row.organisation.text() + "?show=history";
        one.refusable = false;  // what is wrong in it is taken back where it stands
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace xinglin::organisations
