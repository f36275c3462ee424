select what, record, former_state, former_to from accounts_tree_acts where change_id = $1 order by what, record
