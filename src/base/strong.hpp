#pragma once
// Strong types that parse, refuse and document themselves: a text with a form, a number within bounds.
//
//   struct StaffNumber : Text<StaffNumber> {
//       static constexpr TextRule rule{.name = "StaffNumber", .max = 20, .pattern = "[A-Z0-9-]{1,20}",
//                                      .code = "people.staff_number_form", .example = "H0123"};
//   };
//
// Optional members: `static std::string tidy(std::string_view)` brings the text into its canonical form before it is
// checked (default: blanks trimmed at both ends) and `static bool accepts(std::string_view)` checks what a pattern cannot
// (check digits). The code of the rule needs its line in the module's texts.

#include <compare>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace xinglin {

/// The form of a strong text. Lengths count code points.
struct TextRule {
    std::string_view name;  ///< name in the contract
    int min{1};
    int max{200};
    std::string_view pattern{};  ///< ECMAScript, over the whole text, ASCII classes only; "" = any
    bool lines{false};  ///< line breaks are allowed
    std::string_view code{};  ///< code of the field problem when the form is wrong; "" = input.pattern
    std::string_view example{};
    std::string_view description{};
};

/// Why a text is not of its form.
enum class TextFault { none, too_short, too_long, control_character, pattern };

/// Checks length, control characters and pattern (compiled once per pattern). Thread-safe.
[[nodiscard]] TextFault text_fault(std::string_view text, TextRule const& rule);
/// The default canonical form: blanks trimmed at both ends.
[[nodiscard]] std::string tidy_text(std::string_view text);

template <class Self>
struct Text {
    std::string value;

    auto operator<=>(Text const&) const = default;
    [[nodiscard]] std::string const& text() const { return value; }

    /// The canonical form and what is wrong with it, for callers that want to say why.
    [[nodiscard]] static std::pair<Self, TextFault> read(std::string_view text) {
        Self made;
        if constexpr (requires { Self::tidy(text); }) {
            made.value = Self::tidy(text);
        } else {
            made.value = tidy_text(text);
        }
        auto fault = text_fault(made.value, Self::rule);
        if constexpr (requires { Self::accepts(text); }) {
            if (fault == TextFault::none && !Self::accepts(made.value)) fault = TextFault::pattern;
        }
        return {std::move(made), fault};
    }
    /// @returns nothing unless the text is of the form
    [[nodiscard]] static std::optional<Self> parse(std::string_view text) {
        auto [made, fault] = read(text);
        if (fault != TextFault::none) return std::nullopt;
        return std::move(made);
    }
    friend std::ostream& operator<<(std::ostream& out, Text const& text) { return out << text.value; }
};

/// A whole number within bounds: `Within<1, 200> limit{50};`
template <std::int64_t low, std::int64_t high>
struct Within {
    std::int64_t value{low};
    static constexpr std::int64_t min = low, max = high;
    auto operator<=>(Within const&) const = default;
    operator std::int64_t() const { return value; }
};

/// A member of a change: absent (leave it), null (clear it) or a value (set it).
template <class T>
struct Patch {
    enum class State : char { absent, null, value };
    State state{State::absent};
    std::optional<T> value{};

    bool operator==(Patch const&) const = default;
    [[nodiscard]] bool given() const { return state != State::absent; }
    /// The new state of a field that holds `old`.
    [[nodiscard]] std::optional<T> applied_to(std::optional<T> old) const { return given() ? value : std::move(old); }
    [[nodiscard]] static Patch to(T to_value) { return {State::value, std::move(to_value)}; }
    [[nodiscard]] static Patch cleared() { return {State::null, std::nullopt}; }
};

}  // namespace xinglin
