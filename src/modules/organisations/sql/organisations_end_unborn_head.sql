UPDATE organisations
SET ended_on = since, version = version + 1
WHERE id = $1
