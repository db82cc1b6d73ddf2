'use strict';
// MySQL and MariaDB: what values become, what statements give, how errors look, what connections are told. The values are
// those that sequelize 6.37.8 gives with mysql2 2.3 and mariadb 2.5.
const { Sequelize, DataTypes, QueryTypes, UniqueConstraintError, ForeignKeyConstraintError } = require('sequelize-rs');
const { describeServers } = require('../support/databases');

const DATABASE = `sequelize_rs_mysql_${process.pid}`;

describeServers(['mariadb', 'mysql'], ({ dialect, url }) => {
  const isMysql = dialect === 'mysql';
  const opened = [];
  let sequelize;

  function connect(options = {}) {
    const { username, password, hostname, port } = new URL(url);
    const instance = new Sequelize(DATABASE, decodeURIComponent(username), decodeURIComponent(password), {
      dialect,
      host: hostname,
      port,
      logging: false,
      ...options
    });
    opened.push(instance);
    return instance;
  }

  const select = (sql, options) => sequelize.query(sql, { type: QueryTypes.SELECT, ...options });

  beforeAll(async () => {
    const admin = new Sequelize(url, { dialect, logging: false });
    await admin.query(`CREATE DATABASE ${DATABASE}`);
    await admin.close();
    sequelize = connect();
  });

  afterAll(async () => {
    await sequelize.query(`DROP DATABASE ${DATABASE}`);
    await Promise.all(opened.map(instance => instance.close()));
  });

  describe('values', () => {
    /** Column type, literal, what comes; a list gives mysql's and mariadb's. */
    const CASES = [
      ['TINYINT', '-5', -5],
      ['TINYINT(1)', '1', 1],
      ['TINYINT UNSIGNED', '200', 200],
      ['SMALLINT', '-300', -300],
      ['MEDIUMINT', '8000000', 8000000],
      ['INT(5) ZEROFILL', '42', 42],
      ['BIGINT', '5', 5],
      ['BIGINT', '9007199254740991', 9007199254740991],
      ['BIGINT', '9007199254740993', '9007199254740993'],
      ['BIGINT UNSIGNED', '18446744073709551615', '18446744073709551615'],
      ['BIGINT(10) ZEROFILL', '77', ['0000000077', 77]],
      ['FLOAT', '16777216', 16777200],
      ['FLOAT', '0.1', 0.1],
      ['FLOAT(7,4)', '1.23456', 1.2346],
      ['DOUBLE', '1e100', 1e100],
      ['DECIMAL(10,3)', '12.5', ['12.500', 12.5]],
      ['DECIMAL(30,0)', '-0', ['0', 0]],
      ['DATETIME', "'2020-01-02 03:04:05'", new Date('2020-01-02T03:04:05Z')],
      ['DATETIME(6)', "'2020-01-02 03:04:05.678912'", new Date('2020-01-02T03:04:05.678Z')],
      ['TIMESTAMP(2) NULL', "'2020-01-02 03:04:05.67'", new Date('2020-01-02T03:04:05.670Z')],
      ['DATE', "'2020-01-02'", '2020-01-02'],
      ['TIME', "'-12:34:56'", '-12:34:56'],
      ['TIME(3)', "'123:04:05.678'", '123:04:05.678'],
      ['YEAR', '2020', 2020],
      ['CHAR(5)', "'ab'", 'ab'],
      ['VARCHAR(20)', "'héllo€😀'", 'héllo€😀'],
      ['TEXT', "''", ''],
      ['VARBINARY(5)', "x'00ff'", Buffer.from([0, 255])],
      ['BINARY(4)', "x'0102'", Buffer.from([1, 2, 0, 0])],
      ['BLOB', "x'ff00'", Buffer.from([255, 0])],
      ["ENUM('a','b')", "'b'", 'b'],
      ["SET('x','y')", "'x,y'", ['x,y', ['x', 'y']]],
      ["SET('x','y')", "''", ['', []]],
      ['JSON', `'{"a":[1,"é"]}'`, ['{"a":[1,"é"]}', { a: [1, 'é'] }]],
      ['BIT(1)', "b'1'", Buffer.from([1])],
      ['BIT(10)', "b'1000000001'", Buffer.from([2, 1])],
      ['POINT', 'POINT(1,2.5)', { type: 'Point', coordinates: [1, 2.5] }],
      [
        'GEOMETRY',
        "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')",
        { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
      ] // prettier-ignore
    ];

    test.each(CASES)('%s %s', async (type, literal, expected) => {
      const value = Array.isArray(expected) ? expected[isMysql ? 0 : 1] : expected;
      await sequelize.query('DROP TABLE IF EXISTS v');
      await sequelize.query(`CREATE TABLE v (id INT, c ${type})`);
      await sequelize.query(`INSERT INTO v VALUES (1, ${literal}), (2, NULL)`);
      const rows = [
        { id: 1, c: value },
        { id: 2, c: null }
      ];
      expect(await select('SELECT * FROM v ORDER BY id')).toEqual(rows);
      // Prepared statements send values in another form.
      const bound = await select('SELECT * FROM v WHERE id > $1 ORDER BY id', { bind: [0] });
      expect(bound).toEqual(rows);
    });

    test('expressions', async () => {
      const [row] = await select(
        "SELECT COUNT(*) AS a, SUM(1) AS b, 5 / 2 AS c, x'41' AS d, TRUE AS e, 1e0 AS f, 9223372036854775807 AS g, NULL AS h"
      );
      const numbers = isMysql ? { b: '1', c: '2.5000' } : { b: 1, c: 2.5 };
      expect(row).toEqual({ a: 1, d: Buffer.from('A'), e: 1, f: 1, g: '9223372036854775807', h: null, ...numbers });
    });

    test('binds of every kind', async () => {
      const bind = [7, 1.5, 'é', true, null, Buffer.from('ab'), 2n ** 63n, { a: 1 }];
      const [row] = await select('SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d, $5 AS e, $6 AS f, $7 AS g, $8 AS h', {
        bind
      });
      expect(row).toMatchObject({ a: 7, b: 1.5, c: 'é', d: 1, e: null, f: Buffer.from('ab'), h: '{"a":1}' });
      expect(String(row.g)).toBe('9223372036854775808');
    });

    test('attributes of a model, there and back', async () => {
      const Thing = sequelize.define(
        'thing',
        {
          flag: DataTypes.BOOLEAN,
          at: DataTypes.DATE(3),
          day: DataTypes.DATEONLY,
          meta: DataTypes.JSON,
          price: DataTypes.DECIMAL(10, 2),
          place: DataTypes.GEOMETRY('POINT'),
          big: DataTypes.BIGINT,
          uuid: DataTypes.UUID,
          kind: DataTypes.ENUM('x', 'y'),
          data: DataTypes.BLOB,
          clock: DataTypes.TIME
        },
        { timestamps: false }
      );
      await Thing.sync({ force: true });
      const values = {
        flag: true,
        at: new Date('2021-03-04T05:06:07.089Z'),
        day: '2021-03-04',
        meta: { a: [1, null], b: 'é' },
        price: '12.30',
        place: { type: 'Point', coordinates: [1, 2] },
        big: '9007199254740993',
        uuid: '0e37df36-f698-11e6-8dd4-cb9ced3df976',
        kind: 'y',
        data: Buffer.from([0, 1, 255]),
        clock: '01:02:03'
      };
      const created = await Thing.create(values);
      expect(created.id).toBe(1);
      const found = (await Thing.findByPk(1)).get({ plain: true });
      const { server } = (await select('SELECT VERSION() AS server'))[0];
      // MariaDB's JSON is text, which mysql2 does not look into.
      const meta = isMysql && /MariaDB/.test(server) ? JSON.stringify(values.meta) : values.meta;
      expect(found).toEqual({ id: 1, ...values, meta, price: isMysql ? '12.30' : 12.3 });
      expect(await Thing.findOne({ where: { at: values.at, kind: 'y', big: values.big } })).not.toBeNull();
    });
  });

  describe('results by type', () => {
    beforeEach(async () => {
      await sequelize.query('DROP TABLE IF EXISTS r');
      await sequelize.query('CREATE TABLE r (id INT PRIMARY KEY AUTO_INCREMENT, a INT)');
      await sequelize.query('INSERT INTO r (a) VALUES (1), (2)');
    });

    test('raw rows, and figures of statements without', async () => {
      const [rows, meta] = await sequelize.query('SELECT id FROM r ORDER BY id');
      expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
      if (isMysql) expect(meta).toBe(rows);
      else expect(meta.map(column => column.name())).toEqual(['id']);
      const [figures, again] = await sequelize.query('UPDATE r SET a = 5');
      if (isMysql) {
        expect({ ...figures }).toMatchObject({
          fieldCount: 0,
          affectedRows: 2,
          insertId: 0,
          info: 'Rows matched: 2  Changed: 2  Warnings: 0',
          warningStatus: 0,
          changedRows: 2
        });
        expect(figures.constructor.name).toBe('ResultSetHeader');
        expect(again).toBe(figures);
      } else {
        expect({ ...figures }).toEqual({ affectedRows: 2, insertId: 0, warningStatus: 0 });
        expect(figures.constructor.name).toBe('OkPacket');
        expect(again).toBeUndefined();
      }
    });

    test('updates count what they changed', async () => {
      const update = type => sequelize.query('UPDATE r SET a = 7 WHERE id = 1', { type });
      expect(await update(QueryTypes.BULKUPDATE)).toBe(1);
      expect(await update(QueryTypes.BULKUPDATE)).toBe(0);
      expect(await update(QueryTypes.UPDATE)).toEqual([undefined, 0]);
      expect(await sequelize.query('DELETE FROM r', { type: QueryTypes.BULKDELETE })).toBe(2);
    });

    test('inserts give the first id and how many', async () => {
      expect(await sequelize.query('INSERT INTO r (a) VALUES (5), (6)', { type: QueryTypes.INSERT })).toEqual([3, 2]);
      expect(await sequelize.query('INSERT INTO r (a) VALUES (7)')).toEqual([5, 1]);
      const R = sequelize.define('r', { a: DataTypes.INTEGER }, { tableName: 'r', timestamps: false });
      const created = await R.bulkCreate([{ a: 1 }, { a: 2 }]);
      expect(created.map(row => row.id)).toEqual([6, 7]);
      expect(await R.upsert({ id: 7, a: 3 })).toEqual([expect.objectContaining({ a: 3 }), false]);
      expect((await R.upsert({ id: 70, a: 3 }))[1]).toBe(true);
    });

    test('CALL gives the rows of the first SELECT', async () => {
      await sequelize.query('DROP PROCEDURE IF EXISTS two');
      await sequelize.query('CREATE PROCEDURE two(IN x INT) BEGIN SELECT x AS a; SELECT 2 AS b; END');
      expect(await sequelize.query('CALL two(1)')).toEqual([{ a: 1 }]);
    });

    test('descriptions of tables', async () => {
      const queryInterface = sequelize.getQueryInterface();
      expect(await queryInterface.describeTable('r')).toMatchObject({
        id: { allowNull: false, primaryKey: true, autoIncrement: true, defaultValue: null, comment: null },
        a: { allowNull: true, primaryKey: false, autoIncrement: false }
      });
      const [index] = await queryInterface.showIndex('r');
      expect(index).toEqual({
        primary: true,
        fields: [{ attribute: 'id', length: undefined, order: 'ASC' }],
        name: 'PRIMARY',
        tableName: 'r',
        unique: true,
        type: 'BTREE'
      });
      expect(await sequelize.databaseVersion()).toMatch(/^\d+\.\d+/);
    });

    test('showWarnings logs what the server warned about', async () => {
      const logs = [];
      const warned = connect({ showWarnings: true, logging: line => logs.push(line) });
      await warned.query('CREATE TABLE IF NOT EXISTS r (id INT)');
      const name = isMysql ? 'MySQL' : 'MariaDB';
      expect(logs.at(-1)).toBe(`${name} Warnings (default): Table 'r' already exists`);
    });
  });

  describe('errors', () => {
    beforeAll(async () => {
      await sequelize.query('DROP TABLE IF EXISTS child, parent');
      await sequelize.query('CREATE TABLE parent (id INT PRIMARY KEY, name VARCHAR(20), UNIQUE KEY by_name (name))');
      await sequelize.query(
        'CREATE TABLE child (id INT, pid INT, CONSTRAINT of_parent FOREIGN KEY (pid) REFERENCES parent (id))'
      );
      await sequelize.query("INSERT INTO parent VALUES (1, 'a-b')");
    });

    const failure = promise => promise.then(() => undefined).catch(error => error);

    test('a duplicate entry names the key, or the fields of the model', async () => {
      const error = await failure(sequelize.query('INSERT INTO parent VALUES ($1, NULL)', { bind: [1] }));
      expect(error).toBeInstanceOf(UniqueConstraintError);
      expect(error.fields).toEqual({ PRIMARY: '1' });
      expect(error.errors[0]).toMatchObject({ message: 'PRIMARY must be unique', path: 'PRIMARY', value: '1' });
      expect(error.parent).toMatchObject({
        code: 'ER_DUP_ENTRY',
        errno: 1062,
        sqlState: '23000',
        sql: 'INSERT INTO parent VALUES (?, NULL)',
        parameters: [1]
      });
      const text = "Duplicate entry '1' for key 'PRIMARY'";
      if (isMysql) {
        expect(error.parent.message).toBe(text);
        expect(error.parent.sqlMessage).toBe(text);
      } else {
        expect(error.parent.message.replace(/conn=\d+/, 'conn=N')).toBe(
          `(conn=N, no: 1062, SQLState: 23000) ${text}\nsql: INSERT INTO parent VALUES (?, NULL) - parameters:[1]`
        );
        expect(error.parent).toMatchObject({ text, fatal: false });
      }
      expect(error.original).toBe(error.parent);

      const attributes = {
        id: { type: DataTypes.INTEGER, primaryKey: true },
        name: { type: DataTypes.STRING, unique: { name: 'by_name', msg: 'taken' } }
      };
      const Parent = sequelize.define('parent', attributes, { tableName: 'parent', timestamps: false });
      const taken = await failure(Parent.create({ id: 2, name: 'a-b' }));
      expect(taken.message).toBe('taken');
      expect(Object.keys(taken.fields)).toEqual(['name']);
    });

    test('a foreign key names table, field and index', async () => {
      const missing = await failure(sequelize.query('INSERT INTO child VALUES (1, 9)'));
      expect(missing).toBeInstanceOf(ForeignKeyConstraintError);
      expect(missing).toMatchObject({ reltype: 'child', table: 'parent', fields: ['pid'], index: 'of_parent' });
      await sequelize.query('INSERT INTO child VALUES (1, 1)');
      expect(await failure(sequelize.query('DELETE FROM parent'))).toMatchObject({ reltype: 'parent' });
    });

    test('other refusals are errors of the database', async () => {
      const error = await failure(sequelize.query('SELECT * FROM nowhere'));
      expect(error.name).toBe('SequelizeDatabaseError');
      expect(error.parent).toMatchObject({ code: 'ER_NO_SUCH_TABLE', errno: 1146, sqlState: '42S02' });
      expect(error.sql).toBe('SELECT * FROM nowhere');
      expect(await failure(sequelize.query('SELECT 1; SELECT 2'))).toMatchObject({
        parent: { code: 'ER_PARSE_ERROR' }
      });
    });

    test('connections fail by cause', async () => {
      const refused = await failure(connect({ port: 1, retry: { max: 1 } }).authenticate());
      expect(refused.name).toBe('SequelizeConnectionRefusedError');
      expect(refused.parent).toMatchObject({ code: 'ECONNREFUSED', errno: -111, syscall: 'connect', port: 1 });
      const nobody = connect();
      nobody.config.password = nobody.connectionManager.config.password = 'wrong';
      const denied = await failure(nobody.authenticate());
      expect(denied.name).toBe('SequelizeAccessDeniedError');
      expect(denied.parent).toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR', errno: 1045 });
      expect((await failure(connect({ port: 99999 }).authenticate())).message).toMatch(/should be >= 0 and < 65536/);
    });
  });

  describe('connections', () => {
    const first = async (instance, sql) => (await instance.query(sql, { type: QueryTypes.SELECT }))[0];

    test('a session looks as those of the drivers', async () => {
      const row = await select(
        'SELECT @@time_zone AS zone, @@sql_mode AS mode, @@character_set_client AS client, ' +
          '@@collation_connection AS collation, @@autocommit AS autocommit'
      );
      const { mode } = (await select('SELECT @@global.sql_mode AS mode'))[0];
      expect(row).toEqual([
        {
          zone: '+00:00',
          mode: expect.stringMatching(/(^|,)IGNORE_SPACE(,|$)/),
          client: 'utf8mb4',
          collation: 'utf8mb4_unicode_ci',
          autocommit: 1
        }
      ]);
      for (const flag of mode.split(',')) expect(row[0].mode.split(',')).toContain(flag);
      expect(row[0].mode).not.toContain('PIPES_AS_CONCAT');
    });

    test('dates follow a named zone through its summer time', async () => {
      const instance = connect({ timezone: 'America/New_York' });
      const row = await first(
        instance,
        "SELECT CAST('2020-01-01 12:00:00' AS DATETIME) AS w, CAST('2020-07-01 12:00:00' AS DATETIME) AS s"
      );
      expect(row).toEqual({ w: new Date('2020-01-01T17:00:00Z'), s: new Date('2020-07-01T16:00:00Z') });
    });

    test('options of the drivers are honoured', async () => {
      const strings = connect({ dialectOptions: { dateStrings: true, typeCast: true, supportBigNumbers: true } });
      expect(await first(strings, "SELECT CAST('2020-01-02 03:04:05' AS DATETIME) AS a")).toEqual({
        a: '2020-01-02 03:04:05'
      });
      const several = connect({ dialectOptions: { multipleStatements: true } });
      const [both] = await several.query('SELECT 1 AS a; SELECT 2 AS b');
      expect(both).toEqual([[{ a: 1 }], [{ b: 2 }]]);
      if (isMysql) {
        const numbers = connect({ dialectOptions: { decimalNumbers: true, bigNumberStrings: true } });
        expect(await first(numbers, 'SELECT 1.5 AS a, COUNT(*) AS b')).toEqual({ a: 1.5, b: '1' });
        const found = connect({ dialectOptions: { flags: '' } });
        await found.query('CREATE TABLE IF NOT EXISTS f AS SELECT 1 AS a');
        expect(await found.query('UPDATE f SET a = 1', { type: QueryTypes.BULKUPDATE })).toBe(1);
      }
      const charset = connect({ dialectOptions: { charset: 'utf8mb4', collate: 'utf8mb4_bin' } });
      expect(await first(charset, 'SELECT @@collation_connection AS c')).toEqual({ c: 'utf8mb4_bin' });
    });

    test('typeCast decides of each value', async () => {
      const seen = [];
      const typeCast = (field, next) => {
        seen.push([field.name, field.type, field.length]);
        if (field.type === 'DATETIME') return field.string();
        if (field.type === 'TINY' && field.length === 1) return field.string() === '1';
        return next();
      };
      const instance = connect({ dialectOptions: { typeCast } });
      await instance.query(
        'CREATE OR REPLACE TABLE cast_by_user (at DATETIME, flag TINYINT(1), n INT, d DECIMAL(5,2), b BLOB)'
      );
      await instance.query(
        "INSERT INTO cast_by_user VALUES ('2020-01-02 03:04:05', 1, 5, 1.5, x'ff'), (NULL, NULL, NULL, NULL, NULL)"
      );
      const expected = {
        at: '2020-01-02 03:04:05',
        flag: true,
        n: 5,
        d: isMysql ? '1.50' : 1.5,
        b: Buffer.from([255])
      };
      const rows = [expected, { at: null, flag: null, n: null, d: null, b: null }];
      const all = options => instance.query('SELECT * FROM cast_by_user', { type: QueryTypes.SELECT, ...options });
      expect(await all()).toEqual(rows);
      expect(seen.slice(0, 2)).toEqual([
        ['at', 'DATETIME', 19],
        ['flag', 'TINY', 1]
      ]);
      const bound = 'SELECT * FROM cast_by_user WHERE n = $1';
      expect(await instance.query(bound, { bind: [5], type: QueryTypes.SELECT })).toEqual([expected]);
    });

    test('options that are not there are named', async () => {
      for (const [name, value] of Object.entries({ compress: true, rowsAsArray: true, stream: () => undefined })) {
        await expect(connect({ dialectOptions: { [name]: value } }).authenticate()).rejects.toThrow(
          new RegExp(`dialectOptions\\.${name}.*not supported`)
        );
      }
    });

    test('a pool serves more callers than it has connections', async () => {
      const instance = connect({ pool: { max: 3 } });
      const ids = await Promise.all(
        Array.from({ length: 60 }, (_, index) => first(instance, `SELECT ${index} AS i, CONNECTION_ID() AS c`))
      );
      expect(ids.map(row => row.i)).toEqual(Array.from({ length: 60 }, (_, index) => index));
      expect(new Set(ids.map(row => row.c)).size).toBeLessThanOrEqual(3);
      expect(instance.connectionManager.pool.size).toBeLessThanOrEqual(3);
    });

    test('a transaction that is rolled back leaves nothing', async () => {
      await sequelize.query('CREATE OR REPLACE TABLE tx (a INT) ENGINE = InnoDB');
      const transaction = await sequelize.transaction();
      await sequelize.query('INSERT INTO tx VALUES (1)', { transaction });
      await transaction.rollback();
      await sequelize.transaction(async inner => sequelize.query('INSERT INTO tx VALUES (2)', { transaction: inner }));
      expect(await select('SELECT a FROM tx')).toEqual([{ a: 2 }]);
    });

    test('a deadlock ends the transaction that lost, and gives its connection back', async () => {
      await sequelize.query('CREATE OR REPLACE TABLE dead (id INT PRIMARY KEY, a INT) ENGINE = InnoDB');
      await sequelize.query('INSERT INTO dead VALUES (1, 1), (2, 2)');
      const instance = connect({ retry: { max: 1 } });
      const both = [await instance.transaction(), await instance.transaction()];
      const update = (id, transaction) => instance.query('UPDATE dead SET a = a + 1 WHERE id = ' + id, { transaction });
      await update(1, both[0]);
      await update(2, both[1]);
      const results = await Promise.allSettled([update(2, both[0]), update(1, both[1])]);
      const lost = results.findIndex(result => result.status === 'rejected');
      expect(results[lost].reason).toMatchObject({
        name: 'SequelizeDatabaseError',
        parent: { code: 'ER_LOCK_DEADLOCK' }
      });
      expect(results[1 - lost].status).toBe('fulfilled');
      expect(both[lost].finished).toBe('rollback');
      await both[1 - lost].commit();
      expect(instance.connectionManager.pool.using).toBe(0);
    });

    test('a ledger keeps its sum while connections are killed', async () => {
      await sequelize.query('CREATE OR REPLACE TABLE ledger (id INT PRIMARY KEY, sum INT) ENGINE = InnoDB');
      await sequelize.query('INSERT INTO ledger VALUES (1, 1000), (2, 1000), (3, 1000), (4, 1000)');
      const instance = connect({ pool: { max: 5 }, retry: { max: 1 } });
      const errors = [];
      // Rolling back on a connection that is gone is warned of.
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      const transfer = async index => {
        const [from, to] = [1 + (index % 4), 1 + ((index + 1 + (index % 3)) % 4)].sort((one, other) => one - other);
        await instance.transaction(async transaction => {
          await instance.query('UPDATE ledger SET sum = sum - 1 WHERE id = ?', { replacements: [from], transaction });
          await instance.query('UPDATE ledger SET sum = sum + 1 WHERE id = ?', { replacements: [to], transaction });
        });
      };
      const work = Array.from({ length: 200 }, (_, index) => transfer(index).catch(error => errors.push(error)));
      for (let round = 0; round < 10; round++) {
        const running = await select(
          'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()'
        );
        await Promise.all(running.map(({ id }) => sequelize.query(`KILL ${id}`).catch(() => undefined)));
      }
      await Promise.all(work);
      warn.mockRestore();
      for (const error of errors) expect(error.name).toMatch(/^Sequelize/);
      expect(await first(instance, 'SELECT CAST(SUM(sum) AS UNSIGNED) AS total FROM ledger')).toEqual({ total: 4000 });
      const { pool } = instance.connectionManager;
      expect(pool.using).toBe(0);
      expect(pool.size).toBeLessThanOrEqual(5);
    });
  });
});
