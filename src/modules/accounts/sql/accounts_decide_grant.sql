update accounts_grants
set state = $2, from_day = $3, to_day = $4, decided_by = $5, decided_at = $6, mac = $7
where id = $1 and state = $8
