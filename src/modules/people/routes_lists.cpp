#include "base/check.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/people/browse.hpp"
#include "modules/people/bulk.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/routes.hpp"
#include "modules/people/saved_views.hpp"
#include "modules/people/store.hpp"
#include "platform/http/listed.hpp"
#include "platform/http/router.hpp"

#include <memory>
#include <utility>

namespace xinglin::people {

BOOST_DESCRIBE_STRUCT(PersonItem, (),
                      (id, version, name, staff_no, sex, state, state_title, organisation, organisation_name,
                       department, position, birth, join_date, full_date, probation_expires, phone, flags))
BOOST_DESCRIBE_STRUCT(ListQuery, (), (organisation, state, kind, q, exception, sex, flag, department, education, as_of))
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, name, query))
BOOST_DESCRIBE_ENUM(BulkAction, transfer, set_flag)
BOOST_DESCRIBE_STRUCT(BulkCommand, (), (ids, filter, expected_count, action, organisation, flag, on, date, reason))
BOOST_DESCRIBE_STRUCT(BulkRefusal, (), (id, name, code, detail))
BOOST_DESCRIBE_STRUCT(BulkOutcome, (), (done, refused))

namespace {

struct ListPeople : ListQuery {
    std::optional<Cursor> cursor;
    Within<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListPeople, (ListQuery), (cursor, limit))

/// The list as JSON; a line is split within the quotes of the organisation's name, which no other text can hold unescaped.
class JsonLines final : public LineWriter {
  public:
    void item(PersonItem const& item) override { list.add(item); }
    void line(ShownLines::Line const& line, std::string_view organisation_name) override {
        list.add_json(line.before(), organisation_name, line.after());
    }
    [[nodiscard]] ShownLines::Line split(PersonItem const& item) const override {
        constexpr std::string_view name = R"("organisation_name":)", empty = R"("")";
        auto json = http::json_of(item);
        auto const at = json.find(std::string(name) + std::string(empty));
        XL_CHECK(at != std::string::npos);
        json.erase(at + name.size(), empty.size());
        return {std::move(json), at + name.size()};
    }
    http::ListWriter<PersonItem> list;
};

struct PeopleCount {
    std::int64_t people{0};
};
BOOST_DESCRIBE_STRUCT(PeopleCount, (), (people))

struct Exception {
    std::string id;
    std::string title;
    std::string tone;
    std::int64_t people{0};
};
BOOST_DESCRIBE_STRUCT(Exception, (), (id, title, tone, people))

struct Exceptions {
    std::vector<Exception> items;
};
BOOST_DESCRIBE_STRUCT(Exceptions, (), (items))

struct InOrganisation {
    std::optional<OrganisationId> organisation;
};
BOOST_DESCRIBE_STRUCT(InOrganisation, (), (organisation))

struct SearchPeople {
    std::string q;
    Within<1, 50> limit{20};
};
BOOST_DESCRIBE_STRUCT(SearchPeople, (), (q, limit))

struct FoundPerson {
    PersonId id;
    std::string name;
    std::optional<std::string> staff_no;
    std::string state;
    std::string state_title;
    std::string organisation_name;
    std::optional<std::string> department;
};
BOOST_DESCRIBE_STRUCT(FoundPerson, (), (id, name, staff_no, state, state_title, organisation_name, department))

struct FoundPeople {
    std::vector<FoundPerson> items;
};
BOOST_DESCRIBE_STRUCT(FoundPeople, (), (items))

struct SavedViews {
    std::vector<SavedView> items;
};
BOOST_DESCRIBE_STRUCT(SavedViews, (), (items))

struct NewView {
    std::string name;
    std::string query;
};
BOOST_DESCRIBE_STRUCT(NewView, (), (name, query))

struct OneView {
    SavedViewId id;
};
BOOST_DESCRIBE_STRUCT(OneView, (), (id))

struct BranchMate {
    PersonId id;
    std::string name;
    std::string state_title;
    std::vector<std::string> posts;
};
BOOST_DESCRIBE_STRUCT(BranchMate, (), (id, name, state_title, posts))

struct BranchLeader {
    std::string name;
    std::string post;
};
BOOST_DESCRIBE_STRUCT(BranchLeader, (), (name, post))

struct MyBranch {
    std::optional<OrganisationId> organisation;  ///< absent: belongs to none yet
    std::string name;
    std::optional<std::string> phone;  ///< the branch's own line
    std::optional<std::string> address;
    std::vector<BranchLeader> leaders;  ///< secretary and deputies, for whoever is no member yet
    std::int64_t members{0};
    std::vector<BranchMate> items;  ///< the members, for members
};
BOOST_DESCRIBE_STRUCT(MyBranch, (), (organisation, name, phone, address, leaders, members, items))

/// Whom somebody asks who has applied, or has not yet.
std::vector<BranchLeader> leaders_of(db::Reader& reader, OrganisationId branch, Date today) {
    using organisations::PostKind;
    std::vector<BranchLeader> out;
    for (auto const kind : {PostKind::secretary, PostKind::deputy_secretary})
        for (auto const& post : organisations::posts_on(reader, branch, today))
            if (post.kind == kind) out.push_back({post.holder, std::string(organisations::title_of(post.kind))});
    return out;
}

/// What a member may know of the own branch: names, kind of membership, posts. Never the members' contacts or dates.
/// Who is no member sees whom to ask and where: the secretary, the branch's own telephone and address.
MyBranch branch_of(db::Reader& reader, PersonId person, Date today) {
    auto const own = person.none() ? std::nullopt : find_card(reader, person);
    auto const place = own ? organisations::find(reader, own->organisation) : std::nullopt;
    if (!place) return {};
    auto const given = [](std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); };
    MyBranch out;
    out.organisation = own->organisation;
    out.name = place->short_name.empty() ? place->name : place->short_name;
    out.phone = given(place->phone);
    out.address = given(place->address);
    if (!members::is_member(own->state)) {
        out.leaders = leaders_of(reader, own->organisation, today);
        return out;
    }
    Filter filter;
    filter.group = members::Group::member;
    for (auto const& row :
         store::list(reader, auth::Scope{{{place->path, place->path + "\x01"}}, {}}, filter, {}, 500)) {
        ++out.members;
        BranchMate mate{row.id, row.name, std::string(members::title(row.state)), {}};
        for (auto const& post : organisations::posts_of(reader, row.id))
            if (!post.to && post.organisation == own->organisation)
                mate.posts.emplace_back(organisations::title_of(post.kind));
        out.items.push_back(std::move(mate));
    }
    return out;
}

/// Beyond what people.read of a member reaches, which is the own record alone: so not by the call's own reader.
MyBranch my_branch(http::Call const& call, Tools const& tools) {
    return tools.db.read(
        [&](db::Reader& reader) { return branch_of(reader, call.actor().person, tools.clock.today()); });
}

Result<Exceptions> exceptions(http::Call const& call, InOrganisation const& in) {
    auto scope = call.actor().scope(rights::read);
    if (in.organisation) {
        auto const place = organisations::find(call.reader(), *in.organisation);
        if (!place || scope.within(place->path).subtrees.empty()) return fail(not_found("people.organisation_unknown"));
        scope = scope.within(place->path);
    }
    Exceptions out;
    for (auto const& chip : chip_counts(call.reader(), scope))
        out.items.push_back({chip.chip, chip.title, chip.tone, chip.people});
    return out;
}

FoundPeople found(http::Call const& call, Service& service, SearchPeople const& in) {
    FoundPeople out;
    OrganisationNames names(call.reader());
    for (auto const& card : search(call.reader(), service.tools().vault, call.actor().scope(rights::read), in.q,
                                   static_cast<int>(in.limit.value)))
        out.items.push_back({card.id, card.name, card.staff_no.empty() ? std::nullopt : std::optional(card.staff_no),
                             std::string(members::code(card.state)), std::string(members::title(card.state)),
                             names.of(card.organisation),
                             card.department.empty() ? std::nullopt : std::optional(card.department)});
    return out;
}

void mount_views(http::Router& router, Service& service) {
    router.get<http::Nothing, SavedViews>("/v1/saved-views", rights::read, "Lists this account keeps",
                                          {.scope = http::ScopeKind::own},
                                          [&](http::Call const& call, http::Nothing const&) -> Result<SavedViews> {
                                              return SavedViews{saved_views(call.reader(), call.actor().account)};
                                          });
    router.small_write<NewView, SavedView>("POST", "/v1/saved-views", rights::read, "Keep a list under a name",
                                           {.scope = http::ScopeKind::own,
                                            .errors = {{Kind::malformed, "people.view_name"},
                                                       {Kind::conflict, "people.view_too_many"},
                                                       {Kind::malformed, "people.query_number"}}},
                                           [&](http::Call const& call, NewView const& in) {
                                               return save_view(service.tools(), call.actor(), in.name, in.query);
                                           });
    router.small_write<OneView, http::Nothing>("DELETE", "/v1/saved-views/{id}", rights::read, "Forget a kept list",
                                               {.scope = http::ScopeKind::own},
                                               [&](http::Call const& call, OneView const& in) -> Result<http::Nothing> {
                                                   TRY(delete_view(service.tools(), call.actor(), in.id));
                                                   return http::Nothing{};
                                               });
}

}  // namespace

void mount_lists(http::Router& router, Service& service) {
    auto const lines = std::make_shared<ShownLines>();
    router.get<ListPeople, http::Listed<PersonItem>>(
        "/v1/people", rights::read, "People in scope, by organisation and name; or as of a past day",
        {.errors = {{Kind::malformed, "people.values_invalid"}, {Kind::not_found, "people.organisation_unknown"}}},
        [&service, lines](http::Call const& call, ListPeople const& in) -> Result<http::Listed<PersonItem>> {
            JsonLines out;
            TRY_ASSIGN(auto const next, write_people(call.reader(), service.tools(), call.actor(), in, in.cursor,
                                                     static_cast<int>(in.limit.value), *lines, out));
            return out.list.finish(next);
        });
    router.get<ListPeople, PeopleCount>(
        "/v1/people-count", rights::read, "How many people a list holds",
        {.errors = {{Kind::malformed, "people.values_invalid"},
                    {Kind::refused, "people.query_too_wide"},
                    {Kind::not_found, "people.organisation_unknown"}}},
        [&](http::Call const& call, ListPeople const& in) -> Result<PeopleCount> {
            TRY_ASSIGN(auto const people,
                       count_people(call.reader(), service.tools(), call.actor().scope(rights::read), in));
            return PeopleCount{people};
        });
    router.get<InOrganisation, Exceptions>(
        "/v1/people-exceptions", rights::read, "Findings and flags with how many people each concerns",
        {.errors = {{Kind::not_found, "people.organisation_unknown"}}},
        [&](http::Call const& call, InOrganisation const& in) { return exceptions(call, in); });
    router.get<SearchPeople, FoundPeople>(
        "/v1/search", rights::read, "People by name, reading, initials, staff number, phone tail or resident ID", {},
        [&](http::Call const& call, SearchPeople const& in) -> Result<FoundPeople> {
            return found(call, service, in);
        });
    router.get<http::Nothing, MyBranch>(
        "/v1/my-branch", rights::read, "The own branch: whom to ask and where, and for members who belongs to it",
        {.scope = http::ScopeKind::own}, [&](http::Call const& call, http::Nothing const&) -> Result<MyBranch> {
            return my_branch(call, service.tools());
        });
    router.post<BulkCommand, BulkOutcome>(
        "/v1/people-bulk", rights::bulk, "One act on many people: all or nobody",
        {.errors = {{Kind::conflict, "people.count_differs"},
                    {Kind::refused, "people.bulk_too_many"},
                    {Kind::malformed, "people.bulk_as_of"},
                    {Kind::refused, "people.query_too_wide"},
                    {Kind::malformed, "people.organisation_missing"},
                    {Kind::malformed, "people.values_invalid"}}},
        [&](http::Call const& call, BulkCommand const& in) { return Bulk(service).run(call.actor(), in); });
    mount_views(router, service);
}

}  // namespace xinglin::people
