#include "modules/intake/service.hpp"

#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/reading.hpp"
#include "modules/organisations/organisations.hpp"
#include "platform/jobs/jobs.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace xinglin::intake {

namespace {

using Steady = std::chrono::steady_clock;

constexpr int smallest_turn = 16, largest_turn = 2048;

std::int64_t elapsed_ms(Steady::time_point since) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - since).count();
}

/// Digest of a file in pieces: the SHA-256 of the SHA-256 of each MiB.
Result<std::string> digest_of(std::string const& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return fail(not_found("sheets.missing"));
    std::string chunk(1 << 20, '\0'), digests;
    for (;;) {
        auto const got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        if (got == 0) break;
        digests += crypto::sha256(std::string_view(chunk).substr(0, got));
    }
    return text::hex(crypto::sha256(digests));
}

/// Whether somebody imports for the whole institution.
bool over_all(db::Reader& reader, auth::Actor const& actor) {
    auto const top = organisations::top(reader);
    return actor.scope(rights::run).covers(top ? top->path : std::string());
}

/// Whether the job of an import will not run any more, so that nothing goes on by itself.
bool given_up(db::Reader& reader, Import const& import) {
    auto const job = import.job.none() ? std::nullopt : jobs::find(reader, import.job);
    return !job || (job->state != "waiting" && job->state != "running");
}

}  // namespace

bool Service::may_see(db::Reader& reader, auth::Actor const& actor, Import const& import) {
    if (over_all(reader, actor)) return true;
    return import.kind != ImportKind::organisations && !actor.account.none() && import.owner == actor.account &&
           !actor.scope(rights::run).subtrees.empty();
}

Result<Import> Service::access(db::Reader& reader, auth::Actor const& actor, ImportId id) {
    auto import = store::find(reader, id);
    if (!import || !may_see(reader, actor, *import)) return fail(not_found());
    return std::move(*import);
}

Result<auth::Actor> Service::actor_for(AccountId account) const {
    if (account.none() || !tools_.actor_of) return auth::Actor::the_system("导入作业");
    auto actor = tools_.actor_of(account);
    if (!actor || !actor->has(rights::run)) return fail(forbidden("intake.owner_gone"));
    return std::move(*actor);
}

Result<std::int64_t> in_turns(db::Database& db, int turn_ms,
                              std::function<Result<std::int64_t>(db::Tx&, int)> const& turn,
                              std::function<bool(std::int64_t)> const& between) {
    int most = smallest_turn * 4;
    std::int64_t done = 0;
    for (;;) {
        auto const begun = Steady::now();
        TRY_ASSIGN(auto const now, db.write([&](db::Tx& tx) { return turn(tx, most); }));
        done += now;
        if (now < most) return done;
        auto const took = elapsed_ms(begun);
        if (took > turn_ms)
            most = std::max(smallest_turn, most / 2);
        else if (took * 2 < turn_ms)
            most = std::min(largest_turn, most * 2);
        if (between && !between(done)) return done;
    }
}

void Service::audit(db::Tx& tx, auth::Actor const& actor, Import const& import, std::string action, std::string summary,
                    std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "import";
    event.subject = import.id.value;
    event.summary = std::move(summary);
    event.details = std::move(details);
    tools_.people.trail.record(tx, actor, event);
}

void Service::forget_file(Import const& import) const {
    if (!import.job.none()) release(import.file_path, import.id);
}

void Service::release(std::string const& path, ImportId but) const {
    if (!tools_.forget) return;
    bool const used = tools_.people.db.read([&](db::Reader& reader) { return store::file_in_use(reader, path, but); });
    if (!used) tools_.forget(path);
}

Result<int> Service::expire() {
    constexpr int a_turn = 20;
    auto const before = tools_.people.clock.now() + -abandoned_after_ms;
    int gone = 0;
    for (;;) {
        auto const some =
            tools_.people.db.read([&](db::Reader& reader) { return store::abandoned(reader, before, a_turn); });
        for (auto const id : some) {
            TRY(discard(auth::Actor::the_system("导入清理"), id));
            ++gone;
        }
        if (static_cast<int>(some.size()) < a_turn) return gone;
    }
}

Branches Service::load_branches(auth::Actor const& actor) {
    auto const scope = actor.scope(rights::run);
    return tools_.people.db.read([&](db::Reader& reader) {
        std::unordered_map<std::string, OrganisationId> aliases;
        auto known = tools_.organisations.living(reader, aliases);
        for (auto& one : known) one.outside = !scope.covers(one.path);
        return Branches(std::move(known), std::move(aliases));
    });
}

Result<Import> Service::start_here(auth::Actor const& actor, NewImport const& wanted) {
    if (wanted.kind == ImportKind::organisations &&
        !tools_.people.db.read([&](db::Reader& reader) { return over_all(reader, actor); }))
        return fail(forbidden("intake.whole_only"));
    TRY_ASSIGN(auto const book, sheets::open(wanted.file_path));
    // The head of a text file is looked at before the whole of it: what is no table ends here, however long it is.
    if (book->format() == sheets::Format::csv)
        TRY(book->read(0, [count = 0](sheets::Row const&) mutable { return ++count < 300; }));
    Import import;
    import.id = tools_.people.ids.next<ImportId>();
    import.kind = wanted.kind;
    import.state = "reading";
    import.file_name = wanted.file_name;
    import.file_path = wanted.file_path;
    import.sheets = wanted.sheets;
    import.owner = actor.account;
    import.made_at = tools_.people.clock.now();
    TRY_ASSIGN(import.file_digest, digest_of(wanted.file_path));
    TRY(tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        store::insert(tx, import);
        audit(tx, actor, import, "import.started", "开始导入文件",
              {{"kind", std::string(name_of(import.kind))}, {"digest", import.file_digest}});
        return Done{};
    }));
    return import;
}

Result<Import> Service::start(auth::Actor const& actor, NewImport const& wanted) {
    TRY_ASSIGN(auto import, start_here(actor, wanted));
    TRY_ASSIGN(import.job, tools_.people.db.write([&](db::Tx& tx) -> Result<JobId> {
        auto const job = jobs::enqueue(tx, "intake.read", import.id.text(), actor.account, tools_.people.clock.now());
        store::set_job(tx, import.id, job);
        return job;
    }));
    return import;
}

Result<Import> Service::find(ImportId id) {
    auto found = tools_.people.db.read([&](db::Reader& reader) { return store::find(reader, id); });
    if (!found) return fail(not_found());
    return *found;
}

Result<Done> Service::choose(auth::Actor const& actor, ImportId id, std::string const& sheets, int sheet,
                             std::map<std::size_t, std::string> const& meanings) {
    TRY_ASSIGN(auto const import, tools_.people.db.read([&](db::Reader& reader) { return access(reader, actor, id); }));
    auto report = read_report(import.report);
    if (!meanings.empty() && (sheet < 0 || static_cast<std::size_t>(sheet) >= report.sheets.size()))
        return fail(not_found("sheets.no_such_sheet"));
    std::map<std::size_t, std::optional<Column>> by_person;
    for (auto const& [position, name] : meanings) {
        auto const meaning = column_named(name);
        if (!name.empty() && (!meaning || *meaning == Column::row))
            return fail(malformed("intake.unknown_meaning").fact("name", name));
        by_person[position] = name.empty() ? std::nullopt : meaning;
    }
    if (!by_person.empty()) assign(report.sheets[static_cast<std::size_t>(sheet)].layout, by_person);
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        if (!store::set_sheets(tx, id, sheets, write_report(report))) return fail(conflict("intake.not_open"));
        store::delete_answers(tx, id);
        store::set_job(tx, id, jobs::enqueue(tx, "intake.read", id.text(), actor.account, tools_.people.clock.now()));
        audit(tx, actor, import, "import.mapping_chosen", "选定导入的工作表和列",
              {{"sheets", sheets}, {"columns", std::to_string(meanings.size())}});
        return Done{};
    });
}

Result<Done> Service::clear(ImportId id) {
    constexpr std::int64_t everything = std::int64_t{1} << 60;
    std::int64_t from = 0;
    for (;;) {
        auto const last = from + 2000;
        TRY_ASSIGN(auto const gone, tools_.people.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
            store::delete_findings(tx, id, from, last);
            return store::delete_rows(tx, id, from, last);
        }));
        from = last;
        if (gone == 0) break;
    }
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        store::delete_findings(tx, id, 0, everything);
        return Done{};
    });
}

Result<Done> Service::discard(auth::Actor const& actor, ImportId id) {
    TRY_ASSIGN(auto const import, find(id));
    if (import.state == "committed" || import.state == "committing" || import.state == "reversing" ||
        import.state == "reversed")
        return fail(conflict("intake.not_open"));
    TRY(clear(id));
    forget_file(import);  // before its row goes: what is left of a crash here is found again by its row
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        store::remove(tx, id);
        audit(tx, actor, import, "import.discarded", "放弃导入，没有写入任何内容",
              {{"digest", import.file_digest}, {"state", import.state}});
        return Done{};
    });
}

Result<JobId> Service::request_commit(auth::Actor const& actor, ImportId id) {
    return tools_.people.db.write([&](db::Tx& tx) -> Result<JobId> {
        TRY_ASSIGN(auto const import, access(tx, actor, id));
        bool const again = import.state == "committing" && given_up(tx, import);
        if (!again && !store::set_state(tx, id, "committing", "checked")) return fail(conflict("intake.not_checked"));
        if (again) static_cast<void>(jobs::cancel(tx, import.job));
        audit(tx, actor, import, "import.commit_requested", again ? "继续提交导入" : "提交导入");
        auto const job = jobs::enqueue(tx, "intake.commit", id.text(), actor.account, tools_.people.clock.now());
        store::set_job(tx, id, job);
        return job;
    });
}

Result<JobId> Service::request_reversal(auth::Actor const& actor, ImportId id) {
    // Asked before the writer is taken; people built on since then are seen in each turn of the job.
    TRY(tools_.people.db.read([&](db::Reader& reader) -> Result<Done> {
        TRY_ASSIGN(auto const import, access(reader, actor, id));
        if (import.state != "committed" || import.kind == ImportKind::organisations) return Done{};
        auto const touched = people::built_on_batch(reader, id.value, 1000);
        if (!touched.empty()) return fail(conflict("intake.built_on").fact("people", std::to_string(touched.size())));
        return Done{};
    }));
    auto const tried = tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const import, access(tx, actor, id));
        if (import.state != "committed" || import.kind != ImportKind::organisations) return Done{};
        TRY(take_back_organisations(tx, actor, import));
        return fail(conflict("intake.rolled_back"));
    });
    if (!tried && tried.error().code != "intake.rolled_back") return fail(tried.error());
    return tools_.people.db.write([&](db::Tx& tx) -> Result<JobId> {
        TRY_ASSIGN(auto const import, access(tx, actor, id));
        bool const again = import.state == "reversing" && given_up(tx, import);
        if (!again && !store::set_state(tx, id, "reversing", "committed"))
            return fail(conflict("intake.not_committed"));
        if (again) static_cast<void>(jobs::cancel(tx, import.job));
        audit(tx, actor, import, "import.reversal_requested", again ? "继续撤回导入" : "要求撤回导入");
        auto const job = jobs::enqueue(tx, "intake.reverse", id.text(), actor.account, tools_.people.clock.now());
        store::set_job(tx, id, job);
        return job;
    });
}

void Service::settle(db::Tx& tx, auth::Actor const& actor, Import const& import, AccountId owner) const {
    if (import.state == "reversing") {
        store::set_state(tx, import.id, "committed", "reversing");
        audit(tx, actor, import, "import.reversal_stopped", "停止撤回导入，可以再次撤回");
    } else if (import.state == "committing" && import.created + import.changed > 0) {
        // Half of it is written already: it is taken back.
        store::set_state(tx, import.id, "reversing", "committing");
        store::set_job(tx, import.id,
                       jobs::enqueue(tx, "intake.reverse", import.id.text(), owner, tools_.people.clock.now()));
        audit(tx, actor, import, "import.cancelled", "取消导入，已写入的撤回");
    } else if (import.state == "committing" || import.state == "reading") {
        store::set_state(tx, import.id, "cancelled", import.state, "intake.cancelled");
        audit(tx, actor, import, "import.cancelled", "取消正在进行的导入");
    }
}

void Service::job_cancelled(db::Tx& tx, auth::Actor const& actor, JobId job) const {
    auto const import = store::find_by_job(tx, job);
    if (import && given_up(tx, *import)) settle(tx, actor, *import, import->owner);
}

Result<Done> Service::cancel(auth::Actor const& actor, ImportId id) {
    TRY_ASSIGN(auto const import, tools_.people.db.read([&](db::Reader& reader) { return access(reader, actor, id); }));
    if (import.state != "committing" && import.state != "reading" && import.state != "reversing")
        return discard(actor, id);
    TRY(tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const now, access(tx, actor, id));
        if (now.state != import.state) return fail(conflict("intake.not_open"));
        bool const over = given_up(tx, now);
        // What is being taken back runs to its end; only a job that was given up can be let go.
        if (now.state == "reversing" && !over) return fail(conflict("intake.not_open"));
        bool const told = !now.job.none() && jobs::cancel(tx, now.job);
        if (!over && !told) return fail(conflict("intake.not_open"));
        // A job that will not run any more does not put things in order itself.
        if (given_up(tx, now)) {
            settle(tx, actor, now, actor.account);
        } else {
            audit(tx, actor, now, "import.cancelled", "取消正在进行的导入");
        }
        return Done{};
    }));
    if (auto const now = find(id); now && now->state == "cancelled") forget_file(*now);
    return Done{};
}

}  // namespace xinglin::intake
