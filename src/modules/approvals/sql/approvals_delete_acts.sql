DELETE FROM approvals_acts WHERE approval = $1
