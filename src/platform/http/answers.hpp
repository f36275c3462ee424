#pragma once
// The one place that turns a Problem, a fault or an exception into an answer.

#include "base/result.hpp"
#include "platform/http/exchange.hpp"

#include <exception>
#include <string>
#include <string_view>

namespace xinglin::http {

[[nodiscard]] int status_of(Kind kind);
/// Fills empty details from the texts of the codes.
void complete(Problem& problem, std::string_view request_id);
/// problem+json; `detail` and the fields' details come from the texts when they are empty.
[[nodiscard]] Response problem_response(Problem problem, std::string_view request_id);
/// The same with a status of its own (405, 408, 431, …).
[[nodiscard]] Response problem_response(Problem problem, int status, std::string_view request_id);
/// What an exception of a handler is to the person: db faults, broken invariants, everything else. Logs it.
[[nodiscard]] Problem problem_of(std::exception_ptr fault, std::string_view request_id, std::string_view route);

}  // namespace xinglin::http
