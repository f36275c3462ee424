#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/doctor.hpp"
#include "base/text.hpp"

#include <cstdio>

namespace xinglin::app {
namespace {

char const* sign(Health health) {
    switch (health) {
        case Health::well:
            return "正常";
        case Health::warning:
            return "注意";
        case Health::ill:
            break;
    }
    return "故障";
}

std::string quoted(std::string const& text) {
    return "\"" +
           text::replace_all(text::replace_all(text::replace_all(text, "\\", "\\\\"), "\"", "\\\""), "\n", "\\n") +
           "\"";
}

void print_json(std::vector<Checked> const& all) {
    for (auto const& each : all) {
        auto const health = each.health == Health::well ? "well" : each.health == Health::warning ? "warning" : "ill";
        std::printf("{\"name\": %s, \"health\": \"%s\", \"text\": %s, \"remedy\": %s}\n", quoted(each.name).c_str(),
                    health, quoted(each.text).c_str(), quoted(each.remedy).c_str());
    }
}

}  // namespace

int doctor(Invocation const& call) {
    if (auto const dropped = drop_privileges(call.settings); !dropped && dropped.error().code != "config.data_folder") {
        return report(dropped.error());
    }
    auto const all = examine(call.settings);
    bool ill = false;
    for (auto const& each : all) ill = ill || each.health == Health::ill;
    if (call.json) {
        print_json(all);
        return ill ? 1 : 0;
    }
    for (auto const& each : all) {
        std::printf("[%s] %s：%s\n", sign(each.health), each.name.c_str(), each.text.c_str());
        if (!each.remedy.empty()) std::printf("       怎么办：%s\n", each.remedy.c_str());
    }
    std::printf(ill ? "有故障要处理。\n" : "没有发现故障。\n");
    return ill ? 1 : 0;
}

}  // namespace xinglin::app
