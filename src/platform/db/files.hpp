#pragma once
#include <string>

namespace xinglin::db::files {

/// Forces a finished file and its entry in the folder to disk. Throws Fault.
void make_durable(std::string const& path);

}  // namespace xinglin::db::files
