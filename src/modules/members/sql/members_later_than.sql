-- Whether something else than the import was recorded later about the membership.
SELECT 1 FROM members_states
WHERE person = $1 AND id > $2 AND withdrawn_at IS NULL AND (batch IS NULL OR batch <> $3)
UNION ALL
SELECT 1 FROM members_affiliations
WHERE person = $1 AND id > $2 AND withdrawn_at IS NULL AND (batch IS NULL OR batch <> $3)
UNION ALL
SELECT 1 FROM members_flags
WHERE person = $1 AND id > $2 AND withdrawn_at IS NULL AND (batch IS NULL OR batch <> $3)
LIMIT 1
