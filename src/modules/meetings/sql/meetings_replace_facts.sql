UPDATE meetings_minutes SET facts_sealed = $4 WHERE meeting = $1 AND number = $2 AND facts_sealed = $3
