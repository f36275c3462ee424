// Split, merge, upgrade, dissolve: changes that carry people and children from one organisation to another.
#include "modules/organisations/organisations.hpp"
#include "modules/organisations/work.hpp"

#include "base/text.hpp"

#include <set>

namespace xinglin::organisations {

namespace {

Result<Organisation> living(Work& work, OrganisationId id) {
    TRY_ASSIGN(auto found, access(work.tx, work.context.actor, id, rights::write));
    if (found.ended_on)
        return fail(
            conflict("organisations.not_live").fact("name", called(found)).fact("date", found.ended_on->text()));
    return found;
}

/// Judged by all beneath it: a branch by its groups' members too.
Structure structure_of(Work& work, Organisation const& organisation) {
    Structure structure;
    structure.kind = organisation.kind;
    structure.counts = store::counts_under(work.tx, organisation.path);
    structure.secretary = true;
    return structure;
}

void judge(Work& work, Organisation const& organisation, bool remainder, bool approved) {
    SetUp facts;
    facts.structure = structure_of(work, organisation);
    facts.people_known = facts.structure.counts.members() > 0 || remainder;
    facts.remainder = remainder;
    facts.approved = approved;
    auto verdict = set_up(facts, work.rules, work.context.effective_on);
    for (auto& finding : verdict.findings) finding.fact("name", called(organisation));
    work.verdict.add(std::move(verdict));
}

Result<Done> each_once(std::vector<Part> const& parts) {
    std::set<PersonId> people;
    std::set<OrganisationId> organisations;
    for (auto const& part : parts) {
        for (auto const id : part.people)
            if (!people.insert(id).second)
                return fail(malformed("organisations.listed_twice").field("/parts", "organisations.listed_twice"));
        for (auto const id : part.organisations)
            if (!organisations.insert(id).second)
                return fail(malformed("organisations.listed_twice").field("/parts", "organisations.listed_twice"));
    }
    return Done{};
}

/// Makes one part under `parent` and moves its people and children there.
Result<Organisation> make_part(Work& work, Organisation const& from, Organisation const& parent, Part const& part,
                               bool approved, std::size_t position) {
    Facts facts;
    facts.parent = parent.id;
    facts.kind = part.kind;
    facts.code = text::trim(part.code.value_or(""));
    facts.name = text::trim(part.name);
    facts.short_name = text::trim(part.short_name);
    facts.unit_case = from.unit_case;
    facts.published = from.published;
    facts.founded_on = work.context.effective_on;
    if (facts.name.empty())
        return fail(malformed("organisations.needs_name")
                        .field("/parts/" + std::to_string(position) + "/name", "organisations.needs_name"));
    TRY_ASSIGN(auto const made, work.create(std::move(facts)));
    if (!part.people.empty()) TRY(work.reassign(from, made, part.people));
    for (auto const id : part.organisations) {
        TRY_ASSIGN(auto const child, living(work, id));
        if (child.parent != from.id)
            return fail(conflict("organisations.not_a_child").fact("name", called(child)).fact("parent", called(from)));
        TRY(work.rehang(child, made));
        work.note("moved", child.id, "“" + called(child) + "”改为隶属“" + called(made) + "”", 1, made.id);
    }
    judge(work, made, false, approved);
    return made;
}

/// Moves everything that `from` still has to `to`.
Result<Done> hand_over(Work& work, Organisation const& from, Organisation const& to) {
    if (store::counts_of(work.tx, from.id).people() > 0) TRY(work.reassign(from, to, std::nullopt));
    for (auto const id : store::children(work.tx, from.id)) {
        auto const child = store::find(work.tx, id);
        TRY(work.rehang(*child, to));
        work.note("moved", id, "“" + called(*child) + "”改为隶属“" + called(to) + "”", 1, to.id);
    }
    return Done{};
}

}  // namespace

Result<OrganisationId> split(Work& work, ChangeCommand const& command) {
    TRY_ASSIGN(auto const organisation, living(work, *command.organisation_id));
    if (organisation.parent.none()) return fail(conflict("organisations.top_stays"));
    if (command.parts.empty())
        return fail(malformed("organisations.needs_parts").field("/parts", "organisations.needs_parts"));
    TRY(each_once(command.parts));
    auto const parent = store::find(work.tx, organisation.parent);
    bool const approved = !command.basis.empty();
    std::optional<Organisation> first;
    for (std::size_t at = 0; at < command.parts.size(); ++at) {
        TRY_ASSIGN(auto made, make_part(work, organisation, *parent, command.parts[at], approved, at));
        if (!first) first = std::move(made);
    }
    if (command.keep) {
        judge(work, organisation, true, approved);
        work.note("split", organisation.id, "“" + called(organisation) + "”拆分，保留原组织");
        return organisation.id;
    }
    if (auto const left = store::counts_of(work.tx, organisation.id).people(); left > 0)
        return fail(conflict("organisations.people_left")
                        .fact("name", called(organisation))
                        .fact("count", std::to_string(left)));
    TRY(work.end(organisation, first));
    work.note("split", organisation.id, "“" + called(organisation) + "”拆分，原组织撤销");
    return organisation.id;
}

Result<OrganisationId> merge(Work& work, ChangeCommand const& command) {
    if (command.source_ids.empty())
        return fail(malformed("organisations.needs_sources").field("/source_ids", "organisations.needs_sources"));
    std::optional<Organisation> target;
    bool const approved = !command.basis.empty();
    if (command.organisation_id) {
        TRY_ASSIGN(target, living(work, *command.organisation_id));
    } else {
        TRY_ASSIGN(auto const id, create(work, command));
        target = store::find(work.tx, id);
    }
    std::set<OrganisationId> seen;
    for (auto const id : command.source_ids) {
        if (!seen.insert(id).second)
            return fail(malformed("organisations.listed_twice").field("/source_ids", "organisations.listed_twice"));
        if (id == target->id)
            return fail(
                malformed("organisations.source_is_target").field("/source_ids", "organisations.source_is_target"));
        TRY_ASSIGN(auto const source, living(work, id));
        if (source.parent.none()) return fail(conflict("organisations.top_stays"));
        TRY(hand_over(work, source, *target));
        TRY(work.end(*store::find(work.tx, id), target));
        store::put_alias(work.tx, target->id, source.name, "former", work.context.change);
        if (!source.short_name.empty())
            store::put_alias(work.tx, target->id, source.short_name, "former", work.context.change);
        target = store::find(work.tx, target->id);
    }
    store::index_names(work.tx, target->id, *target);
    judge(work, *target, command.organisation_id.has_value(), approved);
    work.note("merged", target->id,
              std::to_string(command.source_ids.size()) + "个党组织并入“" + called(*target) + "”");
    return target->id;
}

Result<OrganisationId> upgrade(Work& work, ChangeCommand const& command) {
    TRY_ASSIGN(auto const before, living(work, *command.organisation_id));
    if (!command.to_kind)
        return fail(malformed("organisations.needs_kind").field("/to_kind", "organisations.needs_kind"));
    if (*command.to_kind == before.kind) return fail(conflict("organisations.same_kind"));
    if (*command.to_kind == OrganisationKind::group || before.kind == OrganisationKind::group)
        return fail(conflict("organisations.wrong_kind_for_change")
                        .fact("kind", std::string(title_of(before.kind)))
                        .fact("change", "改设为" + std::string(title_of(*command.to_kind))));
    auto const at_day = store::find_on(work.tx, before.id, work.context.effective_on);
    if (!at_day)
        return fail(conflict("organisations.before_founding")
                        .fact("date", work.context.effective_on.text())
                        .fact("name", called(before))
                        .fact("since", before.since.text()));
    TRY(each_once(command.parts));
    auto const parent = before.parent.none() ? std::optional<Organisation>() : store::find(work.tx, before.parent);
    work.verdict.add(stands_under(*command.to_kind, parent ? std::optional(parent->kind) : std::nullopt));
    auto const name = text::trim(command.name.value_or(""));
    auto const short_name = text::trim(command.short_name.value_or(""));
    if (!name.empty()) store::put_alias(work.tx, before.id, before.name, "former", work.context.change);
    if (!short_name.empty()) store::put_alias(work.tx, before.id, before.short_name, "former", work.context.change);
    TRY(work.patch(before.id, [&](Facts& facts) {
        if (facts.kind != at_day->kind) return false;
        facts.kind = *command.to_kind;
        if (!name.empty()) facts.name = name;
        if (!short_name.empty()) facts.short_name = short_name;
        return true;
    }));
    // A committee of another kind is elected anew: the posts and the term of the old one end.
    work.end_posts_and_term(before, "党组织改设");
    auto const now = store::find(work.tx, before.id);
    work.note("kind_changed", before.id,
              "“" + called(before) + "”由" + std::string(title_of(before.kind)) + "改设为" +
                  std::string(title_of(*command.to_kind)));
    if (!name.empty() && name != before.name)
        work.note("renamed", before.id, "名称由“" + before.name + "”改为“" + name + "”");
    bool const approved = !command.basis.empty();
    for (std::size_t at = 0; at < command.parts.size(); ++at)
        TRY(make_part(work, *now, *now, command.parts[at], approved, at));
    for (auto const id : store::children(work.tx, before.id)) {
        auto const child = store::find(work.tx, id);
        work.verdict.add(stands_under(child->kind, now->kind));
    }
    judge(work, *now, false, approved);
    return before.id;
}

Result<OrganisationId> dissolve(Work& work, ChangeCommand const& command) {
    TRY_ASSIGN(auto const organisation, living(work, *command.organisation_id));
    if (organisation.parent.none()) return fail(conflict("organisations.top_stays"));
    std::optional<Organisation> heir;
    if (command.heir_id) {
        TRY_ASSIGN(heir, living(work, *command.heir_id));
        if (auth::Scope{{auth::subtree(organisation.path)}, std::nullopt}.covers(heir->path))
            return fail(conflict("organisations.heir_is_itself").field("/heir_id", "organisations.heir_is_itself"));
        TRY(hand_over(work, organisation, *heir));
    }
    TRY(work.end(*store::find(work.tx, organisation.id), heir));
    if (heir) judge(work, *heir, true, true);
    return organisation.id;
}

}  // namespace xinglin::organisations
