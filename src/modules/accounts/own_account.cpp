#include "modules/accounts/own_account.hpp"

#include "modules/accounts/attempts.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/store.hpp"
#include "modules/audit/audit.hpp"
#include "platform/crypto/qr.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

constexpr std::size_t totp_bytes = 20;  // RFC 4226: the length of the HMAC
constexpr int recovery_codes = 10;

Problem wrong_password() {
    return problem(Kind::forbidden, "accounts.current_wrong").field("/current", "accounts.current_wrong");
}

/// Ten characters of base32 in two halves: 50 random bits.
std::string new_recovery_code() {
    auto const letters = crypto::base32(crypto::random_bytes(7));
    return letters.substr(0, 5) + "-" + letters.substr(5, 5);
}

}  // namespace

std::vector<std::string> password_context(db::Reader& reader, std::string_view login, std::string_view name) {
    std::vector<std::string> words{std::string(login), std::string(name)};
    if (auto const setup = store::setup(reader); setup.institution) words.push_back(setup.institution->name);
    return words;
}

Result<Done> check_new_password(Context const& context, Account const& account, std::string_view replacement) {
    auto const rules = password_rules(context.options.passwords);
    auto const words = context.database.read(
        [&](db::Reader& reader) { return password_context(reader, account.login, account.name); });
    TRY(check_password(rules, replacement, words));
    auto hashes = context.database.read(
        [&](db::Reader& reader) { return store::old_passwords(reader, account.id, std::max(0, rules.history - 1)); });
    hashes.push_back(account.password);
    for (auto const& hash : hashes) {
        TRY_ASSIGN(auto const same, context.hasher.verify(hash, replacement));
        if (same) return fail(malformed("accounts.password_used").field("/password", "accounts.password_used"));
    }
    return Done{};
}

void replace_password(db::Tx& tx, Context const& context, Account const& account, std::string_view hash, Instant now) {
    if (password_rules(context.options.passwords).history > 0)
        store::insert_old_password(tx, account.id, now, account.password);
    store::set_password(tx, account.id, hash, now, false);
}

Result<bool> OwnAccount::begin(auth::Actor const& actor, Instant now) {
    return context_.database.write(
        [&](db::Tx& tx) -> Result<bool> { return begin_attempt(tx, context_, own_source(actor.account), now); });
}

/// A secret that was wrong is on record; the one that brings the lock also ends the session that guesses.
void OwnAccount::refuse(auth::Actor const& actor, bool locks, std::string_view what, std::string_view address) {
    static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        note(tx, actor, "account.refused", std::string(what) + (locks ? "，连续多次，会话已结束" : ""), address,
             "refused");
        if (locks) static_cast<void>(sessions_.end(tx, actor.account, actor.session));
        return Done{};
    }));
}

Result<OpenedSession> OwnAccount::change_password(auth::Actor const& actor, std::string_view current,
                                                  std::string_view replacement, std::string_view address,
                                                  std::string_view agent, Instant now) {
    auto const account = context_.database.read([&](db::Reader& reader) { return store::find(reader, actor.account); });
    if (!account) return fail(not_found());
    auto const source = own_source(actor.account);
    TRY_ASSIGN(auto const locks, begin(actor, now));
    auto const right = context_.hasher.verify(account->password, current);
    if (right && !*right) {
        refuse(actor, locks, "修改密码：当前密码不正确", address);
        return fail(wrong_password());
    }
    static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        if (right)
            store::clear_attempts(tx, source);
        else
            take_back_attempt(tx, source);  // the queue was full: nothing was tried
        return Done{};
    }));
    if (!right) return fail(right.error());
    if (auto checked = check_new_password(context_, *account, replacement); !checked) {
        for (auto& field : checked.error().fields) field.pointer = "/replacement";
        return fail(std::move(checked).error());
    }
    TRY_ASSIGN(auto const hash, context_.hasher.hash(replacement));
    return context_.database.write([&](db::Tx& tx) -> Result<OpenedSession> {
        auto const fresh = store::find(tx, actor.account);
        if (!fresh || fresh->password != account->password) return fail(conflict("accounts.changed_meanwhile"));
        replace_password(tx, context_, *account, hash, now);
        note(tx, actor, "account.password_changed", "修改密码", address);
        return renew(tx, actor, actor.second_factor, address, agent, now);
    });
}

/// Ends all sessions of the account and opens one in place of the one that asked: a new token at every change of power.
OpenedSession OwnAccount::renew(db::Tx& tx, auth::Actor const& actor, bool second_factor, std::string_view address,
                                std::string_view agent, Instant now) {
    sessions_.end_all(tx, actor.account, {});
    return sessions_.open(tx, *standing_of(tx, context_, actor.account, now), second_factor, address, agent, now);
}

void OwnAccount::set_preferences(auth::Actor const& actor, std::string_view theme, std::string_view size) {
    static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
        store::set_preferences(tx, actor.account, theme, size);
        return Done{};
    }));
}

Result<TotpSecret> OwnAccount::begin_totp(auth::Actor const& actor) {
    auto const secret = crypto::random_bytes(totp_bytes);
    return context_.database.write([&](db::Tx& tx) -> Result<TotpSecret> {
        auto const account = store::find(tx, actor.account);
        if (!account) return fail(not_found());
        if (account->totp_on) return fail(conflict("accounts.totp_on"));
        store::set_totp(tx, account->id, context_.vault.seal({"accounts_accounts", "totp", account->id.value}, secret),
                        false, 0);
        auto const uri = crypto::totp_address(secret, context_.options.issuer, account->login);
        return TotpSecret{crypto::base32(secret), uri, crypto::qr_svg(uri)};
    });
}

Result<TotpConfirmed> OwnAccount::confirm_totp(auth::Actor const& actor, std::string_view code,
                                               std::string_view address, std::string_view agent, Instant now) {
    TotpConfirmed confirmed;
    std::vector<std::string> digests;
    for (int i = 0; i < recovery_codes; ++i) {
        confirmed.recovery_codes.push_back(new_recovery_code());
        digests.push_back(recovery_digest(confirmed.recovery_codes.back()));
    }
    return context_.database.write([&](db::Tx& tx) -> Result<TotpConfirmed> {
        auto const account = store::find(tx, actor.account);
        if (!account || account->totp.empty()) return fail(conflict("accounts.totp_not_begun"));
        if (account->totp_on) return fail(conflict("accounts.totp_on"));
        auto const secret = totp_secret(context_, *account);
        auto const step = secret ? crypto::totp_match(*secret, code, now, 0) : std::nullopt;
        if (!step) return fail(malformed("accounts.code_wrong").field("/code", "accounts.code_wrong"));
        store::set_totp(tx, account->id, account->totp, true, *step);
        store::set_recovery_codes(tx, account->id, digests);
        note(tx, actor, "account.totp_confirmed", "启用双因素登录", address);
        confirmed.session = renew(tx, actor, true, address, agent, now);
        return confirmed;
    });
}

Result<Done> OwnAccount::end_totp(auth::Actor const& actor, std::string_view code, std::string_view address,
                                  Instant now) {
    TRY_ASSIGN(auto const locks, begin(actor, now));
    bool wrong = false;
    auto ended = context_.database.write([&](db::Tx& tx) -> Result<Done> {
        wrong = false;
        auto const standing = standing_of(tx, context_, actor.account, now);
        if (!standing) return fail(not_found());
        if (standing->totp_required)
            return fail(
                refused("accounts.totp_required").by_rule("accounts.second_factor", "GB/T 22239-2019 8.1.4.1 d)"));
        if (!code_holds(tx, context_, standing->account, code, now)) {
            wrong = true;
            return fail(malformed("accounts.code_wrong").field("/code", "accounts.code_wrong"));
        }
        store::clear_attempts(tx, own_source(actor.account));
        store::set_totp(tx, actor.account, std::nullopt, false, 0);
        store::set_recovery_codes(tx, actor.account, {});
        sessions_.end_all(tx, actor.account, actor.session);
        note(tx, actor, "account.totp_ended", "停用双因素登录", address);
        return Done{};
    });
    if (wrong) refuse(actor, locks, "停用双因素登录：验证码不正确", address);
    if (!ended && !wrong)
        static_cast<void>(context_.database.write([&](db::Tx& tx) -> Result<Done> {
            take_back_attempt(tx, own_source(actor.account));
            return Done{};
        }));
    return ended;
}

Result<Done> OwnAccount::end_session(auth::Actor const& actor, SessionId id, std::string_view address) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        if (!sessions_.end(tx, actor.account, id)) return fail(not_found());
        note(tx, actor, "session.ended", "结束自己的一个会话", address);
        return Done{};
    });
}

void OwnAccount::note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string summary,
                      std::string_view address, std::string result) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "account";
    event.subject = actor.account.value;
    event.summary = std::move(summary);
    event.address = address;
    event.result = std::move(result);
    context_.trail.record(tx, actor, event);
}

}  // namespace xinglin::accounts
