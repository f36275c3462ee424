// Finding people by what somebody types. A narrow scope (a branch, a general branch) is walked whole; a wide one goes
// through the tokens, where enough hits lie within the scope to stop early. Either way the cost does not grow with the number
// of people.
#include "modules/people/search.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "gen/people/sql.hpp"
#include "modules/people/people.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/store.hpp"

#include <algorithm>
#include <set>

namespace xinglin::people {

namespace {

constexpr int narrow = 2000;  ///< people a scope may hold to be walked whole
constexpr int chunk = 400;  ///< candidates read at once
constexpr int most_candidates = 20000;  ///< a text that fits more people than this outside the scope is too general

/// What a row of the search statements says.
struct Hit {
    std::string key;
    Card card;
    std::string sort;
    std::string initials;
};

Hit hit_of(db::Row const& row) {
    Hit hit;
    hit.key = row.get<std::string>(0);
    hit.card.id = row.get<PersonId>(1);
    hit.card.name = row.get<std::string>(2);
    hit.card.staff_no = row.get<std::string>(3);
    hit.card.organisation = row.get<OrganisationId>(4);
    hit.card.path = row.get<std::string>(5);
    auto const state = members::parse_state(row.text(6));
    XL_CHECK(state.has_value());
    hit.card.state = *state;
    hit.card.department = row.get<std::string>(7);
    hit.sort = row.get<std::string>(8);
    hit.initials = row.get<std::string>(9);
    return hit;
}

Card card_of(RosterRow const& row) {
    return {row.id, row.name, row.staff_no, row.organisation, row.path, row.state, row.department};
}

bool all(std::string_view text, bool (*is)(char)) { return !text.empty() && std::all_of(text.begin(), text.end(), is); }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// The first text after every text with this prefix.
std::string past(std::string_view prefix) { return std::string(prefix) + "\xF4\x8F\xBF\xBF"; }

class Search {
  public:
    Search(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope, std::string_view text, int limit,
           std::function<bool(PersonId)> wanted)
        : reader_(reader), vault_(vault), scope_(scope), limit_(limit), wanted_(std::move(wanted)) {
        text_ = text::without_blanks(text::half_width(text));
        lower_ = text::lower_ascii(text_);
        upper_ = text::upper_ascii(text_);
    }

    SearchHits run() {
        if (text_.empty() || scope_.empty()) return {};
        if (text_.size() == 18 && all(std::string_view(text_).substr(0, 17), digit)) {
            if (auto const row = store::find_by_resident_key(reader_, resident_key(vault_, upper_)))
                take(card_of(*row));
            return {std::move(found_), true};
        }
        if (digits_of_phone(text_).size() == 11 && all(digits_of_phone(text_), digit) && !ascii_letter(text_[0]))
            whole_mobile();
        if (is_narrow()) {
            walk();
        } else {
            if (all(text_, ascii)) by_number();
            by_name();
        }
        return {std::move(found_), complete_};
    }

  private:
    bool full() const { return static_cast<int>(found_.size()) >= limit_; }
    void take(Card card) {
        if (full() || !(scope_.covers(card.path) || scope_.self == card.id)) return;
        if (!known_.insert(card.id).second || (wanted_ && !wanted_(card.id))) return;
        found_.push_back(std::move(card));
    }
    bool is_narrow() {
        std::int64_t people = 0;
        for (auto const& range : scope_.subtrees) {
            people += reader_.value<std::int64_t>(sql::count_some, range.from, range.to, narrow).value_or(0);
            if (people >= narrow) return false;
        }
        return true;
    }

    /// Name, reading, given name's reading, initials, staff number or phone tail.
    bool fits(Hit const& hit) const {
        auto const reading = std::string_view(hit.sort).substr(0, hit.sort.find(' '));
        return text::contains(text::lower_ascii(hit.card.name), lower_) || text::starts_with(reading, lower_) ||
               text::starts_with(hit.initials, lower_) ||
               text::starts_with(text::upper_ascii(hit.card.staff_no), upper_);
    }
    void walk() {
        if (text_.size() == 4 && all(text_, digit)) tail();
        std::vector<Hit> others;
        std::vector<Card> matching;  // what is wanted is asked of the database, once this statement is over
        for (auto const& range : scope_.subtrees)
            reader_.each(
                sql::scan_scope,
                [&](db::Row const& row) {
                    auto hit = hit_of(row);
                    if (fits(hit)) {
                        wanted_ ? matching.push_back(std::move(hit.card)) : take(std::move(hit.card));
                    } else if (all(lower_, ascii_letter)) {
                        others.push_back(std::move(hit));
                    }
                    return !full();
                },
                range.from, range.to);
        for (auto& card : matching) take(std::move(card));
        // The reading of the given name alone needs the tokens: asked only when the cheap comparison left room.
        for (auto& hit : others) {
            if (full()) return;
            auto const tokens = tokens_of(hit.card.name);
            if (std::any_of(tokens.begin(), tokens.end(),
                            [&](std::string const& token) { return text::starts_with(token, lower_); }))
                take(std::move(hit.card));
        }
        if (scope_.self && !full())
            if (auto const own = store::find(reader_, *scope_.self)) {
                Hit hit{"", card_of(*own), own->sort, own->initials};
                if (fits(hit)) take(std::move(hit.card));
            }
    }
    void tail() {
        std::int64_t after = 0;
        for (int seen = 0; seen < most_candidates && !full();) {
            auto const hits = reader_.all(sql::by_tail, hit_of, text_, after, chunk);
            for (auto const& hit : hits) take(hit.card);
            if (static_cast<int>(hits.size()) < chunk) return;
            after = hits.back().card.id.value;
            seen += chunk;
        }
        complete_ = complete_ && full();
    }
    /// Eleven digits: those with the tail, then the number itself is opened and compared.
    void whole_mobile() {
        auto const digits = digits_of_phone(text_);
        for (auto const& hit : reader_.all(sql::by_tail, hit_of, digits.substr(7), 0, most_candidates)) {
            if (full() || !(scope_.covers(hit.card.path) || scope_.self == hit.card.id)) continue;
            auto const file = fold(store::changes(reader_, vault_, hit.card.id), Date{9999, 12, 31});
            if (file.value("mobile") == digits) take(hit.card);
        }
    }
    void by_number() {
        if (text_.size() == 4 && all(text_, digit)) tail();
        auto after = upper_;
        if (auto const exact = store::find_by_staff_no(reader_, upper_)) take(card_of(*exact));
        if (!std::any_of(text_.begin(), text_.end(), digit)) return;
        for (int seen = 0; seen < most_candidates && !full(); seen += chunk) {
            auto const hits = reader_.all(sql::staff_no_from, hit_of, after, past(upper_), chunk);
            for (auto const& hit : hits) take(hit.card);
            if (static_cast<int>(hits.size()) < chunk) return;
            after = hits.back().key;
        }
        complete_ = complete_ && full();
    }
    void by_name() {
        auto const characters = text::decode(lower_);
        bool const letters = all(lower_, ascii_letter);
        // Of a Chinese text the last pair is looked up: given names tell more people apart than surnames.
        auto const token =
            letters || characters.size() <= 2 ? lower_ : text::encode(characters.substr(characters.size() - 2));
        auto after = token;
        std::int64_t after_person = 0;
        for (int seen = 0; seen < most_candidates && !full(); seen += chunk) {
            auto const hits = reader_.all(sql::find_token, hit_of, after, after_person, past(token), chunk);
            for (auto const& hit : hits)
                if (letters || text::contains(text::lower_ascii(hit.card.name), lower_)) take(hit.card);
            if (static_cast<int>(hits.size()) < chunk) return;
            after = hits.back().key;
            after_person = hits.back().card.id.value;
        }
        complete_ = complete_ && full();
    }

    db::Reader& reader_;
    crypto::Vault const& vault_;
    auth::Scope const& scope_;
    int limit_;
    std::function<bool(PersonId)> wanted_;
    std::string text_, lower_, upper_;
    std::vector<Card> found_;
    std::set<PersonId> known_;
    bool complete_{true};
};

}  // namespace

std::vector<Card> search(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                         std::string_view text, int limit) {
    return Search(reader, vault, scope, text, limit, {}).run().cards;
}

SearchHits search_people(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                         std::string_view text, int limit, std::function<bool(PersonId)> wanted) {
    return Search(reader, vault, scope, text, limit, std::move(wanted)).run();
}

bool answers_to(RosterRow const& row, crypto::Vault const& vault, std::string_view text) {
    auto const bare = text::without_blanks(text::half_width(text));
    auto const lower = text::lower_ascii(bare), upper = text::upper_ascii(bare);
    if (bare.size() == 18 && all(std::string_view(bare).substr(0, 17), digit))
        return row.resident_key == resident_key(vault, upper);
    if (bare.size() == 4 && all(bare, digit) && row.mobile_tail == bare) return true;
    auto const tokens = tokens_of(row.name);
    return text::contains(text::lower_ascii(row.name), lower) ||
           (!row.staff_no.empty() && text::starts_with(text::upper_ascii(row.staff_no), upper)) ||
           (all(lower, ascii_letter) && std::any_of(tokens.begin(), tokens.end(), [&](std::string const& token) {
                return text::starts_with(token, lower);
            }));
}

std::optional<Card> find_card(db::Reader& reader, PersonId person) {
    auto const row = store::find(reader, person);
    return row ? std::optional(card_of(*row)) : std::nullopt;
}

std::optional<Card> find_card_by_staff_no(db::Reader& reader, std::string_view staff_no) {
    auto const row = store::find_by_staff_no(reader, staff_no);
    return row ? std::optional(card_of(*row)) : std::nullopt;
}

Result<Card> access(db::Reader& reader, auth::Actor const& actor, PersonId person, auth::Right right) {
    auto const row = store::find(reader, person);
    auto const scope = actor.scope(right);
    if (!row || !(scope.covers(row->path) || scope.self == person)) return fail(not_found());
    return card_of(*row);
}

}  // namespace xinglin::people
