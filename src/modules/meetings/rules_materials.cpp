#include "modules/meetings/rules_materials.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

/// Characters that mean something in a path or cannot be seen.
bool unfit(char32_t c) {
    constexpr std::u32string_view marks = U"/\\:*?\"<>|";
    bool const turns = c >= 0x202A && c <= 0x202E, isolates = c >= 0x2066 && c <= 0x2069;
    return c < 0x20 || c == 0x7F || turns || isolates || marks.find(c) != std::u32string_view::npos;
}

}  // namespace

Result<Done> may_attach(std::vector<MaterialFile> const& there, std::string_view digest, std::int64_t size) {
    std::int64_t all = size;
    for (auto const& one : there) {
        if (one.digest == digest) return fail(conflict("meetings.material_twice").fact("title", one.title));
        all += one.size;
    }
    if (there.size() >= most_materials)
        return fail(refused("meetings.materials_too_many").fact("most", std::to_string(most_materials)));
    if (all > most_materials_bytes)
        return fail(refused("meetings.materials_too_large")
                        .fact("most", size_text(most_materials_bytes))
                        .fact("there", size_text(all - size)));
    return Done{};
}

bool is_new(MaterialFile const& file, std::optional<Instant> told_at, MeetingState state) {
    bool const ahead = state == MeetingState::called || state == MeetingState::under_way;
    return ahead && told_at && file.added_at > *told_at;
}

std::string title_from(std::string_view file_name) {
    if (auto const folder = file_name.find_last_of("/\\"); folder != std::string_view::npos)
        file_name.remove_prefix(folder + 1);
    auto const dot = file_name.rfind('.');
    auto points = text::decode(text::trim(dot == std::string_view::npos ? file_name : file_name.substr(0, dot)));
    std::erase_if(points, unfit);
    if (points.size() > material_title_length) points.resize(material_title_length);
    auto out = text::trim(text::encode(points));
    return out.empty() ? "材料" : out;
}

std::string download_name(MaterialFile const& file) {
    auto points = text::decode(file.title);
    for (auto& one : points)
        if (unfit(one)) one = U'_';
    auto out = text::trim(text::encode(points));
    while (!out.empty() && out.front() == '.') out.erase(0, 1);
    if (out.empty()) out = "材料";
    auto const ending = "." + file.extension;
    return text::ends_with(text::lower_ascii(out), ending) ? out : out + ending;
}

std::string size_text(std::int64_t bytes) {
    constexpr std::int64_t kilo = 1024, mega = kilo * kilo;
    if (bytes < mega) return std::to_string(std::max<std::int64_t>(1, (bytes + kilo - 1) / kilo)) + " KB";
    auto const tenths = (bytes * 10 + mega / 2) / mega;
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + " MB";
}

std::vector<MaterialId> reordered(std::vector<MaterialFile> const& there, MaterialId moved, std::int64_t place) {
    std::vector<MaterialId> out;
    for (auto const& one : there)
        if (one.id != moved) out.push_back(one.id);
    auto const at = std::clamp<std::int64_t>(place - 1, 0, static_cast<std::int64_t>(out.size()));
    out.insert(out.begin() + at, moved);
    return out;
}

std::string materials_line(std::vector<MaterialNamed> const& materials) {
    std::string out;
    for (auto const& one : materials) out += "《" + one.title + "》";
    return out.empty() ? out : "会议材料：" + out;
}

}  // namespace xinglin::meetings
