import { fillUsers } from '../subjects/index.mjs';

export const readRows = [
  {
    name: 'sqlite find by pk, sequential',
    operations: 500,
    budget: 12,
    async prepare(subject) {
      await fillUsers(subject, 1000);
      return subject.isOrm ? undefined : subject.database.prepare('SELECT * FROM users WHERE id = ?');
    },
    async run(subject, statement) {
      for (let id = 1; id <= 500; id++) {
        const user = subject.isOrm ? await subject.User.findByPk(id) : statement.get(id);
        if (user.id !== id) throw new Error('the wrong user');
      }
    }
  },
  findAllRow(1000),
  findAllRow(10000)
];

function findAllRow(count) {
  return {
    name: `sqlite findAll ${count} instances`,
    operations: 1,
    budget: 6,
    async prepare(subject) {
      await fillUsers(subject, count);
      return subject.isOrm ? undefined : subject.database.prepare('SELECT * FROM users');
    },
    async run(subject, statement) {
      const users = subject.isOrm ? await subject.User.findAll() : statement.all();
      if (users.length !== count) throw new Error('the wrong number of users');
    }
  };
}
