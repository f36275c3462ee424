#include "app/own_data.hpp"

#include "base/text.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/store.hpp"
#include "modules/people/corrections.hpp"
#include "modules/people/views.hpp"

namespace xinglin::app {
namespace {

enum class CopyFormat { xlsx, print };
BOOST_DESCRIBE_ENUM(CopyFormat, xlsx, print)

struct AskCopy {
    std::optional<CopyFormat> format;  ///< a workbook unless a page to print is asked for
};
BOOST_DESCRIBE_STRUCT(AskCopy, (), (format))

class Rows {
  public:
    void add(std::string group, std::string item, std::string value, std::string source = "", std::string when = "") {
        rows_.push_back({std::move(group), std::move(item), std::move(value), std::move(source), std::move(when)});
    }
    void field(std::string const& group, people::FieldView const& field) {
        if (!field.shown && !field.value) return;
        add(group, field.title, field.shown.value_or(field.value.value_or("")), field.source_title.value_or(""),
            field.recorded_at ? local_text(*field.recorded_at) : "");
    }
    std::vector<std::vector<std::string>> take() { return std::move(rows_); }

  private:
    std::vector<std::vector<std::string>> rows_;
};

Result<Done> add_history(Rows& rows, db::Reader& reader, people::Tools const& tools, auth::Actor const& actor,
                         people::FieldView const& field) {
    TRY_ASSIGN(auto const items, people::field_history(reader, tools, actor, actor.person, field.name));
    if (items.size() < 2) return Done{};  // the present value stands in the file
    for (auto const& item : items)
        rows.add(
            "更改历史", field.title, item.shown.value_or("（空）"), item.source_title,
            local_text(item.recorded_at) + "，自" + item.effective_from.text() + (item.withdrawn ? "，已撤回" : ""));
    return Done{};
}

Result<Done> add_file(Rows& rows, db::Reader& reader, people::Tools const& tools, auth::Actor const& actor) {
    TRY_ASSIGN(auto const file, people::view(reader, tools, actor, actor.person, std::nullopt));
    rows.add("档案", "姓名", file.name);
    rows.add("档案", "身份", file.state_title, "", file.state_since.value_or(""));
    if (file.organisation) rows.add("档案", "所在党组织", file.organisation->name);
    for (auto const& flag : file.flags) rows.add("档案", flag.title, flag.detail.value_or("是"));
    for (auto const& post : file.posts)
        rows.add("职务", post.title, post.organisation_name, "",
                 post.from.text() + " 至 " + (post.to ? post.to->text() : std::string("今")));
    for (auto const& section : file.sections) {
        if (!section.list)
            for (auto const& field : section.fields) rows.field(section.title, field);
        int number = 0;
        for (auto const& entry : section.entries) {
            auto const group = section.title + "（" + std::to_string(++number) + "）";
            for (auto const& field : entry.fields) rows.field(group, field);
        }
    }
    for (auto const& section : file.sections)
        if (!section.list)
            for (auto const& field : section.fields) TRY(add_history(rows, reader, tools, actor, field));
    TRY_ASSIGN(auto const items, people::timeline(reader, tools, actor, actor.person));
    for (auto const& item : items)
        rows.add("经历", item.title, item.detail.value_or("") + (item.withdrawn ? "（已撤回）" : ""),
                 item.source.value_or(""), item.on);
    return Done{};
}

std::string_view state_title(std::string_view state) {
    if (state == "waiting") return "待审核";
    if (state == "refused") return "未同意";
    return state == "withdrawn" ? "已撤回" : "已生效";
}

void add_corrections(Rows& rows, db::Reader& reader, people::Tools const& tools, auth::Actor const& actor) {
    auth::Scope own;
    own.self = actor.person;
    people::store::CorrectionFilter filter;
    filter.person = actor.person;
    for (auto const& row : people::store::corrections(reader, tools.vault, own, filter, 0, 1000))
        rows.add("更正申请", row.field, row.before + " → " + row.after, std::string(state_title(row.state)),
                 local_text(row.asked_at));
}

void add_account(Rows& rows, db::Reader& reader, Modules::Parts& parts, auth::Actor const& actor) {
    auto const account = accounts::store::find(reader, actor.account);
    if (!account) return;
    rows.add("账号", "登录名", account->login, "", local_text(account->created_at));
    if (account->totp_on) rows.add("账号", "双因素登录", "已启用");
    for (auto const& stored : accounts::store::grants_of(reader, *parts.core.vault, actor.account)) {
        auto const* role = parts.roles.find(stored.grant.role);
        rows.add("角色", role != nullptr ? role->title : stored.grant.role, stored.grant.reason, "",
                 stored.grant.from.text() + " 至 " + (stored.grant.to ? stored.grant.to->text() : std::string("今")));
    }
    for (auto const& session : accounts::store::sessions_of(reader, actor.account))
        rows.add("登录", session.address, session.agent, "", local_text(session.created_at));
}

/// Who looked at sealed values: when, what and what for. Names of others stay in the trail.
void add_looks(Rows& rows, db::Reader& reader, auth::Actor const& actor) {
    audit::Filter filter;
    filter.subject = actor.person.value;
    filter.subject_kind = "person";
    filter.action = "people.revealed";
    for (auto const& entry : audit::store::list(reader, auth::Scope::everything(), filter, std::nullopt, 1000))
        rows.add("查阅记录", entry.summary, entry.person == actor.person ? "本人" : "工作人员", "",
                 local_text(entry.at));
}

}  // namespace

Result<people::ExportTable> own_data(db::Reader& reader, Modules::Parts& parts, auth::Actor const& actor) {
    Rows rows;
    if (!actor.person.none()) {
        TRY(add_file(rows, reader, parts.people_tools, actor));
        add_corrections(rows, reader, parts.people_tools, actor);
    }
    for (auto& row : module_rows(reader, *parts.core.vault, actor))
        rows.add(std::move(row.group), std::move(row.item), std::move(row.value), std::move(row.source),
                 std::move(row.when));
    add_account(rows, reader, parts, actor);
    if (!actor.person.none()) add_looks(rows, reader, actor);
    people::ExportTable table;
    table.title = "本人信息副本";
    table.subtitle = actor.name + "，" + local_text(parts.core.clock.now()) + " 由本人下载，请妥善保管";
    table.columns = {
        {"group", "类别", 16}, {"item", "项目", 20}, {"value", "内容", 40}, {"source", "来源", 14}, {"at", "时间", 24}};
    table.rows = rows.take();
    return table;
}

void mount_own_data(http::Router& router, Modules::Parts& parts) {
    router.work<AskCopy, http::Content>(
        "GET", "/v1/own-data", auth::signed_in, "A copy of everything kept about oneself",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
        [&parts](http::Call const& call, AskCopy const& in) -> Result<http::Content> {
            auto const& actor = call.actor();
            TRY_ASSIGN(auto const table,
                       parts.core.database->read([&](db::Reader& reader) { return own_data(reader, parts, actor); }));
            audit::Event event;
            event.action = "people.own_data_copied";
            event.subject_kind = "person";
            event.subject = actor.person.value;
            event.summary = "下载本人信息副本";
            event.address = call.client_address();
            TRY(parts.core.database->write([&](db::Tx& tx) -> Result<Done> {
                parts.core.trail.record(tx, actor, event);
                return Done{};
            }));
            if (in.format == CopyFormat::print)
                return http::Content{"text/html; charset=utf-8", people::write_print(table), "", "", 200};
            return http::Content{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                 people::write_xlsx(table), "本人信息副本.xlsx", "", 200};
        });
}

}  // namespace xinglin::app
