SELECT xinglin_secure('appraisal_members',
    '(SELECT (SELECT xinglin_scope()) @> r.path FROM appraisal_rounds r WHERE r.id = appraisal_members.round)'
    ' OR person = (SELECT xinglin_person())');
