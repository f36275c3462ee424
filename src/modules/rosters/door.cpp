#include "base/text.hpp"
#include "gen/rosters/sql.hpp"
#include "modules/rosters/rosters.hpp"
#include "modules/rosters/store.hpp"
#include "platform/crypto/rotation.hpp"

#include <algorithm>

namespace xinglin::rosters {

namespace {

constexpr char mark = '\x1f';

std::vector<crypto::SealedCell> cells_after(db::Reader& reader, std::string_view after, int limit) {
    auto const cut = std::min(after.find(mark), after.size());
    auto const roster = text::parse_int(after.substr(0, cut)).value_or(0);
    auto const line = cut < after.size() ? text::parse_int(after.substr(cut + 1)).value_or(-1) : -1;
    return reader.all(
        sql::next_sealed,
        [](db::Row const& row) {
            crypto::SealedCell cell;
            cell.row = row.integer(1);
            cell.position = std::to_string(row.integer(0)) + mark + std::to_string(row.integer(1));
            cell.value = row.get<db::Blob>(2);
            cell.table = "rosters_" + std::to_string(row.integer(0));
            cell.column = "row";
            return cell;
        },
        roster, line, limit);
}

void put_cell(db::Tx& tx, crypto::SealedCell const& cell, db::Blob const& renewed) {
    auto const roster =
        text::parse_int(std::string_view(cell.position).substr(0, cell.position.find(mark))).value_or(0);
    tx.run(sql::replace_sealed, roster, cell.row, cell.value, renewed);
}

}  // namespace

StaffShifts shifts_of(db::Reader& reader, crypto::Vault const& vault, std::vector<PersonId> const& people, Date from,
                      Date to) {
    auto const first = from.plus_days(-1);  // its night reaches into the first day
    StaffShifts out;
    for (auto const person : people) {
        auto& mine = out.people.emplace_back();
        for (auto const& held : store::months_of(reader, vault, person, first.in_month(), to.in_month())) {
            auto table = out.tables.find(held.ward);
            if (table == out.tables.end()) table = out.tables.emplace(held.ward, store::codes(reader, held.ward)).first;
            if (std::find(mine.wards.begin(), mine.wards.end(), held.ward) == mine.wards.end())
                mine.wards.push_back(held.ward);
            for (std::size_t i = 0; i < held.row.cells.size(); ++i) {
                Date const day{held.month.year, held.month.month, static_cast<int>(i + 1)};
                auto const& codes = held.row.cells[i].codes;
                if (day < first || to < day || !codes || codes->empty()) continue;
                // A code that has left the table says nothing any more; of a day with several that is the whole day.
                std::vector<ShiftCode const*> known;
                for (auto const& code : *codes) known.push_back(table->second.find(code));
                if (std::find(known.begin(), known.end(), nullptr) != known.end()) continue;
                auto& shift = mine.shifts[day].codes;
                shift.insert(shift.end(), known.begin(), known.end());
            }
        }
        if (store::rest_given(reader, person)) mine.rest = NightRest::given;
    }
    return out;
}

Availability availability_of(db::Reader& reader, crypto::Vault const& vault, PersonId person, Span const& when) {
    auto const staff = shifts_of(reader, vault, {person}, when.day, when.day);
    return availability(staff.people[0].shifts, when, staff.people[0].rest);
}

bool on_shift_at(db::Reader& reader, crypto::Vault const& vault, PersonId person, Instant at) {
    auto const day = local_date(at);
    auto const minute = static_cast<Minute>((at.ms - start_of_day(day).ms) / minute_ms);
    auto const staff = shifts_of(reader, vault, {person}, day, day);
    return on_shift(staff.people[0].shifts, {day, minute, minute + 1});
}

Instant undisturbed_until(db::Reader& reader, crypto::Vault const& vault, PersonId person, Instant at) {
    constexpr int days = 3;  // nobody is on duty and rests for longer
    constexpr std::int64_t step = 15 * minute_ms;
    auto const staff = shifts_of(reader, vault, {person}, local_date(at).plus_days(-1), local_date(at).plus_days(days));
    auto const& one = staff.people[0];
    auto const last = at + days * 24 * hour_ms;
    for (auto t = at; t < last; t = Instant{(t.ms / step + 1) * step}) {
        auto const day = local_date(t);
        auto const minute = static_cast<Minute>((t.ms - start_of_day(day).ms) / minute_ms);
        Span const now{day, minute, minute + 1};
        if (!on_shift(one.shifts, now) && availability(one.shifts, now, one.rest).reason != Reason::night_rest)
            return t;
    }
    return at;  // a code that never ends is no reason to be silent for ever
}

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"rosters_rows", "sealed", nullptr, nullptr, cells_after, put_cell}};
}

}  // namespace xinglin::rosters
