INSERT INTO organisation_counts (organisation_id, path, full_members, probationary, prospects, activists, applicants, staff)
VALUES ($1, $2, 0, 0, 0, 0, 0, 0)
