#pragma once
// Every module of the program, in plain sight (modules.cpp). No registration elsewhere, no singleton.

#include "app/core.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/router.hpp"

#include <memory>
#include <string>

namespace xinglin::app {

struct Workshop;

class Modules {
  public:
    /// Builds the services, gives the runner its kinds of jobs, the bus its subscribers, the uploads their rules.
    [[nodiscard]] static Result<std::unique_ptr<Modules>> build(Core& core, Workshop& workshop);
    ~Modules();
    Modules(Modules const&) = delete;
    Modules& operator=(Modules const&) = delete;

    /// Declares every route.
    /// @errors app.rights_missing: a route needs a right that no role holds
    [[nodiscard]] Result<Done> mount(http::Router& router);
    [[nodiscard]] http::Authenticator& authenticator();
    [[nodiscard]] http::Idempotency* idempotency();
    /// A plain sentence when the installation cannot serve, "" when it can. Does not block.
    [[nodiscard]] std::string unready() const;

    struct Parts;
    /// The services, for the command line.
    [[nodiscard]] Parts& parts() { return *parts_; }

  private:
    explicit Modules(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace xinglin::app
