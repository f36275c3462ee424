#include "platform/sheets/xlsx_parts.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>

namespace xinglin::sheets {

/// si → t; the phonetic runs of Japanese Excel (rPh) are no text of the cell.
class SharedStringsListener final : public XmlListener {
  public:
    SharedStringsListener(SharedStrings& into, std::int64_t limit) : into_(into), limit_(limit) {}
    void start(std::string_view name, Attributes const&) override {
        if (name == "t" && !phonetic_) inside_ = true;
        if (name == "rPh") phonetic_ = true;
    }
    void end(std::string_view name) override {
        if (name == "t") inside_ = false;
        if (name == "rPh") phonetic_ = false;
        if (name == "si") into_.starts_.push_back(static_cast<std::uint32_t>(into_.bytes_.size()));
    }
    void characters(std::string_view text) override {
        if (!inside_) return;
        into_.bytes_ += text;
        auto const cost = static_cast<std::int64_t>(into_.bytes_.size() + into_.starts_.size() * sizeof(std::uint32_t));
        if (cost > limit_)
            stop(::xinglin::problem(Kind::too_large, "sheets.unpacked_too_large")
                     .fact("limit_mb", std::to_string(limit_ >> 20)));
    }

  private:
    SharedStrings& into_;
    std::int64_t limit_;
    bool inside_{false}, phonetic_{false};
};

Result<Done> SharedStrings::load(Package& package, std::string const& name, std::int64_t limit) {
    starts_.assign(1, 0);
    SharedStringsListener listener(*this, limit);
    return parse_xml(package, name, listener);
}

std::string_view SharedStrings::at(std::size_t index) const {
    if (index + 1 >= starts_.size()) return {};
    return std::string_view(bytes_).substr(starts_[index], starts_[index + 1] - starts_[index]);
}

namespace {

class WorkbookListener final : public XmlListener {
  public:
    struct Sheet {
        SheetInfo info;
        std::string relation;
    };
    std::vector<Sheet> sheets;
    bool from_1904{false};

    void start(std::string_view name, Attributes const& attributes) override {
        if (name == "workbookPr") {
            auto const value = attributes.get("date1904");
            from_1904 = value == "1" || value == "true";
        }
        if (name == "sheet") {
            // `id` is the relation (r:id); `sheetId` is another attribute.
            auto const state = attributes.get("state");
            sheets.push_back({{std::string(attributes.get("name")), state == "hidden" || state == "veryHidden"},
                              std::string(attributes.get("id"))});
        }
    }
    void end(std::string_view) override {}
    void characters(std::string_view) override {}
};

class RelationListener final : public XmlListener {
  public:
    std::map<std::string, std::string> targets;  ///< by id
    std::string shared, styles;

    void start(std::string_view name, Attributes const& attributes) override {
        if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
        auto const target = entry_of(attributes.get("Target"));
        auto const type = attributes.get("Type");
        targets[std::string(attributes.get("Id"))] = target;
        if (type.ends_with("/sharedStrings")) shared = target;
        if (type.ends_with("/styles")) styles = target;
    }
    void end(std::string_view) override {}
    void characters(std::string_view) override {}

  private:
    static std::string entry_of(std::string_view target) {
        if (target.starts_with("/")) return std::string(target.substr(1));
        return "xl/" + std::string(target);
    }
};

class StylesListener final : public XmlListener {
  public:
    std::vector<Shown> styles;

    void start(std::string_view name, Attributes const& attributes) override {
        if (name == "numFmt") {
            auto const id = text::parse_int(attributes.get("numFmtId"));
            if (id) formats_[static_cast<int>(*id)] = shown_by_code(attributes.get("formatCode"));
        }
        if (name == "cellXfs") inside_ = true;
        if (name == "xf" && inside_ && styles.size() < 65536) {
            auto const id = static_cast<int>(text::parse_int(attributes.get("numFmtId")).value_or(0));
            auto const own = formats_.find(id);
            styles.push_back(own != formats_.end() ? own->second : shown_by_id(id));
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") stop();
    }
    void characters(std::string_view) override {}

  private:
    std::map<int, Shown> formats_;
    bool inside_{false};
};

}  // namespace

Result<WorkbookParts> read_parts(Package& package, Limits const& limits) {
    WorkbookListener workbook;
    RelationListener relations;
    TRY(parse_xml(package, "xl/workbook.xml", workbook));
    TRY(parse_xml(package, "xl/_rels/workbook.xml.rels", relations));
    WorkbookParts parts;
    parts.from_1904 = workbook.from_1904;
    for (auto& sheet : workbook.sheets) {
        auto const target = relations.targets.find(sheet.relation);
        if (target == relations.targets.end() || !package.has(target->second)) continue;
        if (target->second.find("worksheets/") == std::string::npos) continue;  // charts and macro sheets
        parts.sheets.push_back({std::move(sheet.info), target->second});
    }
    if (parts.sheets.empty()) return fail(malformed("sheets.no_sheets"));
    if (static_cast<int>(parts.sheets.size()) > limits.sheets)
        return fail(problem(Kind::too_large, "sheets.too_many_sheets").fact("limit", std::to_string(limits.sheets)));
    if (package.has(relations.shared)) parts.shared_entry = relations.shared;
    if (package.has(relations.styles)) {
        StylesListener styles;
        TRY(parse_xml(package, relations.styles, styles));
        parts.styles = std::move(styles.styles);
    }
    return parts;
}

Reference parse_reference(std::string_view text) {
    Reference found;
    std::size_t at = 0;
    int column = 0;
    while (at < text.size() && at < 3 && text[at] >= 'A' && text[at] <= 'Z')
        column = column * 26 + (text[at++] - 'A' + 1);
    auto const row = text::parse_int(text.substr(at));
    if (column == 0 || !row || *row < 1) return {};
    found.column = column - 1;
    found.row = *row;
    return found;
}

Result<std::vector<Merge>> read_merges(Package& package, std::string const& entry, Limits const& limits) {
    constexpr std::string_view mark = "mergeCell ";
    constexpr std::size_t longest = 64;  // mergeCell ref="XFD1048576:XFD1048576"
    std::vector<Merge> merges;
    std::string carried;
    auto const take = [&](std::string_view tail) {
        auto const open = tail.substr(0, longest).find("ref=");
        if (open == std::string_view::npos || open + 5 >= tail.size()) return;
        auto const quoted = tail.substr(open + 5);
        auto const both = quoted.substr(0, quoted.find(tail[open + 4]));
        auto const colon = both.find(':');
        if (colon == std::string_view::npos) return;
        auto const first = parse_reference(both.substr(0, colon)), last = parse_reference(both.substr(colon + 1));
        if (first.column < 0 || last.column < first.column || last.row < first.row) return;
        merges.push_back({first.row, last.row, first.column, last.column});
    };
    TRY(package.read(entry, [&](std::string_view bytes) -> Result<bool> {
        carried += bytes;
        std::size_t at = 0;
        for (;;) {
            auto const found = carried.find(mark, at);
            if (found == std::string::npos || found + mark.size() + longest > carried.size()) break;
            at = found + mark.size();
            take(std::string_view(carried).substr(at));
            if (static_cast<int>(merges.size()) >= limits.merges)
                return fail(
                    problem(Kind::too_large, "sheets.too_many_merges").fact("limit", std::to_string(limits.merges)));
        }
        auto const keep = mark.size() + longest;
        auto const drop = std::max(at, carried.size() > keep ? carried.size() - keep : 0);
        carried.erase(0, drop);
        return true;
    }));
    for (auto found = carried.find(mark); found != std::string::npos; found = carried.find(mark, found + 1))
        take(std::string_view(carried).substr(found + mark.size()));
    std::stable_sort(merges.begin(), merges.end(),
                     [](Merge const& a, Merge const& b) { return a.first_row < b.first_row; });
    return merges;
}

}  // namespace xinglin::sheets
