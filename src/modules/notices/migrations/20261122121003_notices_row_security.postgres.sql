SELECT xinglin_secure('notices_notices',
                      'account_id = (SELECT xinglin_account()) OR person_id = (SELECT xinglin_person())');
