#pragma once
// A person's file: changes with their origin, the file they add up to, and the row lists are made from.

#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/members/members.hpp"
#include "modules/people/fields.hpp"
#include "modules/people/file_check.hpp"
#include "platform/auth/auth.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::people {

using members::Origin;
using EntryId = Id<struct EntryTag>;

/// What one act changed in a file: some fields of the person (entry none) or of one entry of a list (education, family …).
struct Change {
    std::int64_t id{0};
    PersonId person;
    std::string section;  ///< of the entry; "" when fields of several sections changed together
    EntryId entry;
    Date
        effective_from;  ///< from when the new values hold; an earlier one than the day of recording marks a late entry
    Origin origin;
    std::string reason;
    Values values;
    bool removed{false};  ///< the entry was taken off the list
    bool withdrawn{false};  ///< the import that wrote it was reversed
};

/// A field as the changes left it.
struct Known {
    std::string value;
    std::string source;
    std::int64_t batch{0};
    AccountId account;
    Instant recorded_at;
    Date effective_from;
};
using KnownFields = std::map<std::string, Known, std::less<>>;

struct Entry {
    EntryId id;
    std::string section;
    KnownFields fields;
};

/// A whole file on one day.
struct File {
    KnownFields fields;
    std::vector<Entry> entries;  ///< in the order they were added

    [[nodiscard]] std::string const& value(std::string_view field) const;  ///< "" when unknown
    [[nodiscard]] std::optional<PartialDate> date(std::string_view field) const;
};

/// Adds up the changes that hold on `day` as far as recorded by `known_at`. Later effective days win, then later records.
[[nodiscard]] File fold(std::vector<Change> const& changes, Date day, std::optional<Instant> known_at = std::nullopt);

/// One row of the roster: the projection of a file and a membership for lists, search and access.
struct RosterRow {
    PersonId id;
    std::int64_t version{1};
    std::string name;
    std::string sort;  ///< reading of the name, the order of lists
    std::string initials;
    std::string staff_no;  ///< "" none
    std::string sex;
    std::string birth;  ///< ISO, maybe to the month
    std::string education;
    OrganisationId organisation;
    std::string path;
    members::State state{members::State::staff};
    std::string state_since;
    std::string probation_until;
    std::string join_date;
    std::string full_date;
    std::string department;
    std::string position;
    std::int64_t flags{0};
    std::string resident_key;  ///< blind index, "" none
    std::string mobile_tail;  ///< last four digits, "" none
    std::string recheck_on;
    std::int64_t created_batch{0};
    Instant created_at;
    Instant changed_at;
};

/// What a list is narrowed by. Everything empty: everybody in scope.
struct Filter {
    std::string organisation_path;  ///< narrows to the subtree of this path when `narrowed`
    bool narrowed{false};
    std::optional<members::Group> group;
    std::optional<members::State> state;
    std::string sex;
    std::optional<members::Flag> flag;
    std::string department;
    std::string education;  ///< a group digit of GB/T 4658 ("2" all of 20…29) or a code
    std::string chip;  ///< a finding or flag: "file.contact_missing", "flag.floating"
    std::string text;  ///< name, reading, initials, staff number, phone tail or resident ID
};

/// The key after which a page goes on.
struct ListKey {
    std::string path;
    std::string sort;
    std::int64_t id{0};
};

/// How many people have a chip within a scope.
struct ChipCount {
    std::string chip;
    std::string title;
    std::string tone;  ///< block, warn, advice, flag
    std::int64_t people{0};
};

[[nodiscard]] FileFacts facts_of(File const& file, members::Standing const& standing, Date today);

}  // namespace xinglin::people
