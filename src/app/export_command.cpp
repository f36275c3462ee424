#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "base/text.hpp"
#include "modules/organisations/tree_table.hpp"
#include "modules/people/exports.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace xinglin::app {
namespace {

/// The file to write: opened before the program gives up root, for its owner's eyes only. An empty one that is there already
/// will do: having given up root, a wish that was refused may not be able to take its file away again.
class NewFile {
  public:
    explicit NewFile(std::string path) : path_(std::move(path)) {
        handle_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        struct stat about {};
        if (handle_ < 0 || fstat(handle_, &about) != 0) {
            reason_ = std::strerror(errno);
        } else if (about.st_size != 0 || !S_ISREG(about.st_mode)) {
            reason_ = "已经有这个文件";
        } else if (fchmod(handle_, 0600) != 0) {
            reason_ = std::strerror(errno);
        }
    }
    ~NewFile() {
        if (handle_ >= 0) close(handle_);
        if (reason_.empty() && !filled_) unlink(path_.c_str());
    }
    NewFile(NewFile const&) = delete;
    NewFile& operator=(NewFile const&) = delete;

    [[nodiscard]] Result<Done> ready() const {
        if (reason_.empty()) return Done{};
        return fail(conflict("app.export_file").fact("place", path_).fact("reason", reason_));
    }
    [[nodiscard]] Result<Done> fill(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const written = write(handle_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0)
                return fail(problem(Kind::no_space, "app.export_file")
                                .fact("place", path_)
                                .fact("reason", std::strerror(errno)));
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (fsync(handle_) != 0)
            return fail(
                problem(Kind::fault, "app.export_file").fact("place", path_).fact("reason", std::strerror(errno)));
        filled_ = true;
        return Done{};
    }

  private:
    std::string path_;
    std::string reason_;
    int handle_{-1};
    bool filled_{false};
};

/// Whoever sits at the terminal, as the trail names them.
auth::Actor at_the_terminal() {
    auto const* before = std::getenv("SUDO_USER");
    auto const* own = getpwuid(getuid());
    std::string const name = before != nullptr && *before != '\0' ? before : own != nullptr ? own->pw_name : "?";
    return auth::Actor::the_system("命令行（" + name + "）");
}

Result<people::ExportFormat> people_format(Invocation const& call) {
    auto name = call.format;
    if (name.empty()) name = text::ends_with(text::lower_ascii(call.file), ".csv") ? "csv" : "xlsx";
    auto const format = people::parse_export_format(name);
    if (!format) return fail(malformed("app.export_format").fact("format", name));
    return *format;
}

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Result<people::AskExport> wish(Invocation const& call, Modules::Parts& parts) {
    people::AskExport command;
    TRY_ASSIGN(command.format, people_format(call));
    if (!call.organisation.empty()) {
        auto const found = parts.core.database->read(
            [&](db::Reader& reader) { return organisations::find_by_code(reader, call.organisation); });
        if (!found) return fail(not_found("accounts.no_organisation"));
        command.filter.organisation = found->id;
    }
    command.filter.kind = unless_empty(call.people_kind);
    command.filter.state = unless_empty(call.state);
    for (auto const name : text::split(call.columns, ','))
        if (!name.empty()) command.columns.emplace_back(name);
    command.purpose = unless_empty(call.purpose);
    return command;
}

/// A file in clear is asked for here and made once somebody else has consented on the screen, as for everybody.
Result<int> export_people(Invocation const& call, Modules::Parts& parts, auth::Actor const& actor, NewFile& file) {
    people::Exports exports(parts.people_tools, parts.people.export_policy());
    people::ExportId id;
    if (call.request.empty()) {
        TRY_ASSIGN(auto const command, wish(call, parts));
        TRY_ASSIGN(auto const asked, exports.ask(actor, command));
        if (asked.state == "waiting") {
            std::printf(
                "已申请导出 %lld 人的原文（编号 %s）。请党务工作部门负责人在“导出审批”中同意，再运行：\n"
                "  xinglin export people %s --request %s\n",
                static_cast<long long>(asked.people), asked.id.text().c_str(), call.file.c_str(),
                asked.id.text().c_str());
            return 3;
        }
        id = asked.id;
    } else {
        auto const given = people::ExportId::parse(call.request);
        if (!given) return fail(not_found());
        id = *given;
    }
    auto const top = parts.core.database->read([](db::Reader& reader) { return organisations::top(reader); });
    TRY_ASSIGN(auto const made, exports.file(actor, id, top ? top->name : std::string()));
    TRY(file.fill(made.body));
    std::printf("已写入 %s（%zu 字节）。\n", call.file.c_str(), made.body.size());
    return 0;
}

Result<int> export_organisations(Invocation const& call, Modules::Parts& parts, auth::Actor const& actor,
                                 NewFile& file) {
    TRY_ASSIGN(auto const format, people_format(call));
    if (format == people::ExportFormat::national16 || format == people::ExportFormat::print)
        return fail(malformed("app.export_format").fact("format", call.format));
    auto tree = parts.core.database->read([](db::Reader& reader) { return organisations::tree_table(reader); });
    people::ExportTable table;
    table.title = "党组织名册";
    table.subtitle = "日期：" + parts.core.clock.today().text();
    for (auto const& header : tree.headers) table.columns.push_back({"", header, 16});
    auto const count = std::to_string(tree.rows.size());
    table.rows = std::move(tree.rows);
    auto const bytes =
        format == people::ExportFormat::xlsx
            ? people::write_xlsx(table)
            : people::write_csv(table, format == people::ExportFormat::csv ? people::CsvEncoding::utf8
                                                                           : people::CsvEncoding::gb18030);
    if (bytes.empty()) return fail(problem(Kind::no_space, "people.export_unwritable"));
    // On record before the file is there.
    TRY(parts.core.database->write([&](db::Tx& tx) -> Result<Done> {
        audit::Event event;
        event.action = "organisations.exported";
        event.subject_kind = "installation";
        event.summary = "导出党组织名册" + count + "个";
        event.details = {{"format", std::string(people::name_of(format))}, {"rows", count}};
        parts.core.trail.record(tx, actor, event);
        return Done{};
    }));
    TRY(file.fill(bytes));
    std::printf("已写入 %s，共 %s 个党组织。\n", call.file.c_str(), count.c_str());
    return 0;
}

Result<int> run(Invocation const& call) {
    auto const actor = at_the_terminal();
    NewFile file(call.file);
    TRY(file.ready());
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::command));
    auto& parts = application->modules().parts();
    return call.kind == "people" ? export_people(call, parts, actor, file)
                                 : export_organisations(call, parts, actor, file);
}

}  // namespace

int export_file(Invocation const& call) {
    auto const status = run(call);
    return status ? *status : report(status.error());
}

}  // namespace xinglin::app
