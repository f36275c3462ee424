#include "platform/http/dispatch.hpp"

#include "base/text.hpp"
#include "platform/assets/assets.hpp"
#include "platform/auth/records.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/reads_for.hpp"
#include "platform/http/answers.hpp"
#include "platform/http/json_out.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace xinglin::http {
namespace {

class CallImpl final : public Call {
  public:
    CallImpl(Request const& request, Route const& route, auth::Actor const& actor, Parts const& parts,
             Response& response)
        : request_(request),
          route_(route),
          actor_(actor),
          parts_(parts),
          response_(response),
          now_(parts.clock.now()) {}

    auth::Actor const& actor() const override { return actor_; }
    db::Reader& reader() const override {
        if (!reader_) {
            if (parts_.database == nullptr) throw std::logic_error("this server has no database");
            reader_ = db::reader_for(*parts_.database, reads_for());
        }
        return *reader_;
    }
    Instant now() const override { return now_; }
    std::string_view client_address() const override { return request_.client_address; }
    std::string_view request_id() const override { return request_.request_id; }
    std::string_view user_agent() const override {
        return request_.head.find("user-agent").value_or(std::string_view());
    }
    std::optional<std::string> header(std::string_view name) const override {
        auto const found = request_.head.find(text::lower_ascii(name));
        if (!found || !text::is_utf8(*found)) return std::nullopt;
        return std::string(*found);
    }
    std::optional<std::string> cookie(std::string_view name) const override {
        auto const found = find_cookie(request_.head.find("cookie").value_or(std::string_view()), name);
        return found ? std::optional(std::string(*found)) : std::nullopt;
    }
    std::optional<std::int64_t> if_match() const override {
        auto const value = request_.head.find("if-match");
        if (!value || value->size() < 3 || value->front() != '"' || value->back() != '"') return std::nullopt;
        return text::parse_int(value->substr(1, value->size() - 2));
    }
    std::string_view idempotency_key() const override {
        return request_.head.find("idempotency-key").value_or(std::string_view());
    }
    void set_cookie(std::string value) const override { response_.header("Set-Cookie", value); }
    void set_header(std::string name, std::string value) const override { response_.header(name, value); }

  private:
    /// What the database itself holds this call to, behind the scope in its statements.
    db::ReadsFor reads_for() const {
        db::ReadsFor whom;
        // SQLite keeps no rows from a reader: nothing need be worked out.
        if (parts_.database->engine() == db::Engine::sqlite) return whom;
        auto const records = auth::records(actor_, route_.right);
        for (auto const& range : records.subtrees) whom.paths.push_back({range.from, range.to});
        if (records.self) whom.person = records.self->value;
        whom.account = actor_.account.value;
        return whom;
    }
    Request const& request_;
    Route const& route_;
    auth::Actor const& actor_;
    Parts const& parts_;
    Response& response_;
    Instant now_;
    mutable std::unique_ptr<db::Reader> reader_;
};

auth::Actor const& stranger() {
    static auth::Actor const nobody{};
    return nobody;
}

// RFC 6266 with RFC 8187: the plain name for old programs, the full one for the rest.
std::string disposition(std::string_view name) {
    std::string plain, full;
    for (char const c : name) {
        auto const byte = static_cast<unsigned char>(c);
        bool const simple = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                            c == '-' || c == '_';
        plain += simple ? c : '_';
        if (simple) {
            full += c;
        } else {
            constexpr char digits[] = "0123456789ABCDEF";
            full += '%';
            full += digits[byte >> 4];
            full += digits[byte & 15];
        }
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + full;
}

void put_content(Content&& content, Response& response) {
    response.document = content.type.starts_with("text/html") && content.file_name.empty();
    response.type = std::move(content.type);
    if (!content.file_name.empty()) {
        response.header("Content-Disposition", disposition(content.file_name));
        response.sandboxed = true;
    }
    if (content.file_path.empty()) {
        response.body = std::move(content.body);
        return;
    }
    std::error_code error;
    auto const size = std::filesystem::file_size(content.file_path, error);
    if (error) throw std::runtime_error("a file to be sent cannot be opened");
    response.file = std::move(content.file_path);
    response.file_size = static_cast<std::int64_t>(size);
    response.sandboxed = true;
}

void put_answer(Answer&& answer, Response& response) {
    response.status = answer.status;
    if (!answer.location.empty()) response.header("Location", answer.location);
    if (answer.version) response.header("ETag", "\"" + std::to_string(*answer.version) + "\"");
    if (answer.content) return put_content(std::move(*answer.content), response);
    response.body = std::move(answer.body);
    if (!response.body.empty()) response.type = "application/json";
}

bool is_key(std::string_view key) {
    return key.size() >= 8 && key.size() <= 128 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// Header lines that may be given again: a cookie is for the one who asked, at that time.
std::string without_cookies(std::string_view lines) {
    std::string out;
    while (!lines.empty()) {
        auto const end = std::min(lines.find('\n'), lines.size() - 1) + 1;
        if (!lines.starts_with("Set-Cookie:")) out += lines.substr(0, end);
        lines.remove_prefix(end);
    }
    return out;
}

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

std::string_view host_name(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

Problem too_many(int seconds) {
    return problem(Kind::too_many, "rate_limited").fact("seconds", std::to_string(seconds));
}

}  // namespace

std::int64_t monotonic_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Dispatcher::Dispatcher(Parts parts, ServerOptions const& options)
    : parts_(std::move(parts)),
      options_(options),
      table_(parts_.router.routes()),
      embedded_(parts_.database == nullptr || parts_.database->engine() == db::Engine::sqlite),
      per_address_(options.per_address.per_second, options.per_address.burst),
      per_account_(options.per_account.per_second, options.per_account.burst),
      work_per_address_(options.work_per_address.per_second, options.work_per_address.burst),
      metrics_(parts_.router.routes()) {
    for (auto const& route : parts_.router.routes()) {
        if (route.mode == Mode::read) paces_.try_emplace(&route);
    }
}

bool Dispatcher::may_run_inline(Route const& route) const {
    if (!embedded_) return false;
    auto const pace = paces_.find(&route);
    return pace != paces_.end() && pace->second.quick(options_.inline_read_us);
}

void Dispatcher::plan(Request& request, Plan& plan) {
    plan.answer.reset();
    plan.body_limit = 0;
    auto const refuse = [&](Problem problem, int status) {
        plan.answer = problem_response(std::move(problem), status, request.request_id);
    };
    if (!options_.hosts.empty() &&
        std::none_of(options_.hosts.begin(), options_.hosts.end(), [&](std::string const& host) {
            return host == host_name(request.head.host) || host == request.head.host;
        })) {
        return refuse(malformed("request.malformed"), 421);
    }
    if (auto answer = built_in(request)) {
        plan.answer = std::move(answer);
        return;
    }
    if (auto const seconds = per_address_.take(request.client_address, request.received_us); seconds > 0) {
        tell({{}, "", "rate_limited", 429, request.client_address});
        return refuse(too_many(seconds), 429);
    }
    table_.find(request.head.method, request.raw_path, plan.match);
    auto const* route = plan.match.route;
    if (route == nullptr) {
        if (plan.match.allow.empty()) {
            if (auto file = web_file(request)) {
                plan.answer = std::move(file);
                return;
            }
            return refuse(not_found(), 404);
        }
        refuse(problem(Kind::malformed, "method_not_allowed"), 405);
        return plan.answer->header("Allow", plan.match.allow);
    }
    plan.body_limit = request.changes_state() && request.head.method != "DELETE" ? route->body_limit : 0;
    if (request.head.content_length > static_cast<std::int64_t>(std::max<std::size_t>(plan.body_limit, 0)) &&
        route->mode != Mode::stream) {
        refuse(
            problem(Kind::too_large, "request.too_large").fact("limit", std::to_string(plan.body_limit / 1024) + " KB"),
            413);
    }
}

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

std::optional<Problem> Dispatcher::cross_site(Request const& request, Identity const* identity) const {
    if (!request.changes_state()) return std::nullopt;
    if (auto const origin = request.head.find("origin")) {
        auto const scheme = options_.secure ? std::string_view("https://") : std::string_view("http://");
        if (!origin->starts_with(scheme) || origin->substr(scheme.size()) != request.head.host)
            return forbidden("csrf");
    } else if (auto const site = request.head.find("sec-fetch-site");
               site && *site != "same-origin" && *site != "none") {
        return forbidden("csrf");
    }
    if (identity == nullptr) return std::nullopt;
    auto const token = request.head.find("x-csrf-token").value_or(std::string_view());
    if (identity->csrf_token.empty() || !crypto::equal_constant_time(token, identity->csrf_token))
        return forbidden("csrf");
    return std::nullopt;
}

std::optional<Problem> Dispatcher::access(Request const& request, Route const& route,
                                          std::shared_ptr<Identity const>& identity, bool activity) {
    if (auto const cookies = request.head.find("cookie")) {
        auto const token = find_cookie(*cookies, session_cookie_name(options_.secure));
        if (token && !token->empty())
            identity = parts_.authenticator.identify(*token, request.client_address, parts_.clock.now(), activity);
    }
    if (auto no = cross_site(request, identity.get())) return no;
    auto const& actor = identity ? identity->actor : stranger();
    if (identity) {
        auto const seconds = per_account_.take(std::to_string(actor.account.value), request.received_us);
        if (seconds > 0) return too_many(seconds);
    } else if (route.mode == Mode::work) {
        auto const seconds = work_per_address_.take(request.client_address, request.received_us);
        if (seconds > 0) return too_many(seconds);
    }
    if (!actor.has(route.right)) return actor.known() ? forbidden() : problem(Kind::unauthenticated, "unauthenticated");
    if (route.second_factor && options_.require_second_factor && !actor.second_factor)
        return forbidden("second_factor_required");
    return std::nullopt;
}

void Dispatcher::tell(Refusal&& refusal) const {
    if (parts_.refused) parts_.refused(std::move(refusal));
}

/// Who asks without a session learns that one is needed: that is no refusal of anybody.
void Dispatcher::tell(Request const& request, Route const& route, Identity const* identity, Problem const& no) const {
    bool const refusal = no.kind == Kind::forbidden || no.kind == Kind::too_many ||
                         (no.kind == Kind::not_found && identity != nullptr && text::contains(route.path, "{"));
    if (!parts_.refused || !refusal) return;
    tell({identity ? identity->actor : auth::Actor{}, route.method + " " + route.path, no.code, status_of(no.kind),
          request.client_address});
}

std::optional<Response> Dispatcher::admit(Request const& request, Route const& route,
                                          std::shared_ptr<Identity const>& identity, bool activity) {
    try {
        if (auto no = access(request, route, identity, activity)) {
            tell(request, route, identity.get(), *no);
            return problem_response(std::move(*no), request.request_id);
        }
        return std::nullopt;
    } catch (...) {
        return problem_response(problem_of(std::current_exception(), request.request_id, route.path),
                                request.request_id);
    }
}

Response Dispatcher::run(Request const& request, Plan const& plan) {
    auto const& route = *plan.match.route;
    std::shared_ptr<Identity const> identity;
    try {
        if (auto no = access(request, route, identity, true)) {
            tell(request, route, identity.get(), *no);
            if (route.hidden && no->kind == Kind::unauthenticated) {
                Response to_sign_in;
                to_sign_in.status = 303;
                to_sign_in.header("Location", "/sign-in");
                return to_sign_in;
            }
            return problem_response(std::move(*no), request.request_id);
        }
        auto const key = request.head.find("idempotency-key").value_or(std::string_view());
        if (key.empty() || !identity || parts_.idempotency == nullptr || !request.changes_state()) {
            return run_route(request, plan, identity.get());
        }
        if (!is_key(key)) return problem_response(malformed("idempotency_key_form"), request.request_id);
        return run_once(request, plan, identity.get(), key);
    } catch (...) {
        return problem_response(problem_of(std::current_exception(), request.request_id, route.path),
                                request.request_id);
    }
}

Response Dispatcher::run_route(Request const& request, Plan const& plan, Identity const* identity) {
    auto const& route = *plan.match.route;
    std::vector<Parameter> query;
    std::vector<std::string> names;
    if (!request.raw_query.empty() && !read_query(request.raw_query, query, names)) {
        return problem_response(malformed("request.malformed"), request.request_id);
    }
    RawInput raw;
    raw.path = plan.match.parameters;
    raw.query = query;
    raw.body = request.body;
    raw.content_type = request.head.find("content-type").value_or(std::string_view());
    raw.takes_body = request.changes_state() && request.head.method != "DELETE";
    Response response;
    Watch const watch;
    auto outcome = [&] {
        // The call ends before the answer is put together: its reader goes back to the pool.
        CallImpl const call(request, route, identity ? identity->actor : stranger(), parts_, response);
        return route.run(call, raw);
    }();
    if (auto const pace = paces_.find(&route); pace != paces_.end()) watch.tell(pace->second, options_.inline_read_us);
    if (outcome) {
        put_answer(std::move(*outcome), response);
        return response;
    }
    tell(request, route, identity, outcome.error());
    auto refusal = problem_response(std::move(outcome).error(), request.request_id);
    refusal.headers += response.headers;
    return refusal;
}

Response Dispatcher::run_once(Request const& request, Plan const& plan, Identity const* identity,
                              std::string_view key) {
    std::string subject(request.head.method);
    subject += ' ';
    subject += request.head.target;
    subject += '\n';
    subject += request.body;
    Attempt const attempt{identity->actor.account, std::string(key), text::hex(crypto::sha256(subject))};
    auto const earlier = parts_.idempotency->begin(attempt);
    switch (earlier.state) {
        case Earlier::State::fresh:
            break;
        case Earlier::State::mismatch:
            return problem_response(refused("idempotency_mismatch"), request.request_id);
        case Earlier::State::pending:
            return problem_response(conflict("idempotency_pending"), request.request_id);
        case Earlier::State::answered: {
            Response again;
            again.status = earlier.status;
            again.body = earlier.body;
            again.type = earlier.type;
            again.sandboxed = earlier.sandboxed;
            again.headers = earlier.headers;
            again.header("Idempotent-Replayed", "true");
            return again;
        }
    }
    Response response;
    try {
        response = run_route(request, plan, identity);
    } catch (...) {
        parts_.idempotency->forget(attempt);
        throw;
    }
    // Faults may be tried again; a refusal is an answer like any other.
    if (response.status >= 500 || response.status == 429 || response.status == 401 || !response.file.empty()) {
        parts_.idempotency->forget(attempt);
    } else {
        Earlier done;
        done.status = response.status;
        done.body = response.body;
        done.type = response.type;
        done.sandboxed = response.sandboxed;
        done.headers = without_cookies(response.headers);
        parts_.idempotency->finish(attempt, done);
    }
    return response;
}

Response Dispatcher::presentable(Response response, Request const& request, bool page) {
    if (response.status < 400 || response.type != "application/problem+json") return response;
    auto const accept = request.head.find("accept").value_or(std::string_view());
    bool const person = page || (!request.raw_path.starts_with("/v1/") && text::contains(accept, "text/html"));
    if (!person || !parts_.error_page) return response;
    response.body = parts_.error_page(response.status, response.detail, request.request_id);
    response.type = "text/html; charset=utf-8";
    response.document = true;
    return response;
}

}  // namespace xinglin::http
