// Comparing with the thresholds, and the nightly memory of it. It never changes the tree.
#include "modules/organisations/advice.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "gen/organisations/sql.hpp"
#include "modules/organisations/service.hpp"
#include "modules/organisations/store.hpp"

#include <algorithm>

namespace xinglin::organisations {

std::vector<Compared> structures_in(db::Reader& reader, auth::PathRange const& range, std::string const& after_path,
                                    int limit) {
    return reader.all(
        sql::structures,
        [](db::Row const& row) {
            Compared one;
            one.id = row.get<OrganisationId>(0);
            one.path = row.get<std::string>(1);
            auto const kind = organisation_kind(row.text(2));
            XL_CHECK(kind.has_value());
            one.structure.kind = *kind;
            one.name = row.text(4).empty() ? row.get<std::string>(3) : row.get<std::string>(4);
            auto const lines = text::split(row.text(5), '\n');
            one.structure.units = static_cast<int>(
                std::count_if(lines.begin(), lines.end(), [](auto line) { return !text::trim(line).empty(); }));
            // A branch is judged by its own members and those of its groups, the others by all beneath them: the subtree either way.
            one.structure.counts.full = row.integer(6);
            one.structure.counts.probationary = row.integer(7);
            one.structure.committee_posts = row.get<int>(8);
            one.structure.secretary = row.integer(9) > 0;
            return one;
        },
        range.from, range.to, after_path, limit);
}

Result<std::pair<std::int64_t, std::string>> Service::note_advice(std::string const& after_path, int turn) {
    return db_.write([&](db::Tx& tx) -> Result<std::pair<std::int64_t, std::string>> {
        auto const rules = regulations::rules(tx, book_);
        auto const today = clock_.today();
        auto const day = today.text();
        auto const rows = structures_in(tx, auth::subtree(""), after_path, turn);
        for (auto const& one : rows) {
            auto const verdict = advise(one.structure, rules, today);
            for (auto const& rule : tx.all(
                     sql::advice_of, [](db::Row const& row) { return row.get<std::string>(0); }, one.id))
                if (verdict.find(rule) == nullptr) tx.run(sql::drop_advice, one.id, rule);
            for (auto const& finding : verdict.findings) tx.run(sql::put_advice, one.id, finding.rule, day);
        }
        bool const done = rows.size() < static_cast<std::size_t>(turn);
        return std::pair(static_cast<std::int64_t>(rows.size()), done ? std::string() : rows.back().path);
    });
}

}  // namespace xinglin::organisations
