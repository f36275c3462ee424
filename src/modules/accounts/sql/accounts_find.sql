select id, login, name, person, state, password, password_at, must_change, totp, totp_on, totp_step, theme, size, created_at, signed_in_at, version, lock_reason from accounts_accounts where id = $1
