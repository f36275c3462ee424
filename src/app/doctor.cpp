#include "app/doctor.hpp"

#include "app/core.hpp"
#include "gen/db/sql.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/members/members.hpp"
#include "platform/backup/backup.hpp"
#include "platform/backup/space.hpp"
#include "platform/events/events.hpp"
#include "platform/files/files.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/texts/texts.hpp"

#include <sys/stat.h>

#include <filesystem>

namespace xinglin::app {
namespace {

namespace fs = std::filesystem;
using Findings = std::vector<Checked>;

constexpr std::int64_t backup_age_days = 7;

void well(Findings& all, std::string name, std::string text) {
    all.push_back({std::move(name), Health::well, std::move(text), ""});
}

void look_at_folder(Findings& all, Settings const& settings) {
    struct stat info {};
    if (stat(settings.data.c_str(), &info) != 0) {
        all.push_back(
            {"数据目录", Health::ill, settings.data + " 不存在", "先运行 xinglin serve，或用 --data 指定正确的目录"});
        return;
    }
    if ((info.st_mode & 077) != 0) {
        all.push_back(
            {"数据目录", Health::warning, settings.data + " 其他用户也能进入", "运行 chmod 700 " + settings.data});
        return;
    }
    well(all, "数据目录", settings.data);
}

void look_at_key(Findings& all, Settings const& settings) {
    auto const path = settings.master_key_file();
    auto const key = crypto::read_master_key(path);
    if (!key) {
        auto const why = texts::fill(key.error().code, key.error().facts);
        all.push_back({"主密钥", Health::ill, why.empty() ? path + " 读不出来" : why,
                       "从安全保管处取回主密钥，或用恢复码恢复；权限应为 600"});
        return;
    }
    if (settings.key_file.empty()) {
        all.push_back({"主密钥", Health::warning, "主密钥和数据、备份在同一个目录，整盘被盗时加密不起作用",
                       "把 " + path + " 移到别的磁盘或介质，用 key_file 指定"});
        return;
    }
    well(all, "主密钥", path);
}

void look_at_space(Findings& all, Settings const& settings) {
    try {
        auto const space = backup::space_at(settings.data);
        auto const text =
            "剩余 " + std::to_string(space.free >> 20) + " MB，共 " + std::to_string(space.total >> 20) + " MB";
        if (space.low()) {
            all.push_back({"磁盘空间", Health::warning, text, "清理磁盘或扩容；写满后系统只能查看，不能保存"});
        } else {
            well(all, "磁盘空间", text);
        }
    } catch (db::Fault const& fault) {
        all.push_back({"磁盘空间", Health::ill, fault.message, "检查数据目录所在磁盘"});
    }
}

void look_at_backups(Findings& all, Settings const& settings, Instant now) {
    auto const folders = backup::list(settings.backups());
    if (folders.empty()) {
        all.push_back({"备份", Health::warning, "数据目录里还没有备份", "运行 xinglin backup，并复制到别的机器"});
        return;
    }
    try {
        auto const manifest = backup::read_manifest(folders.back());
        auto const made = Instant::parse(manifest.made_at);
        auto const days = made ? (now.ms - made->ms) / day_ms : 0;
        auto const text = "最近一次在 " + (made ? local_text(*made) : manifest.made_at) + "，共 " +
                          std::to_string(folders.size()) + " 份";
        if (days > backup_age_days) {
            all.push_back({"备份", Health::warning, text,
                           "已超过 " + std::to_string(backup_age_days) + " 天，运行 xinglin backup"});
        } else {
            well(all, "备份", text);
        }
    } catch (db::Fault const& fault) {
        all.push_back({"备份", Health::ill, fault.message, "最近一份备份不完整，删除后重新备份"});
    }
}

void look_at_files(Findings& all, Settings const& settings) {
    files::Store const store(settings.data + "/files");
    std::int64_t seen = 0, bad = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(store.folder(), error), end; !error && entry != end;
         entry.increment(error)) {
        if (!entry->is_regular_file()) continue;
        auto const digest = entry->path().filename().string();
        if (digest.size() != 64) continue;
        ++seen;
        if (!store.verify(digest)) ++bad;
    }
    auto const text = std::to_string(seen) + " 个文件";
    if (bad > 0) {
        all.push_back({"附件", Health::ill, text + "，其中 " + std::to_string(bad) + " 个内容已损坏",
                       "从备份恢复这些文件，并检查磁盘"});
    } else {
        well(all, "附件", text + "，内容都正确");
    }
}

void look_at_work(Findings& all, db::Database& database) {
    auto const [jobs, news] = database.read([](db::Reader& reader) {
        return std::pair{jobs::parked(reader), events::parked(reader)};
    });
    if (jobs + news == 0) return well(all, "后台工作", "没有停下的工作");
    all.push_back({"后台工作", Health::warning,
                   std::to_string(jobs) + " 项作业、" + std::to_string(news) + " 条消息多次失败后停下",
                   "查看日志里的 job.fault 和 events.refused，修复后由系统管理员在“运行状态”重试，或运行 xinglin jobs "
                   "retry 编号"});
}

void look_at_audit(Findings& all, Core& core) {
    auto const report = audit::verify(*core.database, core.vault->signer().public_key_pem());
    if (!report.intact()) {
        all.push_back({"审计记录", Health::ill, std::to_string(report.findings_total) + " 处与链不符，可能被改动",
                       "运行 xinglin verify-audit 查看，保留现场并报告审计管理员"});
        return;
    }
    well(all, "审计记录", std::to_string(report.entries) + " 条，完整");
}

/// Rows of memberships carry a MAC: one written behind the program's back does not fit.
void look_at_memberships(Findings& all, Core& core) {
    constexpr int a_turn = 5000;
    std::int64_t forged = 0, after = 0;
    for (;;) {
        auto last = after;
        forged += core.database->read([&](db::Reader& reader) {
            return static_cast<std::int64_t>(
                members::store::forged_states(reader, *core.vault, after, a_turn, last).size());
        });
        if (last == after) break;
        after = last;
    }
    if (forged == 0) return well(all, "党籍记录", "没有被绕过程序改动");
    all.push_back({"党籍记录", Health::ill, std::to_string(forged) + " 条党籍记录不是由本程序写入的",
                   "不要继续使用这些记录；查明是谁改动了数据库，从备份核对"});
}

void look_at_accounts(Findings& all, Core& core) {
    auto const forged =
        core.database->read([&](db::Reader& reader) { return accounts::tampered_grants(reader, *core.vault); });
    if (!forged.empty()) {
        all.push_back({"授权", Health::ill, std::to_string(forged.size()) + " 条授权不是由本程序写入的",
                       "已不起作用；查明是谁改动了数据库"});
    } else {
        well(all, "授权", "没有被绕过程序改动");
    }
    look_at_memberships(all, core);
    bool const ready =
        core.database->read([](db::Reader& reader) { return accounts::institution(reader).has_value(); });
    if (ready) return well(all, "初次设置", "已完成");
    all.push_back({"初次设置", Health::warning, "还没有完成", "打开 xinglin serve 打印的链接"});
}

/// On PostgreSQL the database itself keeps the scope of a call, unless the role it is asked as stands above that.
void look_at_row_security(Findings& all, db::Database& database) {
    if (database.engine() == db::Engine::sqlite) return;
    auto const found = database.read([](db::Reader& reader) {
        return reader.one(db::sql::unsecured, [](db::Row const& row) {
            return std::pair{row.get<std::int64_t>(0) != 0, row.get<std::int64_t>(1)};
        });
    });
    auto const [passes_by, open_tables] = found.value_or(std::pair{true, std::int64_t{0}});
    if (passes_by) {
        all.push_back({"行级安全", Health::warning,
                       "数据库角色是超级用户或带有 BYPASSRLS，数据库里的第二道权限检查不起作用",
                       "让数据库管理员为程序另建普通角色（NOSUPERUSER NOBYPASSRLS），把这个数据库交给它，"
                       "再修改 database 设置；步骤见运维手册 PostgreSQL 一节"});
        return;
    }
    if (open_tables > 0) {
        all.push_back(
            {"行级安全", Health::warning, std::to_string(open_tables) + " 个表的行级安全被关闭",
             "查明是谁关闭的；对这些表执行 ALTER TABLE … ENABLE ROW LEVEL SECURITY 和 FORCE ROW LEVEL SECURITY"});
        return;
    }
    well(all, "行级安全", "起作用");
}

void look_at_database(Findings& all, Settings const& settings) {
    if (settings.database.empty() && !fs::exists(settings.data + "/xinglin.db")) {
        all.push_back({"数据库", Health::ill, "数据目录里没有数据库", "先运行 xinglin serve"});
        return;
    }
    auto core = Core::open(settings, Process::command);
    if (!core) {
        all.push_back({"数据库", Health::ill, texts::fill(core.error().code, core.error().facts),
                       "按提示修复；必要时从备份恢复"});
        return;
    }
    auto& database = *(*core)->database;
    try {
        auto const said = database.check();
        if (!said.empty()) {
            all.push_back({"数据库", Health::ill, said, "停止服务，从最近的备份恢复"});
            return;
        }
        well(all, "数据库", database.engine() == db::Engine::sqlite ? "SQLite，完整" : "PostgreSQL，连接正常");
        look_at_row_security(all, database);
        look_at_audit(all, **core);
        look_at_accounts(all, **core);
        look_at_work(all, database);
        look_at_backups(all, settings, (*core)->clock.now());
    } catch (db::Fault const& fault) {
        all.push_back({"数据库", Health::ill, fault.message, "检查磁盘，必要时从备份恢复"});
    }
}

void look_at_address(Findings& all, Settings const& settings) {
    bool const loopback =
        settings.listen_host == "127.0.0.1" || settings.listen_host == "::1" || settings.listen_host == "localhost";
    bool const secure = settings.base_url().rfind("https://", 0) == 0;
    if (!loopback && !secure) {
        all.push_back({"网址", Health::warning, "没有加密（" + settings.base_url() + "），密码会在网上明文传输",
                       "在前面装 nginx 和证书（deploy/nginx），并设置 public_url"});
        return;
    }
    well(all, "网址", settings.base_url());
}

}  // namespace

std::vector<Checked> examine(Settings const& settings) {
    Findings all;
    look_at_folder(all, settings);
    if (all.back().health == Health::ill) return all;
    look_at_space(all, settings);
    look_at_key(all, settings);
    look_at_database(all, settings);
    look_at_files(all, settings);
    look_at_address(all, settings);
    return all;
}

}  // namespace xinglin::app
