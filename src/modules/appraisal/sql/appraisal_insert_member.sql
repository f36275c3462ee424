INSERT INTO appraisal_members (round, person, name, full_member, self_text, self_grade, grade, note)
VALUES ($1, $2, $3, $4, '', '', '', '')
