#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/setups/setups.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::setups {

namespace {

using organisations::ChangeKind;

/// Changes between several organisations are the office's own: who asks sees one of them only.
bool askable(ChangeKind wanted) { return wanted != ChangeKind::move && wanted != ChangeKind::merge; }

/// Who asks, as if the change were theirs to make over the same parts of the tree: for a preview, which is rolled back.
auth::Actor previewing(auth::Actor const& actor) {
    auto out = actor;
    for (auto& grant : out.grants)
        if (std::find(grant.rights.begin(), grant.rights.end(), rights::ask.name) != grant.rights.end())
            grant.rights.push_back(organisations::rights::write.name);
    return out;
}

std::string detail_of(ChangeCommand const& command, ChangeOutcome const& outcome) {
    std::string out = "自" + command.effective_on.text() + "起";
    for (auto const& effect : outcome.effects) out += "；" + effect.text;
    for (auto const& one : outcome.findings) out += "；提示：" + one.text;
    out += "。理由：" + text::trim(command.reason);
    if (auto const basis = text::trim(command.basis); !basis.empty()) out += "。依据：" + basis;
    return out;
}

}  // namespace

Service::Service(db::Database& db, organisations::Service& organisations, approvals::Service& approvals, Codec codec)
    : db_(db), organisations_(organisations), approvals_(approvals), codec_(std::move(codec)) {
    approvals.tell(std::string(kind), *this);
}

Result<Asked> Service::ask(auth::Actor const& actor, ChangeCommand const& command) {
    if (!askable(command.kind)) return fail(malformed("setups.kind").field("/kind", "setups.kind"));
    auto const about = command.kind == ChangeKind::create ? command.parent_id : command.organisation_id;
    if (!about) return fail(malformed("setups.organisation").field("/organisation_id", "setups.organisation"));
    std::optional<organisations::Organisation> place;
    TRY(db_.read([&](db::Reader& reader) -> Result<Done> {
        TRY_ASSIGN(place, organisations::access(reader, actor, *about, rights::ask));
        return Done{};
    }));
    if (actor.scope(organisations::rights::write).covers(place->path)) return fail(conflict("setups.may_change"));
    auto preview = command;
    preview.dry_run = true;
    TRY_ASSIGN(auto outcome, organisations_.change(previewing(actor), preview));
    if (command.dry_run) return Asked{std::nullopt, std::move(outcome)};
    regulations::Verdict verdict;
    verdict.findings = outcome.findings;
    TRY(verdict.enforce());

    approvals::Request request;
    request.kind = std::string(kind);
    request.subject_kind = "organisation";
    request.subject = about->value;
    request.organisation = place->id;
    request.path = place->path;
    request.title = "申请" + std::string(title_of(command.kind)) + "：" +
                    (place->short_name.empty() ? place->name : place->short_name);
    request.detail = detail_of(command, outcome);
    // The version that was seen goes with it: whatever changes meanwhile is looked at again by who asked.
    request.payload = std::to_string(command.expected_version.value_or(place->version)) + " " + codec_.write(command);
    request.link = "/console/organisations/" + place->id.text();
    TRY_ASSIGN(auto const id, db_.write([&](db::Tx& tx) { return approvals_.begin(tx, actor, request); }));
    return Asked{id, std::move(outcome)};
}

Result<Done> Service::on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) {
    if (news.what.state != approvals::CaseState::approved) return Done{};
    auto const space = news.what.payload.find(' ');
    XL_CHECK(space != std::string::npos);
    TRY_ASSIGN(auto command, codec_.read(std::string_view(news.what.payload).substr(space + 1)));
    if (command.kind != ChangeKind::create)
        command.expected_version = text::parse_int(news.what.payload.substr(0, space)).value_or(0);
    command.dry_run = false;
    if (text::trim(command.basis).empty()) command.basis = news.what.asked_name + "申请，" + by.name + "同意";
    TRY(organisations_.change_in(tx, by, command));
    return Done{};
}

}  // namespace xinglin::setups
