#pragma once
// The words of an import: columns, findings, handlings. Glossary: docs/glossary.md.

#include "base/id.hpp"
#include "base/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::intake {

/// What a column of a people file means. The order is that of the national form, which exports follow too.
enum class Column : std::uint8_t {
    serial,           ///< 序号
    staff_no,         ///< 工号
    name,             ///< 姓名
    branch,           ///< 所在党支部
    resident_id,      ///< 公民身份号码
    sex,              ///< 性别
    ethnicity,        ///< 民族
    birth_date,       ///< 出生日期
    education,        ///< 学历
    category,         ///< 人员类别
    join_date,        ///< 加入党组织日期
    full_date,        ///< 转为正式党员日期
    job,              ///< 工作岗位
    mobile,           ///< 手机号
    phone,            ///< 固定电话
    address,          ///< 家庭住址
    standing,         ///< 党籍状态
    lost_contact,     ///< 是否为失联党员
    lost_since,       ///< 失去联系日期
    floating,         ///< 是否为流动党员
    floating_to,      ///< 外出流向
    party_post,       ///< 党内职务
    position,         ///< 科室/岗位
    native_place,     ///< 籍贯
    work_started,     ///< 参加工作时间
    professional_title,  ///< 专业技术职务
    row,              ///< the row as a whole: "(row)"
};
inline constexpr std::size_t column_count = static_cast<std::size_t>(Column::row);

/// What is done about a finding when nobody says otherwise.
enum class Handling : std::uint8_t {
    automatic,  ///< corrected, or kept with the precision it has
    confirm,    ///< a proposal that a person must accept
    error,      ///< the row is not taken until the cell is mended
    warn,       ///< taken as it is, and said aloud
    drop,       ///< the row is left out
};
[[nodiscard]] std::string_view code(Handling handling);  ///< auto confirm error warn drop

/// One thing said about one cell.
struct Finding {
    std::int64_t row{0};     ///< position of the row in the import, from 0 (over all sheets)
    int sheet{0};
    std::int64_t line{0};    ///< line of the file, or row of the sheet
    std::string staff_no;
    Column column{Column::row};
    std::string code;        ///< ID_CHECKSUM …; README.md lists them
    Handling handling{Handling::automatic};
    std::string cell;        ///< text as read
    std::string value;       ///< what will be stored, or what is proposed; "" when nothing can be
    std::int64_t other{0};   ///< line of the other row that the finding speaks of, 0 none
    std::string header;      ///< column of a table that is not of people: its canonical header
};

/// The values of a row in canonical form, by column.
using Values = std::array<std::string, column_count>;
[[nodiscard]] inline std::size_t at(Column column) { return static_cast<std::size_t>(column); }

using ImportId = Id<struct ImportTag>;

enum class ImportKind : std::uint8_t { organisations, people, hr };
[[nodiscard]] std::string_view name_of(ImportKind kind);
[[nodiscard]] std::optional<ImportKind> import_kind(std::string_view name);

/// One import as it stands. States: reading → checked (or mapping: a person must say what the columns mean, or failed) →
/// committing → committed → reversing → reversed; cancelled.
struct Import {
    ImportId id;
    ImportKind kind{ImportKind::people};
    std::string state;
    std::string file_name;
    std::string file_path;
    std::string file_digest;
    std::string sheets;  ///< chosen by a person: positions separated by commas; "" = those that can be read
    std::string report;  ///< how the file is laid out, as text (layout_text.hpp)
    std::string problem;  ///< code of the problem that stopped it, then its facts
    AccountId owner;
    JobId job;
    std::int64_t total{0};
    std::int64_t created{0}, changed{0}, same{0}, refused{0};
    Instant made_at;
    std::optional<Instant> committed_at;
    std::int64_t version{1};
};

/// What happened to a row, or will.
/// ready: taken at the commit · held: waits for an answer · dropped · skipped by a person · created, changed, same: done ·
/// refused: the register said no
struct StoredRow {
    std::int64_t number{0};
    int sheet{0};
    std::int64_t line{0};
    std::string state;
    PersonId person;
    std::string refusal;
    std::vector<std::string> cells;  ///< as read, by position in the sheet
    std::vector<std::uint8_t> kinds;  ///< sheets::CellKind of each cell
    Values values;  ///< as understood
    OrganisationId branch;
};

/// What a person said.
struct Answer {
    std::int64_t number{0};  ///< of the row
    std::string place;  ///< canonical header of the column; "(row)"
    std::string what;  ///< cell · difference · row
    std::string action;  ///< mend · accept · keep · skip · take
    std::string code;  ///< keep: the finding that is answered
    std::string value;  ///< mend, accept: the new text of the cell; keep: the reason
};

}  // namespace xinglin::intake
