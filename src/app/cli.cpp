#include "app/commands.hpp"
#include "app/data_folder.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"
#include "platform/log/log.hpp"
#include "platform/texts/texts.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace xinglin::app {
namespace {

/// What CLI11 fills before the settings are put together.
struct Given {
    std::string config;
    std::map<std::string, std::string> flags;
    Invocation call;
};

using Command = int (*)(Invocation const&);

void add_settings(CLI::App& command, Given& given) {
    command.add_option("--config", given.config, "配置文件（TOML）")->check(CLI::ExistingFile);
    for (auto const& key : keys()) {
        auto const name = std::string(key.name);
        command.add_option_function<std::string>(
            key.flag(), [&given, name](std::string const& value) { given.flags[name] = value; }, std::string(key.help));
    }
}

void add_serving(CLI::App& command, Given& given) {
    command.add_option("--ready-file", given.call.ready_file, "开始服务后把网址等写入此文件（JSON）");
}

void add_import(CLI::App& command, Given& given) {
    command.add_option("kind", given.call.kind, "organisations（党组织）或 people（党员名册）")
        ->required()
        ->check(CLI::IsMember({"organisations", "people"}));
    command.add_option("file", given.call.file, "CSV 或 XLSX 文件")->required();
    command.add_option("--sheet", given.call.sheet, "工作表名称（文件有多张表时）");
    command.add_flag("--dry-run", given.call.dry_run, "只检查，不写入");
    command.add_flag("--json", given.call.json, "每个问题输出一行 JSON");
    command.add_flag("--accept-proposals", given.call.accept_proposals, "接受所有待确认的建议");
    command.add_option("--answers", given.call.answers, "对待确认问题的回答，每行一个 JSON");
}

void add_export(CLI::App& command, Given& given) {
    command.add_option("kind", given.call.kind, "organisations（党组织）或 people（人员）")
        ->required()
        ->check(CLI::IsMember({"organisations", "people"}));
    command.add_option("file", given.call.file, "写入的文件（不能已经存在）")->required();
    command
        .add_option("--format", given.call.format,
                    "xlsx、csv、csv_gb18030，人员还可用 national16（党员基本信息汇总表）；不填则看文件名")
        ->check(CLI::IsMember({"xlsx", "csv", "csv_gb18030", "national16"}));
    command.add_option("--organisation", given.call.organisation, "党组织编号（不填为全部）");
    command.add_option("--kind", given.call.people_kind, "只要 member、development、staff 或 gone");
    command.add_option("--state", given.call.state, "只要这一种人员类别，如 probationary");
    command.add_option("--columns", given.call.columns, "列名，用逗号隔开（不填为常用列）");
    command.add_option("--purpose", given.call.purpose, "用途；填写后导出未脱敏的原文，须另一人同意，记入审计");
    command.add_option("--request", given.call.request, "已获同意的导出编号");
}

void add_restore(CLI::App& command, Given& given) {
    command.add_option("folder", given.call.file, "备份（一个文件夹）")->required()->check(CLI::ExistingDirectory);
    command.add_option("--backup-key", given.call.key_file, "备份所用的主密钥文件")->check(CLI::ExistingFile);
    command.add_option("--recovery-code", given.call.recovery_code, "没有密钥文件时，用初次设置时打印的恢复码");
}

void add_invite(CLI::App& command, Given& given) {
    command.add_option("--role", given.call.role, "角色，如 security_admin")->required();
    command.add_option("--organisation", given.call.organisation, "党组织编号（不填为全部）");
    command.add_option("--name", given.call.name, "被邀请人的姓名或工号");
}

void add_keys(CLI::App& command, Given& given) {
    command.add_option("what", given.call.kind, "rotate（轮换数据密钥并重新加密）或 change-master（更换主密钥）")
        ->required()
        ->check(CLI::IsMember({"rotate", "change-master"}));
}

void add_jobs(CLI::App& command, Given& given) {
    command.add_option("what", given.call.kind, "list（列出，不填即此）、retry（重新运行停下的）或 cancel（停止）")
        ->check(CLI::IsMember({"list", "retry", "cancel"}));
    command.add_option("number", given.call.request, "作业编号（retry、cancel 必填）");
}

void nothing_more(CLI::App&, Given&) {}

struct Word {
    char const* name;
    char const* help;
    Command run;
    void (*add)(CLI::App&, Given&);
};

Word const words[] = {
    {"serve", "启动服务", serve, add_serving},
    {"demo", "启动带虚构医院数据的演示，仅本机可访问", demo,
     [](CLI::App& command, Given& given) {
         add_serving(command, given);
         command.add_flag("--prepare-only", given.call.prepare_only, "只建好数据，不启动服务");
     }},
    {"migrate", "把数据库升级到本版本", migrate, nothing_more},
    {"import", "导入党组织或党员名册", import_file, add_import},
    {"export", "导出党组织或人员名册", export_file, add_export},
    {"backup", "在线备份（加密）", backup,
     [](CLI::App& command, Given& given) {
         command.add_option("folder", given.call.file, "存放备份的文件夹（不填则为数据目录的 backups/）");
     }},
    {"restore", "把备份恢复到一个空的数据目录", restore, add_restore},
    {"verify-audit", "检查审计记录是否被改动", verify_audit, nothing_more},
    {"copy", "把数据从一个数据库复制到另一个（空的）数据库", copy,
     [](CLI::App& command, Given& given) {
         command.add_option("--from", given.call.from, "来源，如 sqlite:data/xinglin.db")->required();
         command.add_option("--to", given.call.to, "去处，如 postgres://用户@主机/库名")->required();
     }},
    {"openapi", "输出接口说明（OpenAPI 3.1）", openapi, nothing_more},
    {"invite", "生成一个邀请链接", invite, add_invite},
    {"check-vectors", "用一份 CSV 用例核对规则，逐条显示结果", check_vectors,
     [](CLI::App& command, Given& given) {
         command.add_option("file", given.call.file, "用例文件（CSV，UTF-8）")->required();
         command.add_option("--rule", given.call.rule, "规则名（不填则按表头识别）");
     }},
    {"keys", "轮换加密密钥", keys_command, add_keys},
    {"jobs", "查看后台作业，重新运行或停止", jobs_command, add_jobs},
    {"duties", "列出现在各级待办的件数：每个党支部、每个人", duties_command,
     [](CLI::App& command, Given& given) { command.add_flag("--json", given.call.json, "以 JSON 输出"); }},
    {"doctor", "检查整套安装，用平常话说明哪里需要修", doctor,
     [](CLI::App& command, Given& given) { command.add_flag("--json", given.call.json, "以 JSON 输出"); }},
};

/// What is wrong with the words typed, for people who run it by hand.
std::string complaint(CLI::App const* program, CLI::Error const& error) {
    std::string said;
    auto const extra = program->remaining(true);
    if (program->get_subcommands().empty()) {
        said = extra.empty() ? "请写明要做什么。" : "没有“" + extra.front() + "”这个命令。";
        said += "可用的命令：\n";
        for (auto const& word : words) said += fmt::format("  {:<14}{}\n", word.name, word.help);
        return said + "每个命令的参数：xinglin 命令 --help\n";
    }
    std::string_view const what = error.what();
    constexpr std::string_view missing = " is required";
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError) && what.ends_with(missing))
        said = "缺少 " + std::string(what.substr(0, what.size() - missing.size()));
    else if (auto const from = what.rfind(": ");
             error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) && from != what.npos)
        said = "不认识的参数：" + std::string(what.substr(from + 2));
    else
        said = "参数不对：" + std::string(what);
    return said + "\n参数说明：xinglin " + program->get_subcommands().front()->get_name() + " --help\n";
}

log::Level level_of(std::string const& name) {
    if (name == "debug") return log::Level::debug;
    if (name == "warn") return log::Level::warn;
    return name == "error" ? log::Level::error : log::Level::info;
}

Result<Settings> settings_of(Given const& given) {
    std::string file_text;
    if (!given.config.empty()) {
        auto text = read_text(given.config);
        if (!text) return fail(malformed("config.bad_file").fact("reason", given.config));
        file_text = std::move(*text);
    }
    return read_settings(
        file_text, [](std::string const& name) { return std::getenv(name.c_str()); }, given.flags);
}

}  // namespace

int report(Problem const& problem) {
    auto sentence = problem.detail.empty() ? texts::fill(problem.code, problem.facts) : problem.detail;
    if (sentence.empty()) sentence = problem.code;
    std::fprintf(stderr, "%s\n", sentence.c_str());
    for (auto const& field : problem.fields) {
        auto const detail = field.detail.empty() ? texts::fill(field.code, {}) : field.detail;
        std::fprintf(stderr, "  %s：%s\n", field.pointer.c_str(), detail.c_str());
    }
    return 1;
}

int run_command_line(int count, char const* const* arguments) {
    CLI::App program("杏林：党务工作平台");
    program.set_version_flag("--version", XINGLIN_VERSION);
    program.require_subcommand(1);
    program.failure_message(complaint);
    Given given;
    Command chosen = nullptr;
    for (auto const& word : words) {
        auto* command = program.add_subcommand(word.name, word.help);
        add_settings(*command, given);
        word.add(*command, given);
        command->callback([&chosen, &word] { chosen = word.run; });
    }
    try {
        program.parse(count, arguments);
    } catch (CLI::ParseError const& error) { return program.exit(error) == 0 ? 0 : 2; }
    auto settings = settings_of(given);
    if (!settings) return report(settings.error()) + 1;
    log::set_level(level_of(settings->log_level));
    given.call.settings = std::move(*settings);
    try {
        return chosen(given.call);
    } catch (std::filesystem::filesystem_error const& error) {
        return report(problem(Kind::fault, "app.file")
                          .fact("place", error.path1().string())
                          .fact("reason", error.code().message()));
    } catch (db::Fault const& fault) {
        return report(problem(Kind::fault, "app.database").fact("reason", fault.message));
    }
}

}  // namespace xinglin::app
