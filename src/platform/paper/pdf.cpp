// Sets a document on pages with Cairo and FreeType: the grid of 22 lines by 28 characters is drawn, not hoped for.
#include "platform/paper/pdf_lines.hpp"

#include "base/text.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace xinglin::paper {

namespace {

class Press {
  public:
    explicit Press(Fonts const& fonts) : types_(fonts) {}

    Result<std::string> print(Document const& document) {
        if (!types_.any()) return fail(problem(Kind::unavailable, "paper.no_fonts"));
        std::string out;
        auto const write = [](void* to, unsigned char const* bytes, unsigned length) {
            static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(bytes), length);
            return CAIRO_STATUS_SUCCESS;
        };
        auto* surface = cairo_pdf_surface_create_for_stream(write, &out, pt(Page::width), pt(Page::height));
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
        cairo_ = cairo_create(surface);
        numbered_ = document.page_numbers;
        begin_page();
        for (auto const& block : document.blocks) std::visit([this](auto const& one) { set(one); }, block);
        end_page();
        cairo_destroy(cairo_);
        cairo_surface_finish(surface);
        auto const status = cairo_surface_status(surface);
        cairo_surface_destroy(surface);
        if (status != CAIRO_STATUS_SUCCESS) return fail(problem(Kind::fault, "paper.failed"));
        return out;
    }

  private:
    static constexpr double top = pt(Page::top), left = pt(Page::left), width = pt(Page::text_width);
    static constexpr double bottom = pt(Page::height - Page::bottom);

    void begin_page() {
        ++page_;
        y_ = top;
        cairo_set_source_rgb(cairo_, 0, 0, 0);
    }
    /// — 1 — in size 4, its upper edge 7 mm below the type area, one character in from the outer edge.
    void end_page() {
        if (numbered_) {
            auto const line =
                lines_of(glyphs_of(types_, {{"— " + std::to_string(page_) + " —", Face::song}}, size_4), width, 0);
            double const x = page_ % 2 == 1 ? left + width - size_4 - line.front().width() : left + size_4;
            cairo_set_source_rgb(cairo_, 0, 0, 0);
            draw(line.front(), x, bottom + pt(7) + size_4 * 0.88, size_4, 0);
        }
        cairo_show_page(cairo_);
    }
    void next_page() {
        end_page();
        begin_page();
    }
    [[nodiscard]] bool at_top() const { return y_ <= top + 0.01; }

    void set(Paragraph const& p) {
        double const pitch = p.size > 24 ? p.size * 1.2 : line_pitch;
        double const inner = width - (p.left_indent + p.right_indent) * p.size;
        auto const glyphs = glyphs_of(types_, p.runs, p.size);
        auto lines = lines_of(glyphs, inner, p.first_indent * p.size);
        if (p.align == Align::centre && lines.size() > 1) lines = balanced(glyphs, inner, std::move(lines));
        y_ += pt(p.before_mm);
        if (p.keep > 0 && !at_top() &&
            y_ + pitch * static_cast<double>(lines.size()) + line_pitch * p.keep > bottom + 0.5)
            next_page();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (y_ + pitch > bottom + 0.5) next_page();
            if (p.red) cairo_set_source_rgb(cairo_, 0.85, 0, 0);
            auto const& line = lines[i];
            double const indent = i == 0 ? p.first_indent * p.size : 0;
            double const slack = inner - indent - line.width();
            double x = left + p.left_indent * p.size + indent, stretch = 0;
            if (p.align == Align::centre) x += slack / 2;
            if (p.align == Align::right) x += slack;
            if (p.align == Align::justify && !line.last && line.glyphs.size() > 1 && slack < 3 * p.size)
                stretch = slack / static_cast<double>(line.glyphs.size() - 1);
            draw(line, x, y_ + (pitch - p.size) / 2 + p.size * 0.88, p.size, stretch);
            y_ += pitch;
        }
        if (p.red) cairo_set_source_rgb(cairo_, 0, 0, 0);
    }

    void set(Rule const& rule) {
        y_ += pt(rule.before_mm);
        if (rule.red) cairo_set_source_rgb(cairo_, 0.85, 0, 0);
        cairo_set_line_width(cairo_, pt(rule.thickness_mm));
        cairo_move_to(cairo_, left, y_);
        cairo_line_to(cairo_, left + width, y_);
        cairo_stroke(cairo_);
        cairo_set_source_rgb(cairo_, 0, 0, 0);
    }
    void set(PageBreak const&) { next_page(); }

    struct SetCell {
        std::vector<Line> lines;
        double x{0};
        double width{0};
        Align align{Align::centre};
    };
    static constexpr double padding = pt(1.5);

    void set(Table const& table) {
        std::vector<TableRow const*> heads;
        for (auto const& row : table.rows)
            if (row.head) heads.push_back(&row);
        for (auto const& row : table.rows) {
            auto const cells = cells_of(table, row);
            double const height = height_of(table, row, cells);
            if (y_ + height > bottom + 0.5 && !at_top()) {
                next_page();
                if (!row.head)
                    for (auto const* head : heads) {
                        auto const again = cells_of(table, *head);
                        draw(table, again, height_of(table, *head, again));
                    }
            }
            draw(table, cells, height);
        }
    }
    std::vector<SetCell> cells_of(Table const& table, TableRow const& row) {
        std::vector<SetCell> out;
        double x = left;
        std::size_t column = 0;
        for (auto const& cell : row.cells) {
            SetCell made;
            made.x = x;
            for (int i = 0; i < cell.span && column < table.widths_mm.size(); ++i)
                made.width += pt(table.widths_mm[column++]);
            made.align = cell.align;
            made.lines = lines_of(glyphs_of(types_, {{cell.text, cell.face}}, table.size), made.width - 2 * padding, 0);
            x += made.width;
            out.push_back(std::move(made));
        }
        return out;
    }
    static double height_of(Table const& table, TableRow const& row, std::vector<SetCell> const& cells) {
        double out = pt(row.min_height_mm);
        for (auto const& cell : cells)
            out = std::max(out, static_cast<double>(cell.lines.size()) * table.size * 1.3 + 2 * padding);
        return out;
    }
    void draw(Table const& table, std::vector<SetCell> const& cells, double height) {
        cairo_set_line_width(cairo_, 0.5);
        for (auto const& cell : cells) {
            cairo_rectangle(cairo_, cell.x, y_, cell.width, height);
            cairo_stroke(cairo_);
            double const pitch = table.size * 1.3;
            double y = y_ + (height - pitch * static_cast<double>(cell.lines.size())) / 2;
            for (auto const& line : cell.lines) {
                double const slack = cell.width - 2 * padding - line.width();
                double const shift = cell.align == Align::centre ? slack / 2 : cell.align == Align::right ? slack : 0;
                draw(line, cell.x + padding + shift, y + (pitch - table.size) / 2 + table.size * 0.88, table.size, 0);
                y += pitch;
            }
        }
        y_ += height;
    }

    /// Glyphs of one file after another go out together, with the text they stand for, so that it can be searched and copied.
    void draw(Line const& line, double x, double y, double size, double stretch) {
        for (std::size_t i = 0; i < line.glyphs.size();) {
            auto const* type = line.glyphs[i].type;
            std::vector<cairo_glyph_t> glyphs;
            std::vector<cairo_text_cluster_t> clusters;
            std::string text;
            for (; i < line.glyphs.size() && line.glyphs[i].type == type; ++i) {
                auto const& one = line.glyphs[i];
                auto const bytes = text::encode(std::u32string_view(&one.character, 1));
                glyphs.push_back({one.index, x, y});
                clusters.push_back({static_cast<int>(bytes.size()), 1});
                text += bytes;
                if (one.underlined) underline(x, y + size * 0.18, one.advance + stretch);
                x += one.advance + stretch;
            }
            if (type == nullptr) continue;
            cairo_set_font_face(cairo_, type->cairo());
            cairo_set_font_size(cairo_, size);
            cairo_show_text_glyphs(cairo_, text.c_str(), static_cast<int>(text.size()), glyphs.data(),
                                   static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()),
                                   static_cast<cairo_text_cluster_flags_t>(0));
        }
    }
    void underline(double x, double y, double length) {
        cairo_set_line_width(cairo_, 0.6);
        cairo_move_to(cairo_, x, y);
        cairo_line_to(cairo_, x + length, y);
        cairo_stroke(cairo_);
    }

    Case types_;
    cairo_t* cairo_{nullptr};
    double y_{0};
    int page_{0};
    bool numbered_{true};
};

}  // namespace

Result<std::string> pdf(Document const& document, Fonts const& fonts) {
    std::lock_guard const alone(one_at_a_time());
    return Press(fonts).print(document);
}

}  // namespace xinglin::paper
