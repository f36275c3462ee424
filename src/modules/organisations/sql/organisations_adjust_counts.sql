UPDATE organisation_counts
SET full_members = full_members + $2, probationary = probationary + $3, prospects = prospects + $4, activists = activists + $5,
    applicants = applicants + $6, staff = staff + $7
WHERE organisation_id = $1
