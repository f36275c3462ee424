SELECT o.id, o.organisation, o.path, o.meeting, o.matter_kind, o.matter, o.opinion, o.result, o.given_on, o.created_at, o.created_by, o.created_name, o.version
FROM meetings_opinions o
WHERE (o.given_on, o.id) < ($1, $2) AND o.path >= $3 AND o.path < $4
--[organisation
  AND o.organisation = $6
--]
--[matter_kind
  AND o.matter_kind = $7
--]
ORDER BY o.given_on DESC, o.id DESC LIMIT $5
