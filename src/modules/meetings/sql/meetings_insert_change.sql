INSERT INTO meetings_changes (meeting, version, at, account, who, what) VALUES ($1, $2, $3, $4, $5, $6)
