insert into accounts_accounts (id, login, name, person, state, lock_reason, password, password_at, must_change, totp, totp_on,
                               totp_step, theme, size, created_at, signed_in_at, version)
values ($1, $2, $3, $4, 'active', '', $5, $6, $7, null, 0, 0, 'system', 'standard', $6, null, 1)
