#pragma once
// What can be made of a meeting's facts. The text of each is the code in the address ("count_sheet").

#include <array>
#include <cstdint>
#include <string_view>

namespace xinglin::documents {

enum class DocumentKind : std::uint8_t {
    notice,             ///< 会议通知
    agenda,             ///< 会议议程
    attendance_sheet,   ///< 签到表
    ballot,             ///< 表决票, 选票
    count_sheet,        ///< 计票单
    minutes,            ///< 会议记录
    resolution,         ///< 决议
    election_request,   ///< 选举请示
    election_reply,     ///< 对选举请示的批复
    election_result,    ///< 选举结果报告
    result_reply,       ///< 对选举结果的批复
    appraisal_ballot,   ///< 民主评议测评表
    appraisal_form,     ///< 民主评议登记表
};
inline constexpr std::array<DocumentKind, 13> document_kinds{
    DocumentKind::notice,          DocumentKind::agenda,           DocumentKind::attendance_sheet,
    DocumentKind::ballot,          DocumentKind::count_sheet,      DocumentKind::minutes,
    DocumentKind::resolution,      DocumentKind::election_request, DocumentKind::election_reply,
    DocumentKind::election_result, DocumentKind::result_reply,     DocumentKind::appraisal_ballot,
    DocumentKind::appraisal_form,
};
[[nodiscard]] std::string_view title(DocumentKind kind);

}  // namespace xinglin::documents
