SELECT p.id, p.organisation_id, p.kind, p.person_id, p.holder, p.from_on, p.to_on, p.term_id, p.basis, p.version, CASE WHEN p.phone_sealed IS NULL THEN 0 ELSE 1 END, o.path
FROM organisation_posts p
JOIN organisations o ON o.id = p.organisation_id
WHERE p.person_id IS NULL AND p.to_on IS NULL AND p.id > $1
ORDER BY p.id LIMIT $2
