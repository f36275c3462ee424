#include "platform/files/files.hpp"

#include "base/text.hpp"
#include "platform/auth/auth.hpp"
#include "platform/files/digest.hpp"
#include "platform/files/file.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

namespace xinglin::files {
namespace {

constexpr std::size_t piece = std::size_t{256} * 1024;
constexpr int most_open_per_account = 20;
constexpr std::int64_t spare_bytes = 64LL << 20;  ///< left free on the disk for the database

struct Kept {
    Upload upload;
    bool busy{false};
    std::optional<Digest> running;  ///< over [0, offset), as long as this process has seen every byte
};

}  // namespace

struct Uploads::State {
    State(std::string at, Store const& into, Clock const& now, IdSource& source)
        : folder(std::move(at)), store(into), clock(now), ids(source) {}

    std::string part(UploadId id) const { return folder + "/" + id.text() + ".part"; }
    std::string note(UploadId id) const { return folder + "/" + id.text() + ".state"; }
    Result<Done> save(Upload const& upload) const;
    void load();
    Kept* owned(auth::Actor const& actor, UploadId id);
    void drop(UploadId id);
    std::function<void()> gone(Upload const& upload) const;
    Result<std::string> digest_of_file(UploadId id, std::int64_t size) const;
    Result<Stored> take_in(UploadId id, std::int64_t size, std::optional<Digest>& running) const;

    std::string folder;
    Store const& store;
    Clock const& clock;
    IdSource& ids;
    std::map<std::string, UploadRules, std::less<>> rules;
    mutable std::mutex mutex;
    std::map<UploadId, Kept> uploads;
};

// One line per value; the file name comes last and may hold anything but a line break.
Result<Done> Uploads::State::save(Upload const& upload) const {
    std::ostringstream out;
    out << "1\n"
        << upload.owner.value << '\n'
        << upload.length << '\n'
        << upload.offset << '\n'
        << upload.expires.ms << '\n'
        << upload.purpose << '\n';
    out << (upload.stored ? upload.stored->digest + " " + upload.stored->type : std::string("-")) << '\n'
        << upload.file_name << '\n';
    return replace_file(note(upload.id), out.str());
}

void Uploads::State::load() {
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        auto const id =
            entry.path().extension() == ".state" ? UploadId::parse(entry.path().stem().string()) : std::nullopt;
        if (!id) continue;
        std::ifstream in(entry.path());
        Upload upload;
        upload.id = *id;
        int version = 0;
        std::string stored;
        in >> version >> upload.owner.value >> upload.length >> upload.offset >> upload.expires.ms;
        in.ignore(1);
        if (!std::getline(in, upload.purpose) || !std::getline(in, stored) || !std::getline(in, upload.file_name) ||
            version != 1)
            continue;
        if (auto const blank = stored.find(' '); blank != std::string::npos)
            upload.stored = Stored{stored.substr(0, blank), upload.length, stored.substr(blank + 1)};
        uploads[*id].upload = std::move(upload);
    }
}

Kept* Uploads::State::owned(auth::Actor const& actor, UploadId id) {
    auto const found = uploads.find(id);
    if (found == uploads.end() || found->second.upload.expires <= clock.now()) return nullptr;
    return found->second.upload.owner == actor.account && actor.known() ? &found->second : nullptr;
}

void Uploads::State::drop(UploadId id) {
    uploads.erase(id);
    ::unlink(part(id).c_str());
    ::unlink(note(id).c_str());
}

/// What to call, without the lock, once this upload is dropped: nothing while another one holds the same content.
std::function<void()> Uploads::State::gone(Upload const& upload) const {
    auto const known = rules.find(upload.purpose);
    if (!upload.stored || known == rules.end() || !known->second.on_gone) return {};
    for (auto const& [id, other] : uploads)
        if (id != upload.id && other.upload.stored && other.upload.stored->digest == upload.stored->digest) return {};
    return [tell = known->second.on_gone, upload] { tell(upload); };
}

Result<std::string> Uploads::State::digest_of_file(UploadId id, std::int64_t size) const {
    TRY_ASSIGN(auto const file, File::open(part(id), O_RDONLY));
    Digest sum;
    std::string buffer(piece, '\0');
    for (std::int64_t at = 0; at < size;) {
        TRY_ASSIGN(auto const got, file.read_at(at, buffer.data(), buffer.size()));
        if (got == 0) return fail(io_problem(EIO, "read"));
        sum.add({buffer.data(), static_cast<std::size_t>(got)});
        at += got;
    }
    return text::hex(sum.value());
}

Result<Stored> Uploads::State::take_in(UploadId id, std::int64_t size, std::optional<Digest>& running) const {
    if (running) return store.adopt(part(id), text::hex(running->value()), size);
    TRY_ASSIGN(auto const digest, digest_of_file(id, size));
    return store.adopt(part(id), digest, size);
}

Uploads::Uploads(std::string folder, Store const& store, Clock const& clock, IdSource& ids)
    : state_(std::make_unique<State>(std::move(folder), store, clock, ids)) {
    make_folders(state_->folder);
    state_->load();  // what has expired meanwhile goes with the next expire(), when the rules are known
}

Uploads::~Uploads() = default;

void Uploads::rules(std::string purpose, UploadRules rules) { state_->rules[std::move(purpose)] = std::move(rules); }

Result<Upload> Uploads::create(auth::Actor const& actor, std::string_view purpose, std::string_view file_name,
                               std::int64_t length) {
    auto& state = *state_;
    auto const rules = state.rules.find(purpose);
    if (rules == state.rules.end()) return fail(malformed("files.purpose"));
    if (file_name.empty() || text::length(file_name) > 200 ||
        file_name.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
        return fail(malformed("files.name"));
    }
    if (length <= 0) return fail(malformed("files.empty"));
    if (length > rules->second.most) {
        return fail(problem(Kind::too_large, "files.too_large")
                        .fact("limit", std::to_string(rules->second.most >> 20) + " MB"));
    }
    struct statvfs disk {};
    if (::statvfs(state.folder.c_str(), &disk) == 0 &&
        static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize) < length + spare_bytes) {
        return fail(problem(Kind::no_space, "no_space"));
    }
    Upload upload;
    upload.id = state.ids.next<UploadId>();
    upload.owner = actor.account;
    upload.length = length;
    upload.file_name = file_name;
    upload.purpose = purpose;
    upload.expires = state.clock.now() + rules->second.lifetime_ms;
    if (rules->second.authorise) TRY(rules->second.authorise(actor, upload));
    std::lock_guard const lock(state.mutex);
    int open = 0;
    for (auto const& [id, kept] : state.uploads)
        open += kept.upload.owner == actor.account && !kept.upload.stored ? 1 : 0;
    if (open >= most_open_per_account) return fail(problem(Kind::too_many, "files.too_many_open"));
    TRY(File::open(state.part(upload.id), O_WRONLY | O_CREAT | O_EXCL));
    TRY(state.save(upload));
    state.uploads[upload.id].upload = upload;
    state.uploads[upload.id].running.emplace();
    return upload;
}

Result<Upload> Uploads::find(auth::Actor const& actor, UploadId id) const {
    std::lock_guard const lock(state_->mutex);
    auto const* kept = state_->owned(actor, id);
    if (kept == nullptr) return fail(not_found());
    return kept->upload;
}

Result<Done> Uploads::remove(auth::Actor const& actor, UploadId id) {
    std::function<void()> tell;
    {
        std::lock_guard const lock(state_->mutex);
        auto const* kept = state_->owned(actor, id);
        if (kept == nullptr) return fail(not_found());
        if (kept->busy) return fail(conflict("files.locked"));
        tell = state_->gone(kept->upload);
        state_->drop(id);
    }
    if (tell) tell();
    return Done{};
}

int Uploads::expire() {
    std::vector<std::function<void()>> tell;
    int count = 0;
    {
        std::lock_guard const lock(state_->mutex);
        std::vector<UploadId> over;
        for (auto const& [id, kept] : state_->uploads) {
            if (!kept.busy && kept.upload.expires <= state_->clock.now()) over.push_back(id);
        }
        for (auto const id : over) {
            if (auto said = state_->gone(state_->uploads.at(id).upload)) tell.push_back(std::move(said));
            state_->drop(id);
        }
        count = static_cast<int>(over.size());
    }
    for (auto const& one : tell) one();
    return count;
}

namespace {

struct Checksum {
    std::optional<Digest> sum;
    std::string expected;
};

Result<Checksum> read_checksum(std::string_view given) {
    if (given.empty()) return Checksum{};
    auto const blank = given.find(' ');
    auto const kind = given.substr(0, blank);
    if (blank == std::string_view::npos || (kind != "sha1" && kind != "sha256"))
        return fail(malformed("files.checksum_form"));
    std::string url(given.substr(blank + 1));
    while (url.ends_with('=')) url.pop_back();
    for (auto& c : url) c = c == '+' ? '-' : c == '/' ? '_' : c;
    auto expected = text::unbase64url(url);
    if (!expected || expected->size() != (kind == "sha1" ? 20U : 32U)) return fail(malformed("files.checksum_form"));
    return Checksum{Digest(kind == "sha1" ? Digest::Kind::sha1 : Digest::Kind::sha256), std::move(*expected)};
}

class Appending final : public Uploads::Append {
  public:
    Appending(Uploads::State& state, auth::Actor const& actor, Upload upload, File file, std::optional<Digest> running,
              Checksum checksum)
        : state_(state),
          actor_(actor),
          upload_(std::move(upload)),
          file_(std::move(file)),
          running_(std::move(running)),
          checksum_(std::move(checksum)),
          at_(upload_.offset) {}

    ~Appending() override {
        if (done_) return;
        // Nothing was acknowledged: the bytes do not count, and the digest has seen too many.
        static_cast<void>(file_.truncate(upload_.offset));
        give_back(std::nullopt);
    }

    Result<Done> write(std::string_view bytes) override {
        if (static_cast<std::int64_t>(bytes.size()) > upload_.length - at_) return fail(malformed("files.too_much"));
        TRY(file_.write_at(at_, bytes));
        if (running_) running_->add(bytes);
        if (checksum_.sum) checksum_.sum->add(bytes);
        at_ += static_cast<std::int64_t>(bytes.size());
        return Done{};
    }

    Result<Upload> commit() override {
        if (checksum_.sum && checksum_.sum->value() != checksum_.expected) return fail(malformed("files.checksum"));
        TRY(file_.sync());
        auto next = upload_;
        next.offset = at_;
        if (next.offset == next.length) { TRY_ASSIGN(next.stored, state_.take_in(next.id, next.length, running_)); }
        TRY(state_.save(next));
        upload_ = next;
        done_ = true;
        if (upload_.stored) {
            auto const& rules = state_.rules.find(upload_.purpose)->second;
            auto accepted = rules.on_complete ? rules.on_complete(actor_, upload_) : Result<Done>(Done{});
            if (!accepted) {
                std::function<void()> tell;
                {
                    std::lock_guard const lock(state_.mutex);
                    tell = state_.gone(upload_);
                    state_.drop(upload_.id);
                }
                if (tell) tell();
                return fail(std::move(accepted).error());
            }
        }
        give_back(std::move(running_));
        return upload_;
    }

  private:
    void give_back(std::optional<Digest> running) {
        std::lock_guard const lock(state_.mutex);
        auto const found = state_.uploads.find(upload_.id);
        if (found == state_.uploads.end()) return;
        found->second.upload = upload_;
        found->second.busy = false;
        found->second.running = std::move(running);
    }

    Uploads::State& state_;
    auth::Actor const actor_;
    Upload upload_;
    File file_;
    std::optional<Digest> running_;
    Checksum checksum_;
    std::int64_t at_;
    bool done_{false};
};

}  // namespace

Result<std::unique_ptr<Uploads::Append>> Uploads::append(auth::Actor const& actor, UploadId id, std::int64_t offset,
                                                         std::string_view checksum) {
    auto& state = *state_;
    TRY_ASSIGN(auto sum, read_checksum(checksum));
    std::lock_guard const lock(state.mutex);
    auto* const kept = state.owned(actor, id);
    if (kept == nullptr) return fail(not_found());
    if (kept->busy) return fail(conflict("files.locked"));
    if (kept->upload.stored || offset != kept->upload.offset) {
        return fail(conflict("files.offset").fact("offset", std::to_string(kept->upload.offset)));
    }
    TRY_ASSIGN(auto file, File::open(state.part(id), O_RDWR));
    // Bytes after the acknowledged offset are left over from a crash.
    TRY(file.truncate(kept->upload.offset));
    kept->busy = true;
    auto running = std::move(kept->running);
    kept->running.reset();
    return std::unique_ptr<Append>(
        std::make_unique<Appending>(state, actor, kept->upload, std::move(file), std::move(running), std::move(sum)));
}

}  // namespace xinglin::files
