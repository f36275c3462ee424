#include "app/modules.hpp"

#include "app/application.hpp"
#include "app/own_data.hpp"
#include "app/parts.hpp"
#include "app/routes.hpp"
#include "app/running_state.hpp"
#include "app/schedules.hpp"
#include "app/sealed_columns.hpp"
#include "base/text.hpp"
#include "modules/appraisal/routes.hpp"
#include "modules/approvals/routes.hpp"
#include "modules/ballots/routes.hpp"
#include "modules/calendar/routes.hpp"
#include "modules/documents/routes.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/organisations/routes.hpp"
#include "modules/people/jobs.hpp"
#include "modules/people/routes.hpp"
#include "modules/re_elections/routes.hpp"
#include "modules/regulations/routes.hpp"
#include "modules/rosters/routes.hpp"
#include "modules/setups/routes.hpp"
#include "platform/crypto/rotation_job.hpp"

namespace xinglin::app {
namespace {

accounts::Options account_options(Settings const& settings) {
    accounts::Options options;
    options.passwords = settings.password_profile == "dengbao3" ? accounts::PasswordProfile::graded
                                                                : accounts::PasswordProfile::standard;
    options.require_second_factor = settings.require_second_factor == "yes";
    options.demo = settings.demo;
    options.secure = text::starts_with(settings.base_url(), "https://");
    options.idle_minutes = settings.idle_minutes;
    options.admin_idle_minutes = settings.admin_idle_minutes;
    options.session_hours = settings.session_hours;
    options.lock_after = settings.lock_after;
    options.base_url = settings.base_url();
    return options;
}

/// What happens to keys stands in the trail.
crypto::RotationOptions rotation_options(Core& core) {
    crypto::RotationOptions options;
    options.told = [&core](std::string_view action, std::uint32_t key) {
        audit::Event event;
        event.action = action;
        event.subject_kind = "key";
        event.subject = key;
        event.summary = action == "keys.rotated" ? "启用新的数据密钥，开始重新加密" : "旧数据密钥已无用处，销毁";
        static_cast<void>(core.database->write([&](db::Tx& tx) -> Result<Done> {
            core.trail.record(tx, auth::Actor::the_system("密钥轮换"), event);
            return Done{};
        }));
    };
    return options;
}

people::ExportPolicy export_policy(Settings const& settings) {
    people::ExportPolicy policy;
    policy.second_factor = settings.require_second_factor == "yes";
    policy.second_person = !settings.demo;
    return policy;
}

}  // namespace

Modules::Parts::Parts(Core& with, Workshop& workshop, accounts::Roles table, regulations::Book rules,
                      approvals::Definitions asked)
    : core(with),
      shop(workshop),
      roles(std::move(table)),
      book(std::move(rules)),
      definitions(std::move(asked)),
      keys(*core.database, *core.vault, core.clock),
      refusals(*core.database, core.trail, core.clock),
      audit_parts{*core.database, core.trail, core.vault->signer(), core.settings.data + "/exports"},
      regulations(*core.database, core.ids, core.clock, core.trail, book),
      organisations(*core.database, core.ids, core.clock, core.trail, book, *core.vault),
      accounts(accounts::Context{*core.database, core.clock, core.ids, *core.vault, *core.hasher, core.hashing,
                                 core.trail, roles, surroundings(), account_options(core.settings)},
               set_up_hooks(core, organisations)),
      notices(
          *core.database, core.ids, core.clock, shop.hub,
          [this](db::Reader& reader, PersonId person) { return accounts.of_person(reader, person); },
          [this](db::Reader& reader, PersonId person, Instant at) { return may_remind(reader, person, at); }),
      people_tools{*core.database, core.ids, core.clock, core.trail, *core.vault},
      people_news(notices),
      people_follower(people_tools),
      approvals(
          approvals::Tools{*core.database, core.ids, core.clock, core.trail, notices, *core.vault, definitions,
                           [this](db::Reader& reader, AccountId account) { return accounts.actor(reader, account); },
                           [this](PersonId person) { return actors_of(person); }, &shop.hub}),
      approvals_duties(approvals),
      meetings(meetings::Tools{*core.database, core.ids, core.clock, core.trail, book, notices, shop.hub, *core.vault}),
      meetings_approved(meetings, approvals),
      meetings_tree(meetings),
      meetings_people(meetings),
      meetings_duties(meetings),
      meetings_materials(meetings, shop.uploads, shop.store, [this](std::string const& path) { intake.release(path); }),
      setups(*core.database, organisations, approvals, setups::json_codec()),
      ballots(ballots::Tools{*core.database, core.ids, core.clock, core.trail, book, notices, shop.hub, *core.vault}),
      ballots_votes(ballots, meetings),
      ballots_duties(ballots),
      appraisal(meetings, ballots, approvals),
      appraisal_duties(appraisal),
      re_elections(meetings, organisations, approvals),
      re_elections_duties(re_elections),
      people(people_tools, {&people_news, &meetings_people}, export_policy(core.settings), own_file(shop.uploads)),
      people_duties(people_tools),
      intake_organisations(organisations),
      intake_tools{people_tools,
                   intake_organisations,
                   forgetting(shop.store),
                   15,
                   [this](AccountId account) { return accounts.actor(account); },
                   {&people_news, &meetings_people}},
      intake(intake_tools),
      calendar(*core.database, core.clock, core.trail),
      roster_tools{people_tools, book},
      rosters(roster_tools),
      portal_source(
          *core.database,
          [rules = accounts::password_rules(account_options(core.settings).passwords)](db::Reader& reader) {
              auto found = institution(reader);
              found.password_length = rules.min_length;
              found.password_classes = rules.classes;
              return found;
          },
          book, core.clock),
      organisation_duties(organisations),
      account_duties(*core.vault, roles),
      duty_sources{&organisation_duties, &people_duties,  &account_duties,   &meetings_duties,
                   &approvals_duties,    &ballots_duties, &appraisal_duties, &re_elections_duties} {
    organisations.know(people_follower);
    organisations.follow(accounts.follower());
    organisations.follow(people_follower);
    organisations.follow(approvals_tree);
    organisations.follow(meetings_tree);
    organisations.follow(ballots_tree);
    organisations.follow(appraisal_tree);
    organisations.follow(re_elections_tree);
}

Instant Modules::Parts::may_remind(db::Reader& reader, PersonId person, Instant at) const {
    auto const rules = regulations::rules(reader, book);
    auto const hour = [&](char const* name) { return static_cast<int>(rules.nearest(name, local_date(at)).number()); };
    return notices::may_remind_from(
        at, {hour("notices.quiet_from_hour"), hour("notices.quiet_to_hour")},
        [&](Instant then) { return rosters::undisturbed_until(reader, *core.vault, person, then); });
}

std::vector<auth::Actor> Modules::Parts::actors_of(PersonId person) {
    std::vector<auth::Actor> out;
    auto const ids = core.database->read([&](db::Reader& reader) { return accounts.of_person(reader, person); });
    for (auto const id : ids)
        if (auto found = accounts.actor(id)) out.push_back(std::move(*found));
    return out;
}

Modules::Modules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Modules::~Modules() = default;

Result<std::unique_ptr<Modules>> Modules::build(Core& core, Workshop& workshop) {
    TRY_ASSIGN(auto roles, accounts::Roles::load());
    TRY_ASSIGN(auto book, regulations::load_embedded());
    TRY_ASSIGN(auto definitions, approvals::Definitions::load());
    std::unique_ptr<Modules> made(new Modules(
        std::make_unique<Parts>(core, workshop, std::move(roles), std::move(book), std::move(definitions))));
    TRY(crypto::seal_clear(*core.database, *core.vault, clear_columns()));
    TRY(made->parts_->approvals.adopt_definitions());
    add_schedules(*made->parts_);
    crypto::add_rotation_job(workshop.runner, *core.database, *core.vault, core.clock, sealed_columns(),
                             rotation_options(core));
    people::add_jobs(workshop.runner, made->parts_->people);
    intake::add_jobs(workshop.runner, made->parts_->intake);
    workshop.uploads.rules("import", import_uploads(core.settings, workshop.store, made->parts_->intake));
    workshop.uploads.rules("roster", roster_upload_rules(workshop.store, made->parts_->intake));
    workshop.uploads.rules(meetings::material_purpose,
                           material_uploads(core.settings, made->parts_->meetings_materials));
    return made;
}

Result<Done> Modules::mount(http::Router& router) {
    auto& parts = *parts_;
    http::declare_streams(router);
    audit::mount(router, parts.audit_parts);
    auto const top = [&parts] {
        auto const found = parts.core.database->read([](db::Reader& reader) { return organisations::top(reader); });
        return found ? found->path : std::string();
    };
    regulations::mount(router, parts.regulations, top);
    calendar::mount(router, parts.calendar, top);
    organisations::mount(router, parts.organisations);
    parts.accounts.mount(router);
    people::mount(router, parts.people);
    intake::add_routes(router, parts.intake, uploaded(parts.shop.uploads, parts.shop.store));
    rosters::add_routes(router, parts.rosters, roster_uploads(parts.shop.uploads, parts.shop.store, parts.intake));
    notices::routes(router, parts.notices);
    approvals::mount(router, parts.approvals);
    meetings::mount(router, parts.meetings);
    meetings::mount_materials(router, parts.meetings_materials);
    meetings::mount_time_change(router, parts.meetings_approved);
    setups::mount(router, parts.setups);
    ballots::mount(router, parts.ballots, parts.ballots_votes);
    appraisal::mount(router, parts.appraisal);
    re_elections::mount(router, parts.re_elections);
    documents::mount(router, parts.meetings, parts.core.settings.fonts);
    documents::mount_chain(router, parts.re_elections, parts.core.settings.fonts);
    documents::mount_appraisal(router, parts.appraisal, parts.core.settings.fonts);
    portal::routes(router, parts.portal_source, parts.core.clock, parts.core.settings.demo);
    mount_own_data(router, parts);
    mount_running_state(router, parts);
    mount_own_routes(
        router, *parts.core.database, parts.core.clock, parts.duty_sources,
        [&parts](db::Tx& tx, auth::Actor const& actor, JobId job) { parts.intake.job_cancelled(tx, actor, job); });
    auto const missing = accounts::missing_rights(parts.roles, router);
    if (!missing.empty())
        return fail(problem(Kind::fault, "app.rights_missing").fact("rights", text::join(missing, "、")));
    return Done{};
}

http::Authenticator& Modules::authenticator() { return parts_->accounts.authenticator(); }
http::Idempotency* Modules::idempotency() { return &parts_->keys; }

std::string Modules::unready() const {
    return parts_->trouble.load() ? "数据库或磁盘有问题，请运行 xinglin doctor" : "";
}

}  // namespace xinglin::app
