IF EXISTS (SELECT * FROM sys.databases WHERE name = {literal} )
BEGIN
DROP DATABASE {name} ;
END;
