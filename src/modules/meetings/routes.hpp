#pragma once
namespace xinglin::http {
class Router;
}

namespace xinglin::meetings {

class Approved;
class Materials;
class Service;

/// Declares every route of this module. `service` must outlive the router.
void mount(http::Router& router, Service& service);

/// POST /v1/own-meetings/{id}/time-change. `approved` must outlive the router.
void mount_time_change(http::Router& router, Approved& approved);

/// /v1/kept-meetings/{id}/materials and the contents for who is asked. `materials` must outlive the router.
void mount_materials(http::Router& router, Materials& materials);

// Its parts, one file each.
void mount_meetings(http::Router& router, Service& service);
void mount_running(http::Router& router, Service& service);
void mount_own(http::Router& router, Service& service);
void mount_arrival(http::Router& router, Service& service);
void mount_keeping(http::Router& router, Service& service);
void mount_voting(http::Router& router, Service& service);
void mount_minutes(http::Router& router, Service& service);
void mount_tasks(http::Router& router, Service& service);
void mount_opinions(http::Router& router, Service& service);
void mount_plans(http::Router& router, Service& service);
void mount_ledger(http::Router& router, Service& service);

}  // namespace xinglin::meetings
