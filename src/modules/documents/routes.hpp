#pragma once
#include <string>

namespace xinglin::appraisal {
class Service;
}
namespace xinglin::http {
class Router;
}
namespace xinglin::meetings {
class Service;
}
namespace xinglin::re_elections {
class Service;
}

namespace xinglin::documents {

/// Declares every route of this module. `meetings` must outlive the router.
/// @param fonts folder of type faces searched first, "" = those of the system
void mount(http::Router& router, meetings::Service& meetings, std::string fonts);
/// The papers of a re-election. Both must outlive the router.
void mount_chain(http::Router& router, re_elections::Service& service, std::string fonts);
/// The publication sheet of an appraisal. Both must outlive the router.
void mount_appraisal(http::Router& router, appraisal::Service& service, std::string fonts);

}  // namespace xinglin::documents
