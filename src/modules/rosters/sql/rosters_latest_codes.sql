SELECT version, codes FROM rosters_code_tables WHERE ward = $1 ORDER BY version DESC LIMIT 1
