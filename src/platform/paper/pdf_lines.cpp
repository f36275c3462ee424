#include "platform/paper/pdf_lines.hpp"

#include "base/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <cmath>
#include <tuple>

namespace xinglin::paper {

namespace {

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

}  // namespace

std::mutex& one_at_a_time() { return library().one_at_a_time; }

Type::Type(std::string const& path, int index) {
    if (library().handle == nullptr || FT_New_Face(library().handle, path.c_str(), index, &face_) != 0) return;
    cairo_ = cairo_ft_font_face_create_for_ft_face(face_, 0);
    // Cairo closes the file once it is through with it, which may be later than this object.
    static cairo_user_data_key_t const key{};
    cairo_font_face_set_user_data(cairo_, &key, face_, [](void* face) { FT_Done_Face(static_cast<FT_Face>(face)); });
}

Type::~Type() {
    if (cairo_ != nullptr) cairo_font_face_destroy(cairo_);
}

unsigned Type::glyph(char32_t c) const { return FT_Get_Char_Index(face_, c); }

double Type::advance(unsigned glyph, double size) const {
    if (FT_Load_Glyph(face_, glyph, FT_LOAD_NO_SCALE) != 0) return size;
    return static_cast<double>(face_->glyph->metrics.horiAdvance) / face_->units_per_EM * size;
}

std::pair<Type const*, unsigned> Case::find(Face face, char32_t c) {
    for (Face const asked : {face, Face::song, Face::hei})
        for (auto const* type : of(asked))
            if (auto const glyph = type->glyph(c); glyph != 0) return {type, glyph};
    return {of(face).empty() ? nullptr : of(face).front(), 0};
}

std::vector<Type const*> const& Case::of(Face face) {
    if (auto const found = chains_.find(face); found != chains_.end()) return found->second;
    std::vector<Type const*> chain;
    for (auto const& file : fonts_.files(face)) {
        auto& kept = types_[file];
        if (!kept) kept = std::make_unique<Type>(file.first, file.second);
        if (kept->usable()) chain.push_back(kept.get());
    }
    return chains_[face] = std::move(chain);
}

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

std::vector<Line> balanced(std::vector<Glyph> const& glyphs, double width, std::vector<Line> lines) {
    double whole = 0;
    for (auto const& line : lines) whole += line.width();
    for (double room = whole / static_cast<double>(lines.size()); room < width; room += size_2 / 4) {
        auto tried = lines_of(glyphs, room, 0);
        if (tried.size() == lines.size()) return tried;
    }
    return lines;
}

}  // namespace xinglin::paper
