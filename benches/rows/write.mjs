import { RAW_INSERT, createRawTable, fillUsers, rawValues, userValues } from '../subjects/index.mjs';

const empty = async subject => {
  if (subject.isOrm) return subject.User.sync({ force: true });
  createRawTable(subject.database);
  return subject.database.prepare(RAW_INSERT);
};

export const writeRows = [
  {
    name: 'sqlite create',
    operations: 300,
    budget: 4,
    prepare: empty,
    async run(subject, insert) {
      for (let index = 0; index < 300; index++) {
        if (subject.isOrm) await subject.User.create(userValues(index));
        else insert.run(rawValues(index));
      }
    }
  },
  {
    name: 'sqlite bulk create 10000',
    operations: 1,
    budget: 4,
    prepare: empty,
    async run(subject, insert) {
      if (subject.isOrm) {
        await subject.User.bulkCreate(Array.from({ length: 10000 }, (_, index) => userValues(index)));
        return;
      }
      subject.database.transaction(() => {
        for (let index = 0; index < 10000; index++) insert.run(rawValues(index));
      })();
    }
  },
  {
    name: 'sqlite find + save',
    operations: 200,
    budget: 8,
    async prepare(subject) {
      await fillUsers(subject, 1000);
      if (subject.isOrm) return undefined;
      const { database } = subject;
      return {
        find: database.prepare('SELECT * FROM users WHERE id = ?'),
        save: database.prepare('UPDATE users SET age = ?, updatedAt = ? WHERE id = ?')
      };
    },
    async run(subject, statements) {
      for (let id = 1; id <= 200; id++) {
        if (subject.isOrm) {
          const user = await subject.User.findByPk(id);
          user.age += 1;
          await user.save();
        } else {
          const user = statements.find.get(id);
          statements.save.run(user.age + 1, new Date().toISOString(), id);
        }
      }
    }
  },
  {
    name: 'sqlite transaction of three',
    operations: 100,
    budget: 8,
    prepare: empty,
    async run(subject, insert) {
      for (let index = 0; index < 100; index++) {
        if (subject.isOrm) {
          await subject.sequelize.transaction(async transaction => {
            for (let part = 0; part < 3; part++) await subject.User.create(userValues(part), { transaction });
          });
        } else {
          subject.database.transaction(() => {
            for (let part = 0; part < 3; part++) insert.run(rawValues(part));
          })();
        }
      }
    }
  }
];
