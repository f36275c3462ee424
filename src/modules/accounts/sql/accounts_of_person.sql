select id from accounts_accounts where person = $1 order by id
