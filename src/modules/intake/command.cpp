// `xinglin import organisations|people FILE`.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/sentences.hpp"
#include "modules/intake/service.hpp"
#include "platform/texts/texts.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <ostream>

namespace xinglin::intake {

namespace {

namespace json = boost::json;

class Command {
  public:
    Command(Tools const& tools, FileImport const& wanted, std::ostream& out, std::ostream& err)
        : service_(tools),
          tools_(tools),
          wanted_(wanted),
          out_(out),
          say_(wanted.json ? err : out),
          err_(err),
          actor_(auth::Actor::the_system("命令行导入")) {}

    int run() {
        NewImport fresh;
        fresh.kind = wanted_.kind;
        fresh.file_path = wanted_.file;
        fresh.file_name = std::filesystem::path(wanted_.file).filename().string();
        if (auto const sheet = sheet_position(); !sheet.empty())
            fresh.sheets = sheet;
        else if (!wanted_.sheet.empty())
            return complain(not_found("sheets.no_such_sheet"));
        auto const import = service_.start_here(actor_, fresh);
        if (!import) return complain(import.error());
        id_ = import->id;
        auto outcome = work();
        if (wanted_.dry_run || !outcome)
            if (auto const gone = service_.discard(actor_, id_); !gone && outcome && wanted_.dry_run)
                outcome = fail(gone.error());
        return outcome ? 0 : complain(outcome.error());
    }

  private:
    std::string sheet_position() const {
        if (wanted_.sheet.empty()) return {};
        auto const book = sheets::open(wanted_.file);
        if (!book) return "0";
        auto const& known = (*book)->sheets();
        for (std::size_t i = 0; i < known.size(); ++i)
            if (known[i].name == wanted_.sheet || std::to_string(i + 1) == wanted_.sheet) return std::to_string(i);
        return {};
    }

    Result<Done> work() {
        Silent progress;
        TRY(service_.read(actor_, id_, progress));
        TRY_ASSIGN(auto import, service_.find(id_));
        if (import.state == "mapping")
            return fail(
                malformed(import.problem == "intake.no_header" ? "intake.no_header" : "intake.columns_missing"));
        if (!wanted_.answers.empty()) TRY(answer_from_file());
        if (wanted_.accept_proposals) TRY(service_.accept_all(actor_, id_));
        show_notices(import);
        show_findings();
        if (!wanted_.dry_run) TRY(service_.commit(actor_, id_, progress));
        TRY_ASSIGN(import, service_.find(id_));
        show_summary(import);
        return Done{};
    }

    Result<Done> answer_from_file() {
        std::ifstream file(wanted_.answers);
        if (!file) return fail(not_found("intake.no_answers_file"));
        std::vector<NewAnswer> answers;
        std::string line;
        while (std::getline(file, line)) {
            if (text::trim(line).empty()) continue;
            boost::system::error_code bad;
            auto const value = json::parse(line, bad);
            auto const* const object = bad ? nullptr : value.if_object();
            if (object == nullptr) return fail(malformed("intake.answers_form").fact("line", line.substr(0, 80)));
            auto const text_of = [&](char const* key) {
                auto const* const found = object->if_contains(key);
                return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
            };
            auto const number_of = [&](char const* key) {
                auto const* const found = object->if_contains(key);
                return found != nullptr && found->is_int64() ? found->get_int64() : 0;
            };
            answers.push_back({static_cast<int>(number_of("sheet")), number_of("row"), text_of("column"),
                               text_of("action"), text_of("value")});
        }
        return service_.answer(actor_, id_, answers);
    }

    void show_notices(Import const& import) {
        auto const report = read_report(import.report);
        for (auto const& notice : report.notices) say_ << "注意：" << sentence_of(notice) << "\n";
        for (auto const& sheet : report.sheets) {
            if (!sheet.name.empty()) say_ << (sheet.chosen ? "工作表「" : "未读工作表「") << sheet.name << "」";
            if (sheet.chosen)
                say_ << (sheet.name.empty() ? "" : "：") << "数据 " << sheet.rows << " 行，略过标题、合计和说明 "
                     << sheet.left_out << " 行";
            if (!sheet.name.empty() || sheet.chosen) say_ << "\n";
            for (auto const& column : sheet.layout.columns)
                if (sheet.chosen && !column.header.empty() && !column.meaning)
                    say_ << "未导入的列：" << column.header << "\n";
        }
    }

    void show_findings() {
        store::Seal const seal(tools_.people.vault, id_);
        sheet_names_.clear();
        for (auto const& sheet : read_report(service_.find(id_)->report).sheets) sheet_names_.push_back(sheet.name);
        bool const several = sheet_names_.size() > 1;
        tools_.people.db.read([&](db::Reader& reader) {
            store::FindingKey after;
            for (;;) {
                auto const some = store::findings_after(reader, seal, id_, after, "", "", 500);
                for (auto const& [key, finding] : some) {
                    after = key;
                    show(finding, several);
                }
                if (some.size() < 500) return;
            }
        });
    }

    void show(Finding const& finding, bool several) {
        if (wanted_.json) {
            json::object line{
                {"row", finding.line},   {"staff_no", finding.staff_no},       {"column", place_of(finding)},
                {"code", finding.code},  {"handling", code(finding.handling)}, {"cell", finding.cell},
                {"value", finding.value}};
            if (several) line["sheet"] = finding.sheet + 1;
            if (finding.other != 0) line["other_row"] = finding.other;
            out_ << json::serialize(line) << "\n";
            return;
        }
        auto const place =
            finding.column == Column::row && finding.header.empty() ? "整行" : std::string(place_of(finding));
        if (several) out_ << "「" << sheet_names_[static_cast<std::size_t>(finding.sheet)] << "」";
        out_ << "第 " << finding.line << " 行 " << (finding.staff_no.empty() ? "" : finding.staff_no + " ") << place
             << "：" << sentence_of(finding) << "\n";
    }

    void show_summary(Import const& import) {
        auto const rows = tools_.people.db.read([&](db::Reader& reader) { return store::count_rows(reader, id_); });
        auto const count = [&](char const* state) {
            auto const found = rows.find(state);
            return found == rows.end() ? std::int64_t{0} : found->second;
        };
        say_ << "共 " << import.total << " 行";
        if (wanted_.dry_run)
            say_ << "，可导入 " << count("ready") << " 行";
        else
            say_ << "，新建 " << import.created << "，更新 " << import.changed << "，无变化 " << import.same
                 << "，登记未收 " << import.refused;
        say_ << "，待处理 " << count("held") << "，重复略去 " << count("dropped") << "\n";
        if (wanted_.dry_run) say_ << "试运行，没有写入任何内容。\n";
    }

    int complain(Problem const& problem) {
        auto const text = problem.detail.empty() ? texts::fill(problem.code, problem.facts) : problem.detail;
        err_ << (text.empty() ? problem.code : text) << " [" << problem.code << "]\n";
        return 1;
    }

    Service service_;
    Tools tools_;
    FileImport const& wanted_;
    std::ostream& out_;
    std::ostream& say_;
    std::ostream& err_;
    auth::Actor actor_;
    ImportId id_;
    std::vector<std::string> sheet_names_;  ///< of the workbook, in its order
};

}  // namespace

int run_import(Tools const& tools, FileImport const& wanted, std::ostream& out, std::ostream& err) {
    if (wanted.file.empty()) return 2;
    return Command(tools, wanted, out, err).run();
}

}  // namespace xinglin::intake
