SELECT person FROM ballots_permits WHERE ballot = $1 ORDER BY person
