#pragma once
// A whole installation over an empty database, with a row or more in every encrypted column where asked for.

#include "app/application.hpp"
#include "app/core.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace xinglin::testing {

struct Installation {
    explicit Installation(std::string const& url) {
        settings.data = folder.file("data");
        settings.database = url;
        settings.demo = true;
        REQUIRE(app::prepare_data_folder(settings));
        open();
    }
    void open() {
        application.reset();
        auto opened = app::Application::open(settings, app::Process::server);
        REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().code));
        application = std::move(*opened);
    }
    app::Core& core() const { return application->core(); }
    app::Modules::Parts& parts() const { return application->modules().parts(); }
    TemporaryFolder folder;
    app::Settings settings;
    std::unique_ptr<app::Application> application;
};

/// A meeting with somebody who is ill, its minutes, an approval about it, a ballot set aside and grades sent back for it.
void fill_reasons(app::Core& core, PersonId person);
/// A row or more in every encrypted column, made by the modules themselves.
void fill(Installation const& at);
/// The one the rows of `fill` are about.
[[nodiscard]] PersonId filled_person(app::Core const& core);

}  // namespace xinglin::testing
