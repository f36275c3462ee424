// 会议材料: attached by whoever prepares a meeting, read by who is asked to it and by who reads the branch's meetings.
#include "modules/meetings/materials.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/store_materials.hpp"
#include "platform/files/papers.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

struct MaterialTitle : Text<MaterialTitle> {
    static constexpr TextRule rule{.name = "MeetingMaterialTitle", .min = 0, .max = material_title_length};
};

struct NewMaterial {
    MeetingId id;
    UploadId upload_id;
    std::optional<MaterialTitle> title;  ///< none: the name of the file
    std::optional<ItemId> item;  ///< none: of the meeting as a whole
};
BOOST_DESCRIBE_STRUCT(NewMaterial, (), (id, upload_id, title, item))

struct OneMaterial {
    MeetingId id;
    MaterialId material;
};
BOOST_DESCRIBE_STRUCT(OneMaterial, (), (id, material))

struct ChangedMaterial : OneMaterial {
    std::optional<MaterialTitle> title;
    std::optional<ItemId> item;
    std::optional<Within<1, 100>> place;  ///< in the order of the meeting; none: stays
};
BOOST_DESCRIBE_STRUCT(ChangedMaterial, (OneMaterial), (title, item, place))

struct MaterialGone {
    std::string title;
    std::string kind_title;
    Instant added_at;
    std::string added_name;
    Instant removed_at;
    std::string removed_name;
};
BOOST_DESCRIBE_STRUCT(MaterialGone, (), (title, kind_title, added_at, added_name, removed_at, removed_name))

struct PreparedMaterials {
    std::vector<PreparedMaterial> items;
    std::vector<MaterialGone> removed;  ///< the latest last
    bool may_change{false};
    std::int64_t most{0};  ///< files of one meeting
    std::int64_t most_bytes{0};  ///< of one file
};
BOOST_DESCRIBE_STRUCT(PreparedMaterials, (), (items, removed, may_change, most, most_bytes))

PreparedMaterials prepared_view(db::Reader& reader, Meeting const& m) {
    PreparedMaterials out;
    for (auto const& one : store::material_files(reader, m.id, store::Which::every)) {
        auto const shown = material_shown(one, m.called_at, m.state);
        if (one.removed_at)
            out.removed.push_back(
                {one.title, shown.kind_title, one.added_at, one.added_name, *one.removed_at, one.removed_name});
        else
            out.items.push_back({{shown}, one.added_name, one.version});
    }
    std::stable_sort(out.removed.begin(), out.removed.end(),
                     [](MaterialGone const& a, MaterialGone const& b) { return a.removed_at < b.removed_at; });
    out.may_change = takes_materials(m.state);
    out.most = static_cast<std::int64_t>(most_materials);
    out.most_bytes = most_material_bytes;
    return out;
}

Result<PreparedMaterials> again(Materials const& materials, http::Call const& call, MeetingId id) {
    auto const& service = materials.meetings();
    return service.tools().db.read([&](db::Reader& reader) -> Result<PreparedMaterials> {
        TRY_ASSIGN(auto const meeting, service.kept(reader, call.actor(), id));
        return prepared_view(reader, meeting);
    });
}

Result<http::Content> content(Materials const& materials, db::Reader& reader, OneMaterial const& in) {
    TRY_ASSIGN(auto found, materials.open(reader, in.id, in.material));
    return http::Content{found.file.type, "", download_name(found.file), std::move(found.path), 200};
}

http::Options errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.scope = http::ScopeKind::own;
    out.errors = {{Kind::not_found, "not_found"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

std::vector<http::ErrorCode> change_errors() {
    return {{Kind::conflict, "meetings.wrong_state"},
            {Kind::precondition, "meetings.version_missing"},
            {Kind::precondition, "meetings.material_stale"}};
}

void mount_preparing(http::Router& router, Materials& materials) {
    router.get<OneMeeting, PreparedMaterials>(
        "/v1/kept-meetings/{id}/materials", rights::keep, "Materials of a meeting I prepare, with what was taken away",
        errors({}), [&materials](http::Call const& call, OneMeeting const& in) -> Result<PreparedMaterials> {
            return again(materials, call, in.id);
        });
    router.work<NewMaterial, PreparedMaterials>(
        "POST", "/v1/kept-meetings/{id}/materials", rights::keep, "Attach a file that was sent to a meeting I prepare",
        errors({{Kind::not_found, "meetings.no_upload"},
                {Kind::not_found, "meetings.item_unknown"},
                {Kind::conflict, "meetings.wrong_state"},
                {Kind::conflict, "meetings.material_twice"},
                {Kind::refused, "meetings.materials_too_many"},
                {Kind::refused, "meetings.materials_too_large"},
                {Kind::media_type, "files.paper_kind"}}),
        [&materials](http::Call const& call, NewMaterial const& in) -> Result<PreparedMaterials> {
            TRY(materials.attach(call.actor(), in.id, in.upload_id, {in.title ? in.title->value : "", in.item, {}}));
            return again(materials, call, in.id);
        });
    auto changes = change_errors();
    changes.push_back({Kind::not_found, "meetings.item_unknown"});
    router.put<ChangedMaterial, PreparedMaterials>(
        "/v1/kept-meetings/{id}/materials/{material}", rights::keep,
        "Rename a material, give it to a point, move it (If-Match: its version)", errors(changes),
        [&materials](http::Call const& call, ChangedMaterial const& in) -> Result<PreparedMaterials> {
            MaterialSaid said{in.title ? in.title->value : "", in.item, {}};
            if (in.place) said.place = in.place->value;
            TRY(materials.change(call.actor(), in.id, in.material, call.if_match(), said));
            return again(materials, call, in.id);
        });
    router.del<OneMaterial, PreparedMaterials>(
        "/v1/kept-meetings/{id}/materials/{material}", rights::keep,
        "Take a material away before the minutes are closed (If-Match: its version)", errors(change_errors()),
        [&materials](http::Call const& call, OneMaterial const& in) -> Result<PreparedMaterials> {
            TRY(materials.remove(call.actor(), in.id, in.material, call.if_match()));
            return again(materials, call, in.id);
        });
}

}  // namespace

MaterialShown material_shown(MaterialFile const& one, std::optional<Instant> told_at, MeetingState state) {
    return {one.id,
            one.item,
            one.title,
            one.extension,
            std::string(files::paper_title(one.extension)),
            one.size,
            one.added_at,
            is_new(one, told_at, state)};
}

std::vector<MaterialShown> materials_shown(db::Reader& reader, Meeting const& m, std::optional<Instant> told_at) {
    std::vector<MaterialShown> out;
    for (auto const& one : store::material_files(reader, m.id)) out.push_back(material_shown(one, told_at, m.state));
    return out;
}

void mount_materials(http::Router& router, Materials& materials) {
    mount_preparing(router, materials);
    auto const& service = materials.meetings();
    router.get<OneMaterial, http::Content>(
        "/v1/kept-meetings/{id}/materials/{material}", rights::keep, "A material of a meeting I prepare",
        errors({{Kind::unavailable, "meetings.material_lost"}}),
        [&materials, &service](http::Call const& call, OneMaterial const& in) -> Result<http::Content> {
            return service.tools().db.read([&](db::Reader& reader) -> Result<http::Content> {
                TRY(service.kept(reader, call.actor(), in.id));
                return content(materials, reader, in);
            });
        });
    router.get<OneMaterial, http::Content>(
        "/v1/own-meetings/{id}/materials/{material}", auth::signed_in, "A material of a meeting I was asked to",
        errors({{Kind::unavailable, "meetings.material_lost"}}),
        [&materials, &service](http::Call const& call, OneMaterial const& in) -> Result<http::Content> {
            return service.tools().db.read([&](db::Reader& reader) -> Result<http::Content> {
                TRY(service.own(reader, call.actor(), in.id));
                return content(materials, reader, in);
            });
        });
    router.get<OneMaterial, http::Content>(
        "/v1/meetings/{id}/materials/{material}", rights::read, "A material of a meeting of the branches in scope",
        {.errors = {{Kind::not_found, "not_found"}, {Kind::unavailable, "meetings.material_lost"}}},
        [&materials, &service](http::Call const& call, OneMaterial const& in) -> Result<http::Content> {
            TRY(service.access(call.reader(), call.actor(), in.id, rights::read));
            return content(materials, call.reader(), in);
        });
}

}  // namespace xinglin::meetings
