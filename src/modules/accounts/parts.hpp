#pragma once
// The services of this module as its routes share them.

#include "modules/accounts/accounts.hpp"
#include "modules/accounts/administration.hpp"
#include "modules/accounts/granting.hpp"
#include "modules/accounts/inviting.hpp"
#include "modules/accounts/own_account.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/setting_up.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/tree_follower.hpp"

namespace xinglin::accounts {

struct Accounts::Parts {
    explicit Parts(Context given, SetUpHooks hooks = {}, Sessions::Ticks ticks = {})
        : context(std::move(given)),
          sessions(context, std::move(ticks)),
          sign_in(context, sessions),
          own(context, sessions),
          granting(context, sessions),
          tree_follower(context, sessions, granting),
          inviting(context, sessions, granting),
          administration(context, sessions),
          setting_up(context, granting, inviting, std::move(hooks)) {}
    Context context;
    Sessions sessions;
    SignIn sign_in;
    OwnAccount own;
    Granting granting;
    TreeFollower tree_follower;
    Inviting inviting;
    Administration administration;
    SettingUp setting_up;

    void mount_session(http::Router& router);
    void mount_own_account(http::Router& router);
    void mount_administration(http::Router& router);
    void mount_grants(http::Router& router);
    void mount_invitations(http::Router& router);
    void mount_password_resets(http::Router& router);
    void mount_set_up(http::Router& router);
};

}  // namespace xinglin::accounts
