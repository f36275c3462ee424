#include "modules/people/projection.hpp"

#include "base/text.hpp"
#include "modules/people/store.hpp"
#include "platform/text/pinyin.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

std::string date_text(std::optional<PartialDate> const& date) { return date ? date->text() : std::string(); }

/// Flags that are an exception by themselves. Lost contact has a rule of its own (file.lost_contact).
constexpr members::Flag shown_flags[] = {members::Flag::floating, members::Flag::abroad, members::Flag::long_leave,
                                         members::Flag::hardship, members::Flag::unable};

std::string flag_chip(members::Flag flag) { return "flag." + std::string(members::code(flag)); }

}  // namespace

std::string resident_key(crypto::Vault const& vault, std::string_view number) {
    return text::base64url(vault.blind_index("people.resident_id", number).substr(0, 18));
}

std::vector<std::string> tokens_of(std::string_view name) {
    auto const reading = text::read_name(name);
    std::vector<std::string> tokens{reading.full, reading.initials};
    if (!reading.given.empty()) tokens.push_back(reading.given);
    auto const characters = text::decode(text::without_blanks(name));
    if (characters.size() == 1) tokens.push_back(text::encode(characters));
    for (std::size_t i = 0; i + 1 < characters.size(); ++i)
        tokens.push_back(text::lower_ascii(text::encode(characters.substr(i, 2))));
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return tokens;
}

std::vector<std::string> chips_of(FileFacts const& facts, members::Standing const& standing) {
    std::vector<std::string> chips;
    // Who has left is no longer anybody's exception.
    if (members::group_of(standing.state) == members::Group::gone) return chips;
    for (auto const& finding : check_file(facts)) chips.push_back(finding.rule);
    for (auto const flag : shown_flags)
        if (standing.has(flag)) chips.push_back(flag_chip(flag));
    std::sort(chips.begin(), chips.end());
    chips.erase(std::unique(chips.begin(), chips.end()), chips.end());
    return chips;
}

std::vector<ChipCount> const& all_chips() {
    static auto const chips = [] {
        std::vector<ChipCount> out;
        for (auto const& rule : file_rules()) {
            out.push_back(
                {std::string(rule.id), std::string(rule.title), std::string(regulations::code(rule.severity)), 0});
        }
        for (auto const flag : shown_flags)
            out.push_back({flag_chip(flag), std::string(members::title(flag)), "flag", 0});
        return out;
    }();
    return chips;
}

void fill_row(RosterRow& row, crypto::Vault const& vault, File const& file, members::Standing const& standing,
              Date today) {
    row.name = file.value("name");
    auto const reading = text::read_name(row.name);
    row.sort = reading.full + ' ' + row.name;
    row.initials = reading.initials;
    row.staff_no = file.value("staff_no");
    row.sex = file.value("sex");
    row.birth = file.value("birth_date");
    row.education = file.value("education");
    row.organisation = standing.organisation;
    row.state = standing.state;
    row.state_since = date_text(standing.state_since);
    row.probation_until = standing.probation_until ? standing.probation_until->text() : "";
    row.join_date = file.value("join_date");
    row.full_date = file.value("full_date");
    row.department = file.value("department");
    row.position = file.value("position");
    row.flags = standing.flags;
    auto const& number = file.value("resident_id");
    row.resident_key = number.empty() ? std::string() : resident_key(vault, number);
    auto const& mobile = file.value("mobile");
    row.mobile_tail = mobile.size() >= 4 ? mobile.substr(mobile.size() - 4) : std::string();
    auto const next = next_check(facts_of(file, standing, today));
    row.recheck_on = next ? next->text() : std::string();
}

Whole read_whole(db::Reader& reader, crypto::Vault const& vault, PersonId person, Date day,
                 std::optional<Instant> known_at) {
    Whole whole;
    whole.changes = store::changes(reader, vault, person);
    whole.history = members::store::history(reader, vault, person);
    whole.file = fold(whole.changes, day, known_at);
    whole.standing = members::standing_on(whole.history, day, known_at);
    return whole;
}

std::optional<Date> next_change(Whole const& whole, Date today) {
    auto next = next_check(facts_of(whole.file, whole.standing, today));
    auto const consider = [&](Date day, bool withdrawn) {
        if (!withdrawn && day > today && (!next || day < *next)) next = day;
    };
    for (auto const& change : whole.changes) consider(change.effective_from, change.withdrawn);
    for (auto const& row : whole.history.states) consider(row.from.earliest(), row.withdrawn);
    for (auto const& row : whole.history.affiliations) consider(row.from.earliest(), row.withdrawn);
    for (auto const& row : whole.history.flags) consider(row.from.earliest(), row.withdrawn);
    return next;
}

}  // namespace xinglin::people
