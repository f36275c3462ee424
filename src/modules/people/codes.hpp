#pragma once
// Code tables of a person's file: national standards where there is one, our own where there is none. Data only.

#include <span>
#include <string_view>

namespace xinglin::people {

struct Choice {
    std::string_view code;
    std::string_view title;
};

/// The table with this name (sex, ethnicity, education, degree, political_status, occupation, job_code, …); empty when unknown.
[[nodiscard]] std::span<Choice const> choices(std::string_view table);
/// Chinese name of a code, "" when the table has none.
[[nodiscard]] std::string_view choice_title(std::string_view table, std::string_view code);
/// Code of exactly this Chinese name, "" when there is none.
[[nodiscard]] std::string_view choice_code(std::string_view table, std::string_view title);

}  // namespace xinglin::people
