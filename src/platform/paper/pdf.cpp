// Sets a document on pages with Cairo and FreeType: the grid of 22 lines by 28 characters is drawn, not hoped for.
#include "platform/paper/paper.hpp"

#include "base/text.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>

namespace xinglin::paper {

namespace {

constexpr double pt(double mm) { return mm / 25.4 * 72; }
constexpr double line_pitch = pt(Page::text_height) / Page::lines;
/// What a full-width character of the body takes of its line.
constexpr double grid_advance = pt(Page::text_width) / Page::characters;

/// FreeType's library and who may use it. It lives as long as the process: cairo keeps faces a while after their last use.
struct FaceLibrary {
    FaceLibrary() {
        if (FT_Init_FreeType(&handle) != 0) handle = nullptr;
    }
    FT_Library handle{nullptr};
    std::mutex one_at_a_time;
};
FaceLibrary& library() {
    static auto* const kept = new FaceLibrary;
    return *kept;
}

/// One file of glyphs.
class Type {
  public:
    Type(std::string const& path, int index) {
        if (library().handle == nullptr || FT_New_Face(library().handle, path.c_str(), index, &face_) != 0) return;
        cairo_ = cairo_ft_font_face_create_for_ft_face(face_, 0);
        // Cairo closes the file once it is through with it, which may be later than this object.
        static cairo_user_data_key_t const key{};
        cairo_font_face_set_user_data(cairo_, &key, face_,
                                      [](void* face) { FT_Done_Face(static_cast<FT_Face>(face)); });
    }
    ~Type() {
        if (cairo_ != nullptr) cairo_font_face_destroy(cairo_);
    }
    Type(Type const&) = delete;
    Type& operator=(Type const&) = delete;
    [[nodiscard]] bool usable() const { return cairo_ != nullptr; }
    [[nodiscard]] unsigned glyph(char32_t c) const { return FT_Get_Char_Index(face_, c); }
    [[nodiscard]] double advance(unsigned glyph, double size) const {
        if (FT_Load_Glyph(face_, glyph, FT_LOAD_NO_SCALE) != 0) return size;
        return static_cast<double>(face_->glyph->metrics.horiAdvance) / face_->units_per_EM * size;
    }
    [[nodiscard]] cairo_font_face_t* cairo() const { return cairo_; }

  private:
    FT_Face face_{nullptr};
    cairo_font_face_t* cairo_{nullptr};
};

/// The faces of one document, opened when first used.
class Case {
  public:
    explicit Case(Fonts const& fonts) : fonts_(fonts) {}

    /// The face's own files first, then whatever others know; glyph 0 (a box) where no file has the character.
    std::pair<Type const*, unsigned> find(Face face, char32_t c) {
        for (Face const asked : {face, Face::song, Face::hei})
            for (auto const* type : of(asked))
                if (auto const glyph = type->glyph(c); glyph != 0) return {type, glyph};
        return {of(face).empty() ? nullptr : of(face).front(), 0};
    }
    [[nodiscard]] bool any() { return !of(Face::fang).empty(); }

  private:
    std::vector<Type const*> const& of(Face face) {
        if (auto const found = chains_.find(face); found != chains_.end()) return found->second;
        std::vector<Type const*> chain;
        for (auto const& file : fonts_.files(face)) {
            auto& kept = types_[file];
            if (!kept) kept = std::make_unique<Type>(file.first, file.second);
            if (kept->usable()) chain.push_back(kept.get());
        }
        return chains_[face] = std::move(chain);
    }

    Fonts const& fonts_;
    std::map<std::pair<std::string, int>, std::unique_ptr<Type>> types_;
    std::map<Face, std::vector<Type const*>> chains_;
};

struct Glyph {
    char32_t character{0};
    Type const* type{nullptr};
    unsigned index{0};
    double advance{0};
    bool underlined{false};
    bool may_break{false};  ///< a line may end before it
};

/// A line of glyphs, with where it ends.
struct Line {
    std::vector<Glyph> glyphs;
    bool last{true};
    [[nodiscard]] double width() const {
        double out = 0;
        for (auto const& one : glyphs) out += one.advance;
        return out;
    }
};

std::vector<Glyph> glyphs_of(Case& types, std::vector<Run> const& runs, double size) {
    std::vector<Glyph> out;
    icu::UnicodeString whole;
    std::vector<std::int32_t> starts;
    for (auto const& run : runs) {
        for (char32_t const c : text::decode(run.text)) {
            if (c < 0x20) continue;
            starts.push_back(whole.length());
            whole.append(static_cast<UChar32>(c));
            Glyph one;
            one.character = c;
            std::tie(one.type, one.index) = types.find(run.face, c);
            bool const wide = c >= 0x2000;
            one.advance = one.type == nullptr ? size : one.type->advance(one.index, size);
            if (wide && size == size_3 && std::abs(one.advance - size) < 0.01) one.advance = grid_advance;
            one.underlined = run.underlined;
            out.push_back(one);
        }
    }
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> const breaks(
        icu::BreakIterator::createLineInstance(icu::Locale::getChina(), code));
    if (U_SUCCESS(code)) {
        breaks->setText(whole);
        for (std::size_t i = 0; i < out.size(); ++i) out[i].may_break = breaks->isBoundary(starts[i]) != 0;
    }
    return out;
}

/// Fills lines of a width, the first one shorter by the indent. What cannot be broken elsewhere breaks anywhere.
std::vector<Line> lines_of(std::vector<Glyph> const& glyphs, double width, double first_indent) {
    std::vector<Line> out(1);
    double room = width - first_indent, used = 0;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        auto& line = out.back().glyphs;
        if (used + glyphs[i].advance > room + 0.5 && !line.empty()) {
            std::size_t back = 0;  // how many glyphs of this line go to the next one
            while (back < line.size() && !(back == 0 ? glyphs[i] : line[line.size() - back]).may_break) ++back;
            if (back == line.size()) back = 0;
            std::vector<Glyph> next(line.end() - static_cast<std::ptrdiff_t>(back), line.end());
            line.resize(line.size() - back);
            out.back().last = false;
            used = 0;
            for (auto const& one : next) used += one.advance;
            room = width;
            out.push_back({std::move(next), true});
        }
        out.back().glyphs.push_back(glyphs[i]);
        used += glyphs[i].advance;
    }
    return out;
}

/// Lines of a heading about equally long, the later ones no longer than the first.
std::vector<Line> balanced(std::vector<Glyph> const& glyphs, double width, std::vector<Line> lines) {
    double whole = 0;
    for (auto const& line : lines) whole += line.width();
    for (double room = whole / static_cast<double>(lines.size()); room < width; room += size_2 / 4) {
        auto tried = lines_of(glyphs, room, 0);
        if (tried.size() == lines.size()) return tried;
    }
    return lines;
}

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
    std::lock_guard const alone(library().one_at_a_time);
    return Press(fonts).print(document);
}

}  // namespace xinglin::paper
