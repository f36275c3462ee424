SELECT p.id, p.organisation_id, p.kind, p.person_id, p.holder, p.from_on, p.to_on, p.term_id, p.basis, p.version, CASE WHEN p.phone_sealed IS NULL THEN 0 ELSE 1 END
FROM organisation_posts p
WHERE p.ended_by_change = $1 AND p.person_id = $2
ORDER BY p.id
