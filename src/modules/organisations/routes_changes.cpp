// Changing the tree, posts and terms.
#include "modules/organisations/routes_changes.hpp"

#include "modules/organisations/routes_shapes.hpp"
#include "modules/organisations/service.hpp"

namespace xinglin::organisations {

BOOST_DESCRIBE_STRUCT(NewPost, (), (organisation_id, kind, person_id, holder, from, basis, dry_run))

namespace {

struct ListWaiting {
    Within<1, 200> limit{100};
};
BOOST_DESCRIBE_STRUCT(ListWaiting, (), (limit))

struct OneChange {
    ChangeId id;
};
BOOST_DESCRIBE_STRUCT(OneChange, (), (id))

struct UndoChange {
    ChangeId id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(UndoChange, (), (id, reason))

struct EndPost {
    PostId id;
    Date to;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(EndPost, (), (id, to, reason))

struct BeginTerm {
    OrganisationId id;
    Date elected_on;
    std::optional<std::int64_t> years;
    std::optional<std::string> approval;
    std::optional<std::string> basis;
    bool keep_posts{false};
};
BOOST_DESCRIBE_STRUCT(BeginTerm, (), (id, elected_on, years, approval, basis, keep_posts))

struct ExtendTerm {
    TermId id;
    Date to;
    std::string approval;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(ExtendTerm, (), (id, to, approval, version))

struct RevealPhone {
    PostId id;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(RevealPhone, (), (id, purpose))

struct PhoneShown {
    std::string value;
};
BOOST_DESCRIBE_STRUCT(PhoneShown, (), (value))

struct PostDone {
    std::optional<PostShown> post;  ///< absent in a preview: there is none yet
    std::vector<FindingShown> findings;
};
BOOST_DESCRIBE_STRUCT(PostDone, (), (post, findings))

struct TermDone {
    TermShown term;
    std::vector<FindingShown> findings;
};
BOOST_DESCRIBE_STRUCT(TermDone, (), (term, findings))

std::vector<FindingShown> findings_of(std::vector<regulations::Finding> const& findings) {
    return all_shown<FindingShown>(findings);
}

void mount_tree_changes(http::Router& router, Service& service) {
    router.post<ChangeCommand, ChangeAnswer>(
        "/v1/organisation-changes", rights::write, "Change the tree, or preview the change (dry_run)",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::conflict, "organisations.future_date"},
                    {Kind::conflict, "organisations.before_founding"},
                    {Kind::conflict, "organisations.later_changes"},
                    {Kind::conflict, "organisations.has_people"},
                    {Kind::conflict, "organisations.has_children"},
                    {Kind::conflict, "organisations.people_left"},
                    {Kind::conflict, "organisations.code_taken"},
                    {Kind::conflict, "organisations.name_taken"},
                    {Kind::conflict, "organisations.under_itself"},
                    {Kind::conflict, "organisations.not_live"},
                    {Kind::refused, "organisation.parent_kind"},
                    {Kind::refused, "branch.too_few_full"},
                    {Kind::precondition, "organisations.stale"}}},
        [&service](http::Call const& call, ChangeCommand const& in) -> Result<ChangeAnswer> {
            auto command = in;
            command.expected_version = call.if_match();
            TRY_ASSIGN(auto const done, service.change(call.actor(), command));
            ChangeAnswer answer;
            if (!done.change.none()) answer.id = done.change;
            answer.organisation = done.organisation;
            answer.dry_run = done.dry_run;
            answer.late = done.late;
            answer.blocked = done.blocked;
            answer.effects = all_shown<EffectShown>(done.effects);
            answer.findings = findings_of(done.findings);
            return answer;
        });
    router.get<ListWaiting, Page<ChangeShown>>(
        "/v1/organisation-changes", rights::countersign, "List late entries that wait for a second person",
        {.scope = http::ScopeKind::organisation},
        [](http::Call const& call, ListWaiting const& in) -> Result<Page<ChangeShown>> {
            Page<ChangeShown> page;
            for (auto const& row :
                 waiting(call.reader(), call.actor().scope(rights::countersign), static_cast<int>(in.limit.value)))
                page.items.push_back(shown(row, store::effects(call.reader(), row.id)));
            return page;
        });
}

/// What becomes of a change that was made: taken back, or confirmed by a second person.
void mount_afterwards(http::Router& router, Service& service) {
    router.put<UndoChange, http::Nothing>(
        "/v1/organisation-changes/{id}/reversal", rights::write, "Take a change back while nothing was built on it",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::not_found, "organisations.change_not_found"},
                    {Kind::conflict, "organisations.already_undone"},
                    {Kind::conflict, "organisations.built_on"}}},
        [&service](http::Call const& call, UndoChange const& in) -> Result<http::Nothing> {
            TRY(service.undo(call.actor(), in.id, in.reason));
            return http::Nothing{};
        });
    router.put<OneChange, http::Nothing>(
        "/v1/organisation-changes/{id}/countersignature", rights::countersign, "Confirm somebody else's late entry",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::not_found, "organisations.change_not_found"},
                    {Kind::conflict, "organisations.own_entry"},
                    {Kind::conflict, "organisations.not_late"},
                    {Kind::conflict, "organisations.already_countersigned"}}},
        [&service](http::Call const& call, OneChange const& in) -> Result<http::Nothing> {
            TRY(service.countersign(call.actor(), in.id));
            return http::Nothing{};
        });
}

}  // namespace

void mount_changes(http::Router& router, Service& service) {
    mount_tree_changes(router, service);
    mount_afterwards(router, service);
    router.post<NewPost, PostDone>("/v1/posts", rights::posts,
                                   "Give somebody a post, or preview what the rules say (dry_run)",
                                   {.scope = http::ScopeKind::organisation,
                                    .errors = {{Kind::not_found, "not_found"},
                                               {Kind::conflict, "organisations.post_taken"},
                                               {Kind::conflict, "organisations.post_before_organisation"},
                                               {Kind::refused, "post.full_member_only"}}},
                                   [&service](http::Call const& call, NewPost const& in) -> Result<PostDone> {
                                       TRY_ASSIGN(auto const done, service.give_post(call.actor(), in));
                                       PostDone out{std::nullopt, findings_of(done.findings)};
                                       if (!in.dry_run) out.post = shown(done.post);
                                       return out;
                                   });
    router.put<EndPost, PostShown>("/v1/posts/{id}/end", rights::posts, "End a post",
                                   {.scope = http::ScopeKind::organisation,
                                    .errors = {{Kind::not_found, "not_found"},
                                               {Kind::conflict, "organisations.post_ended"},
                                               {Kind::conflict, "organisations.post_end_before_start"}}},
                                   [&service](http::Call const& call, EndPost const& in) -> Result<PostShown> {
                                       TRY_ASSIGN(auto const post,
                                                  service.end_post(call.actor(), in.id, in.to, in.reason));
                                       return shown(post);
                                   });
    router.post<RevealPhone, PhoneShown>(
        "/v1/posts/{id}/reveals", rights::posts, "Show the telephone number kept with a post, for a stated purpose",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::malformed, "organisations.purpose_missing"}, {Kind::not_found, "organisations.no_phone"}}},
        [&service](http::Call const& call, RevealPhone const& in) -> Result<PhoneShown> {
            TRY_ASSIGN(auto phone, service.reveal_phone(call.actor(), in.id, in.purpose));
            return PhoneShown{std::move(phone)};
        });
    router.post<BeginTerm, TermDone>(
        "/v1/organisations/{id}/terms", rights::posts, "Record an election: a new term begins",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::conflict, "organisations.no_term"},
                    {Kind::conflict, "organisations.term_not_later"},
                    {Kind::refused, "term.early_without_approval"}}},
        [&service](http::Call const& call, BeginTerm const& in) -> Result<TermDone> {
            NewTerm const command{
                in.id, in.elected_on, in.years, in.approval.value_or(""), in.basis.value_or(""), in.keep_posts};
            TRY_ASSIGN(auto const done, service.begin_term(call.actor(), command));
            return TermDone{shown(done.term, service.today()), findings_of(done.findings)};
        });
    router.put<ExtendTerm, TermDone>(
        "/v1/terms/{id}/extension", rights::posts, "Record that a term runs longer, with the approval",
        {.scope = http::ScopeKind::organisation,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::conflict, "organisations.term_over"},
                    {Kind::refused, "term.extension_needs_approval"},
                    {Kind::precondition, "organisations.stale"}}},
        [&service](http::Call const& call, ExtendTerm const& in) -> Result<TermDone> {
            TRY_ASSIGN(auto const done, service.extend_term(call.actor(), in.id, in.to, in.approval,
                                                            call.if_match().value_or(in.version)));
            return TermDone{shown(done.term, service.today()), findings_of(done.findings)};
        });
}

}  // namespace xinglin::organisations
