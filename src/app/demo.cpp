#include "app/demo.hpp"

#include "app/data_folder.hpp"
#include "app/demo_data.hpp"
#include "app/demo_life.hpp"
#include "app/demo_meetings.hpp"
#include "app/demo_rosters.hpp"
#include "app/parts.hpp"
#include "base/text.hpp"
#include "modules/intake/intake.hpp"
#include "modules/people/service.hpp"

#include <filesystem>
#include <map>
#include <sstream>

namespace xinglin::app {
namespace {

namespace fs = std::filesystem;

/// One of the eight kinds of person.
struct Somebody {
    char const* role;
    char const* label;
    char const* login;
    char const* name;      ///< of administrators; others have the name of their record
    char const* staff_no;  ///< "" = an administrator without a record
    char const* code;      ///< organisation the role is held over, "" = none
    bool member;           ///< holds the role of a member besides
};

constexpr Somebody everybody[] = {
    {"system_admin", "系统管理员", "xitong", "系统管理员（演示）", "", "", false},
    {"security_admin", "安全管理员", "anquan", "安全管理员（演示）", "", "", false},
    {"audit_admin", "审计管理员", "shenji", "审计管理员（演示）", "", "", false},
    {"party_office", "党委办公室", "dangban", "", "E01486", "D01", true},
    {"branch_secretary", "支部书记", "shuji", "", "E01001", "Z1B01", true},
    {"member", "党员", "dangyuan", "", "E01004", "", false},
    {"applicant", "入党申请人", "shenqing", "", "E02001", "", false},
    {"staff", "非党员职工", "zhigong", "", "E02002", "", false},
};

/// People of the hospital who are no members; the roster of members does not name them.
struct NotMember {
    char const* staff_no;
    char const* name;
    char const* sex;
    char const* birth;
    char const* state;
};
constexpr NotMember not_members[] = {
    {"E02001", "江晓棠", "2", "1998-04-12", "applicant"},
    {"E02002", "陆知远", "1", "1990-09-03", "staff"},
    {"E02003", "沈若溪", "2", "1996-02-21", "activist"},
    {"E02004", "白景明", "1", "1993-11-30", "prospect"},
};

std::string building_mark(Settings const& settings) { return settings.data + "/demo.building"; }
std::string accounts_file(Settings const& settings) { return settings.data + "/demo.accounts"; }

Result<Done> bring_in(Modules::Parts& parts, intake::ImportKind kind, std::string const& name, std::string const& csv) {
    auto const path = parts.core.settings.data + "/" + name;
    TRY(write_private(path, csv));
    std::ostringstream out, err;
    intake::FileImport wanted;
    wanted.kind = kind;
    wanted.file = path;
    int const status = intake::run_import(parts.intake_tools, wanted, out, err);
    fs::remove(path);
    if (status == 0) return Done{};
    return fail(problem(Kind::fault, "app.demo_import").fact("reason", out.str() + err.str()));
}

Result<Done> name_institution(Core& core) {
    return core.database->write([&](db::Tx& tx) -> Result<Done> {
        return accounts::set_institution(
            tx, {"云澜市第一人民医院（合成）", accounts::InstitutionKind::hospital, core.clock.now()});
    });
}

Result<OrganisationId> organisation_of(Core& core, char const* code) {
    auto const found =
        core.database->read([&](db::Reader& reader) { return organisations::find_by_code(reader, code); });
    if (!found) return fail(problem(Kind::fault, "app.demo_import").fact("reason", code));
    return found->id;
}

Result<Done> add_not_members(Modules::Parts& parts) {
    auto const actor = auth::Actor::the_system("演示数据");
    TRY_ASSIGN(auto const branch, organisation_of(parts.core, "Z1B01"));
    for (auto const& person : not_members) {
        people::CreatePerson command;
        command.organisation = branch;
        command.state = person.state;
        command.reason = "演示数据";
        command.fields = {
            {"name", person.name}, {"staff_no", person.staff_no}, {"sex", person.sex}, {"birth_date", person.birth}};
        TRY(parts.people.create(actor, command));
    }
    return Done{};
}

Result<AccountId> open_account(Modules::Parts& parts, Somebody const& somebody) {
    accounts::OpenAccount command;
    command.login = somebody.login;
    command.name = somebody.name;
    if (*somebody.staff_no != '\0') {
        auto const card = parts.core.database->read(
            [&](db::Reader& reader) { return people::find_card_by_staff_no(reader, somebody.staff_no); });
        if (!card) return fail(problem(Kind::fault, "app.demo_import").fact("reason", somebody.staff_no));
        command.person = card->id;
        command.name = card->name;
    }
    OrganisationId over;
    if (*somebody.code != '\0') { TRY_ASSIGN(over, organisation_of(parts.core, somebody.code)); }
    command.roles.push_back({somebody.role, over});
    if (somebody.member) command.roles.push_back({"member", {}});
    return parts.accounts.open_account(command, parts.core.clock.today());
}

}  // namespace

bool demo_half_built(Settings const& settings) { return fs::exists(building_mark(settings)); }

Result<Done> prepare_demo_folder(Settings const& settings) {
    if (demo_half_built(settings)) {
        for (auto const& entry : fs::directory_iterator(settings.data)) fs::remove_all(entry.path());
    } else if (fs::exists(settings.data + "/xinglin.db") && !fs::exists(accounts_file(settings))) {
        return fail(conflict("app.demo_foreign").fact("place", settings.data));
    }
    TRY(prepare_data_folder(settings));
    if (!fs::exists(accounts_file(settings))) TRY(write_private(building_mark(settings), "\n"));
    return Done{};
}

Result<Done> build_demo(Application& application) {
    auto& parts = application.modules().parts();
    auto const& settings = parts.core.settings;
    if (fs::exists(accounts_file(settings))) return Done{};
    auto const today = parts.core.clock.today();
    TRY(name_institution(parts.core));
    TRY(bring_in(parts, intake::ImportKind::organisations, "demo-organisations.csv", demo_organisations(today)));
    TRY(bring_in(parts, intake::ImportKind::people, "demo-people.csv", demo_people(today)));
    TRY(add_not_members(parts));
    TRY(seat_committees(parts, today));
    TRY(hold_meetings(parts));
    TRY(roster_wards(parts, today));
    std::string kept;
    std::map<std::string_view, AccountId> opened;
    for (auto const& somebody : everybody) {
        TRY_ASSIGN(auto const account, open_account(parts, somebody));
        opened[somebody.role] = account;
        kept += std::string(somebody.role) + " " + account.text() + "\n";
    }
    TRY(leave_work(parts, opened.at("security_admin"), opened.at("member")));
    TRY(write_private(accounts_file(settings), kept));
    fs::remove(building_mark(settings));
    return Done{};
}

Result<Announcement> demo_links(Application& application) {
    auto& parts = application.modules().parts();
    Announcement made{
        .title = "杏林 " XINGLIN_VERSION " 演示（机构和人员均为虚构，仅本机可访问）", .links = {}, .labels = {}};
    auto const kept = read_text(accounts_file(parts.core.settings)).value_or("");
    for (auto const line : text::split(kept, '\n')) {
        auto const words = text::split(line, ' ');
        if (words.size() != 2) continue;
        auto const id = AccountId::parse(words[1]);
        if (!id) continue;
        TRY_ASSIGN(auto const url, parts.accounts.sign_in_link(*id));
        made.links.emplace_back(std::string(words[0]), path_of(url));
        for (auto const& somebody : everybody) {
            if (words[0] == somebody.role) made.labels.emplace_back(somebody.label);
        }
    }
    return made;
}

}  // namespace xinglin::app
