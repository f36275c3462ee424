#pragma once
// A file as somebody may see it: masked where they have no clearance, with what they may do to each field.

#include "modules/people/people.hpp"
#include "modules/people/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::people {

struct Option {
    std::string value;
    std::string title;
};

struct FieldView {
    std::string name;
    std::string title;
    std::string kind;                    ///< text long date month choice phone file
    std::optional<std::string> value;    ///< as stored; left out when masked or unknown
    std::optional<std::string> shown;    ///< as people read it, maybe masked
    bool masked{false};
    bool sealed{false};                  ///< kept encrypted: what is typed for it is left on no device
    bool revealable{false};              ///< the actor may see it in clear for a stated purpose
    bool editable{false};                ///< the actor may write it directly
    std::string correction{"none"};      ///< for the own file: none, at_once, approval
    std::vector<Option> options;         ///< of a choice the actor may write or correct
    std::optional<std::string> source;   ///< hr, self, archive, import, office
    std::optional<std::string> source_title;
    std::optional<Instant> recorded_at;
    std::optional<std::string> pending;  ///< a correction that waits, as the person wrote it (own file) or masked
};

struct EntryView {
    std::string id;
    std::vector<FieldView> fields;
};

struct SectionView {
    std::string id;
    std::string title;
    bool list{false};
    bool editable{false};
    std::vector<FieldView> fields;  ///< of a single section; of a list: the empty form of a new entry
    std::vector<EntryView> entries;
};

struct OrganisationRef {
    OrganisationId id;
    std::string name;
};

struct StepView {
    std::string to;
    std::string to_title;
    std::string title;
    std::string article;
    bool needs_reason{false};
};

struct FlagView {
    std::string id;
    std::string title;
    std::optional<std::string> detail;
};

struct PostView {
    OrganisationId organisation;
    std::string organisation_name;
    std::string title;
    Date from;
    std::optional<Date> to;
};

struct PersonView {
    PersonId id;
    std::int64_t version{0};
    std::string name;
    std::optional<std::string> staff_no;
    std::string state;
    std::string state_title;
    std::optional<std::string> state_since;
    std::optional<std::string> probation_expires;
    std::optional<int> party_age;
    std::optional<OrganisationRef> organisation;
    std::vector<FlagView> flags;
    std::vector<PostView> posts;
    std::vector<SectionView> sections;
    std::vector<StepView> steps;  ///< lawful next states, for those who may take them
    bool own{false};
    bool may_transfer{false};
    bool may_extend{false};  ///< a probation that can still be extended, by this reader
    std::optional<Date> as_of;
};

/// The file of one person as it stands, or stood on a day.
/// @errors not_found
[[nodiscard]] Result<PersonView> view(db::Reader& reader, Tools const& tools, auth::Actor const& actor, PersonId person,
                                      std::optional<Date> as_of);

struct TimelineItem {
    std::string on;
    std::string title;
    std::optional<std::string> detail;
    std::optional<std::string> source;
    Instant recorded_at;
    bool withdrawn{false};
};
/// What happened, newest first: states, moves, flags, posts and changes of fields (names of fields, values only where clear).
[[nodiscard]] Result<std::vector<TimelineItem>> timeline(db::Reader& reader, Tools const& tools,
                                                         auth::Actor const& actor, PersonId person);

struct HistoryItem {
    std::optional<std::string> shown;
    bool masked{false};
    Date effective_from;
    std::string source_title;
    std::optional<std::string> reason;
    Instant recorded_at;
    bool withdrawn{false};
};
/// Every value a field has had, newest record first.
[[nodiscard]] Result<std::vector<HistoryItem>> field_history(db::Reader& reader, Tools const& tools,
                                                             auth::Actor const& actor, PersonId person,
                                                             std::string_view field);

/// Findings of date logic of one file. @errors not_found
[[nodiscard]] Result<std::vector<regulations::Finding>> findings(db::Reader& reader, Tools const& tools,
                                                                 auth::Actor const& actor, PersonId person);

/// Whether the actor may write the field of a person at this path directly.
[[nodiscard]] bool may_write(auth::Actor const& actor, Field const& field, std::string_view path, PersonId person);
/// Whether the actor holds the right over this path.
[[nodiscard]] bool holds(auth::Actor const& actor, auth::Right right, std::string_view path);
/// Whether a value is shown in clear: cleared class and not sealed, or the own file.
[[nodiscard]] bool sees_clear(auth::Actor const& actor, Field const& field, std::string_view path, PersonId person);
/// On the own file resident IDs are masked at first sight: a screen is seen by more people than its owner. A reveal shows them.
void cover_own_numbers(PersonView& file);
[[nodiscard]] std::string_view source_title(std::string_view source);

}  // namespace xinglin::people
