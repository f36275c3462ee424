// From the file to checked rows, and again whenever answers come in.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/reading.hpp"

#include <algorithm>
#include <future>
#include <set>

namespace xinglin::intake {

/// Reads one file; holds what passes between the turns.
class Reading {
  public:
    Reading(Service& service, auth::Actor const& actor, Import import, Progress& progress)
        : service_(service),
          actor_(actor),
          tools_(service.tools_.people),
          import_(std::move(import)),
          progress_(progress),
          branches_(service.load_branches(actor)),
          seal_(tools_.vault, import_.id),
          answers_(known_answers()),
          pass_(branches_, tools_.clock.today(), answers_, import_.kind) {}

    Result<Done> run() {
        TRY_ASSIGN(auto const book, sheets::open(import_.file_path));
        TRY_ASSIGN(auto report, read_layouts(*book, import_, branches_, [&](std::string_view signature) {
                       return tools_.db.read([&](db::Reader& reader) {
                           return read_memory(store::find_mapping(reader, text::hex(crypto::sha256(signature))));
                       });
                   }));
        bool const any =
            std::any_of(report.sheets.begin(), report.sheets.end(), [](SheetReport const& one) { return one.chosen; });
        if (!any) return stop_for_mapping(*book, report);
        for (std::size_t i = 0; i < report.sheets.size(); ++i)
            if (report.sheets[i].chosen) TRY(read_sheet(*book, report.sheets[i], i));
        report.notices = book->notices();
        if (total_ == 0) return fail(malformed("intake.no_rows"));
        return finish(report);
    }

  private:
    Answers known_answers() {
        return tools_.db.read([&](db::Reader& reader) {
            auto own = store::answers(reader, seal_, import_.id);
            if (own.empty())
                if (auto const earlier = store::find_earlier(reader, import_)) {
                    // The same bytes were imported before: what was answered then is answered now.
                    own = store::answers(reader, store::Seal(tools_.vault, *earlier), *earlier);
                    inherited_ = own;
                }
            return by_row(std::move(own));
        });
    }

    Result<Done> stop_for_mapping(sheets::Workbook const& book, FileReport& report) {
        report.notices = book.notices();
        bool const header = std::any_of(report.sheets.begin(), report.sheets.end(),
                                        [](SheetReport const& one) { return one.layout.header_first > 0; });
        return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
            store::set_read(tx, import_.id, write_report(report), 0);
            store::set_state(tx, import_.id, "mapping", "reading",
                             header ? "intake.columns_missing" : "intake.no_header");
            return Done{};
        });
    }

    Result<Done> read_sheet(sheets::Workbook& book, SheetReport& sheet, std::size_t position) {
        Result<Done> outcome = Done{};
        TRY(book.read(position, [&](sheets::Row const& row) {
            if (row.line <= sheet.layout.header_last) return true;
            if (row_kind(sheet.layout, row) != RowKind::data) {
                ++sheet.left_out;
                return true;
            }
            ++sheet.rows;
            pending_.push_back(stored_row(row, static_cast<int>(position), total_++));
            pass_.add(sheet.layout, pending_.back());
            if (pending_.size() >= turn_) outcome = flush();
            return outcome.has_value();
        }));
        TRY(outcome);
        return flush();
    }

    /// Gives what was read to the writer and goes on reading meanwhile; one turn is under way at most.
    Result<Done> flush() {
        TRY(settle());
        if (pending_.empty()) return Done{};
        if (progress_.cancelled()) return fail(conflict("intake.cancelled"));
        if (progress_.stopping()) return fail(problem(Kind::unavailable, "intake.stopped"));
        std::swap(pending_, writing_);
        written_ = std::async(std::launch::async, [this] { return write(); });
        return Done{};
    }

    /// Waits for the turn under way.
    Result<Done> settle() {
        if (!written_.valid()) return Done{};
        TRY(written_.get());
        for (auto const& row : writing_) states_.push_back(row.state);
        writing_.clear();
        progress_.tell(static_cast<std::int64_t>(states_.size()), 0, "正在读取和检查");
        return Done{};
    }

    /// One turn of the writer: rows compared with the register and kept.
    Result<Done> write() {
        std::map<std::int64_t, std::vector<Finding>> compared;
        TRY(tools_.db.write([&](db::Tx& tx) -> Result<Done> {
            compared.clear();
            people::Import known(tools_, tx, import_.id.value, "import", import_.owner);
            known.act_for(actor_, actor_.scope(rights::run));
            for (auto& row : writing_) {
                auto const found = answers_.find(row.number);
                auto said = compare(known, import_.kind, row, found == answers_.end() ? nullptr : &found->second);
                if (!said.empty()) compared.emplace(row.number, std::move(said));
                store::insert_row(tx, seal_, import_.id, row);
            }
            return Done{};
        }));
        compared_.merge(compared);
        return Done{};
    }

    Result<Done> finish(FileReport const& report) {
        TRY(flush());
        TRY(settle());
        auto findings = pass_.finish();
        for (auto& [number, said] : compared_) {
            auto const answers = answers_.find(number);
            auto const own = findings.find(number);
            if (!worth_comparing(own == findings.end() ? std::vector<Finding>{} : own->second,
                                 answers == answers_.end() ? nullptr : &answers->second))
                continue;
            auto& mine = findings[number];
            mine.insert(mine.end(), std::make_move_iterator(said.begin()), std::make_move_iterator(said.end()));
        }
        auto next = findings.begin();
        TRY(in_turns(
            tools_.db, service_.tools().turn_ms,
            [&](db::Tx& tx, int most) -> Result<std::int64_t> {
                auto at = next;
                std::int64_t done = 0;
                for (; at != findings.end() && done < most; ++at, ++done) {
                    int ordinal = 0;
                    for (auto const& one : at->second) store::insert_finding(tx, seal_, import_.id, one, ordinal++);
                    auto const answers = answers_.find(at->first);
                    auto const state = state_of_row(at->second, answers == answers_.end() ? nullptr : &answers->second);
                    if (state != states_[static_cast<std::size_t>(at->first)])
                        store::set_row_state(tx, import_.id, at->first, state);
                }
                last_ = at;
                return done;
            },
            [&](std::int64_t) {
                next = last_;
                return true;
            }));
        return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
            store::set_read(tx, import_.id, write_report(report), total_);
            for (auto const& answer : inherited_)
                store::put_answer(tx, seal_, import_.id, answer, import_.owner, tools_.clock.now());
            store::set_state(tx, import_.id, "checked", "reading");
            return Done{};
        });
    }

    Service& service_;
    auth::Actor const& actor_;
    people::Tools const& tools_;
    Import import_;
    Progress& progress_;
    Branches branches_;
    store::Seal seal_;
    std::vector<Answer> inherited_;
    Answers answers_;
    Pass pass_;
    std::vector<StoredRow> pending_;
    std::vector<StoredRow> writing_;  ///< with the writer while written_ is under way, as is compared_
    std::vector<std::string> states_;
    std::map<std::int64_t, std::vector<Finding>> compared_;
    std::map<std::int64_t, std::vector<Finding>>::iterator last_;
    std::int64_t total_{0};
    /// Rows of one turn; ten times as many where turns may be long.
    std::size_t turn_{service_.tools().turn_ms > 50 ? std::size_t{1280} : std::size_t{128}};
    std::future<Result<Done>> written_;  ///< last: its end is waited for before anything above goes
};

Result<Done> Service::read(auth::Actor const& actor, ImportId id, Progress& progress) {
    TRY_ASSIGN(auto const import, find(id));
    if (import.state != "reading") return Done{};  // run again after it was done
    TRY(clear(id));
    auto const outcome = import.kind == ImportKind::organisations ? read_organisations(actor, import, progress)
                                                                  : Reading(*this, actor, import, progress).run();
    if (outcome) return Done{};
    if (outcome.error().kind == Kind::unavailable) return fail(outcome.error());
    TRY(clear(id));
    auto why = outcome.error().code;
    for (auto const& [name, value] : outcome.error().facts) why += "\n" + name + "\t" + value;
    TRY(tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        store::set_state(tx, id, outcome.error().code == "intake.cancelled" ? "cancelled" : "failed", "reading", why);
        return Done{};
    }));
    if (outcome.error().code == "intake.cancelled") forget_file(import);
    return fail(outcome.error());
}

}  // namespace xinglin::intake
