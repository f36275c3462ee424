#pragma once
// The catalogue of a person's file: every field once, with its section, class, form and who may write it.
// Screens, masks, write allow-lists, corrections, exports and the data inventory all follow this one table.

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/auth/auth.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xinglin::people {

enum class FieldKind : std::uint8_t {
    text,
    long_text,
    date,
    partial_date,
    choice,
    resident_id,
    mobile,
    phone,
    person_name,
    file
};

/// Who may write a field without asking: the branch, the party office, or the discipline side alone.
enum class Writer : std::uint8_t { branch, office, discipline };

/// What happens when the person corrects it (D04).
enum class Correction : std::uint8_t {
    none,      ///< cannot be asked for here
    at_once,   ///< low risk: applied, marked "self"
    branch,    ///< a request the branch decides
    office,    ///< a request the party office decides
};

/// A part of the file shown as one tab.
struct Section {
    std::string_view name;
    std::string_view title;
    bool entries;            ///< a list of entries (education, family …) instead of one set of fields
    auth::FieldClass field_class;  ///< least class of its fields: decides whether the tab is shown at all
};

struct Field {
    std::string_view name;     ///< unique in the catalogue
    std::string_view section;
    std::string_view title;    ///< Chinese label
    FieldKind kind;
    auth::FieldClass field_class;
    bool sealed;               ///< encrypted at rest
    Writer writer;
    Correction correction;
    std::string_view choices;  ///< code table for kind choice
    int longest;               ///< in characters
    std::string_view purpose;  ///< why it is kept (data inventory)
};

[[nodiscard]] std::span<Section const> sections();
[[nodiscard]] std::span<Field const> fields();
[[nodiscard]] Section const* find_section(std::string_view name);
[[nodiscard]] Field const* find_field(std::string_view name);

/// Values by field name; nullopt means "cleared".
using Values = std::map<std::string, std::optional<std::string>, std::less<>>;

/// The canonical form of a value, or what is wrong with it (a field fault with code and Chinese sentence).
/// @param today later dates are refused where the field tells of the past
struct Checked {
    std::string value;
    std::string code;    ///< "" when good, else e.g. people.date_form
    std::string detail;
};
[[nodiscard]] Checked check_value(Field const& field, std::string_view text, Date today);

/// What a reader without clearance sees of a value: the last four of a number, the surname, the year.
[[nodiscard]] std::string mask(Field const& field, std::string_view value);
/// A value as people read it: the title of a code, else the value itself.
[[nodiscard]] std::string shown(Field const& field, std::string_view value);

/// Removes every sign that is no digit from a telephone number, and a leading +86 or 0086.
[[nodiscard]] std::string digits_of_phone(std::string_view text);
/// Whether a text holds what looks like a resident ID or a mobile number: it must not be kept in clear.
[[nodiscard]] bool holds_sealed_number(std::string_view text);

}  // namespace xinglin::people
