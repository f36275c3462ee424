SELECT id, organisation, path, state, term, planned_on, seats, committee, meeting, new_term, returned, given_up, begun_at, begun_by, begun_name, version
FROM re_elections WHERE state = $1 AND path >= $2 AND path < $3 ORDER BY path, id DESC LIMIT $4
