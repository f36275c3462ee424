INSERT INTO rosters_code_tables (ward, version, codes, account, made_at) VALUES ($1, $2, $3, $4, $5)
