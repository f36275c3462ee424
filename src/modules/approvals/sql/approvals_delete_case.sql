DELETE FROM approvals_cases WHERE id = $1
