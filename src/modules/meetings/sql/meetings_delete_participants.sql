DELETE FROM meetings_participants WHERE meeting = $1
