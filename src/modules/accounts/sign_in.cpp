#include "modules/accounts/sign_in.hpp"

#include "base/text.hpp"
#include "modules/accounts/attempts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/audit/audit.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/db/db.hpp"

namespace xinglin::accounts {

namespace {

constexpr std::size_t longest_login = 64;  ///< no account has a longer one: what is typed beyond is counted nowhere

audit::Event event_of(std::string action, AccountId account, std::string summary, std::string_view address) {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "account";
    event.subject = account.value;
    event.summary = std::move(summary);
    event.address = address;
    return event;
}

auth::Actor actor_named(Account const& account) {
    auth::Actor actor;
    actor.account = account.id;
    actor.person = account.person;
    actor.name = account.name;
    return actor;
}

}  // namespace

std::string recovery_digest(std::string_view typed) {
    auto const plain = text::replace_all(text::upper_ascii(text::without_blanks(text::half_width(typed))), "-", "");
    return crypto::sha256(plain);
}

std::optional<std::string> totp_secret(Context const& context, Account const& account) {
    return context.vault.open({"accounts_accounts", "totp", account.id.value}, account.totp);
}

Result<OpenedSession> SignIn::sign_in(Credentials const& credentials, Instant now) {
    auto const login = normal_login(credentials.login);
    auto const source = login_source(context_, login);
    if (text::length(login) > longest_login) {
        TRY(context_.database.read(
            [&](db::Reader& reader) { return not_locked(reader, address_source(credentials.address), now); }));
        fail_attempt(credentials, std::nullopt, "", now);
        return fail(problem(Kind::unauthenticated, "accounts.sign_in_wrong"));
    }
    TRY(begin(credentials, source, now));
    auto const account =
        context_.database.read([&](db::Reader& reader) { return store::find_by_login(reader, login); });
    // A login nobody has is checked against a hash nobody's password has: the same work, the same answer.
    auto const hash = account ? account->password : crypto::unmatched_hash(context_.hashing);
    auto verified = context_.hasher.verify(hash, credentials.password);
    if (!verified) {
        take_back(source);  // the queue was full: nothing was tried
        return fail(std::move(verified).error());
    }
    if (!account || !*verified) {
        fail_attempt(credentials, account, "密码不正确", now);
        return fail(problem(Kind::unauthenticated, "accounts.sign_in_wrong"));
    }
    if (account->locked) {
        fail_attempt(credentials, account, "账号已被锁定", now);
        return fail(forbidden("accounts.account_locked"));
    }
    TRY_ASSIGN(auto opened, finish(credentials, source, *account, now));
    if (crypto::needs_rehash(account->password, context_.hashing))
        if (auto const renewed = context_.hasher.hash(credentials.password))
            static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
                store::rehash(tx, account->id, account->password, *renewed);
                return Done{};
            }));
    return opened;
}

Result<Done> SignIn::begin(Credentials const& credentials, std::string const& source, Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        TRY(not_locked(tx, address_source(credentials.address), now));
        TRY(begin_attempt(tx, context_, source, now));
        return Done{};
    });
}

/// Never without an attempt: otherwise asking for the code in between would allow guessing it without end.
void SignIn::take_back(std::string const& source) {
    static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        take_back_attempt(tx, source);
        return Done{};
    }));
}

void SignIn::fail_attempt(Credentials const& credentials, std::optional<Account> const& account, std::string_view why,
                          Instant now) {
    static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto const source = address_source(credentials.address);
        auto attempts = counted(tx, source, address_memory_ms, now);
        if (auto const lock = lock_after_address_failures(attempts.failures); lock > 0)
            attempts.locked_until = now + lock;
        store::set_attempts(tx, source, attempts);
        // What was typed as a login may be a password: it is not written down when no account has it.
        auto event = event_of("session.refused", account ? account->id : AccountId{},
                              account ? "登录失败：" + std::string(why) : std::string("登录失败：没有该账号"),
                              credentials.address);
        event.result = "refused";
        context_.trail.record(tx, account ? actor_named(*account) : auth::Actor{}, event);
        auto const own = store::find_attempts(tx, login_source(context_, normal_login(credentials.login)));
        if (own.locked_until > now && account) {
            event.action = "account.locked_for_a_while";
            event.summary = "连续 " + std::to_string(own.failures) + " 次登录失败，账号暂时锁定";
            context_.trail.record(tx, actor_named(*account), event);
        }
        return Done{};
    }));
}

/// The second factor and the session, in one transaction.
Result<OpenedSession> SignIn::finish(Credentials const& credentials, std::string const& source, Account const& account,
                                     Instant now) {
    bool wrong_code = false;
    auto opened = context_.database.write([&](db::Tx& tx) -> Result<OpenedSession> {
        wrong_code = false;
        auto const standing = standing_of(tx, context_, account.id, now);
        if (!standing || standing->account.password != account.password)
            return fail(problem(Kind::unauthenticated, "accounts.sign_in_wrong"));  // changed meanwhile
        bool const two = standing->account.totp_on;
        if (two && (!credentials.code || credentials.code->empty()))
            return fail(
                problem(Kind::unauthenticated, "accounts.code_required").field("/code", "accounts.code_required"));
        if (two && !code_holds(tx, context_, standing->account, *credentials.code, now)) {
            wrong_code = true;
            return fail(problem(Kind::unauthenticated, "accounts.code_wrong").field("/code", "accounts.code_wrong"));
        }
        store::clear_attempts(tx, source);
        auto session = sessions_.open(tx, *standing, two, credentials.address, credentials.agent, now);
        context_.trail.record(
            tx, actor_named(account),
            event_of("session.opened", account.id, two ? "登录（双因素）" : "登录", credentials.address));
        return session;
    });
    if (!opened && !wrong_code) take_back(source);  // asking for the code is no failure
    if (!opened && wrong_code) fail_attempt(credentials, account, "验证码不正确", now);
    return opened;
}

bool code_holds(db::Tx& tx, Context const& context, Account const& account, std::string_view code, Instant now) {
    auto const typed = text::without_blanks(text::half_width(code));
    if (auto const secret = totp_secret(context, account))
        if (auto const step = crypto::totp_match(*secret, typed, now, account.totp_step))
            return store::use_totp_step(tx, account.id, *step);
    return store::use_recovery_code(tx, account.id, recovery_digest(typed));
}

void SignIn::sign_out(auth::Actor const& actor, std::string_view address) {
    static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        if (sessions_.end(tx, actor.account, actor.session))
            context_.trail.record(tx, actor, event_of("session.closed", actor.account, "退出登录", address));
        return Done{};
    }));
}

Result<std::string> SignIn::make_link(AccountId account, Instant now) {
    if (!context_.options.demo) return fail(forbidden("accounts.demo_only"));
    auto const token = crypto::random_token();
    TRY(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        store::insert_link(tx, token_digest(token), account, now + day_ms);
        return Done{};
    }));
    return "/sign-in/" + token;
}

Result<std::pair<OpenedSession, std::string>> SignIn::follow_link(std::string_view token, std::string_view address,
                                                                  std::string_view agent, Instant now) {
    if (!context_.options.demo) return fail(not_found());
    return context_.database.write([&](db::Tx& tx) -> Result<std::pair<OpenedSession, std::string>> {
        auto const account = store::find_link(tx, token_digest(token), now);
        auto const standing = account ? standing_of(tx, context_, *account, now) : std::nullopt;
        if (!standing || standing->account.locked) return fail(not_found());
        auto session = sessions_.open(tx, *standing, false, address, agent, now);
        context_.trail.record(tx, actor_named(standing->account),
                              event_of("session.opened", *account, "用演示链接登录", address));
        return std::pair(std::move(session), standing->home());
    });
}

}  // namespace xinglin::accounts
