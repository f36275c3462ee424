// The publication sheet of a yearly appraisal: names in the order of the roll, grades, nothing of the test and no notes.
#include "base/text.hpp"
#include "modules/documents/compose.hpp"

#include <algorithm>

namespace xinglin::documents {

namespace {

using appraisal::Member;
using appraisal::RoundView;
using paper::Cell;
using paper::Face;
using paper::TableRow;

/// From this many on two lines stand beside each other, so that the sheet of a large branch is one page to post.
constexpr std::size_t side_by_side = 13;

std::vector<Member const*> graded(RoundView const& v) {
    std::vector<Member const*> out;
    for (auto const& one : v.members)
        if (!one.gone && one.grade) out.push_back(&one);
    return out;
}

void add_line(TableRow& row, std::size_t number, Member const& one) {
    row.cells.push_back(cell(std::to_string(number)));
    row.cells.push_back(cell(one.name));
    row.cells.push_back(cell(std::string(meetings::title(*one.grade))));
}

/// One or two lines a row. What is left over at the end says that nothing follows: no place to write a name in.
paper::Table table_of(std::vector<Member const*> const& people) {
    std::size_t const beside = people.size() < side_by_side ? 1 : 2;
    paper::Table table{{}, {}, beside == 1 ? paper::size_4 : paper::size_small_4};
    TableRow first{{}, 10, true};
    for (std::size_t i = 0; i < beside; ++i) {
        for (double const width : {32.0, 64.0, 60.0}) table.widths_mm.push_back(width / static_cast<double>(beside));
        for (char const* word : {"序号", "姓名", "等次"}) first.cells.push_back(head(word));
    }
    table.rows.push_back(std::move(first));
    for (std::size_t i = 0; i < people.size(); i += beside) {
        TableRow row{{}, beside == 1 ? 10.0 : 8.0, false};
        add_line(row, i + 1, *people[i]);
        if (beside == 2 && i + 1 < people.size()) add_line(row, i + 2, *people[i + 1]);
        if (beside == 2 && i + 1 == people.size())
            row.cells.push_back(Cell{"（以下空白）", paper::Align::centre, Face::fang, 3});
        table.rows.push_back(std::move(row));
    }
    return table;
}

Draft publication(RoundView const& v) {
    auto const year = std::to_string(v.round.year) + "年度";
    Sheet sheet(v.organisation_name + year + "民主评议党员结果公示单");
    auto const people = graded(v);
    sheet.need(!people.empty() && v.round.state != appraisal::RoundState::open, "评定的等次");
    sheet.need(v.round.published_at.has_value(), "公布日期（先公布等次）");
    if (people.empty() || !v.round.published_at) return sheet.take();
    sheet.add(paper::heading(v.organisation_name))
        .add(paper::heading(year + "民主评议党员结果公示"))
        .add(paper::blank());
    sheet.add(paper::body("根据《中国共产党支部工作条例（试行）》开展" + year +
                          "民主评议党员，经个人自评、党员互评、民主测评，对" + std::to_string(people.size()) +
                          "名正式党员评定等次，现公示如下。如有意见，请向党支部反映。"));
    sheet.add(paper::blank()).add(table_of(people));
    sheet.sign(v.organisation_name, day_text(local_date(*v.round.published_at)));
    return sheet.take();
}

Draft composed(RoundView const& view, AppraisalDocument kind) {
    switch (kind) {
        case AppraisalDocument::publication:
            return publication(view);
    }
    return {};
}

}  // namespace

std::vector<AppraisalOffer> offers(RoundView const& view) {
    std::vector<AppraisalOffer> out;
    for (auto const kind : appraisal_documents) {
        auto draft = composed(view, kind);
        out.push_back({kind, std::string(title(kind)), std::move(draft.missing), std::move(draft.by_hand)});
    }
    return out;
}

Result<paper::Document> make(RoundView const& view, AppraisalDocument kind) {
    auto draft = composed(view, kind);
    if (draft.missing.empty()) return std::move(draft.document);
    return fail(refused("documents.facts_missing")
                    .fact("document", std::string(title(kind)))
                    .fact("missing", text::join(draft.missing, "、")));
}

}  // namespace xinglin::documents
