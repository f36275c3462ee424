#include "modules/regulations/routes.hpp"

#include "modules/regulations/regulations.hpp"
#include "platform/http/router.hpp"

namespace xinglin::regulations {

BOOST_DESCRIBE_ENUM(Mark, verified, supported, known, project)
BOOST_DESCRIBE_STRUCT(NewSetting, (), (name, value, effective_on, reason))

namespace {

struct SettingShown {
    std::string value;
    Date effective_on;
    std::string reason;
    Instant set_at;
    std::string set_by;
};
BOOST_DESCRIBE_STRUCT(SettingShown, (), (value, effective_on, reason, set_at, set_by))

/// A dated value as the regulation gives it.
struct ValueShown {
    std::string value;
    Date from;
    std::optional<Date> to;
    std::string article;
    Mark mark{};
};
BOOST_DESCRIBE_STRUCT(ValueShown, (), (value, from, to, article, mark))

struct ParameterShown {
    std::string name;
    std::string meaning;
    std::string unit;
    std::vector<std::string> used;  ///< where the program decides by it
    bool setting{false};  ///< an institution may set its own value
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::vector<std::string> choices;
    std::optional<std::string> value;  ///< in force today, settings included
    bool overridden{false};
    std::vector<ValueShown> values;
    std::vector<SettingShown> settings;
};
BOOST_DESCRIBE_STRUCT(ParameterShown, (),
                      (name, meaning, unit, used, setting, least, most, choices, value, overridden, values, settings))

struct RegulationShown {
    std::string name;
    std::string title;
    std::string edition;
    std::string source;  ///< what was read, in Markdown
    std::vector<ParameterShown> parameters;
};
BOOST_DESCRIBE_STRUCT(RegulationShown, (), (name, title, edition, source, parameters))

SettingShown shown(Setting const& setting) {
    return {datum_text(setting.datum), setting.effective_on, setting.reason, setting.set_at, setting.set_by};
}

ParameterShown shown(Parameter const& parameter, RuleSet const& rules, Date today) {
    ParameterShown out;
    out.name = parameter.name;
    out.meaning = parameter.meaning;
    out.unit = parameter.unit;
    out.used = parameter.used;
    out.setting = parameter.setting;
    out.least = parameter.least;
    out.most = parameter.most;
    out.choices = parameter.choices;
    if (auto const value = rules.in_force(parameter.name, today)) {
        out.value = datum_text(value->datum);
        out.overridden = value->overridden;
    }
    for (auto const& value : parameter.values)
        out.values.push_back({datum_text(value.datum), value.from, value.to, value.article, value.mark});
    for (auto const& setting : rules.settings())
        if (setting.name == parameter.name) out.settings.push_back(shown(setting));
    return out;
}

}  // namespace

void mount(http::Router& router, Service& service, std::function<std::string()> const& top) {
    router.get<http::Nothing, Page<RegulationShown>>(
        "/v1/regulations", rights::read,
        "List the regulations in the program with their dated figures and the own settings",
        {.scope = http::ScopeKind::none},
        [&service](http::Call const& call, http::Nothing const&) -> Result<Page<RegulationShown>> {
            auto const in_force = rules(call.reader(), service.book());
            Page<RegulationShown> page;
            for (auto const& regulation : service.book().regulations()) {
                RegulationShown out{regulation.name, regulation.title, regulation.edition, regulation.source, {}};
                for (auto const& parameter : regulation.parameters)
                    out.parameters.push_back(shown(parameter, in_force, local_date(call.now())));
                page.items.push_back(std::move(out));
            }
            return page;
        });
    router.post<NewSetting, SettingShown>(
        "/v1/regulation-settings", rights::set, "Set an own value for what a regulation leaves open, from a day on",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::forbidden, "regulations.whole_only"},
                    {Kind::refused, "regulations.fixed"},
                    {Kind::conflict, "regulations.setting_exists"},
                    {Kind::malformed, "regulations.unknown_parameter"},
                    {Kind::malformed, "regulations.out_of_limits"},
                    {Kind::malformed, "regulations.no_choice"},
                    {Kind::malformed, "regulations.wrong_form"},
                    {Kind::malformed, "regulations.reason_missing"}}},
        [&service, top](http::Call const& call, NewSetting const& in) -> Result<SettingShown> {
            if (!call.actor().scope(rights::set).covers(top())) return fail(forbidden("regulations.whole_only"));
            TRY_ASSIGN(auto const made, service.set(call.actor(), in));
            return shown(made);
        });
}

}  // namespace xinglin::regulations
