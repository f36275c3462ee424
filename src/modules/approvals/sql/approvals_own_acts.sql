SELECT a.id, a.what, a.for_name, a.reason_sealed, a.at, c.title FROM approvals_acts a JOIN approvals_cases c ON c.id = a.approval
WHERE a.account = $1 ORDER BY a.id DESC
