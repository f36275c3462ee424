#pragma once
// Glyphs of the type faces and the lines they fill. Inside this folder only: Cairo and FreeType stay in the pdf files.

#include "platform/paper/paper.hpp"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace xinglin::paper {

constexpr double pt(double mm) { return mm / 25.4 * 72; }
inline constexpr double line_pitch = pt(Page::text_height) / Page::lines;
/// What a full-width character of the body takes of its line.
inline constexpr double grid_advance = pt(Page::text_width) / Page::characters;

/// FreeType is used by one thread at a time: held while a document is set.
[[nodiscard]] std::mutex& one_at_a_time();

/// One file of glyphs.
class Type {
  public:
    Type(std::string const& path, int index);
    ~Type();
    Type(Type const&) = delete;
    Type& operator=(Type const&) = delete;
    [[nodiscard]] bool usable() const { return cairo_ != nullptr; }
    [[nodiscard]] unsigned glyph(char32_t c) const;
    [[nodiscard]] double advance(unsigned glyph, double size) const;
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
    std::pair<Type const*, unsigned> find(Face face, char32_t c);
    [[nodiscard]] bool any() { return !of(Face::fang).empty(); }

  private:
    std::vector<Type const*> const& of(Face face);

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

[[nodiscard]] std::vector<Glyph> glyphs_of(Case& types, std::vector<Run> const& runs, double size);
/// Fills lines of a width, the first one shorter by the indent. What cannot be broken elsewhere breaks anywhere.
[[nodiscard]] std::vector<Line> lines_of(std::vector<Glyph> const& glyphs, double width, double first_indent);
/// Lines of a heading about equally long, the later ones no longer than the first.
[[nodiscard]] std::vector<Line> balanced(std::vector<Glyph> const& glyphs, double width, std::vector<Line> lines);

}  // namespace xinglin::paper
