#include "modules/accounts/rules.hpp"

#include "base/text.hpp"
#include "modules/accounts/weak_words.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace xinglin::accounts {

namespace {

bool ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool ascii_lower(char32_t c) { return c >= U'a' && c <= U'z'; }
bool ascii_upper(char32_t c) { return c >= U'A' && c <= U'Z'; }

int classes_of(std::u32string_view password) {
    bool lower = false, upper = false, digit = false, other = false;
    for (auto const c : password) {
        lower |= ascii_lower(c);
        upper |= ascii_upper(c);
        digit |= ascii_digit(c);
        other |= !ascii_lower(c) && !ascii_upper(c) && !ascii_digit(c);
    }
    return static_cast<int>(lower) + static_cast<int>(upper) + static_cast<int>(digit) + static_cast<int>(other);
}

/// Lower case, with the usual stand-ins read as the letters they mean (p@ssw0rd → password).
std::string plain(std::string text) {
    constexpr std::string_view stand_ins = "@43!10$57", meant = "aaeiiosst";
    for (auto& c : text)
        if (auto const at = stand_ins.find(c); at != std::string_view::npos) c = meant[at];
    return text;
}

/// Characters that continue a repetition or a run (aaaa, 1234, 8765, qwerty, 1qaz2wsx): they add nothing.
std::size_t guessable_steps(std::string_view text) {
    static constexpr std::string_view rows[] = {"qwertyuiop",
                                                "asdfghjkl",
                                                "zxcvbnm",
                                                "1234567890",
                                                "qazwsxedcrfvtgbyhnujmikolp",
                                                "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                                                "!@#$%^&*()"};
    auto const follows = [](char a, char b) {
        if (a == b || b == a + 1 || b == a - 1) return true;
        return std::any_of(std::begin(rows), std::end(rows), [&](std::string_view row) {
            auto const at = row.find(a);
            return at != std::string_view::npos &&
                   ((at + 1 < row.size() && row[at + 1] == b) || (at > 0 && row[at - 1] == b));
        });
    };
    std::size_t steps = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (follows(text[i - 1], text[i])) ++steps;
    return steps;
}

/// The whole is one short unit again and again (abcabcabcabc).
bool repeats(std::string_view text) {
    for (std::size_t unit = 1; unit <= 4 && unit * 3 <= text.size(); ++unit) {
        bool same = true;
        for (std::size_t i = unit; i < text.size() && same; ++i) same = text[i] == text[i - unit];
        if (same) return true;
    }
    return false;
}

/// What is left to guess when the known words are gone, as written or as meant (p@ssw0rd): three for a letter or another
/// sign of a script, one for a digit, nothing for punctuation.
int rest_without(std::string lower, std::span<std::string_view const> words) {
    auto meant = plain(lower);
    for (auto const word : words)
        for (auto const* const text : {&lower, &meant})
            for (auto at = text->find(word); at != std::string::npos; at = text->find(word, at)) {
                lower.replace(at, word.size(), word.size(), ' ');
                meant.replace(at, word.size(), word.size(), ' ');
            }
    int rest = 0;
    for (auto const c : text::decode(lower)) {
        if (ascii_digit(c))
            rest += 1;
        else if (c >= 0x80 || ascii_lower(c))
            rest += 3;
    }
    return rest;
}

/// Parts with their lengths: none can be read as part of its neighbour.
std::string netstrings(std::initializer_list<std::string> parts) {
    std::string bytes;
    for (auto const& part : parts) bytes += std::to_string(part.size()) + ":" + part + ",";
    return bytes;
}

Result<Done> refuse(std::string_view code) {
    return fail(malformed(std::string(code)).field("/password", std::string(code)));
}

}  // namespace

PasswordRules password_rules(PasswordProfile profile) {
    if (profile == PasswordProfile::graded) return {10, 3, 5, 90};
    return {};
}

Result<Done> check_password(PasswordRules const& rules, std::string_view password,
                            std::span<std::string const> context) {
    auto const points = text::decode(password);
    if (points.size() < static_cast<std::size_t>(rules.min_length)) return refuse("accounts.password_short");
    if (points.size() > max_password_length) return refuse("accounts.password_long");
    if (classes_of(points) < rules.classes) return refuse("accounts.password_classes");
    auto const lower = text::lower_ascii(text::half_width(password));
    if (repeats(lower) || guessable_steps(lower) * 10 >= lower.size() * 7) return refuse("accounts.password_common");
    constexpr int enough = 12;
    std::vector<std::string> own;
    for (auto const& word : context) {
        auto bare = text::lower_ascii(text::without_blanks(word));
        if (text::length(bare) >= 2) own.push_back(std::move(bare));
    }
    std::vector<std::string_view> words(own.begin(), own.end());
    auto const rest = rest_without(lower, words);
    if (rest < enough && rest < rest_without(lower, {})) return refuse("accounts.password_context");
    auto const weak = weak_words();
    words.insert(words.end(), weak.begin(), weak.end());
    if (rest_without(lower, words) < enough) return refuse("accounts.password_common");
    std::set<char32_t> const different(points.begin(), points.end());
    if (different.size() < 5) return refuse("accounts.password_common");
    return Done{};
}

std::int64_t lock_after_account_failures(PasswordProfile profile, int threshold, std::int64_t failures) {
    if (failures < threshold) return 0;
    if (profile == PasswordProfile::graded) return 30 * minute_ms;
    return std::min<std::int64_t>(30 * minute_ms, minute_ms << std::min<std::int64_t>(failures - threshold, 10));
}

std::int64_t lock_after_address_failures(std::int64_t failures) {
    // A hospital's people share one address: only what no shift change produces counts.
    constexpr std::int64_t threshold = 50, step = 10;
    if (failures < threshold || failures % step != 0) return 0;
    return std::min<std::int64_t>(15 * minute_ms,
                                  minute_ms << std::min<std::int64_t>((failures - threshold) / step, 10));
}

Result<Done> may_hold(Role const& wanted, std::span<Held const> held) {
    auto const clash = [&](Held const& other) {
        bool const one_administrator =
            wanted.kind == RoleKind::administrator || other.role->kind == RoleKind::administrator;
        if (!one_administrator) return false;
        if (other.same_account) return other.role->id != wanted.id;
        bool const both_above_base = wanted.kind != RoleKind::base && other.role->kind != RoleKind::base;
        return both_above_base && other.role->id != wanted.id;
    };
    for (auto const& other : held)
        if (clash(other))
            return fail(refused("accounts.roles_separate")
                            .fact("wanted", wanted.title)
                            .fact("held", other.role->title)
                            .by_rule("accounts.three_administrators", "GB/T 22239-2019 8.1.5 安全管理中心"));
    return Done{};
}

bool needs_second_person(Role const& role) { return role.kind != RoleKind::base; }

std::string canonical(Invitation const& invitation) {
    auto bytes = netstrings({invitation.id.text(), invitation.token, invitation.person.text(), invitation.role,
                             invitation.organisation.text(), invitation.from.text(),
                             invitation.to ? invitation.to->text() : std::string("-"), invitation.invited_by.text(),
                             std::to_string(invitation.expires_at.ms)});
    if (!invitation.resets.none())
        bytes +=
            netstrings({invitation.resets.text(), invitation.waits ? "waits" : "", invitation.confirmed_by.text()});
    return bytes;
}

std::string canonical(Grant const& grant) {
    return netstrings({grant.id.text(), grant.account.text(), grant.role, grant.organisation.text(), grant.from.text(),
                       grant.to ? grant.to->text() : std::string("-"), std::to_string(static_cast<int>(grant.state)),
                       grant.replaces.text()});
}

std::string normal_login(std::string_view typed) { return text::lower_ascii(text::trim(text::half_width(typed))); }

}  // namespace xinglin::accounts
