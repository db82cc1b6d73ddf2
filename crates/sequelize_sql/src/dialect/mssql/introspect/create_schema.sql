IF NOT EXISTS (SELECT schema_name
FROM information_schema.schemata
WHERE schema_name = {literal} )
BEGIN
EXEC sp_executesql N'CREATE SCHEMA {name} ;'
END;
