-- People whose latest affiliation that starts by the day $2 is with organisation $1, by key.
SELECT a.person, a.from_date
FROM members_affiliations a
WHERE a.organisation = $1 AND a.person > $3 AND a.from_date <= $2 AND a.withdrawn_at IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM members_affiliations b
    WHERE b.person = a.person AND b.from_date <= $2 AND b.withdrawn_at IS NULL
      AND (b.from_date > a.from_date OR (b.from_date = a.from_date AND b.id > a.id)))
ORDER BY a.person LIMIT $4
