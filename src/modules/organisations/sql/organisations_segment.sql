SELECT next_segment FROM organisation_turn WHERE id = 1
