-- By login, which is unique.
select id, login, name, person, state, password, password_at, must_change, totp, totp_on, totp_step, theme, size, created_at, signed_in_at, version, lock_reason
from accounts_accounts
where login > $1
--[search
and (login like $2 or name like $2)
--]
--[state
and state = $3
--]
--[role
and exists (select 1 from accounts_grants g where g.account = accounts_accounts.id and g.role = $4 and g.state = 'active'
            and g.from_day <= $5 and (g.to_day is null or g.to_day >= $5))
--]
order by login limit $6
