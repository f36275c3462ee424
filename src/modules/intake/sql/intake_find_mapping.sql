SELECT mapping FROM intake_mappings WHERE signature = $1
