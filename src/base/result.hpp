#pragma once
// The one header that stands in for what g++ 12's library lacks: std::expected (tl::expected).
// A later standard changes the alias below and nothing else.

#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

namespace xinglin {

/// What kind of "no" a Problem is; the HTTP edge maps it to one status.
enum class Kind {
    malformed,        ///< 400 shape or format of the input
    unauthenticated,  ///< 401
    forbidden,        ///< 403 known person, missing right
    not_found,        ///< 404 not there, or not yours: both answer alike
    conflict,         ///< 409 state of the record
    precondition,     ///< 412 If-Match did not match
    too_large,        ///< 413
    media_type,       ///< 415
    refused,          ///< 422 refused by a rule; `rule` and `article` say which
    too_many,         ///< 429
    fault,            ///< 500 our bug or a lost resource
    unavailable,      ///< 503 try again later
    no_space,         ///< 507
};

/// One fault of one input field. `pointer` is a JSON pointer into the input ("/join_date").
struct FieldProblem {
    std::string pointer;
    std::string code;
    std::string detail;  ///< Chinese sentence shown beside the field; when empty filled from the texts of `code`
    std::vector<std::pair<std::string, std::string>> facts{};  ///< for the {placeholders} of that text
};

/// An expected "no", as a value. `code` is stable and documented ("people.duplicate_id");
/// `detail` is the Chinese sentence for the person; when empty the HTTP edge fills it from the texts of `code`
/// with `facts` put into its {placeholders}.
struct Problem {
    Kind kind{Kind::fault};
    std::string code;
    std::string detail;
    std::vector<FieldProblem> fields;
    std::string rule;     ///< rule id of a regulation, "" when none speaks
    std::string article;  ///< e.g. 《中国共产党支部工作条例（试行）》第四条
    std::vector<std::pair<std::string, std::string>> facts;

    Problem& fact(std::string name, std::string value) {
        facts.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Problem& field(std::string pointer, std::string field_code, std::string text = {}) {
        fields.push_back({std::move(pointer), std::move(field_code), std::move(text), {}});
        return *this;
    }
    Problem& by_rule(std::string rule_id, std::string article_text) {
        rule = std::move(rule_id);
        article = std::move(article_text);
        return *this;
    }
};

template <class T>
using Result = tl::expected<T, Problem>;

/// Result<Done> is the result of a use case that answers nothing.
struct Done {};

/// `return fail(conflict("dues.already_assessed"));`
[[nodiscard]] inline tl::unexpected<Problem> fail(Problem problem) {
    return tl::unexpected<Problem>(std::move(problem));
}

[[nodiscard]] inline Problem problem(Kind kind, std::string code, std::string detail = {}) {
    Problem made;
    made.kind = kind;
    made.code = std::move(code);
    made.detail = std::move(detail);
    return made;
}
[[nodiscard]] inline Problem malformed(std::string code, std::string detail = {}) {
    return problem(Kind::malformed, std::move(code), std::move(detail));
}
[[nodiscard]] inline Problem not_found(std::string code = "not_found") {
    return problem(Kind::not_found, std::move(code));
}
[[nodiscard]] inline Problem forbidden(std::string code = "forbidden") {
    return problem(Kind::forbidden, std::move(code));
}
[[nodiscard]] inline Problem conflict(std::string code, std::string detail = {}) {
    return problem(Kind::conflict, std::move(code), std::move(detail));
}
[[nodiscard]] inline Problem refused(std::string code, std::string detail = {}) {
    return problem(Kind::refused, std::move(code), std::move(detail));
}

}  // namespace xinglin

#define XL_CONCAT_(a, b) a##b
#define XL_CONCAT(a, b) XL_CONCAT_(a, b)

/// TRY(expression): return its Problem, or go on (the value is dropped).
#define TRY(expression)                                                              \
    do {                                                                             \
        if (auto xl_try_ = (expression); !xl_try_)                                   \
            return ::tl::unexpected<::xinglin::Problem>(std::move(xl_try_).error()); \
    } while (false)

/// TRY_ASSIGN(auto const x, expression): return its Problem, or bind its value.
#define TRY_ASSIGN(declaration, expression) TRY_ASSIGN_(declaration, expression, XL_CONCAT(xl_result_, __LINE__))
#define TRY_ASSIGN_(declaration, expression, name)                                   \
    auto name = (expression);                                                        \
    if (!name) return ::tl::unexpected<::xinglin::Problem>(std::move(name).error()); \
    declaration = std::move(*name)
