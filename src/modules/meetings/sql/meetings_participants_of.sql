SELECT person FROM meetings_participants WHERE meeting = $1 ORDER BY person
