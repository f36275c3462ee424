INSERT INTO re_elections (id, organisation, path, state, term, seats, committee, meeting, returned, given_up, begun_at, begun_by, begun_name, version)
VALUES ($1, $2, $3, 'running', $4, 0, 1, 0, '', '', $5, $6, $7, 1)
