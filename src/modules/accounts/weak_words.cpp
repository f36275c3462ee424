#include "modules/accounts/weak_words.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

// Written for this project: the roots of the usual lists (names, words, places, teams, keyboard runs, pinyin), not the lists.
// Digits and marks around them count for nothing, so a few hundred roots refuse far more than three thousand passwords.
constexpr std::string_view roots =
    "password passwd passw pass word letmein welcome admin administrator root superuser super user guest test testing "
    "tester "
    "default changeme change secret private public login logon signin master manager system server service support "
    "office "
    "hello hallo helloworld world love iloveyou loveyou loveme lovely forever always baby babygirl babyboy angel "
    "angels sweet "
    "sweetheart honey darling princess prince queen king kingdom dragon monkey tiger lion panda bear wolf eagle falcon "
    "shadow "
    "sunshine sunny summer winter spring autumn january february march april june july august september october "
    "november "
    "december monday tuesday wednesday thursday friday saturday sunday flower rose lily daisy jasmine orchid lotus "
    "cherry "
    "peach apple banana orange lemon cookie chocolate coffee cheese chicken pepper ginger butter sugar candy pizza "
    "football baseball basketball soccer hockey tennis golf swim runner racing rugby boxing gymnast michael jordan "
    "jennifer "
    "jessica ashley amanda nicole daniel robert thomas william george charlie charles andrew joshua matthew anthony "
    "joseph "
    "richard james john david steven brian kevin jason justin ryan eric mark paul peter simon martin alexander "
    "nicholas "
    "samantha elizabeth victoria maria anna laura sarah emily emma olivia sophia mary linda susan karen nancy lisa "
    "betty helen "
    "batman superman spiderman ironman avengers starwars pokemon pikachu naruto onepiece matrix hunter killer ninja "
    "samurai "
    "warrior knight wizard magic mystery phoenix thunder lightning storm rainbow ocean river mountain island forest "
    "freedom "
    "liberty justice victory success lucky fortune money dollar million rich gold golden silver diamond crystal "
    "platinum "
    "mustang ferrari porsche mercedes toyota honda corvette harley yamaha computer internet google facebook twitter "
    "instagram "
    "whatsapp youtube microsoft windows linux ubuntu oracle mysql postgres samsung android iphone apple nokia sony "
    "lenovo "
    "huawei xiaomi tencent wechat weixin alibaba taobao alipay baidu netease qq qqmail weibo douyin "
    "china chinese beijing shanghai guangzhou shenzhen tianjin chongqing chengdu wuhan nanjing hangzhou suzhou xian "
    "qingdao "
    "dalian shenyang changsha zhengzhou jinan harbin kunming xiamen fuzhou hefei nanchang guiyang lanzhou urumqi lhasa "
    "zhongguo zhonghua renmin gongchandang dangyuan dangwei dangban dangjian dangzhibu zhibu shuji dangzhang chuxin "
    "shiming "
    "wode woaini woaiwo aini woai baobao baobei laopo laogong mama baba erzi nver jiating xingfu kuaile pingan "
    "jiankang facai "
    "gongxi xinnian shengri nihao xiexie zaijian mima denglu yonghu guanliyuan guanli yonghuming ceshi moren "
    "yiyuan yisheng hushi hulishi binghuan keshi neike waike jizhen menzhen zhuyuan yiwu yiwuke hospital doctor nurse "
    "clinic "
    "medical medicine health patient surgery pharmacy xinglin party member branch secretary college school university "
    "student "
    "teacher xuexiao laoshi xuesheng daxue zhang wang liu chen yang zhao huang zhou xu sun zhu lin guo liang song "
    "zheng "
    "xie tang feng deng cao peng zeng xiao tian dong yuan pan jiang cai yu du ye cheng su wei lu ding ren shen yao "
    "abc abcd abcde abcdef abcdefg qwe qwer qwert qwerty qwertyuiop asd asdf asdfg asdfgh asdfghjkl zxc zxcv zxcvb "
    "zxcvbn "
    "zxcvbnm qaz qazwsx qazxsw wsx edc rfv tgb yhn ujm aaa bbb ccc ddd xxx zzz aabb abab fuck shit sexy hottie bitch "
    "asshole "
    "access trustno whatever nothing something anything everything nobody somebody michelle pussy jackass hotmail "
    "gmail "
    "email mail phone mobile number account qwaszx poiuy lkjhg mnbvc zaq xsw cde vfr bgt nhy mju";

std::vector<std::string_view> sorted_roots() {
    auto words = text::split(roots, ' ');
    std::erase_if(words, [](std::string_view word) { return word.size() < 3; });
    std::sort(words.begin(), words.end(), [](std::string_view a, std::string_view b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

}  // namespace

std::vector<std::string_view> weak_words() {
    static auto const words = sorted_roots();
    return words;
}

}  // namespace xinglin::accounts
