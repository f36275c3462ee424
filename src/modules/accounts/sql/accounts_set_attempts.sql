insert into accounts_attempts (source, failures, last_at, locked_until) values ($1, $2, $3, $4)
on conflict (source) do update set failures = excluded.failures, last_at = excluded.last_at, locked_until = excluded.locked_until
