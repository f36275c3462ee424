UPDATE people_changes SET sealed = $2, sealed_key = $3 WHERE id = $1
