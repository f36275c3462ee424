select token, name, kind, set_up_at from accounts_institution where id = 1
