// Create, rename, amend, move: changes of one organisation.
#include "modules/organisations/organisations.hpp"
#include "modules/organisations/work.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {

constexpr std::size_t longest_name = 100;

Result<std::string> name_in(std::optional<std::string> const& given, char const* pointer, bool required) {
    auto name = text::trim(given.value_or(""));
    if (name.empty() && required)
        return fail(malformed("organisations.needs_name").field(pointer, "organisations.needs_name"));
    if (text::length(name) > longest_name)
        return fail(malformed("organisations.name_too_long")
                        .fact("max", std::to_string(longest_name))
                        .field(pointer, "organisations.name_too_long"));
    return name;
}

bool is_code(std::string_view code) {
    return code.size() <= 30 && std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
           });
}

/// Takes over what the command gives of the details.
Result<Done> take_details(Facts& facts, ChangeCommand const& command) {
    if (command.code) {
        facts.code = text::trim(*command.code);
        if (!is_code(facts.code))
            return fail(malformed("organisations.code_form").field("/code", "organisations.code_form"));
    }
    if (command.unit_case) facts.unit_case = *command.unit_case;
    if (command.unit) facts.unit = text::trim(*command.unit);
    if (command.address) facts.address = text::trim(*command.address);
    if (command.founded_on) facts.founded_on = *command.founded_on;
    if (command.published) facts.published = *command.published;
    if (!command.phone) return Done{};
    facts.phone = text::without_blanks(text::half_width(*command.phone));
    if (!facts.phone.empty() && !is_fixed_line(facts.phone))
        return fail(malformed("organisations.wrong_phone").field("/phone", "organisations.wrong_phone"));
    return Done{};
}

void take_aliases(Work& work, OrganisationId id, std::vector<std::string> const& aliases) {
    store::drop_given_aliases(work.tx, id);
    for (auto const& alias : aliases) store::put_alias(work.tx, id, alias, "given", {});
}

int units_of(Facts const& facts) {
    auto const lines = text::split(facts.unit, '\n');
    return static_cast<int>(
        std::count_if(lines.begin(), lines.end(), [](auto line) { return !text::trim(line).empty(); }));
}

std::string quoted(std::string const& text) { return text.empty() ? "空" : "“" + text + "”"; }

/// What an amendment changes, one sentence each.
std::vector<std::string> differences(Facts const& before, Facts const& after) {
    std::vector<std::string> out;
    auto const say = [&](char const* what, std::string const& old, std::string const& now) {
        if (old != now) out.push_back(what + ("由" + quoted(old)) + "改为" + quoted(now));
    };
    auto const day = [](std::optional<Date> const& date) { return date ? date->text() : std::string(); };
    say("组织编号", before.code, after.code);
    say("所在单位情况", std::string(title_of(before.unit_case)), std::string(title_of(after.unit_case)));
    say("所在单位", before.unit, after.unit);
    say("联系电话", before.phone, after.phone);
    say("地址", before.address, after.address);
    say("批准成立日期", day(before.founded_on), day(after.founded_on));
    say("对外公布", before.published ? "是" : "否", after.published ? "是" : "否");
    return out;
}

}  // namespace

Result<OrganisationId> create(Work& work, ChangeCommand const& command) {
    Facts facts;
    if (!command.to_kind)
        return fail(malformed("organisations.needs_kind").field("/to_kind", "organisations.needs_kind"));
    facts.kind = *command.to_kind;
    TRY_ASSIGN(facts.name, name_in(command.name, "/name", true));
    TRY_ASSIGN(facts.short_name, name_in(command.short_name, "/short_name", false));
    TRY(take_details(facts, command));
    if (!command.parent_id) {
        // The top is made by set-up alone.
        if (auto const top = store::top(work.tx))
            return fail(conflict("organisations.top_exists").field("/parent_id", "organisations.needs_parent"));
        if (!work.context.actor.scope(rights::write).covers("")) return fail(forbidden());
    } else {
        TRY_ASSIGN(auto const parent, access(work.tx, work.context.actor, *command.parent_id, rights::write));
        facts.parent = parent.id;
        // What an institution shows of itself it shows whole, unless somebody says otherwise for a part.
        if (!command.published) facts.published = parent.published;
    }
    SetUp set_up_facts;
    set_up_facts.structure.kind = facts.kind;
    set_up_facts.structure.units = units_of(facts);
    set_up_facts.approved = !command.basis.empty();
    work.verdict.add(set_up(set_up_facts, work.rules, work.context.effective_on));
    TRY_ASSIGN(auto const made, work.create(std::move(facts)));
    if (command.aliases) {
        take_aliases(work, made.id, *command.aliases);
        store::index_names(work.tx, made.id, made);
    }
    return made.id;
}

Result<OrganisationId> rename(Work& work, ChangeCommand const& command) {
    TRY_ASSIGN(auto const organisation, access(work.tx, work.context.actor, *command.organisation_id, rights::write));
    TRY_ASSIGN(auto const name, name_in(command.name, "/name", true));
    TRY_ASSIGN(auto short_name, name_in(command.short_name, "/short_name", false));
    if (!command.short_name) short_name = organisation.short_name;
    if (!organisation.parent.none() && store::sibling_named(work.tx, organisation.parent, name, organisation.id))
        return fail(conflict("organisations.name_taken").fact("name", name).field("/name", "organisations.name_taken"));
    auto const at_day = store::find_on(work.tx, organisation.id, work.context.effective_on);
    if (!at_day)
        return fail(conflict("organisations.before_founding")
                        .fact("date", work.context.effective_on.text())
                        .fact("name", called(organisation))
                        .fact("since", organisation.since.text()));
    if (at_day->name == name && at_day->short_name == short_name) return fail(conflict("organisations.same_name"));
    // The old names stay findable.
    store::put_alias(work.tx, organisation.id, at_day->name, "former", work.context.change);
    store::put_alias(work.tx, organisation.id, at_day->short_name, "former", work.context.change);
    TRY(work.patch(organisation.id, [&](Facts& facts) {
        if (facts.name != at_day->name || facts.short_name != at_day->short_name) return false;
        facts.name = name;
        facts.short_name = short_name;
        return true;
    }));
    if (at_day->name != name) work.note("renamed", organisation.id, "“" + at_day->name + "”更名为“" + name + "”");
    if (at_day->short_name != short_name)
        work.note("renamed", organisation.id, "简称由" + quoted(at_day->short_name) + "改为" + quoted(short_name));
    return organisation.id;
}

Result<OrganisationId> amend(Work& work, ChangeCommand const& command) {
    TRY_ASSIGN(auto const organisation, access(work.tx, work.context.actor, *command.organisation_id, rights::write));
    auto const at_day = store::find_on(work.tx, organisation.id, work.context.effective_on);
    if (!at_day)
        return fail(conflict("organisations.before_founding")
                        .fact("date", work.context.effective_on.text())
                        .fact("name", called(organisation))
                        .fact("since", organisation.since.text()));
    Facts wanted = *at_day;
    TRY(take_details(wanted, command));
    if (wanted == static_cast<Facts const&>(*at_day) && !command.aliases)
        return fail(conflict("organisations.nothing_changed"));
    if (command.aliases) take_aliases(work, organisation.id, *command.aliases);
    // Each detail holds until the next change of that same detail.
    Facts const old = *at_day;
    bool code = true, unit_case = true, unit = true, phone = true, address = true, founded = true, published = true;
    auto const carry = [](auto& going, auto& fact, auto const& before, auto const& after) {
        going = going && fact == before;
        if (going) fact = after;
    };
    TRY(work.patch(organisation.id, [&](Facts& facts) {
        carry(code, facts.code, old.code, wanted.code);
        carry(unit_case, facts.unit_case, old.unit_case, wanted.unit_case);
        carry(unit, facts.unit, old.unit, wanted.unit);
        carry(phone, facts.phone, old.phone, wanted.phone);
        carry(address, facts.address, old.address, wanted.address);
        carry(founded, facts.founded_on, old.founded_on, wanted.founded_on);
        carry(published, facts.published, old.published, wanted.published);
        return true;
    }));
    for (auto const& line : differences(old, wanted)) work.note("amended", organisation.id, line);
    if (command.aliases) work.note("amended", organisation.id, "修改“" + called(organisation) + "”的其他叫法");
    return organisation.id;
}

Result<OrganisationId> move(Work& work, ChangeCommand const& command) {
    TRY_ASSIGN(auto const organisation, access(work.tx, work.context.actor, *command.organisation_id, rights::write));
    if (!command.parent_id)
        return fail(malformed("organisations.needs_parent").field("/parent_id", "organisations.needs_parent"));
    TRY_ASSIGN(auto const parent, access(work.tx, work.context.actor, *command.parent_id, rights::write));
    if (parent.ended_on)
        return fail(
            conflict("organisations.not_live").fact("name", called(parent)).fact("date", parent.ended_on->text()));
    if (organisation.parent == parent.id)
        return fail(
            conflict("organisations.same_parent").fact("name", called(organisation)).fact("parent", called(parent)));
    auto const before =
        organisation.parent.none() ? std::optional<Organisation>() : store::find(work.tx, organisation.parent);
    TRY(work.rehang(organisation, parent));
    work.note("moved", organisation.id,
              "“" + called(organisation) + "”由" + (before ? "“" + called(*before) + "”" : "最上级") + "改为隶属“" +
                  called(parent) + "”",
              1, parent.id);
    return organisation.id;
}

}  // namespace xinglin::organisations
