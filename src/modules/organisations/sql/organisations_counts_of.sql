SELECT c.full_members, c.probationary, c.prospects, c.activists, c.applicants, c.staff
FROM organisation_counts c
WHERE c.organisation_id = $1
