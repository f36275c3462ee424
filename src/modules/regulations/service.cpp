#include "modules/audit/audit.hpp"
#include "modules/regulations/regulations.hpp"
#include "modules/regulations/store.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"

namespace xinglin::regulations {

RuleSet rules(db::Reader& reader, Book const& book) {
    std::vector<Setting> settings;
    for (auto& row : store::settings(reader)) {
        auto const* parameter = book.find(row.setting.name);
        if (parameter == nullptr) continue;
        auto datum = read_datum(*parameter, row.datum_text);
        if (!datum) continue;  // limits narrowed by a later release: the regulation's own value holds again
        row.setting.datum = std::move(*datum);
        settings.push_back(std::move(row.setting));
    }
    return RuleSet(book, std::move(settings));
}

Result<Setting> Service::set(auth::Actor const& actor, NewSetting const& command) {
    if (!actor.has(rights::set)) return fail(forbidden());
    auto const* parameter = book_.find(command.name);
    if (parameter == nullptr) return fail(malformed("regulations.unknown_parameter").fact("name", command.name));
    TRY_ASSIGN(auto const datum, read_datum(*parameter, command.value));
    if (text::trim(command.reason).empty()) return fail(malformed("regulations.reason_missing"));
    return db_.write([&](db::Tx& tx) -> Result<Setting> {
        Setting made{ids_.next<SettingId>(),     parameter->name, datum,     command.effective_on,
                     text::trim(command.reason), clock_.now(),    actor.name};
        if (!store::insert(tx, made, datum_text(datum), actor.account))
            return fail(conflict("regulations.setting_exists")
                            .fact("meaning", parameter->meaning)
                            .fact("on", command.effective_on.text()));
        audit::Event event;
        event.action = "regulations.set";
        event.subject_kind = "regulation_setting";
        event.subject = made.id.value;
        event.summary = "将“" + parameter->meaning + "”自" + command.effective_on.text() + "起设为" + datum_text(datum);
        event.details = {{"name", parameter->name},
                         {"value", datum_text(datum)},
                         {"effective_on", command.effective_on.text()},
                         {"reason", made.reason}};
        trail_.record(tx, actor, event);
        return made;
    });
}

}  // namespace xinglin::regulations
