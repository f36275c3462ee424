#pragma once
// The door of the regulations: dated figures with their articles, the institution's own settings, verdicts.

#include "base/id.hpp"
#include "modules/regulations/book.hpp"
#include "modules/regulations/identity.hpp"
#include "modules/regulations/verdict.hpp"
#include "platform/auth/auth.hpp"

namespace xinglin {
namespace audit {
class Trail;
}
namespace db {
class Database;
class Reader;
}// namespace db
}  // namespace xinglin

namespace xinglin::regulations {

namespace rights {
inline constexpr auth::Right read{"regulations.read"};
inline constexpr auth::Right set{"regulations.set"};
}  // namespace rights

/// The regulations embedded in the program. Stops the start with the faults when they are not in order.
[[nodiscard]] Result<Book> load_embedded();
/// The embedded files under regulations/, for the vector runner.
[[nodiscard]] std::vector<SourceFile> embedded_files();

/// The book with the institution's settings as they stand in this snapshot.
[[nodiscard]] RuleSet rules(db::Reader& reader, Book const& book);

/// Fills the sentences of findings (`text`, `way_forward`) from the texts of their rules.
void phrase(Verdict& verdict);
void phrase(Finding& finding);

struct NewSetting {
    std::string name;
    std::string value;  ///< as text: a number, a list of numbers separated by commas, or one of the choices
    Date effective_on;
    std::string reason;  ///< why, and on what document
};

/// A value as text: "3", "6,3,1", "due".
[[nodiscard]] std::string datum_text(Datum const& datum);
/// Reads a value for a parameter and checks its form and limits.
/// @errors regulations.fixed (refused), regulations.wrong_form, out_of_limits, no_choice (malformed)
[[nodiscard]] Result<Datum> read_datum(Parameter const& parameter, std::string_view text);

class Service {
  public:
    Service(db::Database& db, IdSource& ids, Clock const& clock, audit::Trail const& trail, Book const& book)
        : db_(db), ids_(ids), clock_(clock), trail_(trail), book_(book) {}

    [[nodiscard]] Book const& book() const { return book_; }
    /// Overrides a parameter the regulation leaves open, from a day on. Audited; never removed, only followed by a later one.
    /// @errors regulations.unknown_parameter, reason_missing, setting_exists, and those of read_datum
    [[nodiscard]] Result<Setting> set(auth::Actor const& actor, NewSetting const& command);

  private:
    db::Database& db_;
    IdSource& ids_;
    Clock const& clock_;
    audit::Trail const& trail_;
    Book const& book_;
};

}  // namespace xinglin::regulations
