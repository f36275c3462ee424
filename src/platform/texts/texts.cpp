#include "platform/texts/texts.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/assets/assets.hpp"

#include <yaml-cpp/yaml.h>

#include <map>

namespace xinglin::texts {

namespace {

using Table = std::map<std::string, std::string, std::less<>>;

/// A code written in two modules, or a file that is no flat map, is a fault of the build: it stops the first use.
Table load() {
    Table table;
    for (auto const& asset : assets::under("src/")) {
        if (!text::ends_with(asset.path, "/texts.zh-CN.yaml")) continue;
        auto const root = YAML::Load(std::string(asset.bytes));
        if (root.IsNull()) continue;
        XL_CHECK(root.IsMap());
        for (auto const& entry : root) {
            auto const fresh = table.emplace(entry.first.as<std::string>(), entry.second.as<std::string>()).second;
            XL_CHECK(fresh);
        }
    }
    return table;
}

Table const& table() {
    static Table const loaded = load();
    return loaded;
}

}  // namespace

std::optional<std::string_view> find(std::string_view code) {
    auto const found = table().find(code);
    if (found == table().end()) return std::nullopt;
    return found->second;
}

std::string replace(std::string_view sentence, Facts const& facts) {
    std::string out;
    for (std::size_t at = 0; at < sentence.size();) {
        auto const open = sentence.find('{', at);
        auto const close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos) return out.append(sentence.substr(at));
        out.append(sentence.substr(at, open - at));
        auto const name = sentence.substr(open + 1, close - open - 1);
        for (auto const& [fact, value] : facts)
            if (fact == name) {
                out += value;
                break;
            }
        at = close + 1;
    }
    return out;
}

std::string fill(std::string_view code, Facts const& facts) {
    auto const sentence = find(code);
    return sentence ? replace(*sentence, facts) : std::string();
}

std::vector<std::string_view> codes() {
    std::vector<std::string_view> all;
    for (auto const& [code, sentence] : table()) all.push_back(code);
    return all;
}

}  // namespace xinglin::texts
