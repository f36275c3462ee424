// Who may: the session, requests forged by other sites, rates, rights; and who is told of a refusal.
#include "platform/http/dispatch.hpp"

#include "base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/http/answers.hpp"

namespace xinglin::http {

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

}  // namespace xinglin::http
