#pragma once
// Content-addressed files: named by their SHA-256, typed by their content, never by their name.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::auth {
struct Actor;
}

namespace xinglin::files {

struct Stored {
    std::string digest;      ///< SHA-256 in hex: the name in the store
    std::int64_t size{0};
    std::string type;        ///< media type by content, "application/octet-stream" when not known
};

/// Media type of a file by its first bytes (at most 4096 are looked at).
[[nodiscard]] std::string type_of(std::string_view first_bytes);

/// A local folder: files/ab/cd/abcd…; whole files appear by rename after fsync. Thread-safe.
class Store {
  public:
    /// Creates the folder when it is missing.
    explicit Store(std::string folder);
    /// Puts bytes in and returns once they are durable.
    /// @errors no_space (no_space), files.io (fault)
    [[nodiscard]] Result<Stored> put(std::string_view bytes) const;
    /// Moves a finished, fsynced file of the same file system in.
    [[nodiscard]] Result<Stored> adopt(std::string const& path, std::string const& digest, std::int64_t size) const;
    /// @returns the path for reading, nothing when there is no such file or the digest is no digest
    [[nodiscard]] std::optional<std::string> path(std::string_view digest) const;
    [[nodiscard]] Result<std::string> read(std::string_view digest, std::size_t most) const;
    bool remove(std::string_view digest) const;
    /// Somebody who may still need a file, whoever else lets it go. Set up before serving; answers without waiting for a write.
    void held_by(std::function<bool(std::string_view digest)> holder) { holders_.push_back(std::move(holder)); }
    /// Removes a file that no holder needs. @returns whether it went
    bool release(std::string_view digest) const;
    /// While this is held nothing is released: a file that is there now is there when its new holder has said so.
    [[nodiscard]] std::unique_lock<std::mutex> keep_all() const { return std::unique_lock(going_); }
    /// Paths of the files that have lain here since before `then`; what nobody needs of them was left by a crash.
    [[nodiscard]] std::vector<std::string> older_than(Instant then) const;
    /// Whether the content still has its digest.
    [[nodiscard]] bool verify(std::string_view digest) const;
    [[nodiscard]] std::string const& folder() const { return folder_; }

  private:
    std::string folder_;
    std::vector<std::function<bool(std::string_view)>> holders_;
    mutable std::mutex going_;
};

struct Upload {
    UploadId id;
    AccountId owner;
    std::int64_t length{0};
    std::int64_t offset{0};
    std::string file_name;  ///< as the client calls it; for display only
    std::string purpose;  ///< metadata `purpose`: "import", "document", …
    Instant expires;
    std::optional<Stored> stored;  ///< once complete
};

/// What modules decide about uploads; synchronous, called on the work pool.
struct UploadRules {
    /// May this person upload this much for this purpose?
    std::function<Result<Done>(auth::Actor const&, Upload const&)> authorise;
    /// The file is whole, durable and typed. A Problem here makes the upload fail and tells on_gone.
    std::function<Result<Done>(auth::Actor const&, Upload const&)> on_complete;
    /// The upload is over (expired, refused or removed by its owner) after its file was taken into the store: whoever needs the file
    /// no more lets it go. May be empty; called without any lock of Uploads.
    std::function<void(Upload const&)> on_gone{};
    std::int64_t most{2LL << 30};
    std::int64_t lifetime_ms{24 * hour_ms};
};

/// Resumable uploads (tus 1.0): each is a part file and a small state file in `folder`; appended in constant memory, fsynced
/// before an offset is acknowledged. Thread-safe; one upload is appended by one request at a time.
class Uploads {
  public:
    Uploads(std::string folder, Store const& store, Clock const& clock, IdSource& ids);
    ~Uploads();
    Uploads(Uploads const&) = delete;
    Uploads& operator=(Uploads const&) = delete;

    /// Rules of one purpose; set up before serving. An upload of an unknown purpose is refused.
    void rules(std::string purpose, UploadRules rules);

    /// @errors files.purpose, files.empty_name (malformed), files.too_large (too_large), what authorise says
    [[nodiscard]] Result<Upload> create(auth::Actor const& actor, std::string_view purpose, std::string_view file_name,
                                        std::int64_t length);
    /// The owner's upload, also after completion until it expires; for modules that take `upload_id` as input too.
    [[nodiscard]] Result<Upload> find(auth::Actor const& actor, UploadId id) const;
    [[nodiscard]] Result<Done> remove(auth::Actor const& actor, UploadId id);
    /// Removes what has expired. @returns how many
    int expire();

    /// One PATCH: begun at `offset`, fed, then committed or abandoned. Holds the upload's lock for its life.
    class Append {
      public:
        virtual ~Append() = default;
        /// @errors files.too_much, no_space, files.io
        [[nodiscard]] virtual Result<Done> write(std::string_view bytes) = 0;
        /// Makes what was written durable; a wrong checksum drops this PATCH's bytes instead.
        /// @returns the new state; complete uploads are adopted by the store and reported to on_complete
        /// @errors files.checksum, no_space, files.io, what on_complete says
        [[nodiscard]] virtual Result<Upload> commit() = 0;
    };
    /// @param checksum over the bytes of this PATCH: "sha256 <base64>", "sha1 <base64>" or ""
    /// @errors files.offset (conflict), files.locked (conflict), files.checksum_form, not_found
    [[nodiscard]] Result<std::unique_ptr<Append>> append(auth::Actor const& actor, UploadId id, std::int64_t offset,
                                                         std::string_view checksum = {});

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace xinglin::files
