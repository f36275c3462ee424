insert into accounts_tree_acts (change_id, what, record, former_state, former_to) values ($1, $2, $3, $4, $5)
