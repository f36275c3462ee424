#include "modules/appraisal/own_data.hpp"

#include "gen/appraisal/sql.hpp"

#include "base/check.hpp"
#include "modules/appraisal/types.hpp"
#include "platform/db/db.hpp"

namespace xinglin::appraisal {

namespace {

void add_round(db::Row const& row, std::vector<OwnRow>& out) {
    auto const year = std::to_string(row.get<int>(0)) + "年民主评议";
    auto const state = parse_round_state(row.text(1));
    XL_CHECK(state.has_value());
    auto const self = row.get<std::string>(2);
    if (auto const grade = meetings::parse_grade(row.text(3)))
        out.push_back({"民主评议", year + "自评等次", std::string(meetings::title(*grade)), "本人", ""});
    if (!self.empty()) {
        auto const at = row.get<std::optional<Instant>>(4);
        out.push_back({"民主评议", year + "自我评价", self, "本人", at ? local_text(*at) : ""});
    }
    // Until it is published a grade is a draft of the committee's, and no fact yet.
    auto const grade = meetings::parse_grade(row.text(5));
    if (*state != RoundState::published || !grade) return;
    out.push_back({"民主评议", year + "评定等次", std::string(meetings::title(*grade)), "支部委员会", ""});
    if (auto const note = row.get<std::string>(6); !note.empty())
        out.push_back({"民主评议", year + "评定说明", note, "支部委员会", ""});
}

}  // namespace

std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const&, auth::Actor const& actor) {
    std::vector<OwnRow> out;
    if (actor.person.none()) return out;
    reader.each(
        sql::own_members, [&](db::Row const& row) { add_round(row, out); }, actor.person);
    reader.each(
        sql::own_talks,
        [&](db::Row const& row) {
            bool const first = row.get<PersonId>(1) == actor.person;
            out.push_back({"谈心谈话", "与" + row.get<std::string>(first ? 3 : 2), "只登记日期，不记内容", "",
                           row.get<Date>(0).text()});
        },
        actor.person);
    return out;
}

}  // namespace xinglin::appraisal
