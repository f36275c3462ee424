#include "platform/files/files.hpp"

#include "base/text.hpp"
#include "platform/auth/auth.hpp"
#include "platform/files/digest.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace {

using namespace xinglin;
using namespace xinglin::files;

auth::Actor person(std::int64_t account) {
    auth::Actor actor;
    actor.account.value = account;
    return actor;
}

std::string base64(std::string_view bytes) {
    auto out = text::base64url(bytes);
    for (auto& c : out) c = c == '-' ? '+' : c == '_' ? '/' : c;
    while (out.size() % 4 != 0) out += '=';
    return out;
}

std::string sum(std::string_view bytes, Digest::Kind kind = Digest::Kind::sha256) {
    Digest digest(kind);
    digest.add(bytes);
    return digest.value();
}

struct Desk {
    xinglin::testing::TemporaryFolder folder;
    FixedClock clock{Instant{1'789'000'000'000}};
    IdSource ids{clock, 1};
    Store store{folder.file("files")};
    std::optional<Uploads> uploads;
    std::vector<std::string> completed, gone;
    bool accept{true};

    Desk() { open(); }
    void open() {
        uploads.reset();
        uploads.emplace(folder.file("uploads"), store, clock, ids);
        UploadRules rules;
        rules.most = 1000;
        rules.authorise = [](auth::Actor const& actor, Upload const&) -> Result<Done> {
            if (actor.account.value == 9) return fail(forbidden());
            return Done{};
        };
        rules.on_complete = [this](auth::Actor const&, Upload const& upload) -> Result<Done> {
            completed.push_back(upload.stored->digest);
            if (!accept) return fail(refused("files.empty"));
            return Done{};
        };
        rules.on_gone = [this](Upload const& upload) {
            gone.push_back(upload.stored->digest);
            // The lock is free: whoever hears this may ask the uploads again.
            CHECK(uploads->find(person(1), upload.id).error().kind == Kind::not_found);
        };
        uploads->rules("import", std::move(rules));
    }
    Result<Upload> append(UploadId id, std::int64_t offset, std::string_view bytes, std::string_view checksum = {}) {
        auto begun = uploads->append(person(1), id, offset, checksum);
        if (!begun) return fail(begun.error());
        TRY((*begun)->write(bytes));
        return (*begun)->commit();
    }
};

TEST_CASE("files: content names itself, twice the same is one file") {
    Desk bench;
    auto const first = bench.store.put("hello");
    auto const again = bench.store.put("hello");
    REQUIRE(first);
    CHECK(first->digest == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    CHECK(again->digest == first->digest);
    CHECK(bench.store.read(first->digest, 100) == "hello");
    CHECK(bench.store.read(first->digest, 4).error().kind == Kind::too_large);
    CHECK(bench.store.verify(first->digest));
    auto const path = *bench.store.path(first->digest);
    std::filesystem::permissions(path, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    std::ofstream(path) << "hellO";
    CHECK_FALSE(bench.store.verify(first->digest));
    CHECK(bench.store.remove(first->digest));
    CHECK_FALSE(bench.store.path(first->digest));
    CHECK_FALSE(bench.store.path("../../etc/passwd"));
    CHECK(std::filesystem::is_empty(bench.folder.file("files") + "/incoming"));
}

TEST_CASE("files: type by content, never by name") {
    CHECK(type_of("%PDF-1.7") == "application/pdf");
    CHECK(type_of(std::string("\x89PNG\r\n\x1a\n\0\0", 10)) == "image/png");
    CHECK(type_of("PK\x03\x04....xl/workbook.xml") ==
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    CHECK(type_of("PK\x03\x04....readme.txt") == "application/zip");
    CHECK(type_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "application/x-ole-storage");
    CHECK(type_of("姓名,性别\r\n") == "text/plain");
    CHECK(type_of(std::string("MZ\0\x01", 4)) == "application/octet-stream");
    CHECK(type_of("") == "application/octet-stream");
}

TEST_CASE("uploads: pieces become one stored file, over a restart") {
    Desk bench;
    auto const made = bench.uploads->create(person(1), "import", "名册.csv", 11);
    REQUIRE(made);
    CHECK(bench.append(made->id, 0, "hello ")->offset == 6);
    CHECK(bench.append(made->id, 0, "hello ").error().code == "files.offset");
    bench.open();
    CHECK(bench.uploads->find(person(1), made->id)->offset == 6);
    CHECK(bench.uploads->find(person(1), made->id)->file_name == "名册.csv");
    CHECK(bench.uploads->find(person(2), made->id).error().kind == Kind::not_found);
    auto const whole = bench.append(made->id, 6, "world");
    REQUIRE(whole);
    REQUIRE(whole->stored);
    CHECK(whole->stored->digest == text::hex(sum("hello world")));
    CHECK(bench.store.read(whole->stored->digest, 100) == "hello world");
    CHECK(bench.completed.size() == 1);
    CHECK(bench.append(made->id, 11, "").error().code == "files.offset");
    bench.open();
    CHECK(bench.uploads->find(person(1), made->id)->stored->digest == whole->stored->digest);
}

TEST_CASE("uploads: bytes after the acknowledged offset do not count") {
    Desk bench;
    auto const made = bench.uploads->create(person(1), "import", "a", 11);
    CHECK(bench.append(made->id, 0, "hello "));
    {
        auto broken = bench.uploads->append(person(1), made->id, 6);
        CHECK((*broken)->write("WORLD"));
        CHECK(bench.uploads->append(person(1), made->id, 6).error().code == "files.locked");
        CHECK(bench.uploads->remove(person(1), made->id).error().code == "files.locked");
    }
    CHECK(bench.uploads->find(person(1), made->id)->offset == 6);
    CHECK(bench.append(made->id, 6, "world")->stored->digest == text::hex(sum("hello world")));
}

TEST_CASE("uploads: checksums of a piece") {
    Desk bench;
    auto const made = bench.uploads->create(person(1), "import", "a", 4);
    CHECK(bench.append(made->id, 0, "ab", "sha256 " + base64(sum("xx"))).error().code == "files.checksum");
    CHECK(bench.append(made->id, 0, "ab", "md5 x").error().code == "files.checksum_form");
    CHECK(bench.append(made->id, 0, "ab", "sha256 " + base64(sum("ab")))->offset == 2);
    CHECK(bench.append(made->id, 2, "cd", "sha1 " + base64(sum("cd", Digest::Kind::sha1)))->stored->digest ==
          text::hex(sum("abcd")));
}

TEST_CASE("uploads: refusals") {
    Desk bench;
    CHECK(bench.uploads->create(person(1), "holiday", "a", 4).error().code == "files.purpose");
    CHECK(bench.uploads->create(person(1), "import", "", 4).error().code == "files.name");
    CHECK(bench.uploads->create(person(1), "import", "a\nb", 4).error().code == "files.name");
    CHECK(bench.uploads->create(person(1), "import", "a", 0).error().code == "files.empty");
    CHECK(bench.uploads->create(person(1), "import", "a", 1001).error().kind == Kind::too_large);
    CHECK(bench.uploads->create(person(9), "import", "a", 4).error().kind == Kind::forbidden);
    auto const made = bench.uploads->create(person(1), "import", "a", 4);
    CHECK(bench.append(made->id, 0, "abcde").error().code == "files.too_much");
    bench.accept = false;
    CHECK(bench.append(made->id, 0, "abcd").error().code == "files.empty");
    CHECK(bench.gone == bench.completed);  // whoever refuses a file hears that it is to go
    CHECK(bench.uploads->find(person(1), made->id).error().kind == Kind::not_found);
    for (int i = 0; i < 20; ++i) CHECK(bench.uploads->create(person(1), "import", "a", 4));
    CHECK(bench.uploads->create(person(1), "import", "a", 4).error().kind == Kind::too_many);
    CHECK(bench.uploads->create(person(2), "import", "a", 4));
}

TEST_CASE("uploads: the last one to hold a content says that it is gone, also after a restart") {
    Desk bench;
    auto const whole = [&](std::string_view bytes) {
        auto const made = bench.uploads->create(person(1), "import", "a", static_cast<std::int64_t>(bytes.size()));
        REQUIRE(bench.append(made->id, 0, bytes));
        return made->id;
    };
    auto const first = whole("same"), second = whole("same");
    CHECK(bench.uploads->remove(person(1), first));
    CHECK(bench.gone.empty());
    CHECK(bench.uploads->remove(person(1), second));
    CHECK(bench.gone.size() == 1);
    (void)whole("other");
    (void)bench.uploads->create(person(1), "import", "never finished", 4);
    bench.clock.advance(24 * hour_ms);
    bench.open();
    CHECK(bench.uploads->expire() == 2);
    CHECK(bench.gone.size() == 2);
}

TEST_CASE("uploads: what expires goes, with its file") {
    Desk bench;
    auto const made = bench.uploads->create(person(1), "import", "a", 4);
    bench.clock.advance(24 * hour_ms);
    CHECK(bench.uploads->find(person(1), made->id).error().kind == Kind::not_found);
    CHECK(bench.uploads->expire() == 1);
    CHECK(std::filesystem::is_empty(bench.folder.file("uploads")));
}

}  // namespace
