// What the files of a database still tell when a ballot is over: no earlier box, no order in which permits were asked for.
#include "modules/ballots/test_room.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace xinglin;
using namespace xinglin::ballots;
using ballots::testing::Room;

namespace {

struct Files {
    xinglin::testing::TemporaryFolder folder;
    std::unique_ptr<db::Database> database = db::open({.url = "sqlite:" + folder.file("x.db")});
    Room room{*database};
    BallotId ballot = room.opened();
    std::vector<std::string> boxes;  ///< every version of the box there was

    std::string bytes() const {
        std::string out;
        for (char const* name : {"x.db", "x.db-wal"}) {
            std::ifstream file(folder.file(name), std::ios::binary);
            std::ostringstream all;
            all << file.rdbuf();
            out += all.str();
        }
        return out;
    }
    /// Whether a piece of this version of the box is in the files; pieces, because a value lies across pages.
    static bool lies_in(std::string const& files, std::string const& box) {
        for (std::size_t at = 0; at + 48 <= box.size(); at += 512)
            if (files.find(std::string_view(box).substr(at, 48)) != std::string::npos) return true;
        return false;
    }
    std::string box() {
        auto const found = database->read([&](db::Reader& reader) { return store::box(reader, ballot); });
        return found ? found->bytes : std::string();
    }
    /// Six votes, asked for in another order than that of the persons.
    void vote() {
        std::vector<Slip> slips;
        for (auto const i : {4, 1, 5, 0, 3, 2})
            slips.push_back(room.slip(ballot, room.members[static_cast<std::size_t>(i)], "f"));
        for (auto const& slip : slips) {
            boxes.push_back(box());
            REQUIRE(room.ballots.cast(ballot, slip));
        }
    }
    long found() const {
        auto const files = bytes();
        return std::count_if(boxes.begin(), boxes.end(), [&](std::string const& one) { return lies_in(files, one); });
    }
};

}  // namespace

TEST_SUITE("what the files still hold of a ballot") {
    TEST_CASE("after the close and the count no earlier version of the box, in the file nor in its log") {
        Files f;
        f.vote();
        CHECK(f.found() == 6);  // while it is open they are all there, in their order
        REQUIRE(f.room.ballots.close(f.room.secretary, f.ballot));
        CHECK(f.found() == 0);
        CHECK(Files::lies_in(f.bytes(), f.box()));  // the last one is kept for a recount
        REQUIRE(f.room.ballots.confirm(f.room.hospital.plain(f.room.members[5]), f.ballot));
        CHECK(f.found() == 0);
    }
    TEST_CASE("given up: no box at all, and no key") {
        Files f;
        f.vote();
        f.boxes.push_back(f.box());
        f.boxes.push_back(f.database->read([&](db::Reader& reader) { return store::key(reader, f.ballot); })->bytes);
        CHECK(f.found() == 8);
        REQUIRE(f.room.ballots.give_up(f.room.secretary, f.ballot, "改用纸质选票"));
        CHECK(f.found() == 0);
    }
    TEST_CASE("a reader in the way: the history goes as soon as somebody looks again") {
        Files f;
        f.vote();
        {
            auto const reader = f.database->reader();
            (void)store::issued(*reader, f.ballot);  // holds its snapshot
            REQUIRE(f.room.ballots.close(f.room.secretary, f.ballot));
            CHECK(f.found() == 6);
        }
        f.room.ballots.forget_history();
        CHECK(f.found() == 0);
    }
    TEST_CASE("the permits lie by person, not as they were asked for") {
        Files f;
        f.vote();
        static xinglin::testing::MadeStatement const in_file("SELECT person FROM ballots_permits ORDER BY rowid");
        auto const order = [&] {
            return f.database->read([&](db::Reader& reader) {
                return reader.all(in_file, [](db::Row const& row) { return row.get<PersonId>(0); });
            });
        };
        auto const asked = order();
        CHECK_FALSE(std::is_sorted(asked.begin(), asked.end()));
        REQUIRE(f.room.ballots.close(f.room.secretary, f.ballot));
        auto const kept = order();
        CHECK(kept.size() == 6);
        CHECK(std::is_sorted(kept.begin(), kept.end()));
    }
}
