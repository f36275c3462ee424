select id, totp from accounts_accounts where id > $1 and totp is not null order by id limit $2
