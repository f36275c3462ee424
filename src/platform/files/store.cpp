#include "platform/files/files.hpp"

#include "base/text.hpp"
#include "platform/files/digest.hpp"
#include "platform/files/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>

namespace xinglin::files {
namespace {

constexpr std::size_t piece = std::size_t{256} * 1024;

bool is_digest(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string place(std::string const& folder, std::string_view digest) {
    return folder + "/" + std::string(digest.substr(0, 2)) + "/" + std::string(digest.substr(2, 2)) + "/" +
           std::string(digest);
}

}  // namespace

std::string type_of(std::string_view bytes) {
    auto const begins = [&](std::string_view magic, std::size_t at = 0) {
        return bytes.size() >= at + magic.size() && bytes.substr(at).starts_with(magic);
    };
    bytes = bytes.substr(0, 4096);
    if (begins("%PDF-")) return "application/pdf";
    if (begins("\x89PNG\r\n\x1a\n")) return "image/png";
    if (begins("\xff\xd8\xff")) return "image/jpeg";
    if (begins("GIF87a") || begins("GIF89a")) return "image/gif";
    if (begins("RIFF") && begins("WEBP", 8)) return "image/webp";
    if (begins("ftyp", 4)) return "video/mp4";
    if (begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return "application/x-ole-storage";
    if (begins("PK\x03\x04")) {
        // Office documents are archives whose folders give them away.
        if (text::contains(bytes, "xl/")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        if (text::contains(bytes, "word/"))
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        return "application/zip";
    }
    if (bytes.empty()) return "application/octet-stream";
    // Text has no control characters but line breaks and tabs; which encoding it is in is for its reader to find out.
    bool const plain = std::none_of(bytes.begin(), bytes.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
    return plain ? "text/plain" : "application/octet-stream";
}

Store::Store(std::string folder) : folder_(std::move(folder)) { make_folders(folder_ + "/incoming"); }

Result<Stored> Store::put(std::string_view bytes) const {
    static std::atomic<std::uint64_t> number{0};
    auto const path = folder_ + "/incoming/" + std::to_string(::getpid()) + "-" + std::to_string(number.fetch_add(1));
    auto const digest = [&] {
        Digest sum;
        sum.add(bytes);
        return text::hex(sum.value());
    }();
    auto written = [&]() -> Result<Done> {
        TRY_ASSIGN(auto file, File::open(path, O_WRONLY | O_CREAT | O_EXCL));
        TRY(file.write_at(0, bytes));
        return file.sync();
    }();
    if (!written) {
        ::unlink(path.c_str());
        return fail(std::move(written).error());
    }
    TRY_ASSIGN(auto stored, adopt(path, digest, static_cast<std::int64_t>(bytes.size())));
    stored.type = type_of(bytes);
    return stored;
}

Result<Stored> Store::adopt(std::string const& path, std::string const& digest, std::int64_t size) const {
    if (!is_digest(digest)) return fail(problem(Kind::fault, "files.io"));
    auto const target = place(folder_, digest);
    auto const folder = std::filesystem::path(target).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(io_problem(error.value(), "create folder"));
    // The same content twice is one file: the rename replaces it with itself.
    if (::rename(path.c_str(), target.c_str()) != 0) return fail(io_problem(errno, "rename"));
    ::chmod(target.c_str(), 0400);
    TRY(sync_folder(folder.string()));
    TRY(sync_folder(folder.parent_path().string()));
    TRY(sync_folder(folder_));
    char first[4096];
    TRY_ASSIGN(auto const file, File::open(target, O_RDONLY));
    TRY_ASSIGN(auto const got, file.read_at(0, first, sizeof first));
    return Stored{digest, size, type_of({first, static_cast<std::size_t>(got)})};
}

std::optional<std::string> Store::path(std::string_view digest) const {
    if (!is_digest(digest)) return std::nullopt;
    auto found = place(folder_, digest);
    std::error_code error;
    if (!std::filesystem::is_regular_file(found, error)) return std::nullopt;
    return found;
}

Result<std::string> Store::read(std::string_view digest, std::size_t most) const {
    auto const found = path(digest);
    if (!found) return fail(not_found());
    TRY_ASSIGN(auto const file, File::open(*found, O_RDONLY));
    TRY_ASSIGN(auto const size, file.size());
    if (static_cast<std::size_t>(size) > most) return fail(problem(Kind::too_large, "files.too_large"));
    std::string out(static_cast<std::size_t>(size), '\0');
    for (std::size_t at = 0; at < out.size();) {
        TRY_ASSIGN(auto const got, file.read_at(static_cast<std::int64_t>(at), out.data() + at, out.size() - at));
        if (got == 0) return fail(io_problem(EIO, "read"));
        at += static_cast<std::size_t>(got);
    }
    return out;
}

bool Store::remove(std::string_view digest) const {
    auto const found = path(digest);
    return found && ::unlink(found->c_str()) == 0;
}

bool Store::release(std::string_view digest) const {
    auto const lock = keep_all();
    for (auto const& needs : holders_)
        if (needs(digest)) return false;
    return remove(digest);
}

std::vector<std::string> Store::older_than(Instant then) const {
    std::vector<std::string> out;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
        struct stat about {};
        if (is_digest(entry->path().filename().string()) && ::stat(entry->path().c_str(), &about) == 0 &&
            S_ISREG(about.st_mode) && about.st_mtim.tv_sec < then.ms / 1000)
            out.push_back(entry->path().string());
    }
    return out;
}

bool Store::verify(std::string_view digest) const {
    auto const found = path(digest);
    if (!found) return false;
    auto const file = File::open(*found, O_RDONLY);
    if (!file) return false;
    Digest sum;
    std::string buffer(piece, '\0');
    for (std::int64_t at = 0;;) {
        auto const got = file->read_at(at, buffer.data(), buffer.size());
        if (!got) return false;
        if (*got == 0) break;
        sum.add({buffer.data(), static_cast<std::size_t>(*got)});
        at += *got;
    }
    return text::hex(sum.value()) == digest;
}

}  // namespace xinglin::files
