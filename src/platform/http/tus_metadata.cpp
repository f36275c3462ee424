#include "base/text.hpp"
#include "platform/http/tus.hpp"

namespace xinglin::http {

std::optional<std::string> unbase64(std::string_view text) {
    std::string url(text);
    if (url.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i < 2 && !url.empty() && url.back() == '='; ++i) url.pop_back();
    for (auto& c : url) {
        if (c == '-' || c == '_') return std::nullopt;
        if (c == '+') c = '-';
        if (c == '/') c = '_';
    }
    return text::unbase64url(url);
}

std::optional<std::vector<std::pair<std::string, std::string>>> read_upload_metadata(std::string_view header) {
    std::vector<std::pair<std::string, std::string>> out;
    if (header.size() > 4096) return std::nullopt;
    for (auto part : text::split(header, ',')) {
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        auto const blank = part.find(' ');
        auto const name = part.substr(0, blank);
        if (name.empty() || out.size() == 16) return std::nullopt;
        for (auto const& [known, value] : out) {
            if (known == name) return std::nullopt;
        }
        auto value = blank == std::string_view::npos ? std::optional<std::string>(std::string())
                                                     : unbase64(part.substr(blank + 1));
        if (!value || !text::is_utf8(*value)) return std::nullopt;
        out.emplace_back(std::string(name), std::move(*value));
    }
    return out;
}

}  // namespace xinglin::http
