select organisation, count(*) from accounts_grants where organisation is not null and state in ('active', 'proposed') group by organisation
