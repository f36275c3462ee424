#include "platform/paper/paper.hpp"

#include <filesystem>

namespace xinglin::paper {

namespace {

struct Place {
    char const* file;
    int index;  ///< within a collection
};

constexpr char const* folders[] = {
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",  // texlive-lang-chinese
    "/usr/share/fonts/opentype/noto",                              // fonts-noto-cjk
    "/usr/share/fonts/truetype/arphic-gkai00mp", "/usr/share/fonts/truetype/lxgw-wenkai"};

/// The simplified Chinese face is the third of Noto's collections.
std::vector<Place> places(Face face) {
    constexpr Place serif{"NotoSerifCJK-Regular.ttc", 2}, serif_bold{"NotoSerifCJK-Bold.ttc", 2};
    constexpr Place sans{"NotoSansCJK-Regular.ttc", 2};
    switch (face) {
        case Face::fang:
            return {{"FandolFang-Regular.otf", 0}, serif};
        case Face::hei:
            return {{"FandolHei-Regular.otf", 0}, sans};
        case Face::kai:
            return {{"FandolKai-Regular.otf", 0}, {"gkai00mp.ttf", 0}, {"LXGWWenKai-Regular.ttf", 0}, serif};
        case Face::song:
            return {{"FandolSong-Regular.otf", 0}, serif};
        case Face::title:
            return {{"FandolSong-Bold.otf", 0}, serif_bold, serif};
    }
    return {};
}

}  // namespace

std::vector<std::pair<std::string, int>> Fonts::files(Face face) const {
    std::vector<std::pair<std::string, int>> out;
    std::error_code ignored;
    auto const look = [&](std::filesystem::path const& folder, Place const& place) {
        auto const path = folder / place.file;
        if (!std::filesystem::is_regular_file(path, ignored)) return false;
        out.emplace_back(path.string(), place.index);
        return true;
    };
    for (auto const& place : places(face)) {
        if (!folder_.empty() && look(folder_, place)) continue;
        for (char const* folder : folders)
            if (look(folder, place)) break;
    }
    return out;
}

bool Fonts::exact(Face face) const {
    auto const found = files(face);
    auto const wanted = places(face);
    return !found.empty() && !wanted.empty() &&
           std::filesystem::path(found.front().first).filename() == wanted.front().file;
}

}  // namespace xinglin::paper
