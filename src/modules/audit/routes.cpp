#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/audit/service.hpp"
#include "modules/audit/store.hpp"
#include "platform/http/router.hpp"

namespace xinglin::audit {

namespace {

struct ListAuditEntries {
    std::optional<Instant> from;
    std::optional<Instant> to;
    std::optional<AccountId> account;
    std::optional<std::string> action;
    std::optional<std::string> subject_kind;
    std::optional<Id<struct SubjectTag>> subject;
    std::optional<std::string> result;
    std::optional<Cursor> cursor;
    Within<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListAuditEntries, (), (from, to, account, action, subject_kind, subject, result, cursor, limit))

struct AuditEntry {
    std::int64_t node{0};
    std::int64_t sequence{0};
    Instant at;
    std::optional<AccountId> account;
    std::string actor;
    std::string action;
    std::string subject_kind;
    std::optional<Id<struct SubjectTag>> subject;
    std::string summary;
    std::string result;
    http::Json details;
    std::string address;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (),
                      (node, sequence, at, account, actor, action, subject_kind, subject, summary, result, details,
                       address, hash))

struct AuditFinding {
    std::int64_t node{0};
    std::int64_t sequence{0};
    std::string kind_;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(AuditFinding, (), (node, sequence, kind_, text))

struct AuditVerification {
    bool intact{false};
    std::int64_t entries{0};
    std::int64_t checkpoints{0};
    std::optional<Instant> last_checkpoint;
    std::int64_t findings_total{0};
    std::vector<AuditFinding> findings;
    std::string public_key;
};
BOOST_DESCRIBE_STRUCT(AuditVerification, (),
                      (intact, entries, checkpoints, last_checkpoint, findings_total, findings, public_key))

template <class IdType>
std::optional<IdType> present(IdType id) {
    return id.none() ? std::nullopt : std::optional(id);
}

AuditEntry shown(Entry const& entry) {
    return {entry.node,
            entry.sequence,
            entry.at,
            present(entry.account),
            entry.actor,
            entry.action,
            entry.subject_kind,
            present(Id<struct SubjectTag>{entry.subject}),
            entry.summary,
            entry.result,
            http::Json{entry.details},
            entry.address,
            text::hex(entry.hash)};
}

std::optional<Position> position_of(std::optional<Cursor> const& cursor) {
    if (!cursor) return std::nullopt;
    auto const at = cursor->number(0), node = cursor->number(1), sequence = cursor->number(2);
    if (!at || !node || !sequence) return std::nullopt;
    return Position{{*at}, *node, *sequence};
}

Result<Page<AuditEntry>> list(http::Call const& call, ListAuditEntries const& query) {
    Filter filter;
    filter.from = query.from;
    filter.to = query.to;
    filter.account = query.account;
    filter.action = query.action;
    filter.subject_kind = query.subject_kind;
    if (query.subject) filter.subject = query.subject->value;
    filter.result = query.result;
    auto const limit = static_cast<int>(query.limit);
    auto const rows =
        store::list(call.reader(), call.actor().scope(read_right), filter, position_of(query.cursor), limit + 1);
    std::vector<AuditEntry> items;
    for (auto const& row : rows) items.push_back(shown(row));
    return Page<AuditEntry>::of(std::move(items), static_cast<std::size_t>(limit), [](AuditEntry const& last) {
        return std::vector{std::to_string(last.at.ms), std::to_string(last.node), std::to_string(last.sequence)};
    });
}

Result<AuditVerification> verification(RouteParts const& parts, http::Call const& call) {
    TRY_ASSIGN(auto report, service::verify_now(parts, call.actor(), call.client_address()));
    AuditVerification answer{report.intact(),           report.entries,        report.checkpoints,
                             report.last_checkpoint,    report.findings_total, {},
                             service::public_key(parts)};
    for (auto& finding : report.findings)
        answer.findings.push_back({finding.node, finding.sequence, std::move(finding.kind), std::move(finding.text)});
    return answer;
}

Result<http::Content> exported(RouteParts const& parts, http::Call const& call) {
    http::Content content;
    TRY_ASSIGN(content.file_path, service::export_file(parts, call.actor(), call.client_address(), call.now()));
    content.type = "application/jsonl; charset=utf-8";
    content.file_name = "审计记录-" + local_date(call.now()).text() + ".jsonl";
    return content;
}

}  // namespace

void mount(http::Router& router, RouteParts const& parts) {
    router.get<ListAuditEntries, Page<AuditEntry>>("/v1/audit/entries", read_right,
                                                   "Entries of the audit trail, newest first", {}, list);
    router.work<http::Nothing, AuditVerification>(
        "GET", "/v1/audit/verification", read_right, "Recompute the chains and check the signed checkpoints", {},
        [&parts](http::Call const& call, http::Nothing const&) { return verification(parts, call); });
    router.work<http::Nothing, http::Content>(
        "GET", "/v1/audit/export", export_right, "The whole trail as JSON lines, for an independent verifier",
        {.errors = {{Kind::no_space, "audit.export_unwritable"}}},
        [&parts](http::Call const& call, http::Nothing const&) { return exported(parts, call); });
}

}  // namespace xinglin::audit
