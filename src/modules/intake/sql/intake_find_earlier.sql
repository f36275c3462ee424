SELECT id FROM intake_imports
WHERE file_digest = $1 AND kind = $2 AND id < $3 AND state = 'committed' ORDER BY id DESC LIMIT 1
