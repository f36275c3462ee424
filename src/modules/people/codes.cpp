#include "modules/people/codes.hpp"

#include <array>

namespace xinglin::people {

namespace {

// GB/T 2261.1-2003; the titles are the words of the roster (the standard's are 男性 and 女性)
constexpr std::array<Choice, 4> sex_table{{
    {"0", "未知的性别"},
    {"1", "男"},
    {"2", "女"},
    {"9", "未说明的性别"},
}};
// GB/T 3304-1991
constexpr std::array<Choice, 56> ethnicity_table{{
    {"01", "汉族"},     {"02", "蒙古族"},   {"03", "回族"},       {"04", "藏族"},       {"05", "维吾尔族"},
    {"06", "苗族"},     {"07", "彝族"},     {"08", "壮族"},       {"09", "布依族"},     {"10", "朝鲜族"},
    {"11", "满族"},     {"12", "侗族"},     {"13", "瑶族"},       {"14", "白族"},       {"15", "土家族"},
    {"16", "哈尼族"},   {"17", "哈萨克族"}, {"18", "傣族"},       {"19", "黎族"},       {"20", "傈僳族"},
    {"21", "佤族"},     {"22", "畲族"},     {"23", "高山族"},     {"24", "拉祜族"},     {"25", "水族"},
    {"26", "东乡族"},   {"27", "纳西族"},   {"28", "景颇族"},     {"29", "柯尔克孜族"}, {"30", "土族"},
    {"31", "达斡尔族"}, {"32", "仫佬族"},   {"33", "羌族"},       {"34", "布朗族"},     {"35", "撒拉族"},
    {"36", "毛南族"},   {"37", "仡佬族"},   {"38", "锡伯族"},     {"39", "阿昌族"},     {"40", "普米族"},
    {"41", "塔吉克族"}, {"42", "怒族"},     {"43", "乌孜别克族"}, {"44", "俄罗斯族"},   {"45", "鄂温克族"},
    {"46", "德昂族"},   {"47", "保安族"},   {"48", "裕固族"},     {"49", "京族"},       {"50", "塔塔尔族"},
    {"51", "独龙族"},   {"52", "鄂伦春族"}, {"53", "赫哲族"},     {"54", "门巴族"},     {"55", "珞巴族"},
    {"56", "基诺族"},
}};
// GB/T 4658-2006. A completed level carries its common name (the standard's: 大学本科), as rosters and the import do.
constexpr std::array<Choice, 40> education_table{{
    {"10", "研究生"},         {"11", "博士研究生"},   {"12", "博士研究生结业"},
    {"13", "博士研究生肄业"}, {"14", "硕士研究生"},   {"15", "硕士研究生结业"},
    {"16", "硕士研究生肄业"}, {"17", "研究生班毕业"}, {"18", "研究生班结业"},
    {"19", "研究生班肄业"},   {"20", "大学本科教育"}, {"21", "大学本科"},
    {"22", "大学本科结业"},   {"23", "大学本科肄业"}, {"28", "大学普通班毕业"},
    {"30", "大学专科教育"},   {"31", "大学专科"},     {"32", "大学专科结业"},
    {"33", "大学专科肄业"},   {"40", "中等职业教育"}, {"41", "中专"},
    {"42", "中等专科结业"},   {"43", "中等专科肄业"}, {"44", "职业高中"},
    {"45", "职业高中结业"},   {"46", "职业高中肄业"}, {"47", "技工学校"},
    {"48", "技工学校结业"},   {"49", "技工学校肄业"}, {"60", "普通高级中学教育"},
    {"61", "高中"},           {"62", "普通高中结业"}, {"63", "普通高中肄业"},
    {"70", "初级中学教育"},   {"71", "初中"},         {"73", "初中肄业"},
    {"80", "小学教育"},       {"81", "小学"},         {"83", "小学肄业"},
    {"90", "其他"},
}};
// GB/T 6864-2003
constexpr std::array<Choice, 56> degree_table{{
    {"1", "名誉博士"},
    {"2", "博士"},
    {"201", "哲学博士学位"},
    {"202", "经济学博士学位"},
    {"203", "法学博士学位"},
    {"204", "教育学博士学位"},
    {"205", "文学博士学位"},
    {"206", "历史学博士学位"},
    {"207", "理学博士学位"},
    {"208", "工学博士学位"},
    {"209", "农学博士学位"},
    {"210", "医学博士学位"},
    {"211", "军事学博士学位"},
    {"212", "管理学博士学位"},
    {"245", "临床医学博士专业学位"},
    {"248", "兽医博士专业学位"},
    {"250", "口腔医学博士专业学位"},
    {"3", "硕士"},
    {"301", "哲学硕士学位"},
    {"302", "经济学硕士学位"},
    {"303", "法学硕士学位"},
    {"304", "教育学硕士学位"},
    {"305", "文学硕士学位"},
    {"306", "历史学硕士学位"},
    {"307", "理学硕士学位"},
    {"308", "工学硕士学位"},
    {"309", "农学硕士学位"},
    {"310", "医学硕士学位"},
    {"311", "军事学硕士学位"},
    {"312", "管理学硕士学位"},
    {"341", "法律硕士专业学位"},
    {"342", "教育硕士专业学位"},
    {"343", "工程硕士专业学位"},
    {"344", "建筑学硕士专业学位"},
    {"345", "临床医学硕士专业学位"},
    {"346", "工商管理硕士专业学位"},
    {"347", "农业推广硕士专业学位"},
    {"348", "兽医硕士专业学位"},
    {"349", "公共管理硕士专业学位"},
    {"350", "口腔医学硕士专业学位"},
    {"351", "公共卫生硕士专业学位"},
    {"352", "军事硕士专业学位"},
    {"4", "学士"},
    {"401", "哲学学士学位"},
    {"402", "经济学学士学位"},
    {"403", "法学学士学位"},
    {"404", "教育学学士学位"},
    {"405", "文学学士学位"},
    {"406", "历史学学士学位"},
    {"407", "理学学士学位"},
    {"408", "工学学士学位"},
    {"409", "农学学士学位"},
    {"410", "医学学士学位"},
    {"411", "军事学学士学位"},
    {"412", "管理学学士学位"},
    {"444", "建筑学学士专业学位"},
}};
// GB/T 4762-1984
constexpr std::array<Choice, 13> political_status_table{{
    {"01", "中国共产党党员"},
    {"02", "中国共产党预备党员"},
    {"03", "中国共产主义青年团团员"},
    {"04", "中国国民党革命委员会会员"},
    {"05", "中国民主同盟盟员"},
    {"06", "中国民主建国会会员"},
    {"07", "中国民主促进会会员"},
    {"08", "中国农工民主党党员"},
    {"09", "中国致公党党员"},
    {"10", "九三学社社员"},
    {"11", "台湾民主自治同盟盟员"},
    {"12", "无党派民主人士"},
    {"13", "群众"},
}};
// occupation groups of the national bulletin
constexpr std::array<Choice, 8> occupation_table{{
    {"O1", "工人（工勤技能人员）"},
    {"O2", "农牧渔民"},
    {"O3", "企事业单位、社会组织专业技术人员"},
    {"O4", "企事业单位、社会组织管理人员"},
    {"O5", "党政机关工作人员"},
    {"O6", "学生"},
    {"O7", "其他职业人员"},
    {"O8", "离退休人员"},
}};
// posts of the statistics form, as far as a hospital or college needs them
constexpr std::array<Choice, 18> job_code_table{{
    {"011", "党政机关工作人员"},
    {"012", "事业单位管理人员"},
    {"013", "事业单位专业技术人员"},
    {"014", "企业管理人员"},
    {"015", "企业专业技术人员"},
    {"016", "工勤技能人员"},
    {"0164", "农民工"},
    {"021", "非公有制企业管理人员"},
    {"022", "非公有制企业专业技术人员"},
    {"023", "民办非企业单位管理人员"},
    {"024", "民办非企业单位专业技术人员"},
    {"025", "非公有制工勤技能人员"},
    {"0253", "非公有制农民工"},
    {"1", "农牧渔民"},
    {"2", "军人武警"},
    {"3", "学生"},
    {"4", "离退休人员"},
    {"5", "其他人员"},
}};
// levels of professional titles
constexpr std::array<Choice, 5> title_level_table{{
    {"senior", "正高级"},
    {"associate", "副高级"},
    {"middle", "中级"},
    {"junior", "初级"},
    {"none", "未定职级"},
}};
// kinds of employment
constexpr std::array<Choice, 6> employment_table{{
    {"staff", "在编"},
    {"contract", "合同制"},
    {"agency", "劳务派遣"},
    {"rehired", "返聘"},
    {"trainee", "规培进修"},
    {"other", "其他"},
}};
// 《中国共产党纪律处分条例》第八条
constexpr std::array<Choice, 5> sanction_table{{
    {"warning", "警告"},
    {"serious_warning", "严重警告"},
    {"removed_from_post", "撤销党内职务"},
    {"probation_in_party", "留党察看"},
    {"expelled", "开除党籍"},
}};
// who granted a reward
constexpr std::array<Choice, 6> reward_level_table{{
    {"national", "国家级"},
    {"provincial", "省部级"},
    {"municipal", "地市级"},
    {"county", "县区级"},
    {"unit", "本单位"},
    {"branch", "党支部"},
}};
// relation to the person
constexpr std::array<Choice, 7> relation_table{{
    {"spouse", "配偶"},
    {"father", "父亲"},
    {"mother", "母亲"},
    {"son", "儿子"},
    {"daughter", "女儿"},
    {"sibling", "兄弟姐妹"},
    {"other", "其他"},
}};
// yes and no
constexpr std::array<Choice, 2> yes_no_table{{
    {"yes", "是"},
    {"no", "否"},
}};

}  // namespace

std::span<Choice const> choices(std::string_view table) {
    if (table == "sex") return sex_table;
    if (table == "ethnicity") return ethnicity_table;
    if (table == "education") return education_table;
    if (table == "degree") return degree_table;
    if (table == "political_status") return political_status_table;
    if (table == "occupation") return occupation_table;
    if (table == "job_code") return job_code_table;
    if (table == "title_level") return title_level_table;
    if (table == "employment") return employment_table;
    if (table == "sanction") return sanction_table;
    if (table == "reward_level") return reward_level_table;
    if (table == "relation") return relation_table;
    if (table == "yes_no") return yes_no_table;
    return {};
}

std::string_view choice_title(std::string_view table, std::string_view code) {
    for (auto const& choice : choices(table))
        if (choice.code == code) return choice.title;
    return {};
}

std::string_view choice_code(std::string_view table, std::string_view title) {
    for (auto const& choice : choices(table))
        if (choice.title == title) return choice.code;
    return {};
}

}  // namespace xinglin::people
