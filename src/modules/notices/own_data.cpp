#include "modules/notices/own_data.hpp"

#include "gen/notices/sql.hpp"

#include "base/time.hpp"
#include "platform/db/db.hpp"

namespace xinglin::notices {

std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const&, auth::Actor const& actor) {
    return reader.all(
        sql::all_of,
        [](db::Row const& row) {
            auto const read = row.get<std::optional<Instant>>(3);
            return OwnRow{"通知", row.get<std::string>(0), row.get<std::string>(1),
                          read ? "已读" + local_text(*read) : "未读", local_text(row.get<Instant>(2))};
        },
        actor.account, actor.person);
}

}  // namespace xinglin::notices
