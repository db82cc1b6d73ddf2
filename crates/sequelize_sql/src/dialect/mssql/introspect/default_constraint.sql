SELECT name FROM sys.default_constraints
WHERE PARENT_OBJECT_ID = OBJECT_ID('{table}', 'U')
AND PARENT_COLUMN_ID = (SELECT column_id FROM sys.columns WHERE NAME = ({column})
AND object_id = OBJECT_ID('{table}', 'U'));
