// The objects a dialect shows: the same members, parameter counts and abilities as sequelize 6's.
const { DIALECTS, offlinePair } = require('../parity/support/packages');
const { additions } = require('sequelize-rs/lib/dialects/postgres/query-interface/enums');
const { splitStatements } = require('sequelize-rs/lib/dialects/abstract/query-interface/run');

/** Method names and parameter counts along the prototype chain, without what the class keeps to itself. */
function methodsOf(object) {
  const found = {};
  for (let p = Object.getPrototypeOf(object); p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    for (const name of Object.getOwnPropertyNames(p)) {
      if (name !== 'constructor' && typeof object[name] === 'function') found[name] = object[name].length;
    }
  }
  return found;
}

describe.each(DIALECTS)('the %s dialect', dialect => {
  const [real, ours] = offlinePair(dialect).map(({ sequelize }) => sequelize);

  it('has the abilities, quotes and version of sequelize 6', () => {
    for (const member of ['name', 'supports', 'defaultVersion', 'TICK_CHAR', 'TICK_CHAR_LEFT', 'TICK_CHAR_RIGHT']) {
      expect(ours.dialect[member]).toEqual(real.dialect[member]);
    }
    expect(ours.dialect.canBackslashEscape()).toBe(real.dialect.canBackslashEscape());
  });

  it('has every method of the query generator, with its parameter count', () => {
    expect(methodsOf(ours.dialect.queryGenerator)).toMatchObject(methodsOf(real.dialect.queryGenerator));
  });

  it('has every method of the query interface, with its parameter count', () => {
    expect(methodsOf(ours.getQueryInterface())).toMatchObject(methodsOf(real.getQueryInterface()));
  });

  it('rewrites bind parameters as sequelize 6 does', () => {
    const cases = [
      ['select $one as a, $two as b, $one as c', { one: 1, two: 'x' }],
      ['select $1 as a, $2 as b, $1 as c, $$x', [1, 2]],
      ['select $1', ['a\0b']],
      ['select $one', {}],
      ['select $0', [1]],
      ['select 1', undefined]
    ];
    for (const [sql, values] of cases) {
      const [left, right] = [real, ours].map(({ dialect: { Query } }) => {
        try {
          return Query.formatBindParameters(sql, values, dialect);
        } catch (error) {
          return error.message;
        }
      });
      expect(right).toEqual(left);
    }
  });
});

describe('errors of a driver', () => {
  const uniqueKeys = { email: { fields: ['email'], msg: 'taken' }, pair: { fields: ['a', 'b'] } };
  const cases = {
    sqlite: [
      { code: 'SQLITE_CONSTRAINT', message: 'SQLITE_CONSTRAINT: UNIQUE constraint failed: users.email' },
      { code: 'SQLITE_CONSTRAINT', message: 'SQLITE_CONSTRAINT: UNIQUE constraint failed: users.a, users.b' },
      { code: 'SQLITE_CONSTRAINT', message: 'SQLITE_CONSTRAINT: columns a, b are not unique' },
      { code: 'SQLITE_CONSTRAINT', message: 'SQLITE_CONSTRAINT: FOREIGN KEY constraint failed' },
      { code: 'SQLITE_CONSTRAINT', message: 'SQLITE_CONSTRAINT: NOT NULL constraint failed: users.a' },
      { code: 'SQLITE_BUSY', message: 'SQLITE_BUSY: database is locked' },
      { code: 'SQLITE_ERROR', message: 'SQLITE_ERROR: no such table: users' }
    ],
    postgres: [
      { code: '23503', message: 'insert on table "a" violates foreign key constraint "a_b_fkey"' },
      { code: '23505', message: 'duplicate key', detail: 'Key (email)=(x) already exists.' },
      { code: '23505', message: 'duplicate key', detail: 'Key (a, b)=(1, 2) already exists.' },
      { code: '23505', message: 'duplicate key' },
      { code: '23P01', message: 'conflict', detail: 'Key (a)=(1) conflicts', constraint: 'c', table: 't' },
      { code: '42704', message: 'constraint "c" of relation "r" does not exist', sql: 'DROP CONSTRAINT c' },
      { code: '42601', message: 'syntax error' }
    ],
    mysql: [
      { errno: 1062, message: "Duplicate entry 'x' for key 'email'" },
      { errno: 1062, message: "Duplicate entry '1-2' for key 'users.pair'" },
      { errno: 1451, message: 'fails (`d`.`t`, CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `u` (`id`))' },
      { errno: 1452, message: 'fails ("d"."t", CONSTRAINT "fk" FOREIGN KEY ("a", "b") REFERENCES "u" ("id"))' },
      { errno: 1064, message: 'syntax' }
    ],
    mariadb: [
      { errno: 1062, message: "(conn=1) Duplicate entry 'x' for key 'email' \nsql: INSERT" },
      { errno: 1452, message: 'fails (`d`.`t`, CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `u` (`id`))' },
      { errno: 1064, message: 'syntax' }
    ],
    mssql: [
      {
        message:
          "Violation of UNIQUE KEY constraint 'pair'. Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is (1, 2)."
      },
      { message: "Cannot insert duplicate key row in object 'dbo.t' with unique index 'email'" },
      {
        message:
          'The INSERT statement conflicted with the FOREIGN KEY constraint "fk". The conflict occurred in database "d", table "t", column \'id\'.'
      },
      { message: 'Could not drop constraint. See previous errors.', sql: 'ALTER TABLE [t] DROP CONSTRAINT [c]' },
      { message: 'Incorrect syntax' }
    ]
  };

  it.each(Object.entries(cases))('of %s become those of sequelize 6', (dialect, failures) => {
    const [real, ours] = offlinePair(dialect).map(({ sequelize }) => sequelize);
    for (const facts of failures) {
      const [left, right] = [real, ours].map(sequelize => {
        const model = { uniqueKeys };
        const query = new sequelize.dialect.Query({}, sequelize, { model, instance: { email: 'x', a: 1 } });
        query.model = model;
        const driverError = Object.assign(new Error(facts.message), facts);
        let error;
        try {
          error = query.formatError(driverError, 'stack');
        } catch (thrown) {
          error = thrown;
        }
        expect(error.parent).toBe(driverError);
        const { name, message, fields, table, index, reltype, constraint, value } = error;
        const items = (error.errors ?? []).map(item => ({ ...item, original: undefined }));
        return { name, message, fields, table, index, reltype, constraint, value, items };
      });
      expect(right).toEqual(left);
    }
  });
});

describe('a generator of one’s own', () => {
  const { sequelize } = offlinePair('postgres')[1];
  const QueryGenerator = require('sequelize-rs/lib/dialects/postgres/query-generator');
  const AbstractQueryGenerator = require('sequelize-rs/lib/dialects/abstract/query-generator');
  const made = options => {
    const generator = new QueryGenerator({ sequelize, _dialect: sequelize.dialect });
    generator.options = { ...generator.options, ...options };
    return generator;
  };

  it('follows its own options', () => {
    expect(made({}).selectQuery('t', { where: { a: 1 } })).toBe('SELECT * FROM "t" WHERE "t"."a" = 1;');
    expect(made({ quoteIdentifiers: false }).selectQuery('t', { where: { a: 1 } })).toBe(
      'SELECT * FROM t WHERE t.a = 1;'
    );
  });

  it('may leave identifiers unquoted', () => {
    class Bare extends AbstractQueryGenerator {
      quoteIdentifier(identifier) {
        return identifier;
      }
    }
    const bare = new Bare({ sequelize, _dialect: sequelize.dialect });
    expect(bare.whereItemQuery('a', 5)).toBe('a = 5');
  });

  it('fails by name where the dialect does not say how to quote', () => {
    const generator = new AbstractQueryGenerator({ sequelize, _dialect: sequelize.dialect });
    expect(() => generator.quoteIdentifier('a')).toThrow('quoteIdentifier for Dialect "postgres" is not implemented');
    expect(generator.quoteIdentifier('*')).toBe('*');
  });

  it('takes a function that makes the placeholders', () => {
    const bound = [];
    const bindParam = value => `:p${bound.push(value)}`;
    const { query, bind } = made({}).insertQuery('t', { a: 'x', b: 2 }, {}, { bindParam });
    expect(query).toBe('INSERT INTO "t" ("a","b") VALUES (:p1,:p2);');
    expect([bound, bind]).toEqual([['x', 2], []]);
  });

  it('keeps the schema of a table in an object that prints itself', () => {
    const table = made({}).addSchema({ tableName: 't', _schema: 's' });
    expect(table).toMatchObject({ tableName: 't', schema: 's', delimiter: '.' });
    expect(`${table}`).toBe('"s"."t"');
  });
});

describe('adding values to an enum', () => {
  const plan = (existing, wanted) =>
    additions(existing, wanted).map(({ value, before, after }) => `${value}${before ? `<${before}` : `>${after}`}`);

  it('puts a value before the existing one it stands before', () => {
    expect(plan(['b', 'd'], ['a', 'b', 'c', 'd'])).toEqual(['a<b', 'c<d']);
  });

  it('puts what comes last after the last existing value, back to front', () => {
    expect(plan(['a'], ['a', 'b', 'c'])).toEqual(['c>a', 'b>a']);
  });

  it('adds nothing to an enum that has everything, in whatever order', () => {
    expect(plan(['a', 'b'], ['b', 'a'])).toEqual([]);
  });
});

describe('splitting statements', () => {
  it('leaves semicolons in literals and names alone', () => {
    expect(splitStatements("SELECT 'a;''b'; DROP TABLE `x;y`;")).toEqual(["SELECT 'a;''b';", ' DROP TABLE `x;y`;']);
  });
});
