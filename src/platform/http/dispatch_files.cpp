// What is answered without a route: embedded files, the two signs of life, figures.
#include "platform/http/dispatch.hpp"

#include "base/text.hpp"
#include "platform/assets/assets.hpp"
#include "platform/http/answers.hpp"

namespace xinglin::http {
namespace {

bool wants(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        auto const comma = accept_encoding.find(',');
        auto const part = text::without_blanks(accept_encoding.substr(0, comma));
        if (part == coding || (part.starts_with(std::string(coding) + ";") && part.find("q=0") == std::string::npos))
            return true;
        accept_encoding = comma == std::string_view::npos ? std::string_view() : accept_encoding.substr(comma + 1);
    }
    return false;
}

Response asset_response(Request const& request, assets::Asset const& asset, bool immutable) {
    Response response;
    response.cache = immutable ? Response::Cache::immutable : Response::Cache::revalidate;
    response.document = asset.type.starts_with("text/html");
    auto const tag = "\"" + std::string(asset.digest.substr(0, 32)) + "\"";
    response.header("ETag", tag);
    if (!asset.gzip.empty() || !asset.br.empty()) response.header("Vary", "Accept-Encoding");
    auto const known = request.head.find("if-none-match");
    if (known && (*known == "*" || text::contains(*known, tag))) {
        response.status = 304;
        return response;
    }
    response.type = asset.type;
    response.fixed = asset.bytes;
    auto const accepted = request.head.find("accept-encoding").value_or(std::string_view());
    if (!asset.br.empty() && wants(accepted, "br")) {
        response.fixed = asset.br;
        response.header("Content-Encoding", "br");
    } else if (!asset.gzip.empty() && wants(accepted, "gzip")) {
        response.fixed = asset.gzip;
        response.header("Content-Encoding", "gzip");
    }
    return response;
}

Response plain(int status, std::string type, std::string body) {
    Response response;
    response.status = status;
    response.type = std::move(type);
    response.body = std::move(body);
    return response;
}

}  // namespace

std::optional<Response> Dispatcher::built_in(Request const& request) {
    auto const path = request.raw_path;
    // Figures are for the machine's own collector: everybody else learns not even that they are there.
    bool const figures =
        path == "/metrics" && (request.client_address == "127.0.0.1" || request.client_address == "::1");
    if (path != "/healthz" && path != "/readyz" && !figures) return std::nullopt;
    if (request.changes_state()) {
        auto answer = problem_response(malformed("method_not_allowed"), 405, request.request_id);
        answer.header("Allow", "GET, HEAD");
        return answer;
    }
    if (figures) return plain(200, "text/plain; version=0.0.4; charset=utf-8", metrics_.text());
    auto const sentence = path == "/readyz" && parts_.unready ? parts_.unready() : std::string();
    return plain(sentence.empty() ? 200 : 503, "text/plain; charset=utf-8",
                 sentence.empty() ? "ok\n" : sentence + "\n");
}

std::optional<Response> Dispatcher::web_file(Request const& request) {
    for (auto const& root : parts_.web) {
        // "/m" is meant to be "/m/": relative links inside need the slash.
        if (!root.fallback.empty() && request.raw_path.size() + 1 == root.prefix.size() &&
            root.prefix.starts_with(request.raw_path) && !request.changes_state()) {
            Response there;
            there.status = 303;
            there.header("Location", root.prefix);
            return there;
        }
        if (!request.raw_path.starts_with(root.prefix)) continue;
        std::string path;
        if (!percent_decode(request.raw_path.substr(root.prefix.size()), false, path)) return std::nullopt;
        auto const* asset = assets::find(root.folder + path);
        // A page inside an application is named by its own router; a missing file (with a dot in its name) is missing.
        bool const page = asset == nullptr && !root.fallback.empty() &&
                          path.substr(path.rfind('/') + 1).find('.') == std::string::npos;
        if (page) asset = assets::find(root.fallback);
        if (asset == nullptr) continue;
        if (request.changes_state()) {
            auto answer = problem_response(malformed("method_not_allowed"), 405, request.request_id);
            answer.header("Allow", "GET, HEAD");
            return answer;
        }
        return asset_response(request, *asset, root.immutable && !page);
    }
    return std::nullopt;
}

}  // namespace xinglin::http
