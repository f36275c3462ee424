#pragma once

namespace xinglin::http {
class Router;
}

namespace xinglin::ballots {

class MeetingVotes;
class Service;

/// Declares every route of this module. Both must outlive the router.
void mount(http::Router& router, Service& service, MeetingVotes& votes);

/// The routes of voters: what waits, the permit, the slip.
void mount_own(http::Router& router, Service& service);

}  // namespace xinglin::ballots
