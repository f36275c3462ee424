-- Why an entry was sent back may tell of somebody: it is kept, sealed, with the approval; what was copied from there is referred to.
UPDATE meetings_meetings SET correction = '补录被退回，原因见审批' WHERE correction LIKE '补录被退回：%';
UPDATE meetings_meetings SET correction = '撤回补录，重新整理' WHERE correction LIKE '撤回补录：%';
UPDATE meetings_minutes SET reason = '补录被退回，原因见审批' WHERE reason LIKE '补录被退回：%';
UPDATE meetings_minutes SET reason = '撤回补录，重新整理' WHERE reason LIKE '撤回补录：%';
