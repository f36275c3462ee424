#include "modules/intake/sentences.hpp"

#include "base/text.hpp"
#include "platform/texts/texts.hpp"

namespace xinglin::intake {

std::string sentence_of(Finding const& finding) {
    texts::Facts const facts{
        {"cell", finding.cell}, {"value", finding.value}, {"other", std::to_string(finding.other)}};
    auto text = texts::fill("intake.finding." + text::lower_ascii(finding.code), facts);
    if (text.empty()) text = texts::fill(finding.code, facts);
    return text.empty() ? finding.code : text;
}

std::string title_of(std::string const& code) {
    auto title = texts::fill("intake.title." + text::lower_ascii(code), {});
    return title.empty() ? code : title;
}

std::string sentence_of(sheets::Notice const& notice) {
    return texts::fill(notice.code, {{"count", std::to_string(notice.count)}, {"place", notice.place}});
}

std::string sentence_of_refusal(std::string const& code) { return texts::fill(code, {}); }

std::pair<std::string, std::string> problem_of(std::string const& stored) {
    auto const lines = text::split(stored, '\n');
    texts::Facts facts;
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (auto const tab = lines[i].find('\t'); tab != std::string_view::npos)
            facts.emplace_back(std::string(lines[i].substr(0, tab)), std::string(lines[i].substr(tab + 1)));
    return {std::string(lines[0]), texts::fill(lines[0], facts)};
}

}  // namespace xinglin::intake
