#include "platform/backup/keys.hpp"

#include "base/text.hpp"
#include "gen/crypto/sql.hpp"
#include "platform/backup/backup.hpp"
#include "platform/db/db.hpp"

#include <stdlib.h>
#include <filesystem>

namespace xinglin::backup {

std::unique_ptr<crypto::Material> key_of(crypto::Profile profile, crypto::MasterKey const& master) {
    return std::make_unique<crypto::Material>(crypto::derive(profile, master.bytes(), "backup"));
}

Result<crypto::MasterKey> recover_master_key(std::string const& folder, std::string_view code) {
    auto const wrapped = text::unhex(read_manifest(folder).recovery);
    // The code opens a row of a database; the sealed one is out of reach without the key, so a passing one takes its place.
    std::string place = (std::filesystem::temp_directory_path() / "xinglin-recovery-XXXXXX").string();
    if (::mkdtemp(place.data()) == nullptr) throw db::Fault{db::Fault::What::io, "backup", "no temporary folder"};
    struct Gone {
        std::string path;
        ~Gone() {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
    } const gone{place};
    db::Options options;
    options.url = "sqlite:" + place + "/recovery.db";
    auto const database = db::open(options);
    if (wrapped && !wrapped->empty()) {
        db::Blob const blob{*wrapped};
        TRY(database->write([&](db::Tx& tx) -> Result<Done> {
            tx.run(crypto::sql::set_recovery, blob, 0);
            return Done{};
        }));
    }
    return database->read([&](db::Reader& reader) { return crypto::recover_master_key(reader, code); });
}

}  // namespace xinglin::backup
