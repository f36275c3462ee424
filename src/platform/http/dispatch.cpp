// What a request may have, decided from its head. Beside it: who may (dispatch_access.cpp), the run of a route
// (dispatch_run.cpp), files and signs of life (dispatch_files.cpp).
#include "platform/http/dispatch.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"
#include "platform/db/deferred.hpp"
#include "platform/http/answers.hpp"

#include <algorithm>
#include <chrono>

namespace xinglin::http {
namespace {

std::string_view host_name(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

}  // namespace

auth::Actor const& stranger() {
    static auth::Actor const nobody{};
    return nobody;
}

Problem too_many(int seconds) {
    return problem(Kind::too_many, "rate_limited").fact("seconds", std::to_string(seconds));
}

std::int64_t monotonic_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Dispatcher::Dispatcher(Parts parts, ServerOptions const& options)
    : parts_(std::move(parts)),
      options_(options),
      table_(parts_.router.routes()),
      embedded_(parts_.database == nullptr || parts_.database->engine() == db::Engine::sqlite),
      defers_(parts_.database != nullptr && db::defers(*parts_.database) != nullptr),
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

bool Dispatcher::may_defer(Request const& request, Route const& route) const {
    constexpr std::size_t small = std::size_t{16} * 1024;  // decoded where it arrived
    return defers_ && route.ready && request.body.size() <= small && !request.head.find("idempotency-key");
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

Response Dispatcher::presentable(Response response, Request const& request, bool page) {
    if (response.status < 400 || response.type != "application/problem+json") return response;
    auto const accept = request.head.find("accept").value_or(std::string_view());
    bool const person = page || (!request.raw_path.starts_with("/v1/") && text::contains(accept, "text/html"));
    if (!person || !parts_.error_page) return response;
    // Of a page that is not there its own words say more than those for a record.
    auto const& detail = response.status == 404 || response.status == 405 ? std::string() : response.detail;
    response.body = parts_.error_page(response.status, detail, request.request_id);
    response.type = "text/html; charset=utf-8";
    response.document = true;
    return response;
}

}  // namespace xinglin::http
