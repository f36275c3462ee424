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

/// What can be made of a re-election's chain.
enum class ChainDocument : std::uint8_t {
    request,           ///< 换届请示
    reply,             ///< 对换届请示的批复
    candidates,        ///< 候选人预备人选的请示
    candidates_reply,  ///< 对候选人预备人选的批复
    method,            ///< 选举办法（草案）
    result,            ///< 选举结果报告
    result_reply,      ///< 对选举结果的批复
    publication,       ///< 公布
    extension,         ///< 延期换届请示
};
inline constexpr std::array<ChainDocument, 9> chain_documents{
    ChainDocument::request,          ChainDocument::reply,       ChainDocument::candidates,
    ChainDocument::candidates_reply, ChainDocument::method,      ChainDocument::result,
    ChainDocument::result_reply,     ChainDocument::publication, ChainDocument::extension,
};
[[nodiscard]] std::string_view title(ChainDocument kind);

/// What can be made of a yearly appraisal as such; its ballot and form belong to its meeting.
enum class AppraisalDocument : std::uint8_t {
    publication,  ///< 公示单
};
inline constexpr std::array<AppraisalDocument, 1> appraisal_documents{AppraisalDocument::publication};
[[nodiscard]] std::string_view title(AppraisalDocument kind);

}  // namespace xinglin::documents
