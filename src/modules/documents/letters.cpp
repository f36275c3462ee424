// What all letters have in common: how they begin and how they end.
#include "modules/documents/compose.hpp"

namespace xinglin::documents {

void begin_letter(Sheet& sheet, LetterHead const& head) {
    sheet.add(paper::red_head(head.issuer, head.year, head.upward));
    sheet.add(paper::heading(head.subject)).add(paper::blank());
    sheet.add(paper::addressee(head.to));
    sheet.by_hand(head.upward ? "发文字号、签发人、成文日期，用印" : "发文字号、成文日期，用印");
}

void sign_later(Sheet& sheet, std::string const& issuer) {
    sheet.before_signature().add(paper::blank(3)).add(paper::blank(2));
    paper::Paragraph name, day;
    name.runs = {{issuer}};
    name.align = day.align = paper::Align::right;
    name.right_indent = day.right_indent = 2;
    name.keep = 1;
    day.runs = {paper::line_to_fill(3), {"年"}, paper::line_to_fill(2), {"月"}, paper::line_to_fill(2), {"日"}};
    sheet.add(std::move(name)).add(std::move(day));
}

}  // namespace xinglin::documents
