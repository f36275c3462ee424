SELECT person, name, full_member, self_text, self_grade, self_at, grade, note FROM appraisal_members WHERE round = $1 ORDER BY person
