#pragma once
// Words of the contract that several of this module's routes share. Include from routes only.

#include "modules/accounts/context.hpp"
#include "modules/accounts/sessions.hpp"
#include "platform/http/call.hpp"
#include "platform/http/edge.hpp"

#include <boost/describe/enum.hpp>

#include <string>
#include <string_view>

namespace xinglin::accounts {

enum class DisplaySize { standard, large, extra };
BOOST_DESCRIBE_ENUM(DisplaySize, standard, large, extra)
enum class DisplayTheme { system, light, dark };
BOOST_DESCRIBE_ENUM(DisplayTheme, system, light, dark)
enum class TotpState { off, required, on };
BOOST_DESCRIBE_ENUM(TotpState, off, required, on)

inline constexpr std::string_view size_names[] = {"standard", "large", "extra"};
inline constexpr std::string_view theme_names[] = {"system", "light", "dark"};
inline DisplaySize size_of(std::string_view name) {
    return name == "large" ? DisplaySize::large : name == "extra" ? DisplaySize::extra : DisplaySize::standard;
}
inline DisplayTheme theme_of(std::string_view name) {
    return name == "light" ? DisplayTheme::light : name == "dark" ? DisplayTheme::dark : DisplayTheme::system;
}

inline void give_cookie(http::Call const& call, Context const& context, OpenedSession const& opened) {
    call.set_cookie(http::session_cookie(opened.token, context.options.secure, opened.seconds));
}

template <class IdType>
std::optional<IdType> present(IdType id) {
    return id.none() ? std::nullopt : std::optional(id);
}

}  // namespace xinglin::accounts
