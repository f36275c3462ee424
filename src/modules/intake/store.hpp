#pragma once
// Rows of the tables of an import, to types and back. No decisions here.
#include "modules/intake/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <string>
#include <vector>

namespace xinglin::intake::store {

void insert(db::Tx& tx, Import const& import);
[[nodiscard]] std::optional<Import> find(db::Reader& reader, ImportId id);
[[nodiscard]] std::optional<Import> find_by_job(db::Reader& reader, JobId job);
/// Newest first, those made before (at, id).
[[nodiscard]] std::vector<Import> list(db::Reader& reader, Instant before, ImportId before_id, int limit);
/// The last committed import of the same bytes.
[[nodiscard]] std::optional<ImportId> find_earlier(db::Reader& reader, Import const& import);
/// @returns false when the import was in another state than `from`
bool set_state(db::Tx& tx, ImportId id, std::string_view to, std::string_view from, std::string_view problem = {});
/// @returns false when it changed meanwhile
bool bump_version(db::Tx& tx, ImportId id, std::int64_t version, std::string_view state);
void set_read(db::Tx& tx, ImportId id, std::string_view report, std::int64_t total);
/// Back to reading with other sheets or columns. @returns false when it is past that
bool set_sheets(db::Tx& tx, ImportId id, std::string_view sheets, std::string_view report);
void set_job(db::Tx& tx, ImportId id, JobId job);
void add_counts(db::Tx& tx, ImportId id, std::int64_t created, std::int64_t changed, std::int64_t same,
                std::int64_t refused);
void set_committed(db::Tx& tx, ImportId id, Instant at);
void remove(db::Tx& tx, ImportId id);
/// Whether an open import (one that may still be read again or committed) other than `but` stands on this file.
[[nodiscard]] bool file_in_use(db::Reader& reader, std::string_view path, ImportId but);
/// Imports that were begun before `before` and wait for somebody, oldest first.
[[nodiscard]] std::vector<ImportId> abandoned(db::Reader& reader, Instant before, int limit);

/// Seals and opens what rows, findings and answers hold.
class Seal {
  public:
    Seal(crypto::Vault const& vault, ImportId import) : vault_(vault), import_(import) {}
    [[nodiscard]] db::Blob close(std::string_view column, std::int64_t row, std::string_view clear) const;
    /// "" when it does not open
    [[nodiscard]] std::string open(std::string_view column, std::int64_t row, std::string_view sealed) const;

  private:
    crypto::Vault const& vault_;
    ImportId import_;
};

void insert_row(db::Tx& tx, Seal const& seal, ImportId import, StoredRow const& row);
void update_row(db::Tx& tx, Seal const& seal, ImportId import, StoredRow const& row);
void set_row_state(db::Tx& tx, ImportId import, std::int64_t number, std::string_view state);
void finish_row(db::Tx& tx, ImportId import, std::int64_t number, std::string_view state, PersonId person,
                std::string_view refusal);
[[nodiscard]] std::vector<StoredRow> rows_after(db::Reader& reader, Seal const& seal, ImportId import,
                                                std::int64_t after, int limit);
[[nodiscard]] std::vector<StoredRow> rows_in_state(db::Reader& reader, Seal const& seal, ImportId import,
                                                   std::string_view state, std::int64_t after, int limit);
[[nodiscard]] std::optional<StoredRow> find_row(db::Reader& reader, Seal const& seal, ImportId import,
                                                std::int64_t number);
[[nodiscard]] std::optional<std::int64_t> row_at(db::Reader& reader, ImportId import, int sheet, std::int64_t line);
[[nodiscard]] std::map<std::string, std::int64_t> count_rows(db::Reader& reader, ImportId import);
/// Rows and findings numbered [from, to). @returns how many rows went
std::int64_t delete_rows(db::Tx& tx, ImportId import, std::int64_t from, std::int64_t to);
void delete_findings(db::Tx& tx, ImportId import, std::int64_t from, std::int64_t to);

void insert_finding(db::Tx& tx, Seal const& seal, ImportId import, Finding const& finding, int ordinal);
struct FindingKey {
    std::int64_t number{-1};
    int ordinal{-1};
};
/// @param handling, code  "" for all
[[nodiscard]] std::vector<std::pair<FindingKey, Finding>> findings_after(db::Reader& reader, Seal const& seal,
                                                                         ImportId import, FindingKey after,
                                                                         std::string_view handling,
                                                                         std::string_view code, int limit);
[[nodiscard]] std::vector<Finding> findings_of_row(db::Reader& reader, Seal const& seal, ImportId import,
                                                   std::int64_t number);
struct FindingCount {
    std::string code, handling;
    std::int64_t count{0};
};
[[nodiscard]] std::vector<FindingCount> count_findings(db::Reader& reader, ImportId import);
/// The findings of each row as one text, to see which rows changed.
[[nodiscard]] std::map<std::int64_t, std::string> finding_keys(db::Reader& reader, ImportId import);

void put_answer(db::Tx& tx, Seal const& seal, ImportId import, Answer const& answer, AccountId by, Instant at);
void delete_answer(db::Tx& tx, ImportId import, Answer const& answer);
void delete_answers(db::Tx& tx, ImportId import);
[[nodiscard]] std::vector<Answer> answers(db::Reader& reader, Seal const& seal, ImportId import);
[[nodiscard]] std::vector<Answer> answers_of_row(db::Reader& reader, Seal const& seal, ImportId import,
                                                 std::int64_t number);

[[nodiscard]] std::string find_mapping(db::Reader& reader, std::string_view signature);  ///< "" none
void put_mapping(db::Tx& tx, std::string_view signature, std::string_view mapping, Instant at);

void put_organisation_change(db::Tx& tx, ImportId import, std::int64_t ordinal, std::int64_t change);
/// Last first.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> organisation_changes(db::Reader& reader,
                                                                                      ImportId import);
void delete_organisation_change(db::Tx& tx, ImportId import, std::int64_t ordinal);

}  // namespace xinglin::intake::store
