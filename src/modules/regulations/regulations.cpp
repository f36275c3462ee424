#include "modules/regulations/regulations.hpp"

#include "base/text.hpp"
#include "modules/regulations/figures.hpp"
#include "platform/assets/assets.hpp"
#include "platform/texts/texts.hpp"

#include <algorithm>

namespace xinglin::regulations {

std::vector<SourceFile> embedded_files() {
    std::vector<SourceFile> files;
    for (auto const& asset : assets::under("regulations/")) files.push_back({std::string(asset.path), asset.bytes});
    return files;
}

Result<Book> load_embedded() { return Book::load(embedded_files()); }

void phrase(Finding& finding) {
    auto facts = finding.facts;
    if (finding.earliest) facts.emplace_back("earliest", finding.earliest->text());
    facts.emplace_back("article", finding.article);
    finding.text = texts::fill(finding.rule, facts);
    finding.way_forward = texts::fill(finding.rule + ".way", facts);
}

void phrase(Verdict& verdict) {
    for (auto& finding : verdict.findings) phrase(finding);
}

std::string datum_text(Datum const& datum) {
    if (auto const* number = std::get_if<std::int64_t>(&datum)) return std::to_string(*number);
    if (auto const* choice = std::get_if<std::string>(&datum)) return *choice;
    std::string list;
    for (auto const number : std::get<std::vector<std::int64_t>>(datum))
        list += (list.empty() ? "" : ",") + std::to_string(number);
    return list;
}

namespace {

Problem about(Problem no, Parameter const& parameter) {
    no.fact("meaning", parameter.meaning).fact("title", parameter.title);
    return no;
}

Result<std::int64_t> read_number(Parameter const& parameter, std::string_view text, char const* form) {
    auto const number = text::parse_int(text::trim(text));
    if (!number) return fail(about(malformed("regulations.wrong_form"), parameter).fact("form", form));
    if ((parameter.least && *number < *parameter.least) || (parameter.most && *number > *parameter.most))
        return fail(about(malformed("regulations.out_of_limits"), parameter)
                        .fact("least", parameter.least ? std::to_string(*parameter.least) : "")
                        .fact("most", parameter.most ? std::to_string(*parameter.most) : ""));
    return *number;
}

}  // namespace

Result<Datum> read_datum(Parameter const& parameter, std::string_view text) {
    if (!parameter.setting)
        return fail(about(refused("regulations.fixed"), parameter).by_rule(parameter.name, parameter.title));
    if (!parameter.choices.empty()) {
        auto const chosen = text::trim(text);
        if (std::find(parameter.choices.begin(), parameter.choices.end(), chosen) == parameter.choices.end())
            return fail(about(malformed("regulations.no_choice"), parameter)
                            .fact("choices", text::join(parameter.choices, "、")));
        return Datum{chosen};
    }
    if (std::holds_alternative<std::vector<std::int64_t>>(parameter.values.front().datum)) {
        std::vector<std::int64_t> list;
        for (auto const part : text::split(text, ',')) {
            TRY_ASSIGN(auto const number, read_number(parameter, part, "用英文逗号隔开的整数"));
            list.push_back(number);
        }
        if (auto const form = wrong_for_unit(parameter.unit, Datum{list}); !form.empty())
            return fail(about(malformed("regulations.wrong_form"), parameter).fact("form", form));
        return Datum{std::move(list)};
    }
    TRY_ASSIGN(auto const number, read_number(parameter, text, "整数"));
    return Datum{number};
}

}  // namespace xinglin::regulations
