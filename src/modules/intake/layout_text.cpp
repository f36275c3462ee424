#include "modules/intake/layout_text.hpp"

#include "modules/intake/columns.hpp"

#include <boost/json.hpp>

namespace xinglin::intake {

namespace json = boost::json;

namespace {

json::value meaning_text(std::optional<Column> meaning) {
    return meaning ? json::value(name_of(*meaning)) : json::value(nullptr);
}

std::optional<Column> meaning_of(json::value const& value) {
    return value.is_string() ? column_named(std::string_view(value.get_string())) : std::nullopt;
}

std::string text_at(json::object const& object, std::string_view key) {
    auto const* const found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}
std::int64_t number_at(json::object const& object, std::string_view key) {
    auto const* const found = object.if_contains(key);
    return found != nullptr && found->is_int64() ? found->get_int64() : 0;
}
bool flag_at(json::object const& object, std::string_view key) {
    auto const* const found = object.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

json::object layout_object(Layout const& layout) {
    json::array columns;
    for (auto const& column : layout.columns)
        columns.push_back({{"header", column.header},
                           {"meaning", meaning_text(column.meaning)},
                           {"by", static_cast<int>(column.by)}});
    return {{"header_first", layout.header_first},
            {"header_last", layout.header_last},
            {"words", static_cast<int>(layout.category_words)},
            {"branch", layout.default_branch.value},
            {"signature", layout.signature},
            {"certain", layout.certain},
            {"columns", std::move(columns)}};
}

Layout layout_of(json::object const& object) {
    Layout layout;
    layout.header_first = number_at(object, "header_first");
    layout.header_last = number_at(object, "header_last");
    layout.category_words = static_cast<CategoryWords>(number_at(object, "words"));
    layout.default_branch = OrganisationId{number_at(object, "branch")};
    layout.signature = text_at(object, "signature");
    layout.certain = flag_at(object, "certain");
    for (auto const& one : object.at("columns").as_array()) {
        auto const& column = one.as_object();
        layout.columns.push_back({text_at(column, "header"),
                                  meaning_of(column.at("meaning")),
                                  static_cast<By>(number_at(column, "by")),
                                  {}});
    }
    return layout;
}

}  // namespace

std::string write_report(FileReport const& report) {
    json::array sheets, notices;
    for (auto const& sheet : report.sheets)
        sheets.push_back({{"name", sheet.name},
                          {"hidden", sheet.hidden},
                          {"chosen", sheet.chosen},
                          {"rows", sheet.rows},
                          {"left_out", sheet.left_out},
                          {"layout", layout_object(sheet.layout)}});
    for (auto const& notice : report.notices)
        notices.push_back({{"code", notice.code}, {"place", notice.place}, {"count", notice.count}});
    return json::serialize(json::object{{"sheets", std::move(sheets)}, {"notices", std::move(notices)}});
}

FileReport read_report(std::string_view text) {
    FileReport report;
    if (text.empty()) return report;
    auto const value = json::parse(json::string_view(text.data(), text.size()));
    for (auto const& one : value.at("sheets").as_array()) {
        auto const& sheet = one.as_object();
        report.sheets.push_back({text_at(sheet, "name"), flag_at(sheet, "hidden"), flag_at(sheet, "chosen"),
                                 layout_of(sheet.at("layout").as_object()), number_at(sheet, "rows"),
                                 number_at(sheet, "left_out")});
    }
    for (auto const& one : value.at("notices").as_array()) {
        auto const& notice = one.as_object();
        report.notices.push_back({text_at(notice, "code"), text_at(notice, "place"), number_at(notice, "count")});
    }
    return report;
}

std::string write_memory(Layout const& layout) {
    json::object columns;
    for (auto const& column : layout.columns)
        if (!column.header.empty()) columns[plain_header(column.header)] = meaning_text(column.meaning);
    return json::serialize(columns);
}

std::optional<Memory> read_memory(std::string_view text) {
    if (text.empty()) return std::nullopt;
    Memory memory;
    auto const value = json::parse(json::string_view(text.data(), text.size()));
    for (auto const& [header, meaning] : value.as_object()) memory.emplace(std::string(header), meaning_of(meaning));
    return memory;
}

}  // namespace xinglin::intake
