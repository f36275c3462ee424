#include "modules/people/routes.hpp"

namespace xinglin::people {

void mount(http::Router& router, Service& service) {
    mount_files(router, service);
    mount_membership(router, service);
    mount_lists(router, service);
    mount_corrections(router, service);
    mount_exports(router, service);
}

}  // namespace xinglin::people
