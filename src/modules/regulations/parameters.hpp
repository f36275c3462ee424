#pragma once
// Reading one parameters.yaml.

#include "modules/regulations/book.hpp"

namespace xinglin::regulations {

/// @param faults gets one line "path:line: reason" per fault; the regulation answered then misses what could not be read
[[nodiscard]] Regulation read_parameters(std::string const& name, SourceFile const& file,
                                         std::vector<std::string>& faults);

}  // namespace xinglin::regulations
