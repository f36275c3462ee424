#include "platform/db/value.hpp"

#include "base/check.hpp"

namespace xinglin::db::detail {

namespace {
template <class T>
T parsed(Row const& row, int c) {
    auto const value = T::parse(row.text(c));
    if (!value) throw BrokenInvariant{"column " + std::to_string(c) + " holds no date"};
    return *value;
}
}  // namespace

Date date_from(Row const& row, int c) { return parsed<Date>(row, c); }
Month month_from(Row const& row, int c) { return parsed<Month>(row, c); }
PartialDate partial_from(Row const& row, int c) { return parsed<PartialDate>(row, c); }

}  // namespace xinglin::db::detail
