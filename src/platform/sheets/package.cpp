#include "platform/sheets/package.hpp"

#include "base/check.hpp"

#include <expat.h>
#include <zip.h>

#include <algorithm>

namespace xinglin::sheets {

namespace {

constexpr std::int64_t small_entry = 1 << 20;  // below this a high ratio is only a page of spaces

std::string_view local(char const* name) {
    std::string_view const whole(name);
    auto const colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

Problem zip_problem(int code) {
    if (code == ZIP_ER_MEMORY || code == ZIP_ER_OPEN || code == ZIP_ER_READ)
        return problem(Kind::unavailable, "sheets.unreadable");
    return malformed("sheets.truncated");
}

}  // namespace

Result<std::unique_ptr<Package>> Package::open(std::string const& path, Limits const& limits) {
    int code = 0;
    auto* const handle = zip_open(path.c_str(), ZIP_RDONLY, &code);
    if (handle == nullptr) return fail(zip_problem(code));
    std::unique_ptr<Package> package(new Package(handle, limits));
    TRY(package->list());
    return package;
}

Package::~Package() { zip_discard(handle_); }

Result<Done> Package::list() {
    auto const count = zip_get_num_entries(handle_, 0);
    if (count > limits_.entries)
        return fail(problem(Kind::too_large, "sheets.too_many_entries").fact("limit", std::to_string(limits_.entries)));
    std::int64_t total = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(handle_, static_cast<zip_uint64_t>(i), 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0)
            return fail(malformed("sheets.truncated"));
        auto const unpacked = static_cast<std::int64_t>(stat.size), packed = static_cast<std::int64_t>(stat.comp_size);
        bool const overflow = unpacked < 0 || unpacked > limits_.unpacked_bytes;
        if (overflow || (total += unpacked) > limits_.unpacked_bytes)
            return fail(problem(Kind::too_large, "sheets.zip_bomb")
                            .fact("limit_mb", std::to_string(limits_.unpacked_bytes >> 20)));
        if (unpacked > small_entry && unpacked / (packed > 0 ? packed : 1) > limits_.ratio)
            return fail(problem(Kind::too_large, "sheets.zip_bomb")
                            .fact("limit_mb", std::to_string(limits_.unpacked_bytes >> 20)));
        bool const locked = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
        entries_.emplace(stat.name, Entry{static_cast<std::uint64_t>(i), unpacked, packed, locked});
    }
    return Done{};
}

bool Package::has(std::string_view name) const { return entries_.find(name) != entries_.end(); }

std::string Package::entry_ending(std::string_view suffix) const {
    for (auto const& [name, entry] : entries_)
        if (std::string_view(name).ends_with(suffix)) return name;
    return {};
}

Result<Done> Package::read(std::string const& name, std::function<Result<bool>(std::string_view)> const& on_bytes) {
    auto const found = entries_.find(name);
    if (found == entries_.end()) return fail(malformed("sheets.truncated").fact("part", name));
    if (found->second.locked) return fail(malformed("sheets.password"));
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> const file(zip_fopen_index(handle_, found->second.index, 0),
                                                                 &zip_fclose);
    if (!file) return fail(malformed("sheets.truncated").fact("part", name));
    std::string chunk(65536, '\0');
    std::int64_t total = 0;
    for (;;) {
        auto const got = zip_fread(file.get(), chunk.data(), chunk.size());
        if (got < 0) return fail(malformed("sheets.truncated").fact("part", name));
        if (got == 0) return Done{};
        total += got;
        auto const most = std::min(limits_.unpacked_bytes, std::max(small_entry, found->second.packed * limits_.ratio));
        if (total > most)
            return fail(problem(Kind::too_large, "sheets.zip_bomb")
                            .fact("limit_mb", std::to_string(limits_.unpacked_bytes >> 20)));
        TRY_ASSIGN(bool const more, on_bytes(std::string_view(chunk.data(), static_cast<std::size_t>(got))));
        if (!more) return Done{};
    }
}

Result<std::string> Package::text(std::string const& name, std::size_t limit) {
    std::string out;
    TRY(read(name, [&](std::string_view bytes) -> Result<bool> {
        out += bytes.substr(0, limit - out.size());
        return out.size() < limit;
    }));
    return out;
}

std::string_view Attributes::get(std::string_view name) const {
    for (auto const** pair = pairs_; pair[0] != nullptr; pair += 2)
        if (local(pair[0]) == name) return pair[1];
    return {};
}

namespace {

struct Parse {
    XML_Parser parser;
    XmlListener* listener;
    int depth{0};

    void halt() const {
        if (listener->stopped()) XML_StopParser(parser, XML_FALSE);
    }
};

constexpr int deepest = 64;  // SpreadsheetML nests about ten deep

void XMLCALL on_start(void* user, XML_Char const* name, XML_Char const** attributes) {
    auto& parse = *static_cast<Parse*>(user);
    if (parse.listener->stopped()) return;
    if (++parse.depth > deepest) {
        parse.listener->problem = malformed("sheets.bad_xml");
        XML_StopParser(parse.parser, XML_FALSE);
        return;
    }
    parse.listener->start(local(name), Attributes(attributes));
    parse.halt();
}
void XMLCALL on_end(void* user, XML_Char const* name) {
    auto& parse = *static_cast<Parse*>(user);
    if (parse.listener->stopped()) return;
    --parse.depth;
    parse.listener->end(local(name));
    parse.halt();
}
void XMLCALL on_text(void* user, XML_Char const* text, int length) {
    auto& parse = *static_cast<Parse*>(user);
    if (parse.listener->stopped()) return;
    parse.listener->characters(std::string_view(text, static_cast<std::size_t>(length)));
    parse.halt();
}
void XMLCALL on_document_type(void* user, XML_Char const*, XML_Char const*, XML_Char const*, int) {
    auto& parse = *static_cast<Parse*>(user);
    parse.listener->problem = malformed("sheets.document_type");
    XML_StopParser(parse.parser, XML_FALSE);
}

}  // namespace

Result<Done> parse_xml(Package& package, std::string const& name, XmlListener& listener) {
    std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> const parser(XML_ParserCreate(nullptr), &XML_ParserFree);
    XL_CHECK(parser != nullptr);
    Parse parse{parser.get(), &listener};
    XML_SetUserData(parser.get(), &parse);
    XML_SetElementHandler(parser.get(), &on_start, &on_end);
    XML_SetCharacterDataHandler(parser.get(), &on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), &on_document_type);
    auto const outcome = [&](XML_Status status) -> Result<bool> {
        if (listener.problem) return fail(*listener.problem);
        if (listener.stopped()) return false;
        if (status != XML_STATUS_OK)
            return fail(malformed("sheets.bad_xml")
                            .fact("part", name)
                            .fact("line", std::to_string(XML_GetCurrentLineNumber(parser.get()))));
        return true;
    };
    TRY(package.read(name, [&](std::string_view bytes) {
        return outcome(XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), XML_FALSE));
    }));
    if (listener.stopped()) return Done{};
    TRY(outcome(XML_Parse(parser.get(), "", 0, XML_TRUE)));
    return Done{};
}

}  // namespace xinglin::sheets
