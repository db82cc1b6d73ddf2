const orms = ['sequelize', 'sequelize-rs'];

export const textRows = [
  {
    name: 'SQL text: simple select',
    operations: 2000,
    budget: 8,
    subjects: orms,
    run: subject => repeat(subject, () => ({ attributes: ['id', 'firstName'], where: { id: 7 } }))
  },
  {
    name: 'SQL text: complex where',
    operations: 2000,
    budget: 8,
    subjects: orms,
    run: subject => repeat(subject, complexOptions)
  }
];

function repeat({ Sequelize, sequelize, User }, makeOptions) {
  const generator = sequelize.getQueryInterface().queryGenerator;
  for (let index = 0; index < 2000; index++) {
    const text = generator.selectQuery('users', makeOptions(Sequelize), User);
    if (!text.startsWith('SELECT')) throw new Error('no statement');
  }
}

function complexOptions({ Op, fn, col }) {
  return {
    attributes: ['id', 'firstName', [fn('LOWER', col('email')), 'mail']],
    where: {
      isActive: true,
      age: { [Op.gte]: 18, [Op.lt]: 65 },
      [Op.or]: [{ firstName: { [Op.like]: 'A%' } }, { lastName: { [Op.in]: ['Lovelace', 'Hopper', 'Liskov'] } }],
      [Op.not]: { score: { [Op.between]: [1, 2] } }
    },
    order: [
      ['lastName', 'ASC'],
      [fn('LENGTH', col('bio')), 'DESC']
    ],
    limit: 20,
    offset: 40
  };
}
