select count(distinct g.account) from accounts_grants g join accounts_accounts a on a.id = g.account
where g.role = $1 and g.state = 'active' and g.from_day <= $2 and (g.to_day is null or g.to_day >= $2)
  and a.state = 'active' and g.account <> $3
