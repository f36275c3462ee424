// The run of a route: decode, handler, answer; once only under an idempotency key.
#include "platform/http/dispatch.hpp"

#include "base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/http/answers.hpp"
#include "platform/http/call_impl.hpp"

#include <algorithm>
#include <filesystem>

namespace xinglin::http {
namespace {

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

/// The input of a request; what its views point into.
struct Raw {
    std::vector<Parameter> query{};
    std::vector<std::string> names{};
    RawInput input{};

    /// False when the query is ill-formed.
    [[nodiscard]] bool take(Request const& request, Dispatcher::Plan const& plan) {
        if (!request.raw_query.empty() && !read_query(request.raw_query, query, names)) return false;
        input.path = plan.match.parameters;
        input.query = query;
        input.body = request.body;
        input.content_type = request.head.find("content-type").value_or(std::string_view());
        input.takes_body = request.changes_state() && request.head.method != "DELETE";
        return true;
    }
};

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

}  // namespace

Response Dispatcher::turned_away(Request const& request, Route const& route, Identity const* identity,
                                 Problem&& no) const {
    tell(request, route, identity, no);
    if (!route.hidden || no.kind != Kind::unauthenticated) return problem_response(std::move(no), request.request_id);
    Response to_sign_in;
    to_sign_in.status = 303;
    to_sign_in.header("Location", "/sign-in");
    return to_sign_in;
}

Response Dispatcher::run(Request const& request, Plan const& plan) {
    auto const& route = *plan.match.route;
    std::shared_ptr<Identity const> identity;
    try {
        if (auto no = access(request, route, identity, true))
            return turned_away(request, route, identity.get(), std::move(*no));
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

std::optional<Response> Dispatcher::admit_write(Request const& request, Plan const& plan,
                                                std::shared_ptr<Identity const>& identity, Ready& ready) {
    auto const& route = *plan.match.route;
    try {
        if (auto no = access(request, route, identity, true))
            return turned_away(request, route, identity.get(), std::move(*no));
        Raw raw;
        if (!raw.take(request, plan)) return problem_response(malformed("request.malformed"), request.request_id);
        auto decoded = route.ready(raw.input);
        if (!decoded) return problem_response(std::move(decoded).error(), request.request_id);
        ready = std::move(*decoded);
        return std::nullopt;
    } catch (...) {
        return problem_response(problem_of(std::current_exception(), request.request_id, route.path),
                                request.request_id);
    }
}

Response Dispatcher::run_route(Request const& request, Plan const& plan, Identity const* identity) {
    auto const& route = *plan.match.route;
    Raw raw;
    if (!raw.take(request, plan)) return problem_response(malformed("request.malformed"), request.request_id);
    Response response;
    Watch const watch;
    auto outcome = [&] {
        // The call ends before the answer is put together: its reader goes back to the pool.
        CallImpl const call(request, route, identity ? identity->actor : stranger(), parts_, response);
        return route.run(call, raw.input);
    }();
    if (auto const pace = paces_.find(&route); pace != paces_.end()) watch.tell(pace->second, options_.inline_read_us);
    return answered(request, route, identity, std::move(outcome), std::move(response));
}

Response Dispatcher::answered(Request const& request, Route const& route, Identity const* identity, Outcome&& outcome,
                              Response&& begun) const {
    if (outcome) {
        put_answer(std::move(*outcome), begun);
        return std::move(begun);
    }
    tell(request, route, identity, outcome.error());
    auto refusal = problem_response(std::move(outcome).error(), request.request_id);
    refusal.headers += begun.headers;
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

}  // namespace xinglin::http
