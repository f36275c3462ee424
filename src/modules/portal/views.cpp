#include "modules/portal/views.hpp"

#include "base/check.hpp"
#include "platform/assets/assets.hpp"
#include "platform/pages/pages.hpp"

namespace xinglin::portal {

namespace {

constexpr std::string_view folder = "src/modules/portal/pages/";

std::string in_folder(std::string_view file) { return std::string(folder) + std::string(file); }

pages::Data framed(Frame const& frame, std::string_view title, std::string_view description) {
    pages::Data data;
    data.set("title", title).set("description", description);
    if (!frame.institution.empty()) data.set("institution", frame.institution);
    data.set("brand", frame.institution.empty() ? std::string("智慧党建") : frame.institution);
    data.set("demo", frame.demo).set("large", frame.large);
    data.set("at_" + std::string(frame.at), true);
    data.set("css", asset_path("portal.css"))
        .set("mark", asset_path("mark.svg"))
        .set("script", asset_path("sign_in.js"));
    return data;
}

std::string show(std::string_view file, pages::Data const& data) {
    return pages::render_in(in_folder("layout.mustache"), in_folder(file), data);
}

std::vector<pages::Data> rows_of(std::vector<PublicOrganisation> const& organisations, int top) {
    std::vector<pages::Data> rows;
    rows.reserve(organisations.size());
    for (auto const& one : organisations) {
        pages::Data row;
        int const depth = one.depth - top;
        row.set("id", one.id.text())
            .set("name", one.short_name.empty() ? one.name : one.short_name)
            .set("kind", one.kind);
        row.set("depth", static_cast<std::int64_t>(depth > 5 ? 5 : depth < 0 ? 0 : depth));
        if (!one.phone.empty()) row.set("phone", one.phone);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::string asset_path(std::string_view file) {
    auto const* asset = assets::find(in_folder(file));
    XL_CHECK(asset != nullptr);
    return "/portal/" + std::string(asset->digest.substr(0, 12)) + "/" + std::string(file);
}

std::string home_page(Frame const& frame, Overview const& overview) {
    auto data = framed(frame, "首页", "党组织概况、入党申请指引和办事入口");
    auto const& name = overview.institution.name;
    data.set("institution", name.empty() ? std::string("智慧党建平台") : name);
    data.set("kind", overview.institution.kind).set("today", overview.today);
    std::vector<pages::Data> numbers;
    for (auto const& [label, value] : overview.counts) {
        pages::Data number;
        number.set("label", label).set("value", value);
        numbers.push_back(std::move(number));
    }
    data.set("has_numbers", !numbers.empty()).set("numbers", std::move(numbers));
    return show("home.mustache", data);
}

std::string organisations_page(Frame const& frame, std::vector<PublicOrganisation> const& rows, bool more) {
    auto data = framed(frame, "组织概况", "党委、党总支、党支部名称和联系电话");
    data.set("has_rows", !rows.empty()).set("rows", rows_of(rows, rows.empty() ? 0 : rows.front().depth));
    auto const count = static_cast<std::int64_t>(rows.size());
    data.set("count", std::to_string(count) + (more ? " 多" : "")).set("shown", count).set("more", more);
    return show("organisations.mustache", data);
}

std::string organisation_page(Frame const& frame, PublicOrganisation const& organisation,
                              std::vector<PublicOrganisation> const& ancestors,
                              std::vector<PublicOrganisation> const& below) {
    auto const& title = organisation.short_name.empty() ? organisation.name : organisation.short_name;
    auto data = framed(frame, title, organisation.name);
    data.set("name", organisation.name).set("short_name", title).set("kind", organisation.kind);
    if (!organisation.phone.empty()) data.set("phone", organisation.phone);
    if (!organisation.founded.empty()) data.set("founded", organisation.founded);
    if (!organisation.secretary.empty()) data.set("secretary", organisation.secretary);
    data.set("ancestors", rows_of(ancestors, 0));
    data.set("has_rows", !below.empty()).set("rows", rows_of(below, below.empty() ? 0 : below.front().depth));
    return show("organisation.mustache", data);
}

std::string help_page(Frame const& frame) {
    auto data = framed(frame, "帮助", "登录、申请入党、我的信息和无障碍使用说明");
    data.set("password_length", static_cast<std::int64_t>(frame.password_length))
        .set("password_mixed", frame.password_classes > 1)
        .set("password_classes", static_cast<std::int64_t>(frame.password_classes));
    return show("help.mustache", data);
}

std::string sign_in_page(Frame const& frame) {
    return show("sign_in.mustache", framed(frame, "登录", "用工号和密码登录"));
}

std::string error_page(int status, std::string_view detail, std::string_view request_id, bool demo) {
    struct Words {
        int status;
        std::string_view heading, detail, next;
    };
    static constexpr Words words[] = {
        {400, "地址或内容不完整", "浏览器送来的内容有缺失。", "请从首页重新打开。"},
        {401, "请先登录", "这一页要登录以后才能看。", "登录后会回到首页。"},
        {403, "这一页不归您的岗位", "您的角色没有打开这一页的权限。", "需要的话，请联系本单位安全管理员。"},
        {404, "没有找到这一页", "地址可能写错了，或者内容已经移走。", "可以从首页或组织概况重新找。"},
        {405, "不支持这种打开方式", "这个地址不接受这种请求。", "请从首页重新打开。"},
        {429, "打开得太快了", "短时间内请求太多。", "请稍等一分钟再试。"},
        {500, "系统出了问题", "不是您的操作有误，已经记下。", "请稍后再试；还不行，把编号告诉系统管理员。"},
        {503, "系统暂时忙", "现在办理的人较多，或系统正在维护。", "请过一会儿再试，已保存的内容不会丢。"},
        {507, "存储空间不足", "服务器磁盘已满，暂时只能查看。", "请告诉系统管理员清理磁盘。"},
    };
    Words const* chosen = &words[6];
    for (auto const& one : words)
        if (one.status == status || (one.status == 400 && status > 400 && status < 500 && chosen == &words[6]))
            chosen = &one;
    Frame frame;
    frame.demo = demo;
    auto data = framed(frame, chosen->heading, chosen->heading);
    data.set("status", static_cast<std::int64_t>(status)).set("heading", chosen->heading).set("next", chosen->next);
    data.set("detail", detail.empty() ? chosen->detail : detail);
    if (!request_id.empty()) data.set("request_id", request_id);
    return show("error.mustache", data);
}

}  // namespace xinglin::portal
