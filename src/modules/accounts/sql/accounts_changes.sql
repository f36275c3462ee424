select number from accounts_changes where id = 1
