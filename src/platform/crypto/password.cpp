#include "platform/crypto/password.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/crypto/openssl.hpp"

#include <sodium.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace xinglin::crypto {

namespace {

constexpr std::string_view sm3_prefix = "$pbkdf2-sm3$";

std::string argon2id(std::string_view password, HasherOptions const& options) {
    std::string out(crypto_pwhash_STRBYTES, '\0');
    XL_CHECK(crypto_pwhash_str_alg(out.data(), password.data(), password.size(), options.passes, options.memory_bytes,
                                   crypto_pwhash_ALG_ARGON2ID13) == 0);
    out.resize(out.find('\0'));
    return out;
}

std::string pbkdf2_text(std::string_view password, std::string_view salt, int iterations) {
    return std::string(sm3_prefix) + std::to_string(iterations) + "$" + text::hex(salt) + "$" +
           text::hex(pbkdf2_sm3(password, salt, iterations));
}

std::optional<int> iterations_of(std::string_view hash) {
    auto const rest = hash.substr(sm3_prefix.size());
    auto const n = text::parse_int(rest.substr(0, rest.find('$')));
    if (!n || *n < 1 || *n > 100'000'000) return std::nullopt;
    return static_cast<int>(*n);
}

bool matches(std::string const& hash, std::string_view password) {
    if (!text::starts_with(hash, sm3_prefix))
        return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
    auto const parts = text::split(hash, '$');  // "", kind, iterations, salt, digest
    auto const iterations = iterations_of(hash);
    if (parts.size() != 5 || !iterations) return false;
    auto const salt = text::unhex(parts[3]);
    return salt && equal_constant_time(pbkdf2_text(password, *salt, *iterations), hash);
}

class QueuedHasher final : public PasswordHasher {
  public:
    explicit QueuedHasher(HasherOptions options) : options_(options) {
        XL_CHECK(sodium_init() >= 0);
        for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
    }
    ~QueuedHasher() override {
        {
            std::lock_guard const lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        for (auto& thread : threads_) thread.join();
    }

    Result<std::string> hash(std::string_view password) override {
        return queued<std::string>([this, password] {
            if (options_.profile == Profile::guomi) return pbkdf2_text(password, random_bytes(16), options_.iterations);
            return argon2id(password, options_);
        });
    }
    Result<bool> verify(std::string_view hash, std::string_view password) override {
        return queued<bool>([stored = std::string(hash), password] { return matches(stored, password); });
    }

  private:
    /// Runs fn on a hashing thread and waits; what fn borrows lives until then.
    template <class T>
    Result<T> queued(std::function<T()> fn) {
        // Shared: the worker is still inside the task for a moment after the answer is there.
        auto const task = std::make_shared<std::packaged_task<T()>>(std::move(fn));
        auto answer = task->get_future();
        {
            std::lock_guard const lock(mutex_);
            if (stopping_ || waiting_.size() >= options_.queue) return fail(problem(Kind::unavailable, "auth.busy"));
            waiting_.emplace_back([task] { (*task)(); });
        }
        wake_.notify_one();
        return answer.get();
    }

    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;  // stopping, and nobody waits any more
            auto const next = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            next();
            lock.lock();
        }
    }

    HasherOptions const options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_{false};
    std::vector<std::thread> threads_;
};

}  // namespace

std::unique_ptr<PasswordHasher> make_hasher(HasherOptions const& options) {
    return std::make_unique<QueuedHasher>(options);
}

bool needs_rehash(std::string_view hash, HasherOptions const& options) {
    bool const is_sm3 = text::starts_with(hash, sm3_prefix);
    if (is_sm3 != (options.profile == Profile::guomi)) return true;
    if (is_sm3) return iterations_of(hash).value_or(0) < options.iterations;
    return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), options.passes, options.memory_bytes) != 0;
}

std::string unmatched_hash(HasherOptions const& options) {
    if (options.profile == Profile::guomi)
        return std::string(sm3_prefix) + std::to_string(options.iterations) + "$" + text::hex(std::string(16, '\0')) +
               "$" + text::hex(std::string(32, '\0'));
    return "$argon2id$v=19$m=" + std::to_string(options.memory_bytes / 1024) + ",t=" + std::to_string(options.passes) +
           ",p=1$" + std::string(22, 'A') + "$" + std::string(43, 'A');
}

std::string pbkdf2_sm3(std::string_view password, std::string_view salt, int iterations) {
    static EVP_MD* const md = EVP_MD_fetch(nullptr, "SM3", nullptr);
    std::string out(32, '\0');
    XL_CHECK(PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), raw(salt.data()),
                               static_cast<int>(salt.size()), iterations, md, static_cast<int>(out.size()),
                               raw(out.data())) == 1);
    return out;
}

}  // namespace xinglin::crypto
