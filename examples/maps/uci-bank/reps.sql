SELECT 'call-centre' AS id, 'Call centre' AS name
