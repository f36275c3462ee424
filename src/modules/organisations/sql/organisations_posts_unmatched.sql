SELECT p.id, p.organisation_id, p.kind, p.person_id, p.holder, p.from_on, p.to_on, p.term_id, p.basis, p.version, CASE WHEN p.phone_sealed IS NULL THEN 0 ELSE 1 END, o.path
FROM organisation_posts p
JOIN organisations o ON o.id = p.organisation_id
WHERE p.person_id IS NULL AND p.to_on IS NULL AND p.kind <> 'contact' AND o.path >= $1 AND o.path < $2
ORDER BY o.path, p.id LIMIT $3
