#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/crypto/cipher.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/db.hpp"

#include "gen/crypto/sql.hpp"

#include <openssl/crypto.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace xinglin::crypto {

namespace {

constexpr std::string_view file_head = "xinglin master key 1\n";
constexpr std::size_t key_bytes = 32;
constexpr std::string_view recovery_aad = "crypto_recovery";
// Crockford's alphabet: no I, L, O, U.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t secret_bytes = 16, secret_letters = 26, check_letters = 2, group = 4;

Material recovery_material(std::string_view secret) {
    return Material(derive(Profile::international, secret, "recovery code"));
}

std::string letters_of(std::string_view secret) {
    std::string letters;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (char const c : secret) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) letters += alphabet[buffer >> (bits - 5) & 31];
    }
    letters += alphabet[buffer << (5 - bits) & 31];
    auto const check = sha256(letters);
    for (std::size_t i = 0; i < check_letters; ++i) letters += alphabet[static_cast<unsigned char>(check[i]) & 31];
    return letters;
}

/// The secret of a code as typed, or nothing when a letter is wrong or missing.
std::optional<std::string> secret_of(std::string_view code) {
    std::string letters;
    for (char c : text::upper_ascii(text::without_blanks(text::half_width(code)))) {
        if (c == '-') continue;
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        letters += c;
    }
    if (letters.size() != secret_letters + check_letters) return std::nullopt;
    std::string secret;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (char const c : std::string_view(letters).substr(0, secret_letters)) {
        auto const value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        buffer = buffer << 5 | static_cast<std::uint32_t>(value);
        if ((bits += 5) >= 8) secret += static_cast<char>(buffer >> (bits -= 8));
    }
    if (secret.size() != secret_bytes || letters_of(secret) != letters) return std::nullopt;
    return secret;
}

/// Closes a file descriptor at the end of its scope.
struct Descriptor {
    explicit Descriptor(int opened) : fd(opened) {}
    ~Descriptor() {
        if (fd >= 0) close(fd);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int fd;
};

}  // namespace

MasterKey::~MasterKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

MasterKey MasterKey::generate() { return MasterKey(random_bytes(key_bytes)); }

Result<MasterKey> read_master_key(std::string const& path) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return fail(problem(Kind::not_found, "crypto.key_missing").fact("path", path));
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(problem(Kind::forbidden, "crypto.key_unsafe").fact("path", path));
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    auto const written = content.str();
    if (text::starts_with(written, file_head)) {
        auto const bytes = text::unhex(text::trim(std::string_view(written).substr(file_head.size())));
        if (bytes && bytes->size() == key_bytes) return MasterKey(*bytes);
    }
    return fail(problem(Kind::fault, "crypto.key_damaged").fact("path", path));
}

Result<Done> write_master_key(std::string const& path, MasterKey const& key) {
    auto const unwritable = [&] { return fail(problem(Kind::fault, "crypto.key_unwritable").fact("path", path)); };
    auto const content = std::string(file_head) + text::hex(key.bytes()) + "\n";
    {
        Descriptor const file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (file.fd < 0 && errno == EEXIST) return fail(conflict("crypto.key_exists").fact("path", path));
        if (file.fd < 0 || ::write(file.fd, content.data(), content.size()) != static_cast<ssize_t>(content.size()) ||
            fsync(file.fd) != 0)
            return unwritable();
    }
    // The name is durable only when its folder is.
    auto const parent = std::filesystem::path(path).parent_path();
    Descriptor const folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd < 0 || fsync(folder.fd) != 0) return unwritable();
    return Done{};
}

std::string next_master_key_file(std::string const& path) { return path + ".next"; }

Result<std::string> take_next_master_key(std::string const& path, Instant now) {
    auto former = path + ".until-" + std::to_string(now.ms / second_ms);
    auto const unwritable = [&](std::string const& at) {
        return fail(problem(Kind::fault, "crypto.key_unwritable").fact("path", at));
    };
    // The former key has two names before the new one takes its place: at no moment is there none.
    if (::link(path.c_str(), former.c_str()) != 0) return unwritable(former);
    if (::rename(next_master_key_file(path).c_str(), path.c_str()) != 0) return unwritable(path);
    auto const folder = std::filesystem::path(path).parent_path().string();
    Descriptor const opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.fd < 0 || ::fsync(opened.fd) != 0) return unwritable(folder);
    return former;
}

std::string make_recovery_code(db::Tx& tx, MasterKey const& key, Instant now) {
    auto const secret = random_bytes(secret_bytes);
    db::Blob const wrapped{seal(Profile::international, recovery_material(secret), 0, recovery_aad, key.bytes())};
    tx.run(sql::set_recovery, wrapped, now);
    auto const letters = letters_of(secret);
    std::string code;
    for (std::size_t i = 0; i < letters.size(); i += group) code += (i == 0 ? "" : "-") + letters.substr(i, group);
    return code;
}

Result<MasterKey> recover_master_key(db::Reader& reader, std::string_view code) {
    auto const secret = secret_of(code);
    if (!secret) return fail(malformed("crypto.code_malformed"));
    auto const wrapped = reader.value<db::Blob>(sql::find_recovery);
    if (!wrapped) return fail(not_found("crypto.no_recovery"));
    auto bytes = unseal(recovery_material(*secret), recovery_aad, wrapped->bytes);
    if (!bytes) return fail(forbidden("crypto.code_wrong"));
    return MasterKey(std::move(*bytes));
}

}  // namespace xinglin::crypto
