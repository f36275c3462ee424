#include "modules/organisations/reading.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "gen/organisations/sql.hpp"
#include "modules/organisations/advice.hpp"
#include "modules/regulations/regulations.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {

TreeRow row_from(db::Row const& row) { return {store::head_from(row), row.integer(16), {}}; }

void count(db::Reader& reader, std::vector<TreeRow>& rows, std::optional<Date> as_of) {
    for (auto& row : rows) {
        if (as_of)
            row.organisation.ended_on.reset();  // the end of its slice; it lived on that day
        else
            row.counts = store::counts_under(reader, row.organisation.path);
    }
}

std::u32string letters_of(std::string_view text) {
    return text::decode(text::lower_ascii(text::without_blanks(text::half_width(text))));
}

/// How well the text sits in the organisation's names: 4 is the whole short name, 0 nowhere (an alias perhaps).
int fit(Organisation const& organisation, std::string const& wanted) {
    auto const short_name = text::encode(letters_of(organisation.short_name));
    auto const name = text::encode(letters_of(organisation.name));
    auto const code = text::encode(letters_of(organisation.code));
    if (short_name == wanted || code == wanted) return 4;
    if (text::starts_with(short_name, wanted) || text::starts_with(code, wanted)) return 3;
    if (text::contains(short_name, wanted) || text::contains(code, wanted)) return 2;
    return text::contains(name, wanted) ? 1 : 0;
}

}  // namespace

std::vector<TreeRow> children_of(db::Reader& reader, OrganisationId parent, std::optional<Date> as_of,
                                 std::string const& after, int limit) {
    auto const day = as_of.value_or(Date{}).text();
    auto rows = as_of ? reader.all(sql::children_on, row_from, parent, day, after, limit)
                      : reader.all(sql::children_now, row_from, parent, after, limit);
    count(reader, rows, as_of);
    return rows;
}

std::vector<TreeRow> rows_in(db::Reader& reader, auth::Scope const& scope, std::optional<Date> as_of,
                             std::string const& after, int limit) {
    std::vector<TreeRow> rows;
    auto const day = as_of.value_or(Date{}).text();
    for (auto const& range : scope.subtrees) {
        auto const left = limit - static_cast<int>(rows.size());
        if (left <= 0) break;
        auto some = as_of ? reader.all(sql::rows_on, row_from, range.from, range.to, day, after, left)
                          : reader.all(sql::rows_now, row_from, range.from, range.to, after, left);
        std::move(some.begin(), some.end(), std::back_inserter(rows));
    }
    count(reader, rows, as_of);
    return rows;
}

std::vector<TreeRow> roots_of(db::Reader& reader, auth::Scope const& scope, std::optional<Date> as_of) {
    std::vector<TreeRow> roots;
    for (auto const& range : scope.subtrees) {
        auto first = rows_in(reader, {{range}, std::nullopt}, as_of, "", 1);
        std::move(first.begin(), first.end(), std::back_inserter(roots));
    }
    return roots;
}

std::vector<Organisation> search(db::Reader& reader, auth::Scope const& scope, std::string_view text,
                                 std::size_t limit) {
    auto const letters = letters_of(text);
    if (letters.empty() || letters.size() > 50) return {};
    auto const wanted = text::encode(letters);
    std::vector<Organisation> found;
    auto const take = [&](db::Row const& row) {
        auto organisation = store::head_from(row);
        if (scope.covers(organisation.path)) found.push_back(std::move(organisation));
    };
    if (letters.size() == 1) {
        auto const behind = text::encode(std::u32string(1, letters[0] + 1));
        reader.each(sql::search_letter, take, wanted, behind);
    } else {
        // The rarest pair of letters decides whom to look at.
        std::string rarest;
        std::int64_t fewest = INT64_MAX;
        for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
            auto const gram = text::encode(std::u32string_view(letters).substr(i, 2));
            auto const holders = reader.value<std::int64_t>(sql::gram_count, gram).value_or(0);
            if (holders < fewest) fewest = holders, rarest = gram;
        }
        if (fewest == 0) return {};
        reader.each(sql::search_pair, take, rarest);
    }
    // An alias may hold the text where no present name does.
    std::erase_if(found, [&](Organisation const& organisation) {
        if (fit(organisation, wanted) > 0) return false;
        for (auto const& [alias, source] : store::aliases(reader, organisation.id))
            if (text::contains(text::encode(letters_of(alias)), wanted)) return false;
        return true;
    });
    std::stable_sort(found.begin(), found.end(), [&](Organisation const& a, Organisation const& b) {
        auto const fit_a = fit(a, wanted), fit_b = fit(b, wanted);
        return fit_a != fit_b ? fit_a > fit_b : a.path < b.path;
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::vector<TreeRow> named_on(db::Reader& reader, auth::Scope const& scope, Date day, std::string_view text,
                              std::size_t limit) {
    constexpr int chunk = 200;
    auto const wanted = text::lower_ascii(text::without_blanks(text::half_width(text)));
    std::vector<TreeRow> found;
    std::string after;
    while (found.size() < limit) {
        auto rows = rows_in(reader, scope, day, after, chunk);
        if (rows.empty()) break;
        after = rows.back().organisation.path;
        bool const more = static_cast<int>(rows.size()) == chunk;
        for (auto& row : rows) {
            auto const& one = row.organisation;
            bool const named = text::contains(text::lower_ascii(one.name), wanted) ||
                               text::contains(text::lower_ascii(one.short_name), wanted) ||
                               text::starts_with(text::lower_ascii(one.code), wanted);
            if (named && found.size() < limit) found.push_back(std::move(row));
        }
        if (!more) break;
    }
    return found;
}

std::vector<Organisation> ancestors(db::Reader& reader, Organisation const& organisation, std::optional<Date> as_of) {
    std::vector<Organisation> above;
    auto parent = organisation.parent;
    while (!parent.none()) {
        auto found = as_of ? store::find_on(reader, parent, *as_of) : store::find(reader, parent);
        if (!found) break;
        parent = found->parent;
        above.push_back(std::move(*found));
    }
    std::reverse(above.begin(), above.end());
    return above;
}

std::vector<HistoryRow> history(db::Reader& reader, OrganisationId id, ChangeId before, int limit) {
    std::vector<HistoryRow> rows;
    auto const last = before.none() ? INT64_MAX : before.value;
    for (auto& change : reader.all(sql::changes_of, store::change_from, id, last, limit))
        rows.push_back({std::move(change), {}});
    for (auto& row : rows) row.effects = store::effects(reader, row.change.id);
    return rows;
}

std::vector<store::ChangeRow> waiting(db::Reader& reader, auth::Scope const& scope, int limit) {
    std::vector<store::ChangeRow> rows;
    for (auto const& range : scope.subtrees) {
        auto some = reader.all(sql::changes_waiting, store::change_from, range.from, range.to,
                               limit - static_cast<int>(rows.size()));
        std::move(some.begin(), some.end(), std::back_inserter(rows));
    }
    return rows;
}

std::vector<Post> unmatched_posts(db::Reader& reader, auth::Scope const& scope, int limit) {
    std::vector<Post> rows;
    for (auto const& range : scope.subtrees) {
        auto some = reader.all(sql::posts_unmatched, store::post_from, range.from, range.to,
                               limit - static_cast<int>(rows.size()));
        std::move(some.begin(), some.end(), std::back_inserter(rows));
    }
    return rows;
}

std::vector<DueTerm> due_terms(db::Reader& reader, auth::Scope const& scope, Date until, int limit) {
    std::vector<DueTerm> rows;
    auto const day = until.text();
    for (auto const& range : scope.subtrees) {
        auto some = reader.all(
            sql::terms_due,
            [](db::Row const& row) {
                DueTerm due;
                due.term = store::term_from(row);
                due.organisation.id = due.term.organisation;
                due.organisation.short_name = row.get<std::string>(10);
                due.organisation.name = row.get<std::string>(11);
                if (auto const kind = organisation_kind(row.text(12))) due.organisation.kind = *kind;
                due.organisation.path = row.get<std::string>(13);
                return due;
            },
            day, range.from, range.to, limit);
        std::move(some.begin(), some.end(), std::back_inserter(rows));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](DueTerm const& a, DueTerm const& b) { return a.term.deadline() < b.term.deadline(); });
    if (rows.size() > static_cast<std::size_t>(limit)) rows.resize(static_cast<std::size_t>(limit));
    return rows;
}

AdvicePage advice(db::Reader& reader, auth::Scope const& scope, RuleSet const& rules, Date today,
                  std::string const& after_path, int limit) {
    AdvicePage page;
    for (auto const& range : scope.subtrees) {
        if (range.to <= after_path) continue;
        std::string after = after_path;
        while (true) {
            constexpr int turn = 200;
            auto const structures = structures_in(reader, range, after, turn);
            for (auto const& one : structures) {
                auto verdict = advise(one.structure, rules, today);
                regulations::phrase(verdict);
                for (auto& finding : verdict.findings) {
                    auto const since = reader.value<Date>(sql::advice_since, one.id, finding.rule);
                    page.rows.push_back({one.id, one.path, one.name, one.structure.kind, std::move(finding), since});
                }
                if (page.rows.size() >= static_cast<std::size_t>(limit)) {
                    page.next = one.path;
                    return page;
                }
            }
            if (structures.size() < turn) break;
            after = structures.back().path;
        }
    }
    return page;
}

}  // namespace xinglin::organisations
