#include "modules/meetings/materials.hpp"

#include "base/text.hpp"
#include "modules/meetings/store_materials.hpp"
#include "platform/db/db.hpp"
#include "platform/files/papers.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

Result<Done> still_open(Meeting const& meeting) {
    if (takes_materials(meeting.state)) return Done{};
    return fail(
        conflict("meetings.wrong_state").fact("state", std::string(title(meeting.state))).fact("act", "改动材料"));
}

Result<Done> item_there(db::Reader& reader, MeetingId meeting, std::optional<ItemId> item) {
    if (!item) return Done{};
    auto const all = store::items(reader, meeting);
    bool const there = std::any_of(all.begin(), all.end(), [&](Item const& one) { return one.id == *item; });
    if (!there) return fail(not_found("meetings.item_unknown"));
    return Done{};
}

void put_in_order(db::Tx& tx, std::vector<MaterialId> const& order) {
    int position = 0;
    for (auto const id : order) store::place(tx, id, ++position);
}

}  // namespace

Materials::Materials(Service& service, files::Uploads& uploads, files::Store& store,
                     std::function<void(std::string const&)> let_go)
    : service_(service), uploads_(uploads), store_(store), let_go_(std::move(let_go)) {
    store_.held_by([&database = service.tools().db](std::string_view digest) {
        return database.read([&](db::Reader& reader) { return store::material_needed(reader, digest); });
    });
}

Result<Done> Materials::may_send(auth::Actor const& actor) const {
    bool const runs = actor.has(rights::write);
    bool const named = !runs && actor.has(rights::keep) && service_.tools().db.read([&](db::Reader& reader) {
        return store::prepares_any(reader, actor.person);
    });
    if (!runs && !named) return fail(forbidden());
    return Done{};
}

Result<Done> Materials::look_at(files::Upload const& upload) const {
    auto const path = store_.path(upload.stored->digest);
    if (!path) return fail(not_found("meetings.no_upload"));
    TRY(files::paper_of(*path, upload.file_name));
    return Done{};
}

Result<MaterialId> Materials::attach(auth::Actor const& actor, MeetingId id, UploadId upload,
                                     MaterialSaid const& said) {
    // Whoever may not prepare this meeting learns nothing of it, not even by the file they sent.
    TRY(service_.tools().db.read([&](db::Reader& reader) { return service_.kept(reader, actor, id); }));
    auto const sent = uploads_.find(actor, upload);
    if (!sent || !sent->stored || sent->purpose != material_purpose) return fail(not_found("meetings.no_upload"));
    auto const& content = *sent->stored;
    auto const path = store_.path(content.digest);
    if (!path) return fail(not_found("meetings.no_upload"));
    TRY_ASSIGN(auto const paper, files::paper_of(*path, sent->file_name));
    auto made = [&]() -> Result<MaterialId> {
        auto const kept = store_.keep_all();
        if (!store_.path(content.digest)) return fail(not_found("meetings.no_upload"));
        return service_.tools().db.write([&](db::Tx& tx) -> Result<MaterialId> {
            TRY_ASSIGN(auto const meeting, service_.kept(tx, actor, id));
            TRY(still_open(meeting));
            TRY(item_there(tx, id, said.item));
            auto const there = store::material_files(tx, id);
            TRY(may_attach(there, content.digest, content.size));
            MaterialFile file;
            file.id = service_.tools().ids.next<MaterialId>();
            file.meeting = id;
            file.item = said.item;
            file.position = there.empty() ? 1 : there.back().position + 1;
            file.title = text::trim(said.title).empty() ? title_from(sent->file_name) : text::trim(said.title);
            file.extension = paper.extension;
            file.type = paper.type;
            file.digest = content.digest;
            file.size = content.size;
            file.added_at = service_.tools().clock.now();
            file.added_by = actor.account;
            file.added_name = actor.name;
            store::insert(tx, file);
            service_.note(tx, actor, meeting, "meetings.material_added", "增加一份会议材料",
                          {{"material", file.id.text()}, {"digest", file.digest}, {"kind", file.extension}});
            return file.id;
        });
    }();
    // What was sent is taken up now; a refusal leaves it for another try until it expires.
    if (made) static_cast<void>(uploads_.remove(actor, upload));
    return made;
}

Result<MaterialFile> Materials::for_change(db::Tx& tx, Meeting const& meeting, MaterialId id,
                                           std::optional<std::int64_t> version) const {
    TRY(still_open(meeting));
    auto found = store::material_file(tx, meeting.id, id);
    if (!found) return fail(not_found());
    if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
    if (*version != found->version) return fail(problem(Kind::precondition, "meetings.material_stale"));
    return std::move(*found);
}

Result<Done> Materials::change(auth::Actor const& actor, MeetingId id, MaterialId material,
                               std::optional<std::int64_t> version, MaterialSaid const& said) {
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const meeting, service_.kept(tx, actor, id));
        TRY_ASSIGN(auto file, for_change(tx, meeting, material, version));
        TRY(item_there(tx, id, said.item));
        auto const name = text::trim(said.title);
        bool const moved = said.place.has_value(),
                   said_anew = (!name.empty() && name != file.title) || said.item != file.item;
        if (said.place) put_in_order(tx, reordered(store::material_files(tx, id), material, *said.place));
        if (!name.empty()) file.title = name;
        file.item = said.item;
        if (!store::update(tx, file)) return fail(problem(Kind::precondition, "meetings.material_stale"));
        service_.note(tx, actor, meeting, "meetings.material_changed",
                      said_anew || !moved ? "修改一份会议材料的名称或所属议题" : "调整会议材料的顺序",
                      {{"material", file.id.text()}});
        return Done{};
    });
}

Result<Done> Materials::remove(auth::Actor const& actor, MeetingId id, MaterialId material,
                               std::optional<std::int64_t> version) {
    std::string digest;
    TRY(service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const meeting, service_.kept(tx, actor, id));
        TRY_ASSIGN(auto file, for_change(tx, meeting, material, version));
        file.removed_at = service_.tools().clock.now();
        file.removed_by = actor.account;
        file.removed_name = actor.name;
        if (!store::update(tx, file)) return fail(problem(Kind::precondition, "meetings.material_stale"));
        service_.note(tx, actor, meeting, "meetings.material_removed", "移除一份会议材料",
                      {{"material", file.id.text()}, {"digest", file.digest}});
        digest = file.digest;
        return Done{};
    }));
    let_go(digest);
    return Done{};
}

Result<MaterialContent> Materials::open(db::Reader& reader, MeetingId meeting, MaterialId id) const {
    auto found = store::material_file(reader, meeting, id);
    if (!found) return fail(not_found());
    auto path = store_.path(found->digest);
    if (!path) return fail(problem(Kind::unavailable, "meetings.material_lost"));
    return MaterialContent{std::move(*found), std::move(*path)};
}

void Materials::let_go(std::string const& digest) const {
    if (auto const path = store_.path(digest)) let_go_(*path);
}

}  // namespace xinglin::meetings
