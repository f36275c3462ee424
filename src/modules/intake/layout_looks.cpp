#include "modules/intake/layout_looks.hpp"

#include "base/text.hpp"
#include "modules/intake/values.hpp"

#include <algorithm>

namespace xinglin::intake {

bool looks_like(Looks looks, std::string_view cell, std::string_view plain, Branches const* branches) {
    constexpr Date far{9999, 12, 31};
    switch (looks) {
        case Looks::resident_id: {
            auto const digits = std::count_if(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '9'; });
            return (plain.size() == 18 && digits >= 17) ||
                   (plain.size() == 15 && digits == 15 && tidy_resident_id(plain, far).handling == Handling::confirm);
        }
        case Looks::mobile:
            return !tidy_mobile(cell).bad() && plain.size() >= 11 && tidy_mobile(cell).code != "PHONE_FIXED_LINE";
        case Looks::date:
            return plain.size() != 11 && !tidy_date(cell, false).bad();
        case Looks::sex:
            return plain == "男" || plain == "女";
        case Looks::ethnicity:
            return !tidy_ethnicity(plain).bad() && plain.size() > 2;
        case Looks::education:
            return !tidy_education(plain).bad() && plain.size() > 2;
        case Looks::category:
            return category_words(plain).has_value() && plain.size() > 2;
        case Looks::standing:
            return !tidy_standing(plain).bad() && plain.size() > 2;
        case Looks::branch:
            return branches != nullptr && branches->resolve(plain).how == Match::How::exact;
        case Looks::count:
            break;
    }
    return false;
}

std::vector<Sample> sample_columns(std::vector<sheets::Row> const& rows, std::size_t from, std::size_t width,
                                   Branches const* branches) {
    std::vector<Sample> samples(width);
    for (std::size_t i = from; i < rows.size(); ++i)
        for (std::size_t column = 0; column < width; ++column) {
            auto const cell = rows[i].text(column);
            auto const plain = text::without_blanks(text::half_width(cell));
            if (plain.empty()) continue;
            auto& sample = samples[column];
            ++sample.filled;
            if (sample.first.empty()) sample.first = cell.substr(0, 60);
            for (std::size_t looks = 0; looks < looks_count; ++looks)
                if (looks_like(static_cast<Looks>(looks), cell, plain, branches)) ++sample.fitting[looks];
        }
    return samples;
}

std::optional<Looks> looks_of(Column column) {
    switch (column) {
        case Column::resident_id:
            return Looks::resident_id;
        case Column::mobile:
            return Looks::mobile;
        case Column::birth_date:
        case Column::join_date:
        case Column::full_date:
            return Looks::date;
        case Column::sex:
            return Looks::sex;
        case Column::ethnicity:
            return Looks::ethnicity;
        case Column::education:
            return Looks::education;
        case Column::category:
            return Looks::category;
        case Column::standing:
            return Looks::standing;
        default:
            return std::nullopt;
    }
}

}  // namespace xinglin::intake
