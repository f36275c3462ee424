#include "modules/regulations/parameters.hpp"

#include "base/text.hpp"
#include "modules/regulations/figures.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

namespace xinglin::regulations {

namespace {

class ParametersFile {
  public:
    ParametersFile(std::string path, std::vector<std::string>& faults) : path_(std::move(path)), faults_(faults) {}

    void fault(YAML::Node const& at, std::string const& reason) {
        faults_.push_back(path_ + ":" + std::to_string(at.Mark().line + 1) + ": " + reason);
    }
    void fault(int line, std::string const& reason) {
        faults_.push_back(path_ + ":" + std::to_string(line) + ": " + reason);
    }
    void only_keys(YAML::Node const& map, std::set<std::string> const& known) {
        for (auto const& entry : map)
            if (auto const key = entry.first.as<std::string>(); !known.contains(key))
                fault(entry.first, "unknown key " + key);
    }
    std::string text(YAML::Node const& map, char const* key, bool required = true) {
        auto const node = map[key];
        if (node && node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
        if (required) fault(node ? node : map, std::string("missing ") + key);
        return {};
    }
    std::optional<std::int64_t> number(YAML::Node const& map, char const* key) {
        auto const node = map[key];
        if (!node) return std::nullopt;
        auto const value = text::parse_int(node.IsScalar() ? node.Scalar() : "");
        if (!value) fault(node, std::string(key) + " is no whole number");
        return value;
    }
    std::optional<Date> date(YAML::Node const& map, char const* key) {
        auto const node = map[key];
        if (!node) return std::nullopt;
        auto const value = Date::parse(node.IsScalar() ? node.Scalar() : "");
        if (!value) fault(node, std::string(key) + " is no day (YYYY-MM-DD)");
        return value;
    }

    std::optional<Datum> datum(YAML::Node const& node, Parameter const& parameter);
    std::optional<DatedValue> dated(YAML::Node const& node, Parameter const& parameter);
    std::optional<Parameter> parameter(YAML::Node const& node, Regulation const& regulation);
    void line_up(YAML::Node const& values, Parameter& parameter);
    void hold_to_limits(YAML::Node const& node, Parameter const& parameter);

  private:
    std::string path_;
    std::vector<std::string>& faults_;
};

std::optional<Mark> mark_of(std::string_view text) {
    if (text == "V") return Mark::verified;
    if (text == "v") return Mark::supported;
    if (text == "K") return Mark::known;
    if (text == "P") return Mark::project;
    return std::nullopt;
}

std::optional<Datum> ParametersFile::datum(YAML::Node const& node, Parameter const& parameter) {
    if (!node) return std::nullopt;
    if (node.IsSequence()) {
        std::vector<std::int64_t> list;
        for (auto const& item : node) {
            auto const value = text::parse_int(item.IsScalar() ? item.Scalar() : "");
            if (!value) {
                fault(item, "the list holds something that is no whole number");
                return std::nullopt;
            }
            list.push_back(*value);
        }
        return Datum{std::move(list)};
    }
    if (!node.IsScalar()) {
        fault(node, "a value is a whole number, a list of them, or one of the choices");
        return std::nullopt;
    }
    if (!parameter.choices.empty()) {
        if (std::find(parameter.choices.begin(), parameter.choices.end(), node.Scalar()) != parameter.choices.end())
            return Datum{node.Scalar()};
        fault(node, "the value " + node.Scalar() + " is none of the choices");
        return std::nullopt;
    }
    if (auto const value = text::parse_int(node.Scalar())) return Datum{*value};
    fault(node,
          "the value " + node.Scalar() + " is no whole number (amounts in fen, shares in parts per ten thousand)");
    return std::nullopt;
}

std::optional<DatedValue> ParametersFile::dated(YAML::Node const& node, Parameter const& parameter) {
    if (!node.IsMap()) {
        fault(node, "a dated value is a map with from, value, article, mark");
        return std::nullopt;
    }
    only_keys(node, {"from", "to", "value", "article", "mark", "source"});
    DatedValue made;
    auto const from = date(node, "from");
    if (!node["from"]) fault(node, "missing from");
    made.to = date(node, "to");
    if (!node["value"]) fault(node, "missing value");
    auto value = datum(node["value"], parameter);
    made.article = text(node, "article");
    made.source = text(node, "source", false);
    auto const mark = mark_of(text(node, "mark"));
    if (node["mark"] && !mark) fault(node["mark"], "mark is one of V, v, K, P");
    if (!from || !value || !mark) return std::nullopt;
    if (made.to && *made.to <= *from) fault(node, "ends on " + made.to->text() + ", before it begins");
    made.from = *from;
    made.datum = std::move(*value);
    made.mark = *mark;
    return made;
}

/// Dated values stand in order; each ends where the next begins.
void ParametersFile::line_up(YAML::Node const& values, Parameter& parameter) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (auto value = dated(values[i], parameter)) {
            int const line = values[i].Mark().line + 1;
            if (!parameter.values.empty()) {
                auto& before = parameter.values.back();
                if (value->from <= before.from || (before.to && value->from < *before.to))
                    fault(line, parameter.name + ": overlap, the value from " + value->from.text() +
                                    " begins before the one from " + before.from.text() + " ends");
                else if (before.to && *before.to < value->from)
                    fault(line,
                          parameter.name + ": gap, no value from " + before.to->text() + " to " + value->from.text());
                before.to = value->from;
            }
            parameter.values.push_back(std::move(*value));
        }
    if (parameter.values.empty()) fault(values, parameter.name + ": has no value");
}

/// What the file gives has the form of its unit and lies within the limits it sets for an institution.
void ParametersFile::hold_to_limits(YAML::Node const& node, Parameter const& parameter) {
    if (!parameter.unit.empty() && !known_unit(parameter.unit))
        fault(node["unit"], parameter.name + ": unknown unit " + parameter.unit);
    if (parameter.least && parameter.most && *parameter.most < *parameter.least)
        fault(node["most"], parameter.name + ": most is smaller than least");
    auto const outside = [&](std::int64_t number) {
        return (parameter.least && number < *parameter.least) || (parameter.most && *parameter.most < number);
    };
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
        auto const& datum = parameter.values[i].datum;
        auto const* const one = std::get_if<std::int64_t>(&datum);
        auto const* const list = std::get_if<std::vector<std::int64_t>>(&datum);
        if ((one != nullptr && outside(*one)) || (list != nullptr && std::any_of(list->begin(), list->end(), outside)))
            fault(node["values"], parameter.name + ": the value from " + parameter.values[i].from.text() +
                                      " lies outside its own limits");
        if (!wrong_for_unit(parameter.unit, datum).empty())
            fault(node["values"], parameter.name + ": the value from " + parameter.values[i].from.text() +
                                      " has not the form of a " + parameter.unit);
    }
}

std::optional<Parameter> ParametersFile::parameter(YAML::Node const& node, Regulation const& regulation) {
    if (!node.IsMap()) {
        fault(node, "a parameter is a map");
        return std::nullopt;
    }
    only_keys(node, {"name", "meaning", "unit", "kind", "least", "most", "choices", "used", "values"});
    Parameter made;
    made.name = text(node, "name");
    made.regulation = regulation.name;
    made.title = regulation.title;
    made.meaning = text(node, "meaning");
    made.unit = text(node, "unit");
    auto const kind = text(node, "kind");
    if (node["kind"] && kind != "fixed" && kind != "setting") fault(node["kind"], "kind is fixed or setting");
    made.setting = kind == "setting";
    made.least = number(node, "least");
    made.most = number(node, "most");
    if (node["choices"])
        for (auto const& choice : node["choices"]) made.choices.push_back(choice.as<std::string>());
    if (node["used"] && node["used"].IsSequence())
        for (auto const& place : node["used"]) made.used.push_back(place.as<std::string>());
    if (!node["values"] || !node["values"].IsSequence()) {
        fault(node, made.name + ": missing values");
        return std::nullopt;
    }
    line_up(node["values"], made);
    hold_to_limits(node, made);
    if (made.name.empty() || made.values.empty()) return std::nullopt;
    return made;
}

}  // namespace

Regulation read_parameters(std::string const& name, SourceFile const& file, std::vector<std::string>& faults) {
    Regulation made;
    made.name = name;
    ParametersFile reader(file.path, faults);
    YAML::Node root;
    try {
        root = YAML::Load(std::string(file.text));
    } catch (YAML::ParserException const& wrong) {
        reader.fault(wrong.mark.line + 1, wrong.msg);
        return made;
    }
    if (!root.IsMap()) {
        reader.fault(1, "expected title, edition, parameters");
        return made;
    }
    reader.only_keys(root, {"title", "edition", "parameters"});
    made.title = reader.text(root, "title");
    made.edition = reader.text(root, "edition");
    if (!root["parameters"] || !root["parameters"].IsSequence()) {
        reader.fault(1, "missing parameters");
        return made;
    }
    for (auto const& node : root["parameters"])
        if (auto parameter = reader.parameter(node, made)) made.parameters.push_back(std::move(*parameter));
    return made;
}

}  // namespace xinglin::regulations
