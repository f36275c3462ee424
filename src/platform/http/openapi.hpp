#pragma once
#include <string>

namespace xinglin::http {

class Router;

/// The contract as an OpenAPI 3.1 document (JSON, two blanks of indentation, ends with a line break), the same bytes for the
/// same routes. Each operation carries x-right and x-scope; each refusal its codes as examples.
[[nodiscard]] std::string openapi(Router const& router, std::string const& version);

}  // namespace xinglin::http
