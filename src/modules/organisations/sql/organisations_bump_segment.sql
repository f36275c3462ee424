UPDATE organisation_turn SET next_segment = next_segment + 1 WHERE id = 1
