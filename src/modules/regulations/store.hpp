#pragma once
#include "modules/regulations/types.hpp"
#include "platform/db/db.hpp"

namespace xinglin::regulations::store {

/// All settings, by name and day. Their text is read with the parameter's form; a setting of a parameter that is no longer
/// in the book is passed over.
struct SettingRow {
    Setting setting;
    std::string datum_text;
};
[[nodiscard]] std::vector<SettingRow> settings(db::Reader& reader);
/// @returns false when the parameter has a setting from that very day
[[nodiscard]] bool insert(db::Tx& tx, Setting const& setting, std::string const& datum_text, AccountId by);

}  // namespace xinglin::regulations::store
