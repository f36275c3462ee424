UPDATE meetings_minutes SET facts_sealed = $2, facts = '' WHERE meeting = $1 AND number = $3
