SELECT o.id, o.organisation, o.path, o.meeting, o.matter_kind, o.matter, o.opinion, o.result, o.given_on, o.created_at, o.created_by, o.created_name, o.version
FROM meetings_opinions o WHERE o.id = $1
