#include "modules/regulations/figures.hpp"
#include "modules/regulations/regulations.hpp"
#include "modules/regulations/vectors.hpp"

#include "platform/texts/texts.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::regulations;

namespace {

constexpr std::string_view head = "title: 《试验条例》\nedition: \"2020-01-01\"\nparameters:\n";
constexpr std::string_view one_parameter =
    "  - name: try.limit\n    meaning: 上限\n    unit: people\n    kind: setting\n    least: 1\n    most: 9\n    "
    "values:\n";

Result<Book> book_of(std::string const& yaml) {
    static std::string kept;  // the book copies what it keeps; the text must live through load()
    kept = yaml;
    return Book::load({{"regulations/try/source.md", "# 试验"}, {"regulations/try/parameters.yaml", kept}});
}
std::string values(std::string_view lines) {
    return std::string(head) + std::string(one_parameter) + std::string(lines);
}
std::string fault_of(std::string const& yaml) {
    auto const book = book_of(yaml);
    REQUIRE_FALSE(book);
    return book.error().detail;
}

}  // namespace

TEST_SUITE("regulations") {
    TEST_CASE("what the program was built with is in order") {
        auto const book = load_embedded();
        if (!book) FAIL(book.error().detail);
        CHECK(book->regulations().size() >= 4);
        RuleSet const rules(*book, {});
        auto const three = rules.in_force("branch.min_full_members", {2026, 11, 22});
        REQUIRE(three);
        CHECK(three->number() == 3);
        CHECK(three->article == "《中国共产党支部工作条例（试行）》第四条");
        CHECK(three->version == "branch_work@2018-10-28");
        CHECK(rules.in_force("term.reminder_months", {2026, 1, 1})->numbers() == std::vector<std::int64_t>{6, 3, 1, 0});
    }
    TEST_CASE("a value holds from its day until the next one begins") {
        auto const book =
            book_of(values("      - {from: 2020-01-01, value: 3, article: 第一条, mark: V}\n"
                           "      - {from: 2024-06-01, value: 5, article: 第二条, mark: K}\n"));
        REQUIRE(book);
        RuleSet const rules(*book, {});
        CHECK_FALSE(rules.in_force("try.limit", {2019, 12, 31}));
        CHECK(rules.in_force("try.limit", {2019, 12, 31}).error().code == "regulations.none_in_force");
        CHECK(rules.nearest("try.limit", {2019, 12, 31}).number() == 3);
        CHECK(rules.in_force("try.limit", {2020, 1, 1})->number() == 3);
        CHECK(rules.in_force("try.limit", {2024, 5, 31})->number() == 3);
        CHECK(rules.in_force("try.limit", {2024, 6, 1})->number() == 5);
        CHECK(rules.in_force("try.limit", {2024, 6, 1})->article == "《试验条例》第二条");
    }
    TEST_CASE("gaps, overlaps and slips are refused with their line") {
        CHECK(fault_of(values("      - {from: 2020-01-01, to: 2021-01-01, value: 3, article: 一, mark: V}\n"
                              "      - {from: 2021-01-02, value: 5, article: 二, mark: K}\n")) ==
              "regulations/try/parameters.yaml:12: try.limit: gap, no value from 2021-01-01 to 2021-01-02");
        CHECK(fault_of(values("      - {from: 2020-01-01, to: 2021-01-02, value: 3, article: 一, mark: V}\n"
                              "      - {from: 2021-01-01, value: 5, article: 二, mark: K}\n"))
                  .find(":12: try.limit: overlap") != std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-01-01, value: 3, article: 一, mark: V}\n"
                              "      - {from: 2020-01-01, value: 5, article: 二, mark: K}\n"))
                  .find("overlap") != std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-02-30, value: 3, article: 一, mark: V}\n"))
                  .find(":11: from is no day") != std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-01-01, value: 三, article: 一, mark: V}\n"))
                  .find(":11: the value 三 is no whole number") != std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-01-01, value: 3, mark: V}\n")).find(":11: missing article") !=
              std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-01-01, value: 3, article: 一}\n")).find(":11: missing mark") !=
              std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-01-01, value: 3, article: 一, mark: X}\n")).find("mark is one of") !=
              std::string::npos);
        CHECK(fault_of(values("      - {from: 2020-01-01, value: 3, article: 一, mark: V, colour: red}\n"))
                  .find("unknown key colour") != std::string::npos);
        CHECK(fault_of("title: [\n").find("regulations/try/parameters.yaml:2") != std::string::npos);
        auto const without_source =
            Book::load({{"regulations/try/parameters.yaml", "title: 甲\nedition: 乙\nparameters: []\n"}});
        REQUIRE_FALSE(without_source);
        CHECK(without_source.error().detail.find("no source.md") != std::string::npos);
    }
    TEST_CASE("a unit nobody knows and values outside their own limits or form are refused with their line") {
        std::string const value = "    values:\n      - {from: 2020-01-01, value: 3, article: 一, mark: V}\n";
        auto const with = [&](std::string const& lines) {
            return fault_of(std::string(head) + "  - name: try.limit\n    meaning: 上限\n" + lines + value);
        };
        CHECK(with("    unit: furlongs\n    kind: fixed\n") ==
              "regulations/try/parameters.yaml:6: try.limit: unknown unit furlongs");
        CHECK(with("    kind: fixed\n").find("parameters.yaml:4: missing unit") != std::string::npos);
        CHECK(with("    unit: people\n    kind: setting\n    least: 4\n    most: 9\n")
                  .find("parameters.yaml:11: try.limit: the value from 2020-01-01 lies outside its own limits") !=
              std::string::npos);
        CHECK(with("    unit: people\n    kind: setting\n    least: 9\n    most: 3\n").find("most is smaller") !=
              std::string::npos);
        CHECK(with("    unit: fraction\n    kind: fixed\n").find("has not the form of a fraction") !=
              std::string::npos);
    }
    TEST_CASE("a share is set as two numbers and counted in whole people") {
        auto const book = load_embedded();
        REQUIRE(book);
        auto const& share = *book->find("secretary_report.good_fraction");
        CHECK(datum_text(*read_datum(share, "2,5")) == "2,5");
        for (auto const* const wrong : {"1", "1,2,3", "3,2", "1,11", "0,3"}) {
            INFO(wrong);
            CHECK_FALSE(read_datum(share, wrong));
        }
        CHECK(read_datum(share, "3,2").error().code == "regulations.wrong_form");
        CHECK(Fraction{1, 3}.at_most_of(29) == 9);
        CHECK(Fraction{1, 3}.at_most_of(30) == 10);
        CHECK(Fraction{2, 3}.at_least_of(7) == 5);
        CHECK(Fraction{2, 3}.at_least_of(9) == 6);
        CHECK(Fraction{1, 3}.text() == "三分之一");
        CHECK(Fraction{1, 100}.text() == "1/100");
        CHECK(at_least_percent(11, 80) == 9);
        CHECK(at_least_percent(10, 80) == 8);
        CHECK(over_percent(10, 50) == 6);
        CHECK(over_percent(11, 50) == 6);
    }
    TEST_CASE("a name used twice is refused") {
        std::string const yaml = values("      - {from: 2020-01-01, value: 3, article: 一, mark: V}\n");
        auto const book = Book::load({{"regulations/a/source.md", ""},
                                      {"regulations/a/parameters.yaml", yaml},
                                      {"regulations/b/source.md", ""},
                                      {"regulations/b/parameters.yaml", yaml}});
        REQUIRE_FALSE(book);
        CHECK(book.error().detail.find("try.limit is used twice") != std::string::npos);
    }
    TEST_CASE("an institution's setting holds from its day and leaves the article") {
        auto const book = book_of(values("      - {from: 2020-01-01, value: 3, article: 第一条, mark: V}\n"));
        REQUIRE(book);
        std::vector<Setting> settings(2);
        settings[0].name = settings[1].name = "try.limit";
        settings[0].datum = std::int64_t{7};
        settings[0].effective_on = {2025, 1, 1};
        settings[1].datum = std::int64_t{4};
        settings[1].effective_on = {2023, 1, 1};
        RuleSet const rules(*book, settings);
        CHECK(rules.in_force("try.limit", {2022, 12, 31})->number() == 3);
        CHECK_FALSE(rules.in_force("try.limit", {2022, 12, 31})->overridden);
        CHECK(rules.in_force("try.limit", {2023, 1, 1})->number() == 4);
        CHECK(rules.in_force("try.limit", {2024, 12, 31})->number() == 4);
        auto const later = rules.in_force("try.limit", {2025, 1, 1});
        CHECK(later->number() == 7);
        CHECK(later->overridden);
        CHECK(later->version == "try@2020-01-01+setting@2025-01-01");
        CHECK(later->article == "《试验条例》第一条");
    }
    TEST_CASE("settings keep to form and limits, fixed figures stay") {
        auto const book = load_embedded();
        REQUIRE(book);
        auto const& open = *book->find("general_branch.min_members");
        CHECK(std::get<std::int64_t>(*read_datum(open, " 40 ")) == 40);
        CHECK(read_datum(open, "19").error().code == "regulations.out_of_limits");
        CHECK(read_datum(open, "20"));
        CHECK(read_datum(open, "200"));
        CHECK(read_datum(open, "201").error().code == "regulations.out_of_limits");
        CHECK(read_datum(open, "四十").error().code == "regulations.wrong_form");
        auto const& fixed = *book->find("branch.min_full_members");
        CHECK(read_datum(fixed, "4").error().code == "regulations.fixed");
        CHECK(read_datum(fixed, "4").error().kind == Kind::refused);
        auto const& list = *book->find("term.reminder_months");
        CHECK(datum_text(*read_datum(list, "12, 6,1")) == "12,6,1");
        CHECK(read_datum(list, "6,,1").error().code == "regulations.wrong_form");
    }
    TEST_CASE("the first block of a verdict becomes the refusal, with article and way forward") {
        Verdict verdict;
        Finding warn;
        warn.rule = "a.warn";
        warn.severity = Severity::warn;
        verdict.add(warn);
        CHECK(verdict.enforce());
        Finding block;
        block.rule = "a.block";
        block.severity = Severity::block;
        block.article = "《条例》第一条";
        block.way_forward = "等到2027年";
        block.fact("have", 2);
        verdict.add(block);
        auto const no = verdict.enforce();
        REQUIRE_FALSE(no);
        CHECK(no.error().kind == Kind::refused);
        CHECK(no.error().rule == "a.block");
        CHECK(no.error().article == "《条例》第一条");
        CHECK(no.error().facts.size() == 2);
        CHECK(verdict.find("a.warn") != nullptr);
        CHECK(verdict.find("a.none") == nullptr);
    }
}

TEST_SUITE("regulations vectors") {
    VectorBook own_rules() {
        VectorBook book;
        add_vectors(book, {2026, 11, 22});
        return book;
    }
    TEST_CASE("identity numbers agree with every vector") {
        std::vector<SourceFile> files;
        for (auto& file : embedded_files())
            if (file.path.find("regulations/identity/") == 0) files.push_back(file);
        auto const report = own_rules().run(files);
        CHECK(report.files == 2);
        CHECK(report.cases == 35);
        for (auto const& m : report.mismatches)
            FAIL_CHECK(m.file, ":", m.line, " ", m.case_id, " ", m.column, ": ", m.expected, " / ", m.given);
    }
    TEST_CASE("a wrong expectation, an unknown header and an empty file are found") {
        auto const report = own_rules().run({
            {"regulations/x/vectors/a.csv", "case_id,code,valid,note\nU1,12110000000000001N,N,\"wrong, on purpose\"\n"},
            {"regulations/x/vectors/b.csv", "case_id,nobody\n1,2\n"},
            {"regulations/x/vectors/c.csv", "case_id,code,valid,note\r\n"},
            {"regulations/x/vectors/d.csv", "case_id,code,valid,note\nU1,12110000000000001N\n"},
            {"regulations/x/parameters.yaml", "not a vector"},
        });
        CHECK(report.files == 4);
        REQUIRE(report.mismatches.size() == 5);
        CHECK(report.mismatches[0].line == 2);
        CHECK(report.mismatches[0].given == "Y");
        CHECK(report.mismatches[1].column == "header");
        CHECK(report.mismatches[2].expected == "at least one case");
        CHECK(report.mismatches[3].given == "应有4格，实有2格");
    }
    TEST_CASE("each fault of a number has its own code and text") {
        Date const today{2026, 11, 22};
        for (auto const& [number, code] :
             std::vector<std::pair<std::string, std::string>>{{"", "identity.id_empty"},
                                                              {"110101000101001", "identity.id_fifteen"},
                                                              {"11010119000101001", "identity.id_length"},
                                                              {"１１０１０１190001010014", "identity.id_characters"},
                                                              {"11010119000101X012", "identity.id_characters"},
                                                              {"990101190001010018", "identity.id_region"},
                                                              {"110101190004310012", "identity.id_birth_date"},
                                                              {"110101299901010019", "identity.id_birth_future"},
                                                              {"110101190001010015", "identity.id_check_digit"}}) {
            auto const read = read_resident_id(number, today);
            REQUIRE_FALSE(read);
            CHECK(read.error().code == code);
            CHECK(texts::find(code));
        }
        for (auto const& [number, code] :
             std::vector<std::pair<std::string, std::string>>{{"", "identity.uscc_empty"},
                                                              {"12110000000000001", "identity.uscc_length"},
                                                              {"12110000I00000001N", "identity.uscc_characters"},
                                                              {"12110000000000001P", "identity.uscc_check"}}) {
            CHECK(read_uscc(number).error().code == code);
            CHECK(texts::find(code));
        }
        CHECK(*read_uscc("12110000000000001n") == "12110000000000001N");
    }
}
