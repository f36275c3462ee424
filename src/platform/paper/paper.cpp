#include "platform/paper/paper.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace xinglin::paper {

Paragraph heading(std::string text) {
    Paragraph out;
    // One that is a little too long for a line is set a little smaller rather than broken before its last character.
    constexpr double line = 0.99 * Page::text_width / 25.4 * 72;
    double const fitting = line / std::max(1.0, width_in_characters(text));
    out.runs = {{std::move(text), Face::title}};
    out.align = Align::centre;
    out.size = fitting < size_2 && fitting >= 18 ? std::floor(fitting * 2) / 2 : size_2;
    out.keep = 2;
    return out;
}

Paragraph addressee(std::string text) {
    Paragraph out;
    out.runs = {{std::move(text) + "："}};
    out.align = Align::left;
    return out;
}

Paragraph body(std::string text) {
    Paragraph out;
    out.runs = {{std::move(text)}};
    out.first_indent = 2;
    return out;
}

Paragraph body(std::string term, std::string text) {
    Paragraph out;
    out.runs = {{std::move(term), Face::hei}, {std::move(text)}};
    out.first_indent = 2;
    return out;
}

Paragraph blank(int keep) {
    Paragraph out;
    out.keep = keep;
    return out;
}

double width_in_characters(std::string_view text) {
    double out = 0;
    for (char32_t const c : text::decode(text)) out += c < 0x2000 ? 0.5 : 1;
    return out;
}

std::vector<Paragraph> signature(std::string const& issuer, std::string const& date) {
    auto const issuer_width = width_in_characters(issuer), date_width = width_in_characters(date);
    Paragraph name, day;
    name.runs = {{issuer}};
    day.runs = {{date}};
    name.align = day.align = Align::right;
    name.right_indent = std::max(2.0, 4 + (date_width - issuer_width) / 2);
    day.right_indent = name.right_indent + (issuer_width - date_width) / 2;
    name.keep = 1;
    return {blank(3), blank(2), std::move(name), std::move(day)};
}

Run line_to_fill(int characters) {
    std::string blanks;
    for (int i = 0; i < characters; ++i) blanks += "\u3000";
    return {std::move(blanks), Face::fang, true};
}

std::vector<Block> red_head(std::string const& issuer, int year, bool upward) {
    Paragraph mark;
    mark.runs = {{issuer, Face::title}};
    mark.align = Align::centre;
    mark.red = true;
    mark.before_mm = 35;
    // The mark keeps to one line where it can; its size is the institution's choice, at most 22 mm high.
    mark.size =
        std::clamp(0.96 * Page::text_width / 25.4 * 72 / std::max(1.0, width_in_characters(issuer)), 15.0, 36.0);
    Paragraph number;
    number.align = upward ? Align::left : Align::centre;
    number.left_indent = upward ? 1 : 0;
    number.runs = {line_to_fill(3), {"〔" + std::to_string(year) + "〕"}, line_to_fill(2), {"号"}};
    if (upward) {
        number.runs.push_back({"\u3000\u3000签发人："});
        number.runs.push_back(line_to_fill(5));
    }
    return {std::move(mark), blank(), std::move(number), Rule{0.5, true, 4}, blank()};
}

}  // namespace xinglin::paper
