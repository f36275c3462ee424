#pragma once
// The synthetic hospital of `xinglin demo`, brought in by the ordinary import, and eight people to sign in as.

#include "app/application.hpp"
#include "app/serve.hpp"

namespace xinglin::app {

/// Builds the hospital in an empty data folder; a folder that holds it already is left as it is.
/// @errors app.demo_foreign (the folder holds something else), those of the imports
[[nodiscard]] Result<Done> build_demo(Application& application);

/// A fresh sign-in link for each of the eight, with what a person reads before it.
[[nodiscard]] Result<Announcement> demo_links(Application& application);

/// Whether an earlier start died while it built the hospital: the folder may be emptied.
[[nodiscard]] bool demo_half_built(Settings const& settings);
/// Empties a half-built demo folder, or marks an empty one. @errors app.demo_foreign
[[nodiscard]] Result<Done> prepare_demo_folder(Settings const& settings);

}  // namespace xinglin::app
