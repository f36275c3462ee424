#include "platform/http/openapi.hpp"

#include "platform/http/answers.hpp"
#include "platform/http/openapi_schema.hpp"
#include "platform/http/router.hpp"
#include "platform/texts/texts.hpp"

#include <algorithm>
#include <cctype>

namespace xinglin::http {
namespace {

using Shape = TypeSchema::Shape;

class Writer {
  public:
    explicit Writer(Router const& router) : router_(router) {}
    std::string write(std::string const& version);

  private:
    std::string operation(Route const& route);
    std::string parameters(Route const& route, std::set<std::string_view> const& in_path);
    std::string responses(Route const& route, bool takes_path);
    std::string refusals(Route const& route, bool takes_path);
    std::string stream_responses(Route const& route) const;

    Router const& router_;
    SchemaBook book_;
    std::map<std::string, std::string> shared_;  ///< components/responses
};

bool takes_body(Route const& route) {
    return route.method == "POST" || route.method == "PUT" || route.method == "PATCH";
}
bool changes(Route const& route) {
    return route.method != "GET" && route.method != "HEAD" && route.method != "OPTIONS";
}

std::set<std::string_view> path_members(Route const& route) {
    std::set<std::string_view> out;
    for (std::string_view rest = route.path; rest.find('{') != std::string_view::npos;) {
        auto const open = rest.find('{');
        auto const close = rest.find('}', open);
        out.insert(rest.substr(open + 1, close - open - 1));
        rest.remove_prefix(close + 1);
    }
    return out;
}

// GET /v1/people/{id}/timeline → getPeopleByIdTimeline
std::string operation_id(Route const& route) {
    std::string out;
    for (char const c : route.method) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    bool upper = true;
    std::string_view path = route.path;
    if (path.starts_with("/v1/")) path.remove_prefix(3);
    for (char const c : path) {
        if (c == '{') {
            out += "By";
            upper = true;
        } else if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
            upper = true;
        } else {
            out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
            upper = false;
        }
    }
    return out;
}

std::string tag(Route const& route) {
    std::string_view path = route.path;
    if (path.starts_with("/v1/"))
        path.remove_prefix(4);
    else
        path.remove_prefix(1);
    return std::string(path.substr(0, path.find('/')));
}

std::string_view scope_name(ScopeKind scope) {
    switch (scope) {
        case ScopeKind::none:
            return "none";
        case ScopeKind::own:
            return "own";
        case ScopeKind::organisation:
            return "organisation";
        case ScopeKind::audience:
            return "audience";
    }
    return "none";
}

std::string example(ErrorCode const& error) {
    auto problem = xinglin::problem(error.kind, std::string(error.code));
    problem.detail = std::string(texts::find(error.code).value_or(error.code));
    auto response = problem_response(std::move(problem), "00000000-0");
    return json_text(error.code) + R"(:{"value":)" + response.body + "}";
}

std::string refusal(std::vector<ErrorCode> const& errors) {
    std::string examples;
    for (auto const& error : errors) {
        if (!examples.empty()) examples += ',';
        examples += example(error);
    }
    auto const description = texts::find(errors.front().code).value_or(errors.front().code);
    return R"({"description":)" + json_text(errors.size() == 1 ? description : "以下之一，见示例。") +
           R"(,"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"examples":{)" +
           examples + "}}}}";
}

constexpr std::string_view problem_schema =
    R"({"type":"object","required":["title","status","code","detail","request_id"],"properties":{)"
    R"("title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string","description":"稳定的代码"},)"
    R"("detail":{"type":"string","description":"给人看的句子"},"fields":{"type":"array","items":{"type":"object",)"
    R"("required":["pointer","code","detail"],"properties":{"pointer":{"type":"string","description":"JSON Pointer"},)"
    R"("code":{"type":"string"},"detail":{"type":"string"}}}},"rule":{"type":"string"},"article":{"type":"string"},)"
    R"("request_id":{"type":"string"}}})";

std::string Writer::parameters(Route const& route, std::set<std::string_view> const& in_path) {
    std::string out;
    auto const add = [&](std::string_view name, std::string_view in, bool required, std::string const& schema) {
        if (!out.empty()) out += ',';
        out += R"({"name":)" + json_text(name) + R"(,"in":)" + json_text(in) + (required ? R"(,"required":true)" : "") +
               R"(,"schema":)" + schema + "}";
    };
    if (route.input != nullptr) {
        for (auto const& field : route.input->fields) {
            bool const path = in_path.contains(field.name);
            if (!path && takes_body(route)) continue;
            auto schema = book_.render(*field.type, Direction::in);
            if (!field.initial.empty() && !path)
                schema = schema.substr(0, schema.size() - 1) + R"(,"default":)" + field.initial + "}";
            add(field.name, path ? "path" : "query", path || field.required_in, schema);
        }
    }
    for (auto const name : in_path) {
        bool const known =
            route.input != nullptr && std::any_of(route.input->fields.begin(), route.input->fields.end(),
                                                  [&](FieldSchema const& field) { return field.name == name; });
        if (!known) add(name, "path", true, R"({"type":"string"})");
    }
    if (changes(route) && route.mode != Mode::stream) {
        add("Idempotency-Key", "header", false, R"({"type":"string","minLength":8,"maxLength":128})");
        if (route.method != "POST") add("If-Match", "header", false, R"({"type":"string","pattern":"^\"[0-9]+\"$"})");
    }
    return "[" + out + "]";
}

std::string Writer::refusals(Route const& route, bool takes_path) {
    std::map<int, std::vector<ErrorCode>> all;
    std::set<int> own;
    bool const has_members =
        route.input != nullptr && (!route.input->fields.empty() || !route.input->alternatives.empty());
    auto const imply = [&](Kind kind, std::string_view code) { all[status_of(kind)].push_back({kind, code}); };
    if (has_members) imply(Kind::malformed, "input.invalid");
    if (route.right.name != auth::anybody.name) imply(Kind::unauthenticated, "unauthenticated");
    if (route.right.name != auth::anybody.name && route.right.name != auth::signed_in.name)
        imply(Kind::forbidden, "forbidden");
    if (changes(route)) imply(Kind::forbidden, "csrf");
    if (route.second_factor) imply(Kind::forbidden, "second_factor_required");
    if (takes_path) imply(Kind::not_found, "not_found");
    if (takes_body(route) && has_members) {
        imply(Kind::too_large, "request.too_large");
        imply(Kind::media_type, "input.media_type");
    }
    imply(Kind::too_many, "rate_limited");
    imply(Kind::unavailable, "busy");
    for (auto const& error : route.errors) {
        auto& codes = all[status_of(error.kind)];
        if (std::any_of(codes.begin(), codes.end(), [&](ErrorCode const& known) { return known.code == error.code; }))
            continue;
        codes.push_back(error);
        own.insert(status_of(error.kind));
    }
    std::string out;
    for (auto const& [status, errors] : all) {
        out += ',' + json_text(std::to_string(status)) + ':';
        if (own.contains(status)) {
            out += refusal(errors);
            continue;
        }
        // A set of codes that many operations have stands once, under components.
        std::string name;
        for (auto const& error : errors) name += (name.empty() ? "" : "-") + std::string(error.code);
        shared_.emplace(name, refusal(errors));
        out += R"({"$ref":"#/components/responses/)" + name + "\"}";
    }
    return out + R"(,"default":{"$ref":"#/components/responses/other"})";
}

std::string media(std::string_view type, std::string const& schema) {
    return R"("content":{)" + json_text(type) + R"(:{"schema":)" + schema + "}}";
}

std::string Writer::stream_responses(Route const& route) const {
    std::string const state =
        R"("headers":{"Upload-Offset":{"schema":{"type":"string"}},"Upload-Length":{"schema":{"type":"string"}}})";
    if (route.method == "GET")
        return R"("200":{"description":"事件流",)" + media("text/event-stream", R"({"type":"string"})") + "}";
    if (route.method == "POST") return R"("201":{"description":"已建立上传，地址见 Location",)" + state + "}";
    if (route.method == "HEAD") return R"("200":{"description":"上传的进度",)" + state + "}";
    if (route.method == "PATCH") return R"("204":{"description":"已收到这一段",)" + state + "}";
    return R"("204":{"description":"完成"})";
}

std::string Writer::responses(Route const& route, bool takes_path) {
    std::string out;
    auto const* type = route.output;
    if (route.mode == Mode::stream) {
        out = stream_responses(route);
    } else if (type == nullptr) {
        out = R"("204":{"description":"完成"})";
    } else if (type->shape == Shape::content) {
        auto const media_type = route.output_media.empty() ? std::string("*/*") : route.output_media;
        out = R"("200":{"description":"文件",)" +
              media(media_type, R"({"type":"string","contentMediaType":)" + json_text(media_type) + "}") + "}";
    } else if (type->shape == Shape::redirect) {
        out = R"("303":{"description":"转到 Location"})";
    } else if (type->shape == Shape::accepted) {
        book_.put(
            "Accepted",
            R"({"type":"object","additionalProperties":false,"required":["job"],"properties":{"job":{"type":"string"}}})");
        out = R"("202":{"description":"已作为后台任务开始",)" +
              media("application/json", R"({"$ref":"#/components/schemas/Accepted"})") + "}";
    } else {
        out = R"("200":{"description":"结果",)" + media("application/json", book_.render(*type, Direction::out)) + "}";
    }
    return "{" + out + refusals(route, takes_path) + "}";
}

std::string Writer::operation(Route const& route) {
    auto const in_path = path_members(route);
    std::string out = R"({"operationId":)" + json_text(operation_id(route)) + R"(,"summary":)" +
                      json_text(route.summary) + R"(,"tags":[)" + json_text(tag(route)) + R"(],"x-right":)" +
                      json_text(route.right.name) + R"(,"x-scope":)" + json_text(scope_name(route.scope));
    if (route.second_factor) out += R"(,"x-second-factor":true)";
    bool const open = route.right.name == auth::anybody.name;
    out += open             ? R"(,"security":[])"
           : changes(route) ? R"(,"security":[{"session":[],"csrf":[]}])"
                            : R"(,"security":[{"session":[]}])";
    if (auto const list = parameters(route, in_path); list != "[]") out += R"(,"parameters":)" + list;
    if (route.mode == Mode::stream && route.method == "PATCH") {
        out += R"(,"requestBody":{"required":true,)" +
               media("application/offset+octet-stream", R"({"type":"string"})") + "}";
    } else if (takes_body(route) && route.mode != Mode::stream && route.input != nullptr) {
        auto const& fields = route.input->fields;
        bool const any = !route.input->alternatives.empty() ||
                         std::any_of(fields.begin(), fields.end(),
                                     [&](FieldSchema const& field) { return !in_path.contains(field.name); });
        bool const needed = !route.input->alternatives.empty() ||
                            std::any_of(fields.begin(), fields.end(), [&](FieldSchema const& field) {
                                return field.required_in && !in_path.contains(field.name);
                            });
        if (any) {
            out += std::string(R"(,"requestBody":{"required":)") + (needed ? "true," : "false,") +
                   media("application/json", book_.render_body(*route.input, in_path)) + "}";
        }
    }
    return out + R"(,"responses":)" + responses(route, !in_path.empty()) + "}";
}

std::string joined(std::map<std::string, std::string> const& members) {
    std::string out;
    for (auto const& [name, json] : members) {
        if (!out.empty()) out += ',';
        out += json_text(name) + ':' + json;
    }
    return "{" + out + "}";
}

// Two blanks a level: a changed contract shows line by line in review.
std::string pretty(std::string_view json) {
    std::string out;
    int depth = 0;
    bool quoted = false;
    auto const line = [&] { out += '\n', out.append(static_cast<std::size_t>(2 * depth), ' '); };
    for (std::size_t i = 0; i < json.size(); ++i) {
        char const c = json[i];
        if (quoted) {
            out += c;
            if (c == '\\')
                out += json[++i];
            else if (c == '"')
                quoted = false;
            continue;
        }
        bool const empty = (c == '{' || c == '[') && (json[i + 1] == '}' || json[i + 1] == ']');
        if (empty) {
            out += c;
            out += json[++i];
        } else if (c == '{' || c == '[') {
            out += c;
            ++depth;
            line();
        } else if (c == '}' || c == ']') {
            --depth;
            line();
            out += c;
        } else if (c == ',') {
            out += c;
            line();
        } else {
            out += c;
            if (c == ':') out += ' ';
            quoted = c == '"';
        }
    }
    return out + '\n';
}

std::string Writer::write(std::string const& version) {
    std::map<std::string, std::map<std::string, std::string>> paths;
    std::set<std::string> tags;
    for (auto const& route : router_.routes()) {
        if (route.hidden) continue;
        if (route.input != nullptr) book_.use(*route.input, Direction::in);
        if (route.output != nullptr) book_.use(*route.output, Direction::out);
    }
    for (auto const& route : router_.routes()) {
        if (route.hidden) continue;
        std::string method;
        for (char const c : route.method) method += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        paths[route.path][method] = operation(route);
        tags.insert(tag(route));
    }
    book_.put("Problem", std::string(problem_schema));
    shared_.emplace(
        "other",
        R"({"description":"其他错误","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}})");
    std::map<std::string, std::string> path_items;
    for (auto const& [path, operations] : paths) path_items[path] = joined(operations);
    std::string tag_list;
    for (auto const& name : tags)
        tag_list += (tag_list.empty() ? "" : ",") + std::string(R"({"name":)") + json_text(name) +
                    R"(,"description":)" + json_text("/v1/" + name) + "}";
    return pretty(
        R"({"openapi":"3.1.0","info":{"title":"Xinglin","version":)" + json_text(version) +
        R"(,"description":"杏林智慧党建平台的接口。由程序中的路由声明生成。","license":{"name":"Apache-2.0","identifier":"Apache-2.0"}},)"
        R"("servers":[{"url":"/"}],"tags":[)" +
        tag_list + R"(],"paths":)" + joined(path_items) +
        R"(,"components":{"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"__Host-xinglin"},)"
        R"("csrf":{"type":"apiKey","in":"header","name":"X-CSRF-Token"}},"responses":)" +
        joined(shared_) + R"(,"schemas":)" + joined(book_.components()) + "}}");
}

}  // namespace

std::string openapi(Router const& router, std::string const& version) { return Writer(router).write(version); }

}  // namespace xinglin::http
