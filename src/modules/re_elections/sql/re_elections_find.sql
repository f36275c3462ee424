SELECT id, organisation, path, state, term, planned_on, seats, committee, meeting, new_term, returned, given_up, begun_at, begun_by, begun_name, version
FROM re_elections WHERE id = $1
