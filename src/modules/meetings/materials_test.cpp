// 会议材料: what may be attached, by whom, who reads it, what stays of what was taken away.
#include "modules/meetings/materials.hpp"

#include "base/text.hpp"
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/own_data.hpp"
#include "modules/meetings/store_materials.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

MaterialFile named(std::string title, std::string extension = "pdf") {
    MaterialFile out;
    out.title = std::move(title);
    out.extension = std::move(extension);
    return out;
}

std::string pdf(std::string const& about) { return "%PDF-1.7\n" + about + "\n%%EOF\n"; }

/// A branch with a file store, as the program wires them.
struct Desk : Branch {
    explicit Desk(db::Database& database)
        : Branch(database),
          store(folder.file("files")),
          uploads(folder.file("uploads"), store, hospital.clock, hospital.ids),
          materials(service, uploads, store,
                    [this](std::string const& path) { store.release(path.substr(path.rfind('/') + 1)); }) {
        files::UploadRules rules;
        rules.authorise = [this](auth::Actor const& who, files::Upload const&) { return materials.may_send(who); };
        rules.on_complete = [this](auth::Actor const&, files::Upload const& sent) { return materials.look_at(sent); };
        rules.on_gone = [this](files::Upload const& sent) { materials.let_go(sent.stored->digest); };
        uploads.rules(material_purpose, rules);
        auto planned = plan();
        planned.recorder = members[2];
        auto const made = service.plan(secretary, hospital.heart, MeetingKind::members_meeting, planned);
        REQUIRE(made);
        id = *made;
        recorder = hospital.actor(hospital.heart, {"meetings.keep"}, members[2]);
        stranger = hospital.actor(hospital.heart, {"meetings.keep"}, members[3]);
        elsewhere = actor(hospital.bones, {});
        std::int64_t account = 700;
        for (auto* who : {&secretary, &recorder, &stranger, &elsewhere}) who->account = AccountId{++account};
    }
    Result<UploadId> send(auth::Actor const& who, std::string const& bytes, std::string const& name) {
        TRY_ASSIGN(auto const made,
                   uploads.create(who, material_purpose, name, static_cast<std::int64_t>(bytes.size())));
        TRY_ASSIGN(auto append, uploads.append(who, made.id, 0));
        TRY(append->write(bytes));
        TRY(append->commit());
        return made.id;
    }
    Result<MaterialId> attach(auth::Actor const& who, std::string const& bytes, std::string const& name,
                              MaterialSaid const& said = {}) {
        TRY_ASSIGN(auto const upload, send(who, bytes, name));
        return materials.attach(who, id, upload, said);
    }
    MaterialId attached(std::string const& name) {
        auto const made = attach(secretary, pdf(name), name + ".pdf");
        if (!made) FAIL(made.error().code);
        return *made;
    }
    std::vector<MaterialFile> all(store::Which which = store::Which::live) {
        return hospital.db.read([&](db::Reader& reader) { return store::material_files(reader, id, which); });
    }
    std::string titles() {
        std::string out;
        for (auto const& one : all()) out += one.title + " ";
        return out;
    }
    MaterialFile file(MaterialId material) {
        for (auto const& one : all(store::Which::every))
            if (one.id == material) return one;
        FAIL("no such material");
        return {};
    }
    bool readable(MaterialId material) {
        return hospital.db.read([&](db::Reader& reader) { return materials.open(reader, id, material).has_value(); });
    }
    std::string removed(auth::Actor const& who, MaterialId material) {
        auto const done = materials.remove(who, id, material, file(material).version);
        return done ? "" : done.error().code;
    }
    std::size_t contents() { return store.older_than(SystemClock().now() + day_ms).size(); }
    std::vector<Item> items() {
        return hospital.db.read([&](db::Reader& reader) { return store::items(reader, id); });
    }

    xinglin::testing::TemporaryFolder folder;
    files::Store store;
    files::Uploads uploads;
    Materials materials;
    MeetingId id;
    auth::Actor recorder, stranger, elsewhere;
};

}  // namespace

TEST_CASE("materials: titles, names of downloads, sizes") {
    CHECK(title_from("第三季度学习提纲.final.pdf") == "第三季度学习提纲.final");
    CHECK(title_from("../../etc/passwd") == "passwd");
    CHECK(title_from("C:\\材料\\提纲.docx") == "提纲");
    CHECK(title_from(".pdf") == "材料");
    CHECK(text::length(title_from(std::string(300, 'a') + ".pdf")) == material_title_length);
    CHECK(title_from("\xE2\x80\xAE"
                     "fdp.exe.docx") == "fdp.exe");  // written from right to left
    CHECK(download_name(named("学习提纲")) == "学习提纲.pdf");
    CHECK(download_name(named("学习提纲.PDF")) == "学习提纲.PDF");
    CHECK(download_name(named("a/b\\c:d")) == "a_b_c_d.pdf");
    CHECK(download_name(named("..")) == "材料.pdf");
    CHECK(size_text(1) == "1 KB");
    CHECK(size_text(1024 * 1024 - 1) == "1024 KB");
    CHECK(size_text(1024 * 1024) == "1 MB");
    CHECK(size_text(1'400'000) == "1.3 MB");
    CHECK(materials_line({}).empty());
    CHECK(materials_line({{"提纲", "d"}, {"名单", ""}}) == "会议材料：《提纲》《名单》");
}

TEST_CASE("materials: how many, how much, not twice; what is new; which order") {
    std::vector<MaterialFile> there;
    for (std::size_t i = 0; i < most_materials; ++i) {
        CHECK(may_attach(there, "new", 1));
        auto one = named(std::to_string(i));
        one.id.value = static_cast<std::int64_t>(i) + 1;
        one.digest = "d" + std::to_string(i);
        there.push_back(one);
    }
    CHECK(may_attach(there, "new", 1).error().code == "meetings.materials_too_many");
    CHECK(may_attach(there, "d3", 1).error().code == "meetings.material_twice");
    there.resize(2);
    there[0].size = most_materials_bytes - 10;
    CHECK(may_attach(there, "new", 10));
    CHECK(may_attach(there, "new", 11).error().code == "meetings.materials_too_large");

    auto one = named("x");
    one.added_at = Instant{2000};
    CHECK(is_new(one, Instant{1999}, MeetingState::called));
    CHECK(is_new(one, Instant{1999}, MeetingState::under_way));
    CHECK_FALSE(is_new(one, Instant{2000}, MeetingState::called));
    CHECK_FALSE(is_new(one, std::nullopt, MeetingState::called));
    CHECK_FALSE(is_new(one, Instant{1999}, MeetingState::held));
    CHECK(takes_materials(MeetingState::draft));
    CHECK(takes_materials(MeetingState::held));
    CHECK_FALSE(takes_materials(MeetingState::closed));
    CHECK_FALSE(takes_materials(MeetingState::cancelled));

    there.resize(3);
    for (std::size_t i = 0; i < 3; ++i) there[i].id.value = static_cast<std::int64_t>(i) + 1;
    auto const order = [&](std::int64_t moved, std::int64_t place) {
        std::string out;
        for (auto const each : reordered(there, MaterialId{moved}, place)) out += each.text();
        return out;
    };
    CHECK(order(3, 1) == "312");
    CHECK(order(1, 2) == "213");
    CHECK(order(1, 99) == "231");
    CHECK(order(2, 0) == "213");
}

TEST_CASE("materials: secretary and recorder attach; to anybody else there is nothing to attach to") {
    with_databases([](db::Database& database) {
        Desk desk(database);
        auto const first = desk.attached("学习提纲");
        auto const second =
            desk.attach(desk.recorder, pdf("名单"), "名单.pdf", {"发展对象名单", desk.items()[1].id, {}});
        REQUIRE(second);
        CHECK(desk.titles() == "学习提纲 发展对象名单 ");
        CHECK(desk.file(*second).item == desk.items()[1].id);
        CHECK(desk.file(*second).added_name == desk.recorder.name);
        // A member without part in this meeting's preparation; the secretary of nothing here.
        CHECK(desk.send(desk.stranger, pdf("x"), "x.pdf").error().kind == Kind::forbidden);
        auto const upload = desk.send(desk.elsewhere, pdf("y"), "y.pdf");
        REQUIRE(upload);
        CHECK(desk.materials.attach(desk.elsewhere, desk.id, *upload, {}).error().kind == Kind::not_found);
        CHECK(desk.removed(desk.stranger, first) == "not_found");
        CHECK(desk.removed(desk.elsewhere, first) == "not_found");
        // Somebody else's upload is none.
        CHECK(desk.materials.attach(desk.secretary, desk.id, *upload, {}).error().code == "meetings.no_upload");
        // A point of another meeting, a file that is there already.
        CHECK(desk.attach(desk.secretary, pdf("z"), "z.pdf", {"", ItemId{77}, {}}).error().code ==
              "meetings.item_unknown");
        CHECK(desk.attach(desk.secretary, pdf("学习提纲"), "再来一次.pdf").error().code == "meetings.material_twice");
        CHECK(desk.titles() == "学习提纲 发展对象名单 ");
    });
}

TEST_CASE("materials: what is refused or given up leaves nothing; what is attached outlives its upload") {
    with_databases([](db::Database& database) {
        Desk desk(database);
        CHECK(desk.send(desk.secretary, "<html>x</html>", "通知.pdf").error().code == "files.paper_kind");
        CHECK(desk.contents() == 0);
        REQUIRE(desk.send(desk.secretary, pdf("丢下"), "丢下.pdf"));
        CHECK(desk.contents() == 1);
        auto const kept = desk.attached("留下");
        CHECK(desk.contents() == 2);
        desk.hospital.clock.set(desk.hospital.clock.now() + 2 * day_ms);
        desk.uploads.expire();
        CHECK(desk.contents() == 1);
        CHECK(desk.readable(kept));
        // Sent again for another meeting and given up there: the first one still needs it.
        auto const twin = desk.send(desk.secretary, pdf("留下"), "同一份.pdf");
        REQUIRE(twin);
        REQUIRE(desk.uploads.remove(desk.secretary, *twin));
        CHECK(desk.readable(kept));
    });
}

TEST_CASE("materials: order, title and point change; whoever saw an older state is told") {
    with_databases([](db::Database& database) {
        Desk desk(database);
        auto const a = desk.attached("甲"), b = desk.attached("乙"), c = desk.attached("丙");
        auto const version = desk.file(c).version;
        REQUIRE(desk.materials.change(desk.secretary, desk.id, c, version, {"丙（修改稿）", desk.items()[0].id, 1}));
        CHECK(desk.titles() == "丙（修改稿） 甲 乙 ");
        CHECK(desk.materials.change(desk.secretary, desk.id, c, version, {"丁", {}, {}}).error().code ==
              "meetings.material_stale");
        CHECK(desk.materials.change(desk.secretary, desk.id, a, std::nullopt, {"丁", {}, {}}).error().code ==
              "meetings.version_missing");
        CHECK(desk.materials.remove(desk.secretary, desk.id, c, version).error().code == "meetings.material_stale");
        CHECK(desk.materials.change(desk.secretary, desk.id, b, 1, {"", ItemId{5}, {}}).error().code ==
              "meetings.item_unknown");
        // Its point goes from the agenda: the material belongs to the meeting as a whole.
        auto shorter = desk.plan();
        shorter.items.erase(shorter.items.begin());
        shorter.items[0].id = desk.items()[1].id;
        shorter.recorder = desk.members[2];
        REQUIRE(desk.service.change(desk.secretary, desk.id, desk.at(desk.id).version, shorter));
        CHECK_FALSE(desk.file(c).item);
        CHECK(desk.titles() == "丙（修改稿） 甲 乙 ");
    });
}

TEST_CASE("materials: taken away, nobody reads it and its content goes; the line stays with who and when") {
    with_databases([](db::Database& database) {
        Desk desk(database);
        auto const wrong = desk.attached("发错的名单"), right = desk.attached("提纲");
        CHECK(desk.removed(desk.recorder, wrong).empty());
        CHECK_FALSE(desk.readable(wrong));
        CHECK(desk.contents() == 1);
        CHECK(desk.removed(desk.recorder, wrong) == "not_found");
        auto const line = desk.file(wrong);
        CHECK(line.removed_at == desk.hospital.clock.now());
        CHECK(line.removed_name == desk.recorder.name);
        CHECK(desk.titles() == "提纲 ");
        // It may be attached again, as what it is: another line.
        auto const again = desk.attached("发错的名单");
        CHECK(desk.readable(again));
        CHECK(desk.all(store::Which::every).size() == 3);
        // What somebody attached stands in the copy of what is kept about them, gone or not.
        auto const rows = desk.hospital.db.read(
            [&](db::Reader& reader) { return own_rows(reader, *desk.hospital.vault, desk.secretary); });
        CHECK(std::count_if(rows.begin(), rows.end(), [](OwnRow const& one) { return one.group == "会议材料"; }) == 3);
        static_cast<void>(right);
    });
}

TEST_CASE("materials: notice and minutes name them; closed minutes keep title, digest and content") {
    with_databases([](db::Database& database) {
        Desk desk(database);
        auto const kept = desk.attached("学习提纲");
        auto const notices_before = desk.told(desk.members[1]).size();
        REQUIRE(desk.service.call(desk.secretary, desk.id, desk.at(desk.id).version));
        CHECK(desk.told(desk.members[1]).size() == notices_before + 1);
        auto const version = desk.at(desk.id).version;
        auto const late = desk.attached("补充材料");
        CHECK(desk.told(desk.members[1]).size() == notices_before + 1);  // nobody is told a second time
        CHECK(desk.at(desk.id).version == version);                      // nor is an open form of the meeting stale
        auto const record = [&] {
            return desk.hospital.db.read([&](db::Reader& reader) {
                return record_of(reader, *desk.hospital.vault, *store::find(reader, desk.id));
            });
        };
        auto const said = [&](std::string const& text) {
            for (auto const& section : compose(record()))
                if (std::find(section.lines.begin(), section.lines.end(), text) != section.lines.end()) return true;
            return false;
        };
        CHECK(said("会议材料：《学习提纲》《补充材料》"));
        // Minutes are closed with them, opened again, and the content that the closed version names stays.
        MinutesVersion closed;
        closed.number = 1;
        closed.facts = facts_json(record());
        closed.digest = "x";
        closed.closed_name = "（合成）";
        auto done = desk.hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            store::insert(tx, *desk.hospital.vault, desk.id, closed);
            auto meeting = *store::find(tx, desk.id);
            meeting.state = MeetingState::closed;
            if (!store::update(tx, meeting)) return fail(conflict("x"));
            return Done{};
        });
        REQUIRE(done);
        CHECK(desk.removed(desk.secretary, kept) == "meetings.wrong_state");
        CHECK(desk.attach(desk.secretary, pdf("迟到"), "迟到.pdf").error().code == "meetings.wrong_state");
        CHECK(record().materials.size() == 2);
        CHECK(record().materials[0].digest == desk.file(kept).digest);
        done = desk.hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            auto meeting = *store::find(tx, desk.id);
            meeting.state = MeetingState::held;
            if (!store::update(tx, meeting)) return fail(conflict("x"));
            return Done{};
        });
        REQUIRE(done);
        CHECK(desk.removed(desk.secretary, late).empty());
        CHECK_FALSE(desk.readable(late));
        CHECK(desk.store.path(desk.file(late).digest));
        CHECK(said("会议材料：《学习提纲》"));
    });
}
