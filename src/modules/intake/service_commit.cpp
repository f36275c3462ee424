// From checked rows to records, and back.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/people_rows.hpp"
#include "modules/intake/reading.hpp"
#include "modules/organisations/organisations.hpp"

#include <algorithm>
#include <set>

namespace xinglin::intake {

namespace {

/// Writes the rows of one turn and keeps count.
class CommitTurn {
  public:
    CommitTurn(Tools const& with, db::Tx& tx, auth::Actor const& actor, Import const& import, Answers const& answers,
               FileReport const& report)
        : tx_(tx),
          import_(import),
          answers_(answers),
          report_(report),
          seal_(with.people.vault, import.id),
          register_(with.people, tx, import.id.value, import.kind == ImportKind::hr ? "hr" : "import", import.owner) {
        register_.act_for(actor, actor.scope(rights::run));
        register_.tell(with.subscribers);
    }

    std::int64_t run(int most) {
        auto const rows = store::rows_in_state(tx_, seal_, import_.id, "ready", -1, most);
        for (auto const& row : rows) one(row);
        register_.finish();
        store::add_counts(tx_, import_.id, created_, changed_, same_, refused_);
        return static_cast<std::int64_t>(rows.size());
    }

    [[nodiscard]] std::string summary() const {
        return "写入" + std::to_string(created_ + changed_ + same_) + "行：新建" + std::to_string(created_) +
               "人，更新" + std::to_string(changed_) + "人，相同" + std::to_string(same_) + "人，未收" +
               std::to_string(refused_) + "行";
    }
    [[nodiscard]] std::string digest() const { return text::hex(crypto::sha256(digests_)); }

  private:
    void one(StoredRow const& row) {
        auto const found = answers_.find(row.number);
        auto const everything = people_row(row.values, row.branch, [](Column) { return true; });
        auto const match = register_.match(everything);
        auto const outcome = match.by == people::Match::nobody || match.outside ? register_.write(everything, match)
                                                                                : differences(match.person, row, found);
        if (!outcome) {
            ++refused_;
            store::finish_row(tx_, import_.id, row.number, "refused", match.person, outcome.error().code);
            return;
        }
        using What = people::ImportOutcome::What;
        auto const what = outcome->what;
        (what == What::created ? created_ : what == What::changed ? changed_ : same_) += 1;
        digests_ += outcome->digest;
        store::finish_row(tx_, import_.id, row.number,
                          what == What::created   ? "created"
                          : what == What::changed ? "changed"
                                                  : "same",
                          outcome->person, "");
        if (found != answers_.end()) remember_spelling(row, found->second);
    }

    /// Of somebody known only what a person accepted is taken.
    Result<people::ImportOutcome> differences(PersonId person, StoredRow const& row, Answers::const_iterator found) {
        std::set<Column> taken;
        if (found != answers_.end())
            for (auto const& answer : found->second)
                if (answer.what == "difference")
                    if (auto const column = column_of_header(answer.place)) taken.insert(*column);
        if (taken.empty()) return people::ImportOutcome{people::ImportOutcome::What::same, person, ""};
        return register_.write_to(
            person, people_row(row.values, row.branch, [&](Column column) { return taken.contains(column); }));
    }

    void remember_spelling(StoredRow const& row, std::vector<Answer> const& answers) {
        auto const position = report_.sheets.at(static_cast<std::size_t>(row.sheet)).layout.position(Column::branch);
        if (position < 0 || static_cast<std::size_t>(position) >= row.cells.size()) return;
        for (auto const& answer : answers)
            if (answer.what == "cell" && answer.action == "accept" && answer.place == header_of(Column::branch))
                organisations::add_alias(tx_, row.branch, row.cells[static_cast<std::size_t>(position)]);
    }

    db::Tx& tx_;
    Import const& import_;
    Answers const& answers_;
    FileReport const& report_;
    store::Seal seal_;
    people::Import register_;
    std::int64_t created_{0}, changed_{0}, same_{0}, refused_{0};
    std::string digests_;
};

}  // namespace

Result<Done> Service::commit(auth::Actor const& actor, ImportId id, Progress& progress) {
    TRY_ASSIGN(auto import, find(id));
    if (import.state == "checked") {
        TRY(tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
            if (!store::set_state(tx, id, "committing", "checked")) return fail(conflict("intake.not_checked"));
            return Done{};
        }));
        import.state = "committing";
    }
    if (import.state == "committed") {
        forget_file(import);  // run again after a crash behind the last turn
        return Done{};
    }
    if (import.state != "committing") return fail(conflict("intake.not_checked"));
    TRY(import.kind == ImportKind::organisations ? commit_organisations(actor, import, progress)
                                                 : commit_people(actor, import, progress));
    TRY(people::tie_all_posts(tools_.people));
    forget_file(import);
    return Done{};
}

Result<Done> Service::commit_people(auth::Actor const& actor, Import const& import, Progress& progress) {
    store::Seal const seal(tools_.people.vault, import.id);
    auto const answers =
        tools_.people.db.read([&](db::Reader& reader) { return by_row(store::answers(reader, seal, import.id)); });
    auto const report = read_report(import.report);
    bool stopped = false;
    TRY(in_turns(
        tools_.people.db, tools_.turn_ms,
        [&](db::Tx& tx, int most) -> Result<std::int64_t> {
            CommitTurn turn(tools_, tx, actor, import, answers, report);
            auto const done = turn.run(most);
            if (done > 0) audit(tx, actor, import, "import.rows_written", turn.summary(), {{"digest", turn.digest()}});
            return done;
        },
        [&](std::int64_t done) {
            progress.tell(done, import.total, "正在写入");
            stopped = progress.cancelled() || progress.stopping();
            return !stopped;
        }));
    if (progress.cancelled()) { return take_back_to("cancelled", actor, import, progress); }
    if (stopped) return fail(problem(Kind::unavailable, "intake.stopped"));
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        auto const now = tools_.people.clock.now();
        for (auto const& sheet : report.sheets)
            if (sheet.chosen && !sheet.layout.signature.empty())
                store::put_mapping(tx, signature_key(sheet.layout), write_memory(sheet.layout), now);
        store::set_committed(tx, import.id, now);
        audit(tx, actor, import, "import.committed", "导入完成");
        return Done{};
    });
}

Result<Done> Service::take_back_organisations(db::Tx& tx, auth::Actor const& actor, Import const& import) const {
    std::vector<std::int64_t> changes;
    auto const made = store::organisation_changes(tx, import.id);
    for (auto const& [ordinal, change] : made) changes.push_back(change);
    TRY(tools_.organisations.take_back(tx, actor, import.id.value, changes, "撤回导入"));
    for (auto const& [ordinal, change] : made) store::delete_organisation_change(tx, import.id, ordinal);
    return Done{};
}

/// Takes back what the batch wrote; done again after a crash it goes on with what is left.
Result<std::int64_t> Service::take_back(auth::Actor const& actor, Import const& import, Progress& progress) {
    if (import.kind == ImportKind::organisations)
        // All or nothing: a tree that is half of this and half of that serves nobody.
        return tools_.people.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
            TRY(take_back_organisations(tx, actor, import));
            return std::int64_t{0};
        });
    PersonId after{};
    std::int64_t total = 0, kept = 0;
    constexpr int people_a_turn = 50;
    for (;;) {
        auto at = after;
        TRY_ASSIGN(auto const turn, tools_.people.db.write([&](db::Tx& tx) -> Result<people::Reversed> {
            at = after;
            auto const done = people::reverse_batch(tx, tools_.people, import.id.value, at, people_a_turn);
            if (done.people > done.kept)
                audit(tx, actor, import, "import.rows_withdrawn",
                      "撤回" + std::to_string(done.people - done.kept) + "人的导入内容");
            return done;
        }));
        after = at;
        total += turn.people;
        kept += turn.kept;
        progress.tell(total, import.created + import.changed, "正在撤回");
        if (turn.people < people_a_turn) return kept;
    }
}

Result<Done> Service::take_back_to(std::string_view to, auth::Actor const& actor, Import const& import,
                                   Progress& progress) {
    auto const kept = take_back(actor, import, progress);
    bool const later = !kept && (kept.error().kind == Kind::unavailable || kept.error().kind == Kind::no_space ||
                                 kept.error().kind == Kind::fault);
    if (later) return fail(kept.error());  // the job runs again
    std::string why;
    if (!kept) {
        why = kept.error().code;
        for (auto const& [name, value] : kept.error().facts) why += "\n" + name + "\t" + value;
    } else if (*kept > 0) {
        why = "intake.reversal_kept\npeople\t" + std::to_string(*kept);
    }
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        // What stood in the way can be cleared, then it is taken back again.
        store::set_state(tx, import.id, why.empty() ? to : "committed", import.state, why);
        if (!why.empty())
            audit(tx, actor, import, "import.reversal_incomplete", "导入没有全部撤回",
                  {{"kept", std::to_string(kept ? *kept : 0)}, {"code", kept ? "" : kept.error().code}});
        else if (to == "cancelled")
            audit(tx, actor, import, "import.cancelled", "导入在写入中途取消，已写入的全部撤回");
        else
            audit(tx, actor, import, "import.reversed", "导入已全部撤回");
        return Done{};
    });
}

Result<Done> Service::reverse(auth::Actor const& actor, ImportId id, Progress& progress) {
    TRY_ASSIGN(auto const import, find(id));
    if (import.state == "reversed") return Done{};
    if (import.state != "reversing") return fail(conflict("intake.not_committed"));
    return take_back_to("reversed", actor, import, progress);
}

}  // namespace xinglin::intake
