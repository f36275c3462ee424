#include "modules/regulations/store.hpp"

#include "gen/regulations/sql.hpp"

namespace xinglin::regulations::store {

std::vector<SettingRow> settings(db::Reader& reader) {
    return reader.all(sql::settings, [](db::Row const& row) {
        SettingRow found;
        found.setting.id = row.get<SettingId>(0);
        found.setting.name = row.get<std::string>(1);
        found.datum_text = row.get<std::string>(2);
        found.setting.effective_on = row.get<Date>(3);
        found.setting.reason = row.get<std::string>(4);
        found.setting.set_at = row.get<Instant>(5);
        found.setting.set_by = row.get<std::string>(6);
        return found;
    });
}

bool insert(db::Tx& tx, Setting const& setting, std::string const& datum_text, AccountId by) {
    auto const effective = setting.effective_on.text();
    try {
        tx.run(sql::insert_setting, setting.id, setting.name, datum_text, effective, setting.reason, setting.set_at, by,
               setting.set_by);
        return true;
    } catch (db::ConstraintViolation const& violation) {
        if (violation.what == db::ConstraintViolation::What::unique) return false;
        throw;
    }
}

}  // namespace xinglin::regulations::store
