#include "platform/http/deferral.hpp"

#include "platform/http/answers.hpp"
#include "platform/http/call_impl.hpp"

namespace xinglin::http {

std::optional<Response> Deferral::prepare() { return dispatcher_.admit_write(request_, plan_, identity_, ready_); }

void Deferral::run() {
    response_ = Response();
    CallImpl const call(request_, *plan_.match.route, identity_ ? identity_->actor : stranger(), dispatcher_.parts(),
                        response_);
    outcome_.emplace(ready_(call));
}

void Deferral::keep(std::exception_ptr fault, db::AfterCommit after) {
    fault_ = std::move(fault);
    after_ = std::move(after);
}

void Deferral::finish() {
    try {
        for (auto const& call : after_) call();
    } catch (...) { fault_ = std::current_exception(); }
}

Response Deferral::answer() {
    auto const& route = *plan_.match.route;
    try {
        if (fault_) std::rethrow_exception(fault_);
        return dispatcher_.answered(request_, route, identity_.get(), std::move(*outcome_), std::move(response_));
    } catch (...) {
        return problem_response(problem_of(std::current_exception(), request_.request_id, route.path),
                                request_.request_id);
    }
}

}  // namespace xinglin::http
