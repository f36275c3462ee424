#include "modules/intake/covering.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

TEST_CASE("intake: cells of IDs, telephones and addresses are masked, broken ones as well") {
    auto const shown = [](char const* place, char const* text) { return intake::masked_cell(place, text); };
    CHECK(shown("公民身份号码", "429099199705280130") == "429099********0130");
    CHECK(shown("公民身份号码", "42909919970528013") == "429099*******8013");
    CHECK(shown("公民身份号码", "'429099 19970528 0130") == "'42909***********0130");
    CHECK(shown("公民身份号码", "４２９０９９１９９７０５２８０１３０") == "４２９０９９********０１３０");
    CHECK(shown("公民身份号码", "4.29E+17") == "********");
    CHECK(shown("手机号", "15477738682") == "154****8682");
    CHECK(shown("手机号", "1547773868") == "154***3868");
    CHECK(shown("手机号", "8682") == "****");
    CHECK(shown("固定电话", "0600-8801299") == "060*****1299");
    CHECK(shown("家庭住址", "云澜市示例区样本路37号") == "云澜市示例区******");
}

TEST_CASE("intake: a long number is masked wherever it stands, other cells stay as they are") {
    auto const shown = [](char const* place, char const* text) { return intake::masked_cell(place, text); };
    CHECK(shown("", "429099199705280130") == "429***********0130");
    CHECK(shown("姓名", "联系 154 7773 8682") == "联系 *********8682");
    CHECK(shown("", "林明旭") == "林明旭");
    CHECK(shown("出生日期", "1997-05-28") == "1997-05-28");
    CHECK(shown("", "1997-05-28 00:00:00") == "1997-05-28 00:00:00");
    CHECK(shown("工号", "E01001") == "E01001");
    CHECK(shown("手机号", "").empty());
}
