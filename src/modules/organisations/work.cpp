#include "modules/organisations/work.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

namespace xinglin::organisations {

std::string const& called(Facts const& facts) { return facts.short_name.empty() ? facts.name : facts.short_name; }

void Work::note(std::string kind, OrganisationId organisation, std::string text, std::int64_t count,
                OrganisationId to) {
    effects.push_back({std::move(kind), organisation, to, count, std::move(text)});
}

namespace {

Problem code_taken(db::Reader& reader, std::string const& code) {
    auto const holder = store::find_by_code(reader, code);
    return conflict("organisations.code_taken").fact("code", code).fact("name", holder ? called(*holder) : "");
}

/// What is left must go somewhere: said as a whole and beside the choice of the heir.
Problem needs_heir(std::string const& code, Facts const& organisation, std::int64_t count) {
    std::vector<std::pair<std::string, std::string>> const facts{{"name", called(organisation)},
                                                                 {"count", std::to_string(count)}};
    auto found = conflict(code);
    found.facts = facts;
    found.fields.push_back({"/heir_id", code, {}, facts});
    return found;
}

}  // namespace

Result<Done> Work::free_of_later_changes(Organisation const& organisation, Timeline const& timeline) const {
    auto const* later = timeline.after(context.effective_on);
    if (later == nullptr) return Done{};
    return fail(conflict("organisations.later_changes")
                    .fact("name", called(organisation))
                    .fact("date", context.effective_on.text())
                    .fact("since", later->from.text()));
}

Result<Organisation> Work::create(Facts facts) {
    std::optional<Organisation> parent;
    if (!facts.parent.none()) {
        parent = store::find(tx, facts.parent);
        XL_CHECK(parent.has_value());
        auto const parents_life = store::timeline(tx, parent->id);
        auto const* slice = parents_life.on(context.effective_on);
        if (slice == nullptr)
            return fail(conflict("organisations.before_founding")
                            .fact("date", context.effective_on.text())
                            .fact("name", called(*parent))
                            .fact("since", parents_life.slices.front().from.text()));
        if (parent->ended_on)
            return fail(conflict("organisations.not_live")
                            .fact("name", called(*parent))
                            .fact("date", parent->ended_on->text()));
        if (store::sibling_named(tx, facts.parent, facts.name, {}))
            return fail(conflict("organisations.name_taken").fact("name", facts.name));
        verdict.add(stands_under(facts.kind, parent->kind));
        // The parent may have moved since that day: the child's path follows it slice by slice.
        if (slice->facts.path != parent->path) TRY(free_of_later_changes(*parent, parents_life));
    } else {
        verdict.add(stands_under(facts.kind, std::nullopt));
    }
    auto const segment = store::next_segment(tx);
    if (facts.code.empty()) facts.code = "O" + text::upper_ascii(segment);
    if (store::find_by_code(tx, facts.code)) return fail(code_taken(tx, facts.code));
    facts.path = (parent ? parent->path : std::string()) + segment;
    auto const id = ids.next<OrganisationId>();
    store::insert_head(tx, id, segment, facts, context.effective_on);
    store::insert_counts(tx, id, facts.path);
    Timeline timeline;
    timeline.organisation = id;
    timeline.begin(context.effective_on, facts);
    store::save(tx, timeline, context.change, context.now, ids);
    store::index_names(tx, id, facts);
    note("organisation_created", id, "成立" + std::string(title_of(facts.kind)) + "“" + facts.name + "”");
    Organisation made;
    static_cast<Facts&>(made) = facts;
    made.id = id;
    made.since = context.effective_on;
    return made;
}

Result<Done> Work::patch(OrganisationId id, std::function<bool(Facts&)> const& change) {
    auto timeline = store::timeline(tx, id);
    auto const code_before = timeline.slices.empty() ? std::string() : timeline.slices.back().facts.code;
    timeline.patch(context.effective_on, change);
    if (auto const& code = timeline.slices.back().facts.code; code != code_before && store::find_by_code(tx, code))
        return fail(code_taken(tx, code));
    store::save(tx, timeline, context.change, context.now, ids);
    store::refresh_head(tx, id, timeline);
    store::index_names(tx, id, timeline.slices.back().facts);
    return Done{};
}

Result<Done> Work::rehang(Organisation const& organisation, Organisation const& parent) {
    if (auth::Scope{{auth::subtree(organisation.path)}, std::nullopt}.covers(parent.path))
        return fail(conflict("organisations.under_itself").fact("name", called(organisation)));
    auto const parents_life = store::timeline(tx, parent.id);
    auto const* at_parent = parents_life.on(context.effective_on);
    if (at_parent == nullptr)
        return fail(conflict("organisations.before_founding")
                        .fact("date", context.effective_on.text())
                        .fact("name", called(parent))
                        .fact("since", parent.since.text()));
    if (at_parent->facts.path != parent.path) TRY(free_of_later_changes(parent, parents_life));
    verdict.add(stands_under(organisation.kind, parent.kind));
    auto const life = store::timeline(tx, organisation.id);
    auto const* slice = life.on(context.effective_on);
    if (slice == nullptr)
        return fail(conflict("organisations.before_founding")
                        .fact("date", context.effective_on.text())
                        .fact("name", called(organisation))
                        .fact("since", life.slices.front().from.text()));
    // It has been moved again since: that move would have to be told anew.
    if (slice->facts.parent != organisation.parent || slice->facts.path != organisation.path)
        TRY(free_of_later_changes(organisation, life));
    shift_subtree(organisation, organisation.path,
                  parent.path + organisation.path.substr(organisation.path.size() - 4));
    TRY(patch(organisation.id, [&](Facts& facts) {
        facts.parent = parent.id;
        return true;
    }));
    for (auto* follower : followers) {
        TRY_ASSIGN(auto const did,
                   follower->moved(tx, context, organisation,
                                   parent.path + organisation.path.substr(organisation.path.size() - 4)));
        effects.insert(effects.end(), did.begin(), did.end());
    }
    return Done{};
}

void Work::shift_subtree(Organisation const& organisation, std::string const& from, std::string const& to) {
    auto timelines = store::timelines_under(tx, from, context.effective_on);
    for (auto& timeline : timelines) {
        timeline.patch(context.effective_on, [&](Facts& facts) {
            if (text::starts_with(facts.path, from)) facts.path = to + facts.path.substr(from.size());
            return true;
        });
        store::save(tx, timeline, context.change, context.now, ids);
        store::refresh_head(tx, timeline.organisation, store::timeline(tx, timeline.organisation));
    }
    store::move_paths(tx, from, to);
    for (auto* follower : followers) follower->path_moved(tx, context, from, to);
    moves.emplace_back(from, to);
    auto const others = static_cast<std::int64_t>(timelines.size()) - 1;
    if (others > 0)
        note("subtree_moved", organisation.id, "“" + called(organisation) + "”的下级党组织随同调整", others);
}

Result<Done> Work::reassign(Organisation const& from, Organisation const& to,
                            std::optional<std::vector<PersonId>> people) {
    Reassignment const who{from.id, to.id, to.path, std::move(people)};
    for (auto* follower : followers) {
        TRY_ASSIGN(auto const did, follower->reassign(tx, context, who));
        effects.insert(effects.end(), did.begin(), did.end());
    }
    return Done{};
}

void Work::end_posts_and_term(Organisation const& organisation, std::string const& reason) {
    std::int64_t ended = 0;
    for (auto const& post : store::open_posts(tx, organisation.id))
        ended +=
            store::end_post(tx, post.id, std::max(post.from, context.effective_on), context.change, reason) ? 1 : 0;
    if (ended > 0) note("post_ended", organisation.id, "“" + called(organisation) + "”的职务自然免除", ended);
    if (auto const term = store::open_term(tx, organisation.id))
        if (store::end_term(tx, term->id, std::max(term->elected_on, context.effective_on), context.change))
            note("term_ended", organisation.id, "“" + called(organisation) + "”本届任期结束");
}

Result<Done> Work::end(Organisation const& organisation, std::optional<Organisation> const& heir) {
    auto life = store::timeline(tx, organisation.id);
    if (life.on(context.effective_on) == nullptr || life.slices.front().from == context.effective_on)
        return fail(conflict("organisations.before_founding")
                        .fact("date", context.effective_on.text())
                        .fact("name", called(organisation))
                        .fact("since", life.slices.front().from.text()));
    // Rows this very change has written do not count as later ones.
    if (auto const* later = life.after(context.effective_on); later != nullptr && later->change != context.change)
        TRY(free_of_later_changes(organisation, life));
    if (auto const children = store::children_after(tx, organisation.id, context.effective_on); children > 0)
        return fail(needs_heir("organisations.has_children", organisation, children));
    if (auto const counts = store::counts_of(tx, organisation.id); counts.people() > 0)
        return fail(needs_heir("organisations.has_people", organisation, counts.people()));
    end_posts_and_term(organisation, "党组织撤销");
    life.end(context.effective_on);
    store::save(tx, life, context.change, context.now, ids);
    store::refresh_head(tx, organisation.id, life);
    note("organisation_ended", organisation.id, "“" + called(organisation) + "”撤销");
    for (auto* follower : followers) {
        TRY_ASSIGN(auto const did, follower->ended(tx, context, organisation, heir));
        effects.insert(effects.end(), did.begin(), did.end());
    }
    return Done{};
}

}  // namespace xinglin::organisations
