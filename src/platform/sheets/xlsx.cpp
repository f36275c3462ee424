// The rows of an XLSX sheet, one at a time.
#include "base/text.hpp"
#include "platform/sheets/xlsx_parts.hpp"

#include <algorithm>
#include <charconv>

namespace xinglin::sheets {

namespace {

/// Copies the text at the top left of each merge into the cells it covers.
class MergeFiller {
  public:
    explicit MergeFiller(std::vector<Merge> merges, int columns) : merges_(std::move(merges)), columns_(columns) {}

    void fill(Row& row) {
        std::erase_if(active_, [&](Active const& one) { return one.merge.last_row < row.line; });
        for (; next_ < merges_.size() && merges_[next_].first_row <= row.line; ++next_)
            if (merges_[next_].last_row >= row.line && active_.size() < 1024) active_.push_back({merges_[next_], {}});
        for (auto& one : active_) {
            if (one.merge.first_row == row.line && static_cast<std::size_t>(one.merge.first_column) < row.cells.size())
                one.source = row.cells[static_cast<std::size_t>(one.merge.first_column)];
            if (one.source.text.empty()) continue;
            for (int column = one.merge.first_column; column <= one.merge.last_column && column < columns_; ++column) {
                if (one.merge.first_row == row.line && column == one.merge.first_column) continue;
                auto const at = static_cast<std::size_t>(column);
                if (row.cells.size() <= at) row.cells.resize(at + 1);
                if (!row.cells[at].text.empty()) continue;
                row.cells[at] = one.source;
                row.cells[at].merged = true;
            }
        }
    }

  private:
    struct Active {
        Merge merge;
        Cell source;
    };
    std::vector<Merge> merges_;
    std::vector<Active> active_;
    std::size_t next_{0};
    int columns_;
};

class SheetListener final : public XmlListener {
  public:
    SheetListener(WorkbookParts const& parts, SharedStrings const& shared, Limits const& limits, MergeFiller& merges,
                  std::function<bool(Row const&)> const& on_row)
        : parts_(parts), shared_(shared), limits_(limits), merges_(merges), on_row_(on_row) {}

    std::int64_t formulas{0};
    std::string first_formula;

    void start(std::string_view name, Attributes const& attributes) override {
        if (name == "row") {
            auto const given = text::parse_int(attributes.get("r"));
            row_.line = given && *given > row_.line ? *given : row_.line + 1;
            row_.cells.clear();
            column_ = -1;
        } else if (name == "c") {
            auto const reference = attributes.get("r");
            auto const place = parse_reference(reference);
            column_ = place.column >= 0 ? place.column : column_ + 1;
            type_.assign(attributes.get("t"));
            style_ =
                static_cast<std::size_t>(std::max<std::int64_t>(0, text::parse_int(attributes.get("s")).value_or(0)));
            value_.clear();
            formula_ = false;
        } else if (name == "f") {
            formula_ = true;
            ++formulas;
            if (first_formula.empty()) first_formula = std::to_string(row_.line);
        } else if (name == "v" || (name == "t" && !phonetic_)) {
            taking_ = true;
        } else if (name == "rPh") {
            phonetic_ = true;
        }
    }

    void characters(std::string_view text) override {
        if (!taking_) return;
        value_ += text;
        if (value_.size() > limits_.cell_bytes)
            stop(::xinglin::problem(Kind::too_large, "sheets.cell_too_long").fact("line", std::to_string(row_.line)));
    }

    void end(std::string_view name) override {
        if (name == "v" || name == "t") taking_ = false;
        if (name == "rPh") phonetic_ = false;
        if (name == "c") finish_cell();
        if (name == "row") finish_row();
        if (name == "sheetData") stop();
    }

  private:
    void finish_cell() {
        if (value_.empty()) return;
        if (column_ >= limits_.columns) {
            if (value_.find_first_not_of(' ') != std::string::npos)
                stop(::xinglin::problem(Kind::too_large, "sheets.too_many_columns")
                         .fact("line", std::to_string(row_.line))
                         .fact("limit", std::to_string(limits_.columns)));
            return;
        }
        auto const at = static_cast<std::size_t>(column_);
        if (row_.cells.size() <= at) row_.cells.resize(at + 1);
        auto& cell = row_.cells[at];
        cell.formula = formula_;
        cell.merged = false;
        interpret(cell);
    }

    void interpret(Cell& cell) {
        cell.kind = CellKind::text;
        if (type_ == "s") {
            auto const index = text::parse_int(value_);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= shared_.size()) {
                stop(malformed("sheets.bad_xml").fact("line", std::to_string(row_.line)));
                return;
            }
            cell.text.assign(shared_.at(static_cast<std::size_t>(*index)));
        } else if (type_ == "inlineStr" || type_ == "str") {
            cell.text = value_;
        } else if (type_ == "b") {
            cell.kind = CellKind::boolean;
            cell.text = value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
        } else if (type_ == "e") {
            cell.kind = CellKind::error;
            cell.text = value_;
        } else if (type_ == "d") {
            cell.kind = CellKind::date;
            cell.text = value_.substr(0, 10);
        } else {
            number(cell);
        }
        if (cell.text.empty()) cell.kind = CellKind::empty;
    }

    void number(Cell& cell) {
        auto const shown = style_ < parts_.styles.size() ? parts_.styles[style_] : Shown::number;
        cell.kind = CellKind::number;
        if (shown == Shown::day || shown == Shown::month) {
            double serial = -1;
            std::from_chars(value_.data(), value_.data() + value_.size(), serial);
            if (auto const day = serial_day(serial, parts_.from_1904)) {
                cell.kind = CellKind::date;
                cell.text = shown == Shown::month ? day->substr(0, 7) : *day;
                return;
            }
        }
        cell.text = plain_number(value_);
    }

    void finish_row() {
        merges_.fill(row_);
        while (!row_.cells.empty() && row_.cells.back().text.empty()) row_.cells.pop_back();
        if (row_.cells.empty() || row_.blank()) return;
        if (++rows_ > limits_.rows) {
            stop(::xinglin::problem(Kind::too_large, "sheets.too_many_rows")
                     .fact("limit", std::to_string(limits_.rows)));
            return;
        }
        if (!on_row_(row_)) stop();
    }

    WorkbookParts const& parts_;
    SharedStrings const& shared_;
    Limits const& limits_;
    MergeFiller& merges_;
    std::function<bool(Row const&)> const& on_row_;
    Row row_;
    int column_{-1};
    std::string type_, value_;
    std::size_t style_{0};
    bool formula_{false}, taking_{false}, phonetic_{false};
    std::int64_t rows_{0};
};

class XlsxWorkbook final : public Workbook {
  public:
    XlsxWorkbook(std::unique_ptr<Package> package, WorkbookParts parts, Limits const& limits)
        : package_(std::move(package)), parts_(std::move(parts)), limits_(limits) {
        for (auto const& sheet : parts_.sheets) infos_.push_back(sheet.info);
        if (!package_->entry_ending("vbaProject.bin").empty()) notices_.push_back({"sheets.macros_ignored", "", 1});
        if (package_->has("xl/externalLinks/externalLink1.xml")) notices_.push_back({"sheets.links_ignored", "", 1});
    }

    Format format() const override { return Format::xlsx; }
    std::vector<SheetInfo> const& sheets() const override { return infos_; }
    std::vector<Notice> notices() const override { return notices_; }

    Result<Done> read(std::size_t sheet, std::function<bool(Row const&)> const& on_row) override {
        if (sheet >= parts_.sheets.size()) return fail(not_found("sheets.no_such_sheet"));
        if (!parts_.shared_entry.empty() && !loaded_) {
            TRY(shared_.load(*package_, parts_.shared_entry, limits_.shared_bytes));
            loaded_ = true;
        }
        auto const& part = parts_.sheets[sheet];
        TRY_ASSIGN(auto merges, read_merges(*package_, part.entry, limits_));
        MergeFiller filler(std::move(merges), limits_.columns);
        SheetListener listener(parts_, shared_, limits_, filler, on_row);
        TRY(parse_xml(*package_, part.entry, listener));
        remember_formulas(part.info.name, listener);
        return Done{};
    }

  private:
    void remember_formulas(std::string const& sheet, SheetListener const& listener) {
        if (listener.formulas == 0) return;
        auto const place = sheet + "!" + listener.first_formula;
        auto const same = std::find_if(notices_.begin(), notices_.end(), [&](Notice const& one) {
            return one.code == "sheets.formulas_kept" && one.place == place;
        });
        if (same == notices_.end()) notices_.push_back({"sheets.formulas_kept", place, listener.formulas});
    }

    std::unique_ptr<Package> package_;
    WorkbookParts parts_;
    Limits limits_;
    SharedStrings shared_;
    bool loaded_{false};
    std::vector<SheetInfo> infos_;
    std::vector<Notice> notices_;
};

}  // namespace

Result<std::unique_ptr<Workbook>> open_xlsx(std::string const& path, std::int64_t size, Limits const& limits) {
    if (size > limits.xlsx_bytes)
        return fail(
            problem(Kind::too_large, "sheets.too_large").fact("limit_mb", std::to_string(limits.xlsx_bytes >> 20)));
    TRY_ASSIGN(auto package, Package::open(path, limits));
    if (!package->has("xl/workbook.xml")) {
        if (package->has("xl/workbook.bin")) return fail(problem(Kind::media_type, "sheets.binary_excel"));
        if (package->has("mimetype") && package->has("content.xml"))
            return fail(problem(Kind::media_type, "sheets.open_document"));
        return fail(problem(Kind::media_type, "sheets.not_a_table"));
    }
    TRY_ASSIGN(auto parts, read_parts(*package, limits));
    return std::unique_ptr<Workbook>(std::make_unique<XlsxWorkbook>(std::move(package), std::move(parts), limits));
}

}  // namespace xinglin::sheets
