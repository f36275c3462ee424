// Reading the tree: rows, profile, history, posts, terms, advice.
#include "modules/organisations/routes.hpp"

#include "modules/organisations/routes_changes.hpp"
#include "modules/organisations/routes_shapes.hpp"
#include "modules/organisations/service.hpp"

#include "base/text.hpp"

namespace xinglin::organisations {

namespace {

struct ListOrganisations {
    std::optional<OrganisationId> parent;  ///< its children; absent: the whole scope in tree order
    std::optional<bool> roots;             ///< only the tops of the own scope
    std::optional<std::string> q;          ///< any part of a name, code or alias
    std::optional<Date> as_of;
    Within<1, 1000> limit{500};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ListOrganisations, (), (parent, roots, q, as_of, limit, cursor))

struct OneOrganisation {
    OrganisationId id;
    std::optional<Date> as_of;
};
BOOST_DESCRIBE_STRUCT(OneOrganisation, (), (id, as_of))

struct PartOfOrganisation {
    OrganisationId id;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(PartOfOrganisation, (), (id, limit, cursor))

struct ListAdvice {
    std::optional<OrganisationId> organisation;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ListAdvice, (), (organisation, limit, cursor))

struct ListDueTerms {
    Within<0, 24> months{6};
    Within<1, 500> limit{100};
};
BOOST_DESCRIBE_STRUCT(ListDueTerms, (), (months, limit))

struct DueTermShown {
    OrganisationId organisation;
    std::string name;
    OrganisationKind kind_{};
    TermShown term;
    std::vector<FindingShown> findings;
};
BOOST_DESCRIBE_STRUCT(DueTermShown, (), (organisation, name, kind_, term, findings))

template <class T>
std::string key_of(std::optional<Cursor> const& cursor, T fallback) {
    return cursor && !cursor->keys.empty() ? cursor->keys[0] : std::string(fallback);
}

std::string const& called(Facts const& facts) { return facts.short_name.empty() ? facts.name : facts.short_name; }

Result<Page<OrganisationItem>> list(Service const& service, http::Call const& call, ListOrganisations const& in) {
    auto& reader = call.reader();
    auto const scope = call.actor().scope(rights::read);
    auto const limit = static_cast<std::size_t>(in.limit.value);
    auto const as_of = in.as_of && *in.as_of != service.today() ? in.as_of : std::nullopt;
    Page<OrganisationItem> page;
    if (in.q && as_of) {
        page.items = all_shown<OrganisationItem>(named_on(reader, scope, *as_of, *in.q, limit));
    } else if (in.q) {
        page.items = all_shown<OrganisationItem>(search(reader, scope, *in.q, limit));
    } else if (in.parent) {
        TRY_ASSIGN(auto const parent, service.readable(reader, call.actor(), *in.parent));
        auto rows = all_shown<OrganisationItem>(
            children_of(reader, parent.id, as_of, key_of(in.cursor, ""), static_cast<int>(limit) + 1));
        page = Page<OrganisationItem>::of(std::move(rows), limit,
                                          [](OrganisationItem const& row) { return std::vector{row.code}; });
    } else if (in.roots.value_or(false)) {
        page.items = all_shown<OrganisationItem>(roots_of(reader, scope, as_of));
    } else {
        auto const rows = rows_in(reader, scope, as_of, key_of(in.cursor, ""), static_cast<int>(limit) + 1);
        page.items = all_shown<OrganisationItem>(rows);
        if (rows.size() > limit) {
            page.items.pop_back();
            page.next = Cursor{{rows[limit - 1].organisation.path}};
        }
    }
    return page;
}

/// What is known of today only: counts, names people use, advice.
void add_present(Service const& service, db::Reader& reader, Organisation const& found, std::optional<Term> const& term,
                 OrganisationProfile& out) {
    out.own = counts_of(reader, found.id);
    out.subtree = counts_under(reader, found.path);
    out.members = out.subtree->members();
    out.probationary = out.subtree->probationary;
    out.children = store::child_count(reader, found.id);
    for (auto const& [alias, source] : store::aliases(reader, found.id)) out.aliases.push_back(alias);
    auto const rules = service.rules(reader);
    out.advised_form = std::string(advised_form(out.subtree->full, out.subtree->members(), rules, service.today()));
    auto page = advice(reader, {{{found.path, found.path + "0"}}, std::nullopt}, rules, service.today(), "", 50);
    for (auto& one : page.rows) out.advice.push_back(shown(std::move(one.finding)));
    if (!term) return;
    auto reminders = term_reminder(*term, service.today(), rules);
    regulations::phrase(reminders);
    for (auto& finding : reminders.findings) out.advice.push_back(shown(std::move(finding)));
}

Result<OrganisationProfile> profile(Service const& service, http::Call const& call, OneOrganisation const& in) {
    auto& reader = call.reader();
    TRY_ASSIGN(auto found, service.readable(reader, call.actor(), in.id));
    bool const past = in.as_of && *in.as_of < service.today();
    if (past) {
        auto then = store::find_on(reader, in.id, *in.as_of);
        if (!then) return fail(not_found());
        found = std::move(*then);
    }
    auto const day = past ? *in.as_of : service.today();
    OrganisationProfile out;
    out.id = found.id;
    out.code = found.code;
    out.kind_ = found.kind;
    out.kind_title = std::string(title_of(found.kind));
    out.national_code = std::string(national_code(found.kind));
    out.name = found.name;
    out.short_name = found.short_name;
    for (auto const& above : ancestors(reader, found, past ? in.as_of : std::nullopt))
        out.ancestors.push_back({above.id, called(above)});
    if (!out.ancestors.empty()) out.parent = out.ancestors.back();
    out.unit_case = found.unit_case;
    out.unit = found.unit;
    out.phone = found.phone;
    out.address = found.address;
    out.founded_on = found.founded_on;
    out.published = found.published;
    out.since = found.since;
    out.ended_on = found.ended_on;
    out.version = found.version;
    for (auto const& post : store::posts(reader, found.id, day)) {
        if (post.kind == PostKind::secretary) out.secretary = post.holder;
        out.posts.push_back(shown(post));
    }
    std::optional<Term> term;
    for (auto& one : store::terms(reader, found.id))
        if (one.elected_on <= day && (!one.ended_on || day < *one.ended_on)) term = std::move(one);
    if (term) {
        out.term = shown(*term, service.today());
        out.term_ends_on = term->deadline();
    }
    if (!past && found.live()) add_present(service, reader, found, term, out);
    return out;
}

Result<Page<ChangeShown>> list_history(Service const& service, http::Call const& call, PartOfOrganisation const& in) {
    TRY_ASSIGN(auto const found, service.readable(call.reader(), call.actor(), in.id));
    auto const before = in.cursor ? in.cursor->number(0).value_or(0) : 0;
    std::vector<ChangeShown> rows;
    for (auto const& row : history(call.reader(), found.id, ChangeId{before}, static_cast<int>(in.limit.value) + 1))
        rows.push_back(shown(row.change, row.effects));
    return Page<ChangeShown>::of(std::move(rows), static_cast<std::size_t>(in.limit.value),
                                 [](ChangeShown const& row) { return std::vector{row.id.text()}; });
}

Result<Page<AdviceShown>> list_advice(Service const& service, http::Call const& call, ListAdvice const& in) {
    auto scope = call.actor().scope(rights::read);
    if (in.organisation) {
        TRY_ASSIGN(auto const found, service.readable(call.reader(), call.actor(), *in.organisation));
        scope = scope.within(found.path);
    }
    auto found = advice(call.reader(), scope, service.rules(call.reader()), service.today(), key_of(in.cursor, ""),
                        static_cast<int>(in.limit.value));
    Page<AdviceShown> page;
    for (auto& row : found.rows)
        page.items.push_back({row.organisation, row.name, row.kind, shown(std::move(row.finding)), row.since});
    if (!found.next.empty()) page.next = Cursor{{found.next}};
    return page;
}

Result<Page<DueTermShown>> list_due(Service const& service, http::Call const& call, ListDueTerms const& in) {
    auto const rules = service.rules(call.reader());
    auto const today = service.today();
    Page<DueTermShown> page;
    for (auto const& due :
         due_terms(call.reader(), call.actor().scope(rights::read),
                   today.plus_months(static_cast<int>(in.months.value)), static_cast<int>(in.limit.value))) {
        auto verdict = term_reminder(due.term, today, rules);
        regulations::phrase(verdict);
        page.items.push_back({due.organisation.id, called(due.organisation), due.organisation.kind,
                              shown(due.term, today), all_shown<FindingShown>(verdict.findings)});
    }
    return page;
}

}  // namespace

void mount(http::Router& router, Service& service) {
    http::Options const organisation{.scope = http::ScopeKind::organisation,
                                     .errors = {{Kind::not_found, "not_found"}}};
    router.get<ListOrganisations, Page<OrganisationItem>>(
        "/v1/organisations", rights::read, "List the tree, one level of it, or what a search finds", organisation,
        [&service](http::Call const& call, ListOrganisations const& in) { return list(service, call, in); });
    router.get<OneOrganisation, OrganisationProfile>(
        "/v1/organisations/{id}", rights::read, "Show one organisation, today or on a past day", organisation,
        [&service](http::Call const& call, OneOrganisation const& in) { return profile(service, call, in); });
    router.get<PartOfOrganisation, Page<ChangeShown>>(
        "/v1/organisations/{id}/history", rights::read, "List the changes that touched an organisation, newest first",
        organisation,
        [&service](http::Call const& call, PartOfOrganisation const& in) { return list_history(service, call, in); });
    router.get<OneOrganisation, Page<PostShown>>(
        "/v1/organisations/{id}/posts", rights::read, "List posts, all or those of a day", organisation,
        [&service](http::Call const& call, OneOrganisation const& in) -> Result<Page<PostShown>> {
            TRY_ASSIGN(auto const found, service.readable(call.reader(), call.actor(), in.id));
            return Page<PostShown>{all_shown<PostShown>(store::posts(call.reader(), found.id, in.as_of)), std::nullopt};
        });
    router.get<OneOrganisation, Page<TermShown>>(
        "/v1/organisations/{id}/terms", rights::read, "List terms, newest first", organisation,
        [&service](http::Call const& call, OneOrganisation const& in) -> Result<Page<TermShown>> {
            TRY_ASSIGN(auto const found, service.readable(call.reader(), call.actor(), in.id));
            Page<TermShown> page;
            for (auto const& term : store::terms(call.reader(), found.id))
                page.items.push_back(shown(term, service.today()));
            return page;
        });
    router.get<ListAdvice, Page<AdviceShown>>(
        "/v1/organisation-advice", rights::read, "Compare organisations with the thresholds of the regulations",
        organisation,
        [&service](http::Call const& call, ListAdvice const& in) { return list_advice(service, call, in); });
    router.get<ListDueTerms, Page<DueTermShown>>(
        "/v1/terms-due", rights::read, "List terms that end within some months or are over", organisation,
        [&service](http::Call const& call, ListDueTerms const& in) { return list_due(service, call, in); });
    mount_changes(router, service);
}

}  // namespace xinglin::organisations
