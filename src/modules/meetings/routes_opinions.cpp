// Opinions of a branch on matters of its department.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/organisations/organisations.hpp"

namespace xinglin::meetings {

BOOST_DESCRIBE_ENUM(MatterKind, development, recruitment, pay, promotion, award, equipment, other)

namespace {

struct OpinionShown {
    OpinionId id;
    OrganisationId organisation;
    std::string organisation_name;
    std::optional<MeetingId> meeting;
    MatterKind matter_kind{};
    std::string matter_kind_title;
    std::string matter;
    std::string opinion;
    std::optional<std::string> result;
    Date given_on;
    std::string created_name;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(OpinionShown, (),
                      (id, organisation, organisation_name, meeting, matter_kind, matter_kind_title, matter, opinion,
                       result, given_on, created_name, version))

struct ListOpinions {
    std::optional<OrganisationId> branch;
    std::optional<MatterKind> matter_kind;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ListOpinions, (), (branch, matter_kind, limit, cursor))

struct OpinionIn {
    OrganisationId organisation;
    std::optional<MeetingId> meeting;
    MatterKind matter_kind{MatterKind::other};
    LongText matter;
    LongText opinion;
    std::optional<LongText> result;
    Date given_on;
};
BOOST_DESCRIBE_STRUCT(OpinionIn, (), (organisation, meeting, matter_kind, matter, opinion, result, given_on))

struct OpinionChanged {
    OpinionId id;
    LongText matter;
    LongText opinion;
    std::optional<LongText> result;
};
BOOST_DESCRIBE_STRUCT(OpinionChanged, (), (id, matter, opinion, result))

OpinionShown shown(db::Reader& reader, Opinion const& o) {
    OpinionShown out;
    out.id = o.id;
    out.organisation = o.organisation;
    if (auto const place = organisations::find(reader, o.organisation))
        out.organisation_name = place->short_name.empty() ? place->name : place->short_name;
    if (!o.meeting.none()) out.meeting = o.meeting;
    out.matter_kind = o.matter_kind;
    out.matter_kind_title = std::string(title(o.matter_kind));
    out.matter = o.matter;
    out.opinion = o.opinion;
    if (!o.result.empty()) out.result = o.result;
    out.given_on = o.given_on;
    out.created_name = o.created_name;
    out.version = o.version;
    return out;
}

Result<OpinionShown> again(Service const& service, OpinionId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<OpinionShown> {
        auto const found = store::find_opinion(reader, id);
        if (!found) return fail(not_found());
        return shown(reader, *found);
    });
}

Result<Page<OpinionShown>> list(http::Call const& call, ListOpinions const& in) {
    auto& reader = call.reader();
    std::optional<OrganisationId> branch;
    if (in.branch) {
        TRY_ASSIGN(auto const found, organisations::access(reader, call.actor(), *in.branch, rights::read));
        branch = found.id;
    }
    store::OpinionKey before;
    if (in.cursor && in.cursor->keys.size() == 2) {
        before.given_on = Date::parse(in.cursor->keys[0]).value_or(before.given_on);
        before.id.value = in.cursor->number(1).value_or(0);
    }
    std::vector<OpinionShown> rows;
    for (auto const& one : store::opinions(reader, call.actor().scope(rights::read), branch, in.matter_kind, before,
                                           static_cast<int>(in.limit.value) + 1))
        rows.push_back(shown(reader, one));
    return Page<OpinionShown>::of(std::move(rows), static_cast<std::size_t>(in.limit.value),
                                  [](OpinionShown const& last) {
                                      return std::vector<std::string>{last.given_on.text(), last.id.text()};
                                  });
}

}  // namespace

void mount_opinions(http::Router& router, Service& service) {
    router.get<ListOpinions, Page<OpinionShown>>(
        "/v1/branch-opinions", rights::read, "What branches said on matters of their departments, the latest first", {},
        [](http::Call const& call, ListOpinions const& in) { return list(call, in); });
    router.post<OpinionIn, OpinionShown>(
        "/v1/branch-opinions", rights::write, "Record an opinion of a branch",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::not_found, "meetings.meeting_elsewhere"},
                    {Kind::malformed, "meetings.opinion_empty"},
                    {Kind::malformed, "meetings.in_future"}}},
        [&service](http::Call const& call, OpinionIn const& in) -> Result<OpinionShown> {
            NewOpinion command{in.organisation, in.meeting,       in.matter_kind,
                               in.matter.value, in.opinion.value, in.result ? in.result->value : "",
                               in.given_on};
            TRY_ASSIGN(auto const id, Tasks(service).record(call.actor(), command));
            return again(service, id);
        });
    router.put<OpinionChanged, OpinionShown>(
        "/v1/branch-opinions/{id}", rights::write, "Complete or correct an opinion (If-Match)",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.opinion_empty"},
                    {Kind::precondition, "meetings.version_missing"},
                    {Kind::precondition, "meetings.task_stale"}}},
        [&service](http::Call const& call, OpinionChanged const& in) -> Result<OpinionShown> {
            TRY(Tasks(service).change(call.actor(), in.id, call.if_match(), in.matter.value, in.opinion.value,
                                      in.result ? in.result->value : ""));
            return again(service, in.id);
        });
}

}  // namespace xinglin::meetings
