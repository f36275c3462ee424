insert into accounts_institution (id, token, name, kind, set_up_at) values (1, $1, '', '', null)
on conflict (id) do update set token = excluded.token where accounts_institution.set_up_at is null
