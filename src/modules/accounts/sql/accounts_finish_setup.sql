update accounts_institution set token = null, name = $1, kind = $2, set_up_at = $3 where id = 1 and set_up_at is null
