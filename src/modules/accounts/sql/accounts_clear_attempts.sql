delete from accounts_attempts where source = $1
