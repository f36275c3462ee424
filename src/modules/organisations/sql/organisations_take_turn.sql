UPDATE organisation_turn SET next_segment = next_segment WHERE id = 1
