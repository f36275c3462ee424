SELECT id, section, entry, effective_from, source, batch, account, recorded_at, reason, clear, sealed, removed, withdrawn_at
FROM people_changes WHERE person = $1 ORDER BY id
