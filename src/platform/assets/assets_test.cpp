#include "platform/assets/assets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

using namespace xinglin;

TEST_CASE("embedded files stand under their path with their bytes") {
    auto const files = assets::all();
    CHECK(std::ranges::is_sorted(files, {}, &assets::Asset::path));
    for (auto const& asset : files) {
        CHECK(assets::find(asset.path) == &asset);
        std::ifstream in(std::string(XINGLIN_SOURCE_DIR "/").append(asset.path), std::ios::binary);
        std::string const bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK_MESSAGE(bytes == asset.bytes, asset.path);
    }
    CHECK(assets::find("no/such/file") == nullptr);
    CHECK(assets::under("").size() == files.size());
    CHECK(assets::under("no/such/folder/").empty());
}
