select password from accounts_passwords where account = $1 order by at desc limit $2
