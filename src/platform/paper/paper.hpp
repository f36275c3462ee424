#pragma once
// A document as blocks, and its three forms: DOCX to edit, PDF to read and keep, a page to print. One model gives all three,
// so that they cannot say different things. Layout: GB/T 9704-2012 (A4, 22 lines of 28 characters, size 3 仿宋).

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xinglin::paper {

/// Type faces by their office names: 仿宋, 黑体, 楷体, 宋体, 小标宋.
enum class Face { fang, hei, kai, song, title };
enum class Align { left, centre, right, justify };

/// Sizes in points: 二号, 三号, 四号, 小四.
inline constexpr double size_2 = 22, size_3 = 16, size_4 = 14, size_small_4 = 12;

/// The page in millimetres; the type area is 156 × 225 and holds 22 lines.
/// @source GB/T 9704-2012, 5.2
struct Page {
    static constexpr double width = 210, height = 297, top = 37, left = 28, right = 26, bottom = 35;
    static constexpr double text_width = width - left - right, text_height = height - top - bottom;
    static constexpr int lines = 22, characters = 28;
};

struct Run {
    std::string text;
    Face face{Face::fang};
    bool underlined{false};  ///< a line to write on where the text is blanks
};

struct Paragraph {
    std::vector<Run> runs;
    Align align{Align::justify};
    double size{size_3};
    double first_indent{0};  ///< in characters of the paragraph's size
    double left_indent{0};
    double right_indent{0};
    double before_mm{0};
    bool red{false};
    int keep{0};  ///< lines after this paragraph that stay on its page
};

struct Cell {
    std::string text;
    Align align{Align::centre};
    Face face{Face::fang};
    int span{1};
};
struct TableRow {
    std::vector<Cell> cells;
    double min_height_mm{9};
    bool head{false};  ///< repeated on every page
};
struct Table {
    std::vector<double> widths_mm;  ///< at most 156 together
    std::vector<TableRow> rows;
    double size{size_4};
};
/// A line across the type area.
struct Rule {
    double thickness_mm{0.35};
    bool red{false};
    double before_mm{4};
};
struct PageBreak {};

using Block = std::variant<Paragraph, Table, Rule, PageBreak>;

struct Document {
    std::string title;  ///< of the file, not printed
    std::vector<Block> blocks;
    bool page_numbers{true};

    Document& add(Block block) {
        blocks.push_back(std::move(block));
        return *this;
    }
};

// ---- the parts of an official document ----

/// 标题: size 2 小标宋, centred.
[[nodiscard]] Paragraph heading(std::string text);
/// 主送机关, flush left with a colon.
[[nodiscard]] Paragraph addressee(std::string text);
/// 正文: size 3 仿宋, indented by two characters.
[[nodiscard]] Paragraph body(std::string text);
/// A body paragraph that begins with a term in 黑体.
[[nodiscard]] Paragraph body(std::string term, std::string text);
/// One blank line of the grid.
[[nodiscard]] Paragraph blank(int keep = 0);
/// Characters a text is wide, half-width ones counted as half.
[[nodiscard]] double width_in_characters(std::string_view text);
/// 署名 over 成文日期, centred on one another, the date four characters from the right.
/// @source GB/T 9704-2012, 7.3.5.1
[[nodiscard]] std::vector<Paragraph> signature(std::string const& issuer, std::string const& date);
/// 一张待填写的横线: `characters` wide.
[[nodiscard]] Run line_to_fill(int characters);
/// 发文机关标志, 发文字号 (left to be written by hand), the red line.
/// @param upward 上行文: with 签发人, left to be written by hand
[[nodiscard]] std::vector<Block> red_head(std::string const& issuer, int year, bool upward);

// ---- the three forms ----

/// An OOXML package; the same bytes for the same document. @errors paper.failed (fault)
[[nodiscard]] Result<std::string> docx(Document const& document);
/// A page with the link of its style sheet; opens to print.
[[nodiscard]] std::string html(Document const& document);

/// Files of type faces of one installation.
class Fonts {
  public:
    /// @param folder searched before the places where Debian's packages put them; "" = those only
    explicit Fonts(std::string folder = {}) : folder_(std::move(folder)) {}
    /// The files there are for a face, the best first; a character missing in one is taken from the next.
    [[nodiscard]] std::vector<std::pair<std::string, int>> files(Face face) const;
    /// Whether the face the layout asks for is there, not only one to stand in.
    [[nodiscard]] bool exact(Face face) const;

  private:
    std::string folder_;
};

/// With its fonts embedded. Slow (tens of milliseconds): call it on the work pool.
/// @errors paper.no_fonts (unavailable): no Chinese type face on this machine
[[nodiscard]] Result<std::string> pdf(Document const& document, Fonts const& fonts);

}  // namespace xinglin::paper
