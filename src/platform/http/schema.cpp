#include "platform/http/contract.hpp"

#include <boost/core/demangle.hpp>

#include <cctype>

namespace xinglin::http::detail {

std::string component_name(std::type_info const& type) {
    // xinglin::people::(anonymous namespace)::Create → PeopleCreate; a name that repeats its module keeps one: PeopleFilter.
    auto const full = boost::core::demangle(type.name());
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= full.size();) {
        auto next = full.find("::", at);
        if (next == std::string::npos) next = full.size();
        auto part = full.substr(at, next - at);
        if (part != "xinglin" && part.find('(') == std::string::npos) parts.push_back(std::move(part));
        at = next + 2;
    }
    std::string name;
    for (auto const& part : parts) {
        std::string words;
        bool upper = true;
        for (char const c : part) {
            if (c == '_') {
                upper = true;
            } else if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
                words += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
                upper = false;
            } else {
                upper = true;
            }
        }
        if (words.starts_with(name))
            name = words;
        else
            name += words;
    }
    return name;
}

}  // namespace xinglin::http::detail
