update accounts_changes set number = number + 1 where id = 1
