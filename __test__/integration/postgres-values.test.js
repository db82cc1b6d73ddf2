'use strict';
// What values of PostgreSQL's types become, beside sequelize 6 with pg: every row of the table in docs/value-mapping.md.
const packages = { ours: require('sequelize-rs'), theirs: require('sequelize') };
const { describeServers } = require('../support/databases');

/** Expressions, one per type and form. */
const EXPRESSIONS = [
  '1::int2', '2147483647::int4', '9007199254740993::int8', "'0.10'::numeric", "'NaN'::numeric", '1.5::float4', '0.1::float8',
  "'NaN'::float8", "'-Infinity'::float8", '1e300::float8', '4294967295::oid', 'true', 'false', 'NULL::text', "''", "'zürich €😀'",
  "'a'::char(3)", "'x'::\"char\"", "'n'::name", "'\\x00ff'::bytea", "''::bytea", "'{\"a\": [1, null, \"é\"]}'::json",
  "'null'::jsonb", '\'"text"\'::jsonb', "'2020-02-29'::date", "'infinity'::date", "'0044-03-15 BC'::date",
  "'2020-02-29 12:30:45.678901+05:30'::timestamptz", "'infinity'::timestamptz", "'-infinity'::timestamptz",
  "'0044-03-15 00:00:00+00 BC'::timestamptz", "'0001-01-01 00:00:00+00'::timestamptz", "'12020-01-01 00:00:00+00'::timestamptz",
  "'2020-02-29 12:30:45.678'::timestamp", "'12:30:45'::time", "'12:30:45+02'::timetz",
  "'1 year 2 mons -3 days 04:05:06.789'::interval", "'-00:00:01.5'::interval", "'0'::interval",
  "'6f1c1bf0-38b4-4a1c-8f5a-6c6f4d9b8b1e'::uuid", "'10.0.0.1'::inet", "'10.0.0.0/8'::cidr", "'08:00:2b:01:02:03'::macaddr",
  "'a fat cat'::tsvector", "'(1.5,-2)'::point", "'<(1,2),3>'::circle", "'12.34'::money", "B'101'::bit(3)", "'<a/>'::xml",
  "ARRAY[1,NULL,3]", "ARRAY[[1,2],[3,4]]", "'{}'::int[]", "ARRAY['a','b,c','d\"e','NULL',NULL,'','{}','\\']",
  'ARRAY[true,NULL]', 'ARRAY[1.5,2]::numeric[]', 'ARRAY[1.5,2]::float8[]', 'ARRAY[9007199254740993]::int8[]',
  "ARRAY['2020-01-01']::date[]", "ARRAY['2020-01-01 00:00:00+00']::timestamptz[]", "ARRAY['{\"a\":1}']::jsonb[]",
  "ARRAY['\\x00ff']::bytea[]", "ARRAY['6f1c1bf0-38b4-4a1c-8f5a-6c6f4d9b8b1e']::uuid[]", "'[0:1]={1,2}'::int[]",
  "'[1,5)'::int4range", "'empty'::int4range", "'(,5]'::int8range", "'[1.5,2.5]'::numrange", "'[2020-01-01,2020-02-01)'::daterange",
  "'[2020-01-01 00:00:00+00,infinity)'::tstzrange", "ARRAY['[1,5)'::int4range]", 'ROW(1,NULL)', "'a'::regclass::text"
].filter(expression => !expression.includes('regclass')); // prettier-ignore

describeServers(['postgres'], ({ url }) => {
  const open = [];
  let ours;
  let theirs;

  function connect(name, options) {
    const sequelize = new packages[name](url, { logging: false, ...options });
    open.push(sequelize);
    return sequelize;
  }

  beforeAll(() => {
    ours = connect('ours');
    theirs = connect('theirs');
  });
  afterAll(() => Promise.all(open.map(sequelize => sequelize.close())));

  const asked = sequelize => async expression =>
    (await sequelize.query(`SELECT ${expression} AS v`, { type: 'SELECT' }))[0].v;

  /** Prototypes are of either package. */
  const plain = value =>
    value !== null && typeof value === 'object' && value.constructor?.name === 'PostgresInterval'
      ? { ...value }
      : value;

  test.each(EXPRESSIONS)('%s', async expression => {
    const [mine, his] = [await asked(ours)(expression), await asked(theirs)(expression)];
    expect({ ...[plain(mine)] }).toEqual({ ...[plain(his)] });
    expect(Object.prototype.toString.call(mine)).toBe(Object.prototype.toString.call(his));
  });

  test('a timestamp without zone is in the local one, a named zone of the session is kept', async () => {
    const zones = ['ours', 'theirs'].map(name => connect(name, { timezone: 'Europe/Berlin' }));
    const [mine, his] = await Promise.all(
      zones.map(zone => zone.query("SELECT '2021-07-01 12:00'::timestamptz AS a, current_setting('TimeZone') AS z"))
    );
    expect(mine[0]).toEqual(his[0]);
  });

  test('every data type goes there and back as with sequelize 6', async () => {
    const results = [];
    for (const [name, sequelize] of [
      ['theirs', theirs],
      ['ours', ours]
    ]) {
      const T = packages[name].DataTypes;
      await sequelize.query('CREATE EXTENSION IF NOT EXISTS hstore; CREATE EXTENSION IF NOT EXISTS citext');
      await sequelize.connectionManager._refreshDynamicOIDs();
      const Thing = sequelize.define(
        'Thing',
        {
          string: T.STRING, text: T.TEXT, citext: T.CITEXT, int: T.INTEGER, big: T.BIGINT, float: T.FLOAT, real: T.REAL,
          double: T.DOUBLE, decimal: T.DECIMAL(10, 2), bool: T.BOOLEAN, date: T.DATE, day: T.DATEONLY, time: T.TIME,
          blob: T.BLOB, uuid: T.UUID, json: T.JSON, jsonb: T.JSONB, hstore: T.HSTORE, kind: T.ENUM('a', 'b b'),
          kinds: T.ARRAY(T.ENUM('x', 'y,z')), texts: T.ARRAY(T.TEXT), numbers: T.ARRAY(T.ARRAY(T.INTEGER)),
          range: T.RANGE(T.INTEGER), dates: T.RANGE(T.DATE), ranges: T.ARRAY(T.RANGE(T.DATEONLY)), inet: T.INET,
          cidr: T.CIDR, mac: T.MACADDR
        },
        { timestamps: false }
      ); // prettier-ignore
      await sequelize.sync({ force: true });
      const values = {
        string: "O'Neil \\ \u00e9", text: '€', citext: 'Ab', int: -1, big: '9007199254740993', float: 1.5, real: 0.5,
        double: 1e-7, decimal: '12345678.90', bool: true, date: new Date(1234567890123), day: '2020-02-29', time: '01:02:03',
        blob: Buffer.from([0, 255]), uuid: '6f1c1bf0-38b4-4a1c-8f5a-6c6f4d9b8b1e', json: { a: ["x'", null] }, jsonb: [1, { b: 2 }],
        hstore: { a: '1', b: null, 'c"': "d'" }, kind: 'b b', kinds: ['y,z'], texts: ['a', null, '"', ''], numbers: [[1, 2], [3, 4]],
        range: [1, 5], dates: [new Date(0), null], ranges: [['2020-01-01', '2020-02-01']], inet: '10.0.0.1', cidr: '10.0.0.0/8',
        mac: '08:00:2b:01:02:03'
      }; // prettier-ignore
      const created = await Thing.create(values);
      await Thing.bulkCreate([{ ...values, citext: 'Zz', hstore: { k: 'v' } }, {}]);
      const found = await Thing.findAll({ order: ['id'] });
      const raw = await Thing.findAll({ order: ['id'], raw: true });
      const by = await Thing.count({
        where: { kind: 'b b', big: '9007199254740993', texts: { [packages[name].Op.contains]: ['a'] } }
      });
      results.push({ created: created.get(), found: found.map(one => one.get()), raw, by });
      await Thing.drop({});
    }
    expect(results[1]).toEqual(results[0]);
  });

  test('a parse function of the user sees the text of the server', async () => {
    const { DataTypes } = packages.ours;
    const before = DataTypes.postgres.INTEGER.parse;
    try {
      DataTypes.postgres.INTEGER.parse = text => `number ${text}`;
      const sequelize = connect('ours');
      await sequelize.authenticate();
      sequelize.refreshTypes();
      expect(await asked(sequelize)('7::int4')).toBe('number 7');
      expect(await asked(sequelize)('ARRAY[7]')).toEqual(['number 7']);
    } finally {
      DataTypes.postgres.INTEGER.parse = before;
    }
  });

  test('binds of raw statements are sent as pg sends them', async () => {
    const values = [1.5, 'a', true, null, new Date(0), Buffer.from('b'), [1, 'x"', null], { a: 1 }];
    const sql = `SELECT ${values.map((_, index) => `$${index + 1}::${['float8', 'text', 'bool', 'int', 'timestamptz', 'bytea', 'text[]', 'jsonb'][index]} AS c${index}`)}`;
    const [mine, his] = await Promise.all([ours, theirs].map(one => one.query(sql, { bind: values })));
    expect(mine[0]).toEqual(his[0]);
  });
});
