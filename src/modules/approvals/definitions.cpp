#include "modules/approvals/definitions.hpp"

#include "base/text.hpp"
#include "platform/assets/assets.hpp"

#include <yaml-cpp/yaml.h>

#include <set>

namespace xinglin::approvals {

namespace {

/// Names of rights have a point in them, those of roles have none.
bool is_right(std::string const& who) { return who.find('.') != std::string::npos; }

class File {
  public:
    File(std::string name, std::vector<std::string>& faults) : name_(std::move(name)), faults_(faults) {}

    void fault(YAML::Node const& at, std::string const& reason) {
        faults_.push_back(name_ + ":" + std::to_string(at.Mark().line + 1) + ": " + reason);
    }
    std::string text(YAML::Node const& map, char const* key) {
        auto const node = map[key];
        if (node && node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
        fault(map, std::string("missing ") + key);
        return {};
    }
    void only(YAML::Node const& map, std::set<std::string> const& known) {
        for (auto const& entry : map)
            if (!known.contains(entry.first.Scalar())) fault(entry.first, "unknown key " + entry.first.Scalar());
    }
    Version version(YAML::Node const& node, int expected) {
        only(node, {"version", "running", "steps"});
        Version out;
        out.number = static_cast<int>(text::parse_int(text(node, "version")).value_or(0));
        if (out.number != expected) fault(node, "versions count up from 1 without a gap");
        auto const running = text(node, "running");
        if (running != "finish" && running != "migrate") fault(node, "running is finish or migrate");
        out.running = running == "migrate" ? Running::migrate : Running::finish;
        std::set<std::string> codes;
        for (auto const& step : node["steps"]) {
            only(step, {"code", "title", "role", "right", "reads"});
            if (step["role"] && step["right"]) fault(step, "a step falls to a role or to a right");
            auto const* key = step["right"] ? "right" : "role";
            out.steps.push_back({text(step, "code"), text(step, "title"), text(step, key),
                                 step["reads"] ? text(step, "reads") : std::string()});
            if (is_right(out.steps.back().who) != (key == std::string_view("right")))
                fault(step, std::string("no ") + key + ": " + out.steps.back().who);
            if (!codes.insert(out.steps.back().code).second) fault(step, "two steps of one code");
        }
        if (out.steps.empty()) fault(node, "no step");
        return out;
    }

  private:
    std::string name_;
    std::vector<std::string>& faults_;
};

}  // namespace

Step const* Version::find(std::string_view code) const {
    for (auto const& step : steps)
        if (step.code == code) return &step;
    return nullptr;
}

Step const* Version::after(std::string_view code) const {
    for (std::size_t i = 0; i + 1 < steps.size(); ++i)
        if (steps[i].code == code) return &steps[i + 1];
    return nullptr;
}

Version const* Definition::find(int number) const {
    for (auto const& one : versions)
        if (one.number == number) return &one;
    return nullptr;
}

Result<Definitions> Definitions::parse(std::string const& yaml, std::string const& name) {
    std::vector<std::string> faults;
    Definitions out;
    try {
        File file(name, faults);
        auto const root = YAML::Load(yaml);
        if (!root.IsMap()) faults.push_back(name + ":1: no definitions");
        for (auto const& entry : root) {
            auto const& node = entry.second;
            file.only(node, {"title", "article", "versions"});
            Definition made{entry.first.Scalar(), file.text(node, "title"), file.text(node, "article"), {}};
            int expected = 0;
            for (auto const& version : node["versions"]) made.versions.push_back(file.version(version, ++expected));
            if (made.versions.empty()) file.fault(node, "no version");
            out.all_.emplace(made.kind, std::move(made));
        }
    } catch (YAML::Exception const& error) {
        faults.push_back(name + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
    }
    if (!faults.empty())
        return fail(problem(Kind::fault, "approvals.definitions_faulty").fact("faults", text::join(faults, "; ")));
    return out;
}

Result<Definitions> Definitions::load() {
    constexpr std::string_view path = "src/modules/approvals/definitions.yaml";
    auto const* found = assets::find(path);
    return parse(found == nullptr ? std::string() : std::string(found->bytes), std::string(path));
}

Definition const* Definitions::find(std::string_view kind) const {
    auto const found = all_.find(kind);
    return found == all_.end() ? nullptr : &found->second;
}

}  // namespace xinglin::approvals
