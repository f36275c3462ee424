#include "platform/backup/manifest.hpp"
#include "platform/backup/backup.hpp"

#include "base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/db/files.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <iterator>

namespace xinglin::backup {

namespace {

using db::Fault;
namespace json = boost::json;

std::string read_whole(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault{Fault::What::io, "backup", path + " cannot be read"};
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_whole(std::string const& path, std::string const& text) {
    {
        std::ofstream out(path, std::ios::binary);
        out << text;
        if (!out.flush()) throw Fault{Fault::What::io, "backup", path + " cannot be written"};
    }
    db::files::make_durable(path);
}

std::string digest_line(std::string const& text) { return text::hex(crypto::sha256(text)) + "  manifest.json\n"; }

}  // namespace

void write_manifest(std::string const& folder, Manifest const& manifest) {
    json::array files;
    for (auto const& file : manifest.files) files.push_back({{"digest", file.digest}, {"size", file.size}});
    json::object const made{{"format", 1},
                            {"made_at", manifest.made_at},
                            {"program", manifest.program},
                            {"engine", manifest.engine},
                            {"schema", manifest.schema},
                            {"sealed", manifest.sealed},
                            {"recovery", manifest.recovery},
                            {"database", {{"size", manifest.database.size}, {"sha256", manifest.database.sha256}}},
                            {"files", std::move(files)}};
    auto const text = json::serialize(made) + "\n";
    write_whole(folder + "/manifest.sha256", digest_line(text));
    write_whole(folder + "/manifest.json", text);
}

Manifest read_manifest(std::string const& folder) {
    auto const path = folder + "/manifest.json";
    auto const text = read_whole(path);
    if (read_whole(folder + "/manifest.sha256") != digest_line(text))
        throw Fault{Fault::What::corrupt, "backup", path + " is damaged"};
    try {
        auto const value = json::parse(text);
        auto const& made = value.as_object();
        if (made.at("format").to_number<int>() != 1)
            throw Fault{Fault::What::other, "backup", path + " is of a newer format"};
        auto const word = [&](char const* name) { return json::value_to<std::string>(made.at(name)); };
        Manifest manifest;
        manifest.made_at = word("made_at");
        manifest.program = word("program");
        manifest.engine = word("engine");
        manifest.schema = word("schema");
        manifest.sealed = made.at("sealed").as_bool();
        manifest.recovery = word("recovery");
        auto const& database = made.at("database").as_object();
        manifest.database = {database.at("size").to_number<std::int64_t>(),
                             json::value_to<std::string>(database.at("sha256"))};
        for (auto const& file : made.at("files").as_array()) {
            auto digest = json::value_to<std::string>(file.at("digest"));
            // The digest becomes a path: nothing else may stand there.
            if (digest.size() != 64 || !text::unhex(digest))
                throw Fault{Fault::What::corrupt, "backup", path + " is damaged"};
            manifest.files.push_back({std::move(digest), file.at("size").to_number<std::int64_t>()});
        }
        return manifest;
    } catch (std::exception const& error) { throw Fault{Fault::What::corrupt, "backup", path + ": " + error.what()}; }
}

}  // namespace xinglin::backup
