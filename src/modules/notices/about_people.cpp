#include "modules/notices/about_people.hpp"

namespace xinglin::notices {

void AboutPeople::on(db::Tx& tx, people::CorrectionDecided const& event) {
    Message message;
    message.person = event.person;
    message.kind = "correction_decided";
    message.title = "“" + event.field_title + "”的更正" + (event.approved ? "已通过" : "未通过");
    message.body = event.approved ? "您提交的更正已经核对并更新到档案。" : "未通过的理由：" + event.reason;
    message.link = "/m/file";
    message.source_key = "people.correction:" + std::to_string(event.correction);
    service_.tell(tx, message);
}

void AboutPeople::on(db::Tx& tx, people::PersonMoved const& event) {
    Message message;
    message.person = event.person;
    message.kind = "person_moved";
    message.title = "您的组织关系有变动";
    message.body = "自" + event.on.text() + "起转入新的党组织，可在“我的支部”查看。";
    message.link = "/m/branch";
    message.source_key = "people.moved:" + event.person.text() + ":" + event.to.text() + ":" + event.on.text();
    service_.tell(tx, message);
}

}  // namespace xinglin::notices
