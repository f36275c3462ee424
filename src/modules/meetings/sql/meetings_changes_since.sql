SELECT version, at, who, what FROM meetings_changes WHERE meeting = $1 AND version > $2 ORDER BY version
