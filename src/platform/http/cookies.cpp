#include "platform/http/edge.hpp"

namespace xinglin::http {
namespace {

std::string cookie(std::string_view value, bool secure, std::string_view age) {
    std::string out(session_cookie_name(secure));
    out += '=';
    out += value;
    out += "; Path=/; HttpOnly; SameSite=Lax";
    if (secure) out += "; Secure";
    out += age;
    return out;
}

}  // namespace

std::string_view session_cookie_name(bool secure) { return secure ? "__Host-xinglin" : "xinglin"; }

std::string session_cookie(std::string_view token, bool secure, std::int64_t seconds) {
    return cookie(token, secure, seconds > 0 ? "; Max-Age=" + std::to_string(seconds) : std::string());
}

std::string expired_session_cookie(bool secure) { return cookie("", secure, "; Max-Age=0"); }

}  // namespace xinglin::http
