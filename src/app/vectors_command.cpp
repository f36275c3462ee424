#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/vectors.hpp"
#include "base/text.hpp"
#include "modules/honours/vectors.hpp"
#include "modules/meetings/vectors.hpp"
#include "modules/members/vectors.hpp"
#include "modules/organisations/vectors.hpp"
#include "modules/publishing/vectors.hpp"
#include "modules/regulations/regulations.hpp"
#include "modules/regulations/vectors.hpp"
#include "modules/study/vectors.hpp"

#include <algorithm>
#include <cstdio>

namespace xinglin::app {
namespace {

using regulations::VectorBook;

void list_rules(VectorBook const& vectors) {
    std::fprintf(stderr, "可以核对的规则及其表头：\n");
    for (auto const& rule : vectors.rules())
        std::fprintf(stderr, "  %s\n      %s\n", rule.name.c_str(), text::join(rule.columns, ",").c_str());
}

/// The rule the file is for: by its name, or by its columns.
VectorBook::Rule const* chosen(VectorBook const& vectors, std::string const& name,
                               std::vector<std::string> const& columns) {
    if (name.empty()) {
        auto const* const rule = vectors.by_columns(columns);
        if (rule == nullptr) {
            std::fprintf(stderr, "没有规则使用这样的表头：%s\n", text::join(columns, ",").c_str());
            list_rules(vectors);
        }
        return rule;
    }
    auto const* const rule = vectors.by_name(name);
    if (rule == nullptr) {
        std::fprintf(stderr, "没有名为“%s”的规则。\n", name.c_str());
        list_rules(vectors);
        return nullptr;
    }
    for (auto const& needed : rule->columns)
        if (std::find(columns.begin(), columns.end(), needed) == columns.end()) {
            std::fprintf(stderr, "规则“%s”需要“%s”列，文件里没有。\n", name.c_str(), needed.c_str());
            return nullptr;
        }
    return rule;
}

void print(VectorBook::Case const& one) {
    std::printf("%s %s", one.passed() ? "通过" : "不符", one.id.c_str());
    if (!one.fault.empty()) std::printf("  第%d行无法核对：%s", one.line, one.fault.c_str());
    for (auto const& each : one.compared)
        std::printf("  %s %s：得到“%s”，预期“%s”", each.same() ? "=" : "≠", each.column.c_str(), each.given.c_str(),
                    each.expected.c_str());
    std::printf("\n");
}

}  // namespace

void add_every_rule(VectorBook& vectors, regulations::RuleSet const& rules, Date today) {
    regulations::add_vectors(vectors, today);
    organisations::add_vectors(vectors, rules);
    organisations::add_hospital_vectors(vectors, rules, today);
    members::add_vectors(vectors, rules);
    meetings::add_vectors(vectors, rules, today);
    study::add_vectors(vectors, rules, today);
    publishing::add_vectors(vectors, rules);
    honours::add_vectors(vectors, rules, today);
}

int check_vectors(Invocation const& call) {
    auto const text = read_text(call.file);
    if (!text) return report(malformed("app.file_unreadable").fact("file", call.file)) + 1;
    auto const book = regulations::load_embedded();
    if (!book) return report(book.error());
    regulations::RuleSet const rules(*book, {});
    auto const today = SystemClock().today();
    VectorBook vectors;
    add_every_rule(vectors, rules, today);
    auto const* const rule = chosen(vectors, call.rule, regulations::columns_of(*text));
    if (rule == nullptr) return 2;
    auto const cases = VectorBook::check(*rule, *text);
    for (auto const& one : cases) print(one);
    auto const passed = std::count_if(cases.begin(), cases.end(), [](auto const& one) { return one.passed(); });
    std::printf("规则 %s：%zu 条用例，通过 %td 条，不符 %td 条\n", rule->name.c_str(), cases.size(), passed,
                static_cast<std::ptrdiff_t>(cases.size()) - passed);
    return !cases.empty() && passed == static_cast<std::ptrdiff_t>(cases.size()) ? 0 : 1;
}

}  // namespace xinglin::app
