#include "app/people_joints.hpp"

#include "modules/members/members.hpp"

namespace xinglin::app {
namespace {

notices::Message message(PersonId person, std::string kind, std::string title, std::string body, std::string link,
                         std::string key) {
    notices::Message made;
    made.person = person;
    made.kind = std::move(kind);
    made.title = std::move(title);
    made.body = std::move(body);
    made.link = std::move(link);
    made.source_key = std::move(key);
    return made;
}

}  // namespace

void PeopleNews::on(db::Tx& tx, people::CorrectionDecided const& news) {
    auto body = "您申请更正的“" + news.field_title + (news.approved ? "”已经改好。" : "”没有改动。");
    if (!news.reason.empty()) body += "说明：" + news.reason;
    notices_.tell(tx, message(news.person, "correction_decided", news.approved ? "信息更正已通过" : "信息更正未通过",
                              std::move(body), "/m/me/file", "correction:" + std::to_string(news.correction)));
}

void PeopleNews::on(db::Tx& tx, people::StateChanged const& news) {
    notices_.tell(tx,
                  message(news.person, "state_changed", "您的身份有变动",
                          "自 " + news.on.text() + " 起为" + std::string(members::title(news.to)) + "。", "/m/me/file",
                          "state:" + news.person.text() + ":" + news.on.text() + ":" +
                              std::to_string(static_cast<int>(news.to))));
}

void PeopleNews::on(db::Tx& tx, people::PersonMoved const& news) {
    notices_.tell(tx,
                  message(news.person, "moved", "您所在的党组织有变动", "自 " + news.on.text() + " 起转到新的党组织。",
                          "/m/branch", "moved:" + news.person.text() + ":" + news.to.text() + ":" + news.on.text()));
}

}  // namespace xinglin::app
